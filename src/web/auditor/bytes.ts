/** Files as streams of bytes, read to the end or given up. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** The bytes of a file, in pieces. Written out because not every browser can iterate over a stream. */
export async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      if (value.length > 0) yield value
    }
  } finally {
    reader.releaseLock()
  }
}

/** The lines of a text file, without their line feeds. */
export async function* linesOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of piecesOf(file)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

/** SHA-256 of a file, in hex. */
export async function digestOf(file: Blob): Promise<string> {
  const digest = sha256.create()
  for await (const piece of piecesOf(file)) digest.update(piece)
  return bytesToHex(digest.digest())
}

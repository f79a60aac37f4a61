/** Verifies one file: what the verifier of the protocol says, and what the page shows beside it. */
import { verifyArchive, type VerifyOptions } from '../../protocol/index.ts'
import { piecesOf } from './bytes.ts'
import { readAsked, readContents } from './contents.ts'
import type { Progress, Verified } from './found.ts'

/** A record's header, and half a block of padding, on the average. */
const AROUND_RECORD = 768

/** How often progress is told. */
const TELL_MS = 80

export async function verifyFile(
  file: Blob,
  checking: Pick<VerifyOptions, 'checkBallots' | 'parallel'>,
  onProgress: (progress: Progress) => void,
): Promise<Verified> {
  const { contents, sha256, size } = await readContents(file)
  let told = 0
  const report = await verifyArchive(piecesOf(file), {
    ...checking,
    onProgress: ({ records, bytes, ballots }) => {
      const now = Date.now()
      if (now - told < TELL_MS) return
      told = now
      onProgress({ bytes: Math.min(size, bytes + records * AROUND_RECORD), ballots })
    },
  })
  const asked = readAsked(report)
  return { report, sha256, size, contents, ...(asked === undefined ? {} : { asked }) }
}

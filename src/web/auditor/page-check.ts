/** Fetches every page file of this server anew and holds it against the server's own list. */
import { ask } from './workers.ts'
import { readBlob } from './service.ts'

export interface PagesChecked {
  readonly files: number
  readonly wrong: readonly { readonly file: string; readonly missing: boolean }[]
  /** SHA-256 of the list itself, in hex. */
  readonly manifest: string
}

const MANIFEST = '/pages.json'

/** Throws when the list itself cannot be had. */
export async function checkPages(onFile: (done: number, all: number) => void): Promise<PagesChecked> {
  const list = await readBlob(MANIFEST)
  const { files } = JSON.parse(await list.text()) as { files: Readonly<Record<string, string>> }
  const entries = Object.entries(files)
  const wrong: { file: string; missing: boolean }[] = []
  for (const [i, [file, expected]] of entries.entries()) {
    onFile(i + 1, entries.length)
    const bytes = await readBlob(addressOf(file)).catch(() => undefined)
    const digest = bytes === undefined ? undefined : await digestOf(bytes)
    if (digest !== expected) wrong.push({ file, missing: bytes === undefined })
  }
  return { files: entries.length, wrong, manifest: await digestOf(list) }
}

/** `vote.html` is served as `/vote`, and `index.html` as `/`. */
function addressOf(file: string): string {
  const [, page] = /^([\w-]+)\.html$/.exec(file) ?? []
  return page === undefined ? `/${file}` : page === 'index' ? '/' : `/${page}`
}

/** In a worker, because a hall's own network need not be one where browsers offer digests to pages. */
function digestOf(file: Blob): Promise<string> {
  return ask('digest', { file })
}

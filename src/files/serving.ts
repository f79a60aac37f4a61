/** How a file is handed out: as what it is, and as nothing that a browser would run. */
import type { FileHandle } from 'node:fs/promises'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../context.ts'
import { FileNotFoundError } from './errors.ts'
import { diskOf } from './keeping.ts'
import { SENT_AS, type FileKind } from './kinds.ts'
import { findFile } from './queries.ts'

export interface Handing {
  /** What a document is called where it is saved. Anything that somebody typed: it is made harmless here. */
  readonly name: string
  /** What everybody may read is kept by browsers, who ask each time whether they still may: a list can be opened again. */
  readonly audience: 'public' | 'private'
  readonly size: 'full' | 'thumb'
}

/** Body and headers of the answer. Throws `FileNotFoundError`. */
export async function handOut(
  ctx: Pick<Context, 'db' | 'config'>,
  sha256: string,
  { name, audience, size }: Handing,
): Promise<{ body: ReadableStream<Uint8Array>; headers: Record<string, string> }> {
  const asked = await findFile(ctx.db, sha256)
  const row =
    size === 'thumb' && asked?.thumb_sha256 != null ? await findFile(ctx.db, asked.thumb_sha256) : asked
  if (row === undefined) throw new FileNotFoundError()
  return {
    body: streamOf(() => diskOf(ctx).open(row.sha256)),
    headers: {
      'content-type': SENT_AS[row.kind].type,
      'content-length': String(row.bytes),
      'content-disposition': disposition(row.kind, name),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      ...(audience === 'public' ? { 'cache-control': 'public, no-cache', etag: `"${row.sha256}"` } : {}),
    },
  }
}

/** The answer with a file; without its bytes (304) where the browser says that it has them. */
export function answerWith(
  c: HonoContext,
  { body, headers }: { readonly body: ReadableStream<Uint8Array>; readonly headers: Record<string, string> },
): Response {
  const { 'content-length': _length, ...rest } = headers
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return headers['etag'] !== undefined && known.includes(headers['etag'])
    ? c.body(null, 304, rest)
    : c.body(body, 200, headers)
}

/** Opened when somebody begins to read: the answer to HEAD has a body that nobody reads, and nobody would ever close. */
function streamOf(open: () => Promise<FileHandle>): ReadableStream<Uint8Array> {
  const pieces = (async function* read() {
    yield* (await open()).createReadStream() as AsyncIterable<Uint8Array>
  })()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Photos are shown; documents are saved, never opened in the page's place. */
function disposition(kind: FileKind, name: string): string {
  if (kind === 'jpeg') return 'inline'
  const file = `${harmlessName(name)}.${SENT_AS[kind].extension}`
  const ascii = file.replaceAll(/[^ -~]/g, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(file).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

const NAME_CHARACTERS_MAX = 80

/** No way to another folder, no second extension that hides behind a turned direction, nothing that a system reserves. */
export function harmlessName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replace(/\.(pdf|docx|xlsx|jpe?g)$/i, '')
  const short = [...plain].slice(0, NAME_CHARACTERS_MAX).join('')
  const trimmed = short.replaceAll(/^[\s.]+|[\s.]+$/g, '')
  return trimmed === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(trimmed) ? `文件${trimmed}` : trimmed
}

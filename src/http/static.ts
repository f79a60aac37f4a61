/** Serves the built pages: HTML that is asked for anew each time, and files whose names change with their content. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'

/** Where `npm run build` leaves the pages. */
export const PAGES_FOLDER = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/** The digest of every built file: whoever was served the pages can compare. */
const MANIFEST = 'pages.json'

/** Address of each page, and its file. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['/', 'index.html'],
  ['/vote', 'vote.html'],
  ['/staff', 'staff.html'],
  ['/audit', 'audit.html'],
  ['/screen', 'screen.html'],
  [`/${MANIFEST}`, MANIFEST],
  ['/staff/worker.js', 'staff/worker.js'],
])

/** What is asked for anew each time and is no HTML. */
const PAGE_TYPES: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json; charset=UTF-8'],
  ['js', 'text/javascript; charset=UTF-8'],
])

/** The one service worker may keep the staff's page, and no other: never the one that votes. */
const WORKER_SCOPE = { path: '/staff/worker.js', scope: '/staff' }

const ASSET = /^\/assets\/([\w-][\w.-]*\.(\w+))$/

const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=UTF-8'],
  ['js', 'text/javascript; charset=UTF-8'],
  ['css', 'text/css; charset=UTF-8'],
  ['svg', 'image/svg+xml'],
])

const NOT_BUILT =
  '页面还没有生成，请先运行 npm run build。\n' +
  'The pages have not been built yet: please run npm run build first.\n'

/**
 * Middleware for what no route has answered: pages and their files below `folder`. Anything else goes on to the next.
 * Like casting, it writes no log: the time at which a tablet fetched its page is nobody's business.
 */
export function webPages(folder: string): MiddlewareHandler {
  const zipped = new Map<string, Buffer<ArrayBuffer>>()
  return createMiddleware(async (c, next) => {
    const page = PAGES.get(c.req.path)
    const asset = ASSET.exec(c.req.path)
    const type =
      page === undefined
        ? TYPES.get(asset?.[2] ?? '')
        : (PAGE_TYPES.get(path.extname(page).slice(1)) ?? TYPES.get('html'))
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || type === undefined) return next()
    const bytes = await readOptional(path.join(folder, page ?? path.join('assets', asset?.[1] ?? '')))
    if (bytes === undefined) {
      return page === undefined
        ? next()
        : c.text(NOT_BUILT, 503, { 'cache-control': 'no-store', 'retry-after': '10' })
    }
    const headers: Record<string, string> = {
      'content-type': type,
      'cache-control': page === undefined ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(c.req.path === WORKER_SCOPE.path ? { 'service-worker-allowed': WORKER_SCOPE.scope } : {}),
    }
    if (page !== undefined || !acceptsGzip(c)) return c.body(bytes, 200, headers)
    // A hall full of tablets loads at once. An asset's name stands for its content, so this never goes stale.
    const gzip = zipped.get(c.req.path) ?? gzipSync(bytes)
    zipped.set(c.req.path, gzip)
    return c.body(gzip, 200, { ...headers, 'content-encoding': 'gzip' })
  })
}

function acceptsGzip(c: HonoContext): boolean {
  return /(^|[\s,])gzip\s*(,|$)/.test(c.req.header('accept-encoding') ?? '')
}

async function readOptional(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * SHA-256, in hex, of the list of the pages' own hashes (`pages.json`, which the build writes): what an auditor compares
 * the pages in the hall with. Null where the pages have not been built.
 */
export async function pagesDigest(folder: string = PAGES_FOLDER): Promise<string | null> {
  const list = await readOptional(path.join(folder, MANIFEST))
  return list === undefined ? null : createHash('sha256').update(list).digest('hex')
}

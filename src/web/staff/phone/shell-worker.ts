/**
 * Keeps the deputies' page itself on their phone, so that it opens without a network: its HTML, scripts and styles,
 * which are public. It answers for `/staff` alone (the server allows it no wider scope), and never for the API.
 */
import type { Shell } from './shell-list.ts'

/** As much of a service worker as is used here: the DOM's types, which all pages share, know none of it. */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
}

/** The build writes it in: another page is another worker, which is how a browser notices. */
declare const PIAOJUE_SHELL: Shell

const SHELL = PIAOJUE_SHELL
const CACHE = `piaojue-staff-${SHELL.version}`
const PAGE = '/staff'
const FILES = new Set(SHELL.files.map(({ address }) => address))

/** A network that is hardly there is no reason to wait: the page says so itself, and tries again. */
const PATIENCE_MS = 4000

const worker = self as unknown as Worker

worker.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(newestPage(request))
  else if (pathname !== PAGE && FILES.has(pathname)) event.respondWith(keptOr(request))
})

/** All of it or nothing: a file that is not what was built (a portal's page, a newer version) is not kept. */
async function keep(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(
    SHELL.files.map(
      ({ address, integrity }) =>
        new Request(address, { integrity, cache: address === PAGE ? 'no-cache' : 'default' }),
    ),
  )
}

async function dropOlder(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith('piaojue-staff-') && name !== CACHE)
  await Promise.all(others.map((name) => caches.delete(name)))
}

/** The service's own page whenever it answers, so that a newer version is taken at once; else the kept one. */
async function newestPage(request: Request): Promise<Response> {
  const asked = fetch(request)
  try {
    const answer = await Promise.race([asked, later(PATIENCE_MS)])
    if (answer !== undefined && answer.status < 500) return answer
  } catch {
    // No network.
  }
  return (await kept(PAGE)) ?? asked
}

/** A name of a file stands for its content. */
async function keptOr(request: Request): Promise<Response> {
  return (await kept(new URL(request.url).pathname)) ?? fetch(request)
}

async function kept(address: string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE)
  return cache.match(address, { ignoreVary: true })
}

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms))
}

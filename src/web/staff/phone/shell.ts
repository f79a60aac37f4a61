/** The page itself, kept on a deputy's phone by a service worker: asked for, given up, and held against the service's. */

const WORKER = '/staff/worker.js'
const SCOPE = '/staff'

/** From now on the page opens without a network; it also takes what is newer. Does nothing where a browser cannot. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const registered = await navigator.serviceWorker.getRegistration(SCOPE)
  if (registered === undefined) await navigator.serviceWorker.register(WORKER, { scope: SCOPE })
  else await registered.update()
}

/** Nothing of it is left on the device. */
export async function dropShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await (await navigator.serviceWorker.getRegistration(SCOPE))?.unregister()
  const names = (await caches.keys()).filter((name) => name.startsWith('piaojue-staff-'))
  await Promise.all(names.map((name) => caches.delete(name)))
}

/** Whether this page would open without a network. */
export async function isShellKept(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  const registration = await navigator.serviceWorker.getRegistration(SCOPE)
  return registration?.active != null
}

const LOOK_AGAIN_MS = 2000

/**
 * Tells whether it is kept, now and whenever that changes, until the returned function is called. A browser says when
 * a page is kept for the first time, but not when it is given up: that is looked at again and again.
 */
export function watchShell(tell: (kept: boolean) => void): () => void {
  let here = true
  const look = (): void =>
    void isShellKept().then(
      (kept) => here && tell(kept),
      () => here && tell(false),
    )
  look()
  if ('serviceWorker' in navigator) void navigator.serviceWorker.ready.then(look)
  const timer = setInterval(look, LOOK_AGAIN_MS)
  return () => {
    here = false
    clearInterval(timer)
  }
}

/** Whether the service has another page than this one by now. False where it does not say. */
export async function isStale(): Promise<boolean> {
  // Not a visit, so that the worker leaves it alone.
  const response = await fetch(SCOPE, { cache: 'no-cache' })
  if (!response.ok) return false
  const named = [...(await response.text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, address]) => address as string,
  )
  return named.some((address) => document.querySelector(`[src="${address}"], [href="${address}"]`) === null)
}

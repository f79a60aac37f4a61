/**
 * Which deputy was last signed in on this phone: where there is no network, the page opens for them. It is no sign-in:
 * nothing is sent before the service has said itself that it is the same person.
 */
import { isBegun } from '../contacts/begun.ts'
import type { Draft } from '../contacts/draft.ts'
import type { Me } from '../session.tsx'
import { dropShell, keepShell } from './shell.ts'
import { read, write } from './store.ts'
import { NOTHING_UNSENT, type Unsent } from './unsent.ts'

export interface LastPerson {
  readonly me: Me
  /** When the service last said so, by this phone's clock. */
  readonly confirmedAt: number
}

const LAST = 'last'
const LEAVING = 'leaving'

/** Who was not seen for so long may have left the congress. */
const KEPT_MS_MAX = 30 * 24 * 3_600_000

export async function lastPerson(): Promise<LastPerson | undefined> {
  try {
    const kept = await read(
      'people',
      (store) => store.get(LAST) as IDBRequest<(LastPerson & { key: string }) | undefined>,
    )
    if (kept === undefined || Date.now() - kept.confirmedAt > KEPT_MS_MAX) return undefined
    return { me: kept.me, confirmedAt: kept.confirmedAt }
  } catch {
    // A phone that keeps nothing knows nobody.
    return undefined
  }
}

/** The service has just said who is signed in: what was kept for the form of anybody else is wiped. */
export async function confirmed(me: Me): Promise<void> {
  try {
    const isDeputy = me.role === 'deputy' && me.deputyId !== null
    if (!isDeputy && (await lastPerson()) === undefined && !(await isLeaving())) return
    await wipe(({ staffId }) => staffId !== me.id)
    await write(['people'], (transaction) => {
      const people = transaction.objectStore('people')
      people.delete(LEAVING)
      if (isDeputy) people.put({ key: LAST, me, confirmedAt: Date.now() })
      else people.delete(LAST)
    })
    await (isDeputy ? keepShell() : dropShell())
  } catch {
    // Without it, the page opens only where there is a network.
  }
}

interface UnsentContact extends Owned {
  readonly contact: { readonly demands: readonly { readonly id: string }[] }
}

interface UnsentPhoto extends Owned {
  readonly demandId: string
}

/** What this account has on the phone that the service has not. */
export async function unsentOf(staffId: string): Promise<Unsent> {
  try {
    const all = await read('contacts', (store) => store.getAll() as IDBRequest<UnsentContact[]>)
    const contacts = all.filter((item) => item.staffId === staffId && item.state !== 'sent')
    const demands = new Set(contacts.flatMap(({ contact }) => contact.demands.map(({ id }) => id)))
    const shots = await read('photos', (store) => store.getAll() as IDBRequest<UnsentPhoto[]>)
    // Those of what is still being filled in stay with it.
    const photos = shots.filter(
      (photo) => photo.staffId === staffId && (photo.state !== 'held' || demands.has(photo.demandId)),
    )
    const drafts = await read(
      'drafts',
      (store) => store.getAll() as IDBRequest<(Owned & { readonly draft: Draft })[]>,
    )
    const begun = drafts.filter((each) => each.staffId === staffId && isBegun(each.draft))
    return { contacts: contacts.length, photos: photos.length, drafts: begun.length }
  } catch {
    return NOTHING_UNSENT
  }
}

/** From now on nobody is known here; whoever comes next tells the service so first. */
export function leaving(): Promise<void> {
  return write(['people'], (transaction) => {
    transaction.objectStore('people').delete(LAST)
    transaction.objectStore('people').put({ key: LEAVING })
  })
}

/**
 * Wipes what was kept for who signs out: the page, the lists, the codes of today. What was not sent stays, to be sent
 * when they are back, unless they want it deleted too.
 */
export async function left(staffId: string, { alsoUnsent }: { readonly alsoUnsent: boolean }): Promise<void> {
  await wipe((item) => item.staffId === staffId, { alsoUnsent })
  await dropShell()
}

/** Whether somebody signed out while the service could not be reached: their session is still there. */
export async function isLeaving(): Promise<boolean> {
  try {
    return (await read('people', (store) => store.count(LEAVING))) > 0
  } catch {
    return false
  }
}

export function hasLeft(): Promise<void> {
  return write(['people'], (transaction) => void transaction.objectStore('people').delete(LEAVING))
}

interface Owned {
  readonly staffId: string
  readonly state?: string
}

async function wipe(whose: (item: Owned) => boolean, { alsoUnsent = false } = {}): Promise<void> {
  await write(['contacts', 'photos', 'drafts', 'lists'], (transaction) => {
    const drop = (name: string, which: (item: Owned) => boolean): void => {
      const request = transaction.objectStore(name).openCursor()
      request.addEventListener('success', () => {
        const cursor = request.result
        if (cursor === null) return
        if (which(cursor.value as Owned)) cursor.delete()
        cursor.continue()
      })
    }
    drop('lists', whose)
    drop('contacts', (item) => whose(item) && (alsoUnsent || item.state === 'sent'))
    if (!alsoUnsent) return
    drop('drafts', whose)
    drop('photos', whose)
  })
}

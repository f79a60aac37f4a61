/**
 * Photos on the phone: kept from the moment they are chosen until the service has each of them. They wait with their
 * contact, and go one by one once it has arrived; a photo that is sent again is the same photo.
 */
import { sendPhoto, type SmallPhoto } from '../../shared/photo.ts'
import { UnreadableError } from '../../shared/read.ts'
import { ask } from '../api.ts'
import { read, write } from '../phone/store.ts'

export interface KeptPhoto {
  readonly demandId: string
  /** SHA-256 of its bytes. */
  readonly id: string
  readonly staffId: string
  readonly keptAt: number
  readonly blob: Blob
  /** `held`: the service does not know its demand yet. */
  readonly state: 'held' | 'waiting' | 'refused'
  /** The demand's, once the service has given it. */
  readonly number?: string
  /** The service's sentence; none where the phone itself can no longer read it. */
  readonly refusal?: string
}

/** A photo is larger than a contact, and a village's line is slow. */
const ANSWER_MS_MAX = 120_000
const DAY_MS = 24 * 3_600_000

/** Trying again later may help: signed out, too slow, too many at once. */
const LATER = [401, 408, 429]

export async function photosOf(staffId: string): Promise<readonly KeptPhoto[]> {
  const all = await read('photos', (store) => store.getAll() as IDBRequest<KeptPhoto[]>)
  return all.filter((photo) => photo.staffId === staffId).toSorted((a, b) => a.keptAt - b.keptAt)
}

export function keepPhoto(staffId: string, demandId: string, { id, bytes }: SmallPhoto): Promise<void> {
  const blob = new Blob([bytes], { type: 'image/jpeg' })
  const photo: KeptPhoto = { demandId, id, staffId, keptAt: Date.now(), blob, state: 'held' }
  return write(['photos'], (transaction) => void transaction.objectStore('photos').put(photo))
}

export function dropPhoto({ demandId, id }: KeptPhoto): Promise<void> {
  return write(['photos'], (transaction) => void transaction.objectStore('photos').delete([demandId, id]))
}

export function dropPhotosOf(demandIds: readonly string[]): Promise<void> {
  return write(['photos'], (transaction) => {
    for (const id of demandIds) transaction.objectStore('photos').delete(ofDemand(id))
  })
}

/** The service knows the demand: its photos may go. */
export function release(transaction: IDBTransaction, demandId: string, number: string): void {
  each(transaction, ofDemand(demandId), (cursor) => {
    cursor.update({ ...(cursor.value as KeptPhoto), state: 'waiting', number } satisfies KeptPhoto)
  })
}

/** The demand goes by another id from now on. */
export function move(transaction: IDBTransaction, from: string, to: string): void {
  each(transaction, ofDemand(from), (cursor) => {
    transaction
      .objectStore('photos')
      .put({ ...(cursor.value as KeptPhoto), demandId: to } satisfies KeptPhoto)
    cursor.delete()
  })
}

/**
 * Sends it once: gone from the phone when the service has it, marked when it never will. Gives false where the service
 * stumbles over this one only; throws when there is no use in going on.
 */
export async function sendKept(photo: KeptPhoto): Promise<boolean> {
  const { demandId, id } = photo
  let bytes: Uint8Array<ArrayBuffer>
  try {
    bytes = new Uint8Array(await photo.blob.arrayBuffer())
  } catch {
    await markRefused(photo, undefined)
    return true
  }
  try {
    const patiently: typeof ask = (address, init) =>
      ask(address, { ...init, signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    await sendPhoto(patiently, `/api/intake/demands/${demandId}/photos/${id}`, bytes)
  } catch (error) {
    const refusal = error instanceof UnreadableError ? error.refusal : undefined
    if (refusal === undefined || LATER.includes(refusal.status)) throw error
    if (refusal.status >= 500) return false
    await markRefused(photo, refusal.title)
    return true
  }
  await dropPhoto(photo)
  return true
}

/** Unless it was removed meanwhile. */
function markRefused({ demandId, id }: KeptPhoto, refusal: string | undefined): Promise<void> {
  return write(['photos'], (transaction) => {
    each(transaction, IDBKeyRange.only([demandId, id]), (cursor) => {
      const marked = { ...(cursor.value as KeptPhoto), state: 'refused' } satisfies KeptPhoto
      cursor.update(refusal === undefined ? marked : { ...marked, refusal })
    })
  })
}

/** Photos of a demand that is no longer on the phone, because another window has written over its draft. */
export function dropStray(): Promise<void> {
  return write(['drafts', 'contacts', 'photos'], (transaction) => {
    interface Holder {
      readonly draft?: { readonly demands: readonly { readonly id: string }[] }
      readonly state?: string
      readonly contact?: { readonly demands?: readonly { readonly id: string }[] }
    }
    const drafts = transaction.objectStore('drafts').getAll() as IDBRequest<Holder[]>
    const contacts = transaction.objectStore('contacts').getAll() as IDBRequest<Holder[]>
    contacts.addEventListener('success', () => {
      const holders = [...drafts.result, ...contacts.result]
      const demands = holders.flatMap(({ draft, contact }) => (draft ?? contact)?.demands ?? [])
      const known = new Set(demands.map(({ id }) => id))
      each(transaction, undefined, (cursor) => {
        const { state, demandId, keptAt } = cursor.value as KeptPhoto
        if (state === 'held' && !known.has(demandId) && keptAt < Date.now() - DAY_MS) cursor.delete()
      })
    })
  })
}

/** All keys [demand, photo] of one demand. */
function ofDemand(demandId: string): IDBKeyRange {
  return IDBKeyRange.bound([demandId], [demandId, []])
}

function each(
  transaction: IDBTransaction,
  range: IDBKeyRange | undefined,
  work: (cursor: IDBCursorWithValue) => void,
): void {
  const request = transaction.objectStore('photos').openCursor(range)
  request.addEventListener('success', () => {
    const cursor = request.result
    if (cursor === null) return
    work(cursor)
    cursor.continue()
  })
}

/**
 * Sealed ballots on their way, in IndexedDB: the exact bytes, from before they are first sent until the service has
 * acknowledged or refused them. What is kept says neither who voted nor how.
 */
import { sealCode } from '../../devices/seal-code.ts'
import { inStores } from './store.ts'

export interface SealedVote {
  readonly ballot: string
  /** The ballot's title, to be shown after a reload. */
  readonly title: string
  readonly practice: boolean
  /** The exact text to cast. */
  readonly text: string
  readonly tracker: string
}

/** Of the bytes that are cast, whatever the tablet showed before. */
export function sealCodeOf({ text }: SealedVote): string {
  return sealCode((JSON.parse(text) as { signature: { hash: string } }).signature.hash)
}

/** From here on the draft is not needed, so it goes in the same transaction. */
export async function keep(vote: SealedVote): Promise<void> {
  await inStores(['outbox', 'draft'], 'readwrite', (transaction) => {
    transaction.objectStore('draft').clear()
    return transaction.objectStore('outbox').put(vote)
  })
}

export async function drop({ tracker }: SealedVote): Promise<void> {
  await inStores(['outbox'], 'readwrite', (transaction) => transaction.objectStore('outbox').delete(tracker))
}

export function kept(): Promise<SealedVote[]> {
  return inStores(
    ['outbox'],
    'readonly',
    (transaction) => transaction.objectStore('outbox').getAll() as IDBRequest<SealedVote[]>,
  )
}

/**
 * Sealed ballots on their way, in IndexedDB: the exact bytes, from before they are first sent until the service has
 * acknowledged or refused them. What is kept says neither who voted nor how.
 */
export interface SealedVote {
  readonly ballot: string
  /** The ballot's title, to be shown after a reload. */
  readonly title: string
  /** The exact text to cast. */
  readonly text: string
  readonly tracker: string
}

const DATABASE = 'piaojue'
const STORE = 'outbox'

export async function keep(vote: SealedVote): Promise<void> {
  await inStore('readwrite', (store) => store.put(vote))
}

export async function drop({ tracker }: SealedVote): Promise<void> {
  await inStore('readwrite', (store) => store.delete(tracker))
}

export function kept(): Promise<SealedVote[]> {
  return inStore('readonly', (store) => store.getAll() as IDBRequest<SealedVote[]>)
}

/** Resolves when the transaction is done: on disk, as far as the browser can promise. */
async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode, { durability: 'strict' })
      const request = work(transaction.objectStore(STORE))
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('the store was interrupted')),
      )
    })
  } finally {
    db.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(STORE, { keyPath: 'tracker' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the store does not open')))
  })
}

/** The tablet's own database: sealed ballots on their way, and one draft. Nothing else is kept on the device's disk. */

const DATABASE = 'piaojue'
const VERSION = 2

export type StoreName = 'outbox' | 'draft'

/** Resolves when the transaction is done: on disk, as far as the browser can promise. */
export async function inStores<T>(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction([...names], mode, { durability: 'strict' })
      const request = work(transaction)
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
    const request = indexedDB.open(DATABASE, VERSION)
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      // A ballot that an earlier page has sealed stays where it is.
      if (oldVersion < 1) request.result.createObjectStore('outbox', { keyPath: 'tracker' })
      request.result.createObjectStore('draft', { keyPath: 'key' })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the store does not open')))
  })
}

/**
 * The phone's own database: what a deputy is filling in, what waits to be sent with its photos, the lists that the form
 * offers, and who was last signed in here.
 */

const DATABASE = 'piaojue-staff'
const VERSION = 3

export type StoreName = 'contacts' | 'photos' | 'drafts' | 'lists' | 'people'

const KEYS: readonly (readonly [StoreName, string | string[]])[] = [
  ['contacts', 'id'],
  ['photos', ['demandId', 'id']],
  ['drafts', 'staffId'],
  ['lists', 'staffId'],
  ['people', 'key'],
]

/** What is written, is written in the order in which it was asked for. */
let written: Promise<unknown> = Promise.resolve()

export function write(
  names: readonly StoreName[],
  work: (transaction: IDBTransaction) => void,
): Promise<void> {
  const writing = written.then(() => inStores(names, 'readwrite', (transaction) => void work(transaction)))
  written = writing.catch(() => undefined)
  return writing
}

/** What was asked to be written before is there already. */
export async function read<T>(name: StoreName, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  await written
  let request: IDBRequest<T> | undefined
  await inStores([name], 'readonly', (transaction) => (request = ask(transaction.objectStore(name))))
  return (request as IDBRequest<T>).result
}

/** Resolves when the transaction is done: on disk, as far as the browser can promise. */
async function inStores(
  names: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => unknown,
): Promise<void> {
  const db = await open()
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction([...names], mode, { durability: 'strict' })
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('the store was interrupted')),
      )
      work(transaction)
    })
  } finally {
    db.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION)
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      const db = request.result
      // What waits to be sent outlives every version; the first one's drafts and lists had another shape.
      if (oldVersion === 1) for (const name of ['drafts', 'lists']) db.deleteObjectStore(name)
      for (const [name, keyPath] of KEYS)
        if (!db.objectStoreNames.contains(name)) db.createObjectStore(name, { keyPath })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the store does not open')))
  })
}

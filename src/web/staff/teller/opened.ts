/**
 * Which sum this device has opened of which ballot, so that it never opens two of one: only the sum's hash, nothing
 * secret. Kept in IndexedDB, because it must outlive the page.
 */
const DATABASE = 'piaojue-teller'
const STORE = 'opened'

/** The hash of the sum that was opened before, if one was. */
export async function openedBefore(uuid: string): Promise<string | undefined> {
  const found: unknown = await inStore('readonly', (store) => store.get(uuid))
  return typeof found === 'string' ? found : undefined
}

/** Written before the share leaves the device. */
export async function rememberOpened(uuid: string, tallyHash: string): Promise<void> {
  await inStore('readwrite', (store) => store.put(tallyHash, uuid))
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE))
  const database = await settled(opening)
  try {
    const transaction = database.transaction(STORE, mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
    const result = await settled(work(transaction.objectStore(STORE)))
    await done
    return result
  } finally {
    database.close()
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

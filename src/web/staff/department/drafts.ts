/**
 * What is being typed and was not sent: kept on this device under the account that types it, until the service has it,
 * and for thirty days at most.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

const DATABASE = 'piaojue-department'
const STORE = 'drafts'
const KEPT_MS = 30 * 86_400_000

interface Kept {
  /** Whose, and of what. */
  readonly key: readonly [staffId: string, of: string]
  readonly at: number
  readonly value: unknown
}

export interface Draft<T> {
  /** What was typed and not sent; undefined until the device has looked, null if there is nothing. */
  readonly now: T | null | undefined
  readonly keep: (value: T) => void
  readonly drop: () => void
  /** Whether the last thing that was typed is kept; undefined while nothing was. */
  readonly isKept: boolean | undefined
}

export function useDraft<T>(staffId: string, of: string): Draft<T> {
  const [now, setNow] = useState<T | null>()
  const [isKept, setIsKept] = useState<boolean>()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    void find(staffId, of).then((kept) => here.current && setNow((kept?.value as T | undefined) ?? null))
    return () => void (here.current = false)
  }, [staffId, of])
  const write = useCallback((work: (store: IDBObjectStore) => void, kept: boolean | undefined) => {
    inOrder(work).then(
      () => here.current && setIsKept(kept),
      () => here.current && setIsKept(false),
    )
  }, [])
  const keep = useCallback(
    (value: T) => {
      setNow(() => value)
      const kept: Kept = { key: [staffId, of], at: Date.now(), value }
      write((store) => void store.put(kept), true)
    },
    [staffId, of, write],
  )
  const drop = useCallback(() => {
    setNow(null)
    write((store) => void store.delete([staffId, of]), undefined)
  }, [staffId, of, write])
  return { now, keep, drop, isKept }
}

/** Of what this account has drafts here; those that are too old, of whomever, are dropped. */
export async function draftsOf(staffId: string): Promise<ReadonlySet<string>> {
  try {
    const all = await asked((store) => store.getAll() as IDBRequest<Kept[]>)
    const old = all.filter(({ at }) => Date.now() - at > KEPT_MS)
    if (old.length > 0)
      await inOrder((store) => {
        for (const { key } of old) store.delete([...key])
      })
    return new Set(
      all.filter((kept) => kept.key[0] === staffId && !old.includes(kept)).map(({ key }) => key[1]),
    )
  } catch {
    return new Set()
  }
}

/** A file that was chosen and is not with the service: under its digest, apart from what is typed again and again. */
export function keepFile(staffId: string, digest: string, file: Blob): Promise<void> {
  const kept: Kept = { key: [staffId, fileOf(digest)], at: Date.now(), value: file }
  return inOrder((store) => void store.put(kept))
}

/** Undefined where this device has no such file. */
export async function findFile(staffId: string, digest: string): Promise<Blob | undefined> {
  return (await find(staffId, fileOf(digest)))?.value as Blob | undefined
}

export function dropFiles(staffId: string, digests: readonly string[]): Promise<void> {
  return inOrder((store) => {
    for (const digest of digests) store.delete([staffId, fileOf(digest)])
  })
}

function fileOf(digest: string): string {
  return `file ${digest}`
}

async function find(staffId: string, of: string): Promise<Kept | undefined> {
  try {
    return await asked((store) => store.get([staffId, of]) as IDBRequest<Kept | undefined>)
  } catch {
    // A device that keeps nothing still sends.
    return undefined
  }
}

/** What is written, is written in the order in which it was typed. */
let written: Promise<unknown> = Promise.resolve()

function inOrder(work: (store: IDBObjectStore) => void): Promise<void> {
  const writing = written.then(() => inStore('readwrite', work))
  written = writing.catch(() => undefined)
  return writing
}

async function asked<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  await written
  let request: IDBRequest<T> | undefined
  await inStore('readonly', (store) => (request = ask(store)))
  return (request as IDBRequest<T>).result
}

async function inStore(mode: IDBTransactionMode, work: (store: IDBObjectStore) => unknown): Promise<void> {
  const db = await open()
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = db.transaction([STORE], mode)
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('the store was interrupted')),
      )
      work(transaction.objectStore(STORE))
    })
  } finally {
    db.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(STORE, { keyPath: 'key' }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the store does not open')))
  })
}

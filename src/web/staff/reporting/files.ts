/**
 * Files that go with what is typed: kept on this device from the moment they are chosen, sent one by one, and named by
 * what is typed. A file that is sent again is the same file; none is given up before what names it has arrived.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { KeptEvidence } from '../../../pay/model.ts'
import { shrinkPhoto, UnreadablePhotoError } from '../../shared/photo.ts'
import { body, codeOf, UnreadableError } from '../../shared/read.ts'
import { ask } from '../api.ts'
import { dropFiles, findFile, keepFile } from '../department/drafts.ts'
import { useMe } from '../session.tsx'
import type { TypedFile } from './typed-file.ts'

/** In one place; the service says so, too. */
export const FILES_MAX = 20

const TITLE_CHARACTERS_MAX = 80

/** A document of twenty megabytes is long on a village's line. */
const ANSWER_MS_MAX = 300_000

/** The service will never take such a file. */
const NEVER = [400, 413, 415, 422]

export interface NotTaken {
  readonly name: string
  readonly of: string | null
  /** Undefined where it could not be opened here. */
  readonly error: unknown
}

export interface Files {
  readonly all: readonly TypedFile[]
  readonly add: (chosen: readonly File[], of: string | null, called: string) => Promise<void>
  readonly remove: (file: TypedFile) => void
  /** Sends what the service does not have. Throws why not. */
  readonly send: () => Promise<void>
  /**
   * The same, then `send`, which names them. Where the service has forgotten them, as nothing had named them for long, both
   * once more.
   */
  readonly sendWith: <T>(send: () => Promise<T>) => Promise<T>
  /** What names them has arrived. */
  readonly done: () => void
  readonly preparing: boolean
  readonly progress: { readonly n: number; readonly all: number } | undefined
  /** Those that were tried and are not with the service, and why. */
  readonly notSent: ReadonlyMap<string, unknown>
  readonly notTaken: readonly NotTaken[]
  /** The address of its picture: here, where it was chosen here. */
  readonly address: (file: TypedFile, size: 'thumb' | 'full') => Promise<string>
}

/** What is said of a file that was sent, and is not there any more. */
const FORGOTTEN: ReadonlySet<string> = new Set(['pay.evidenceUnknown', 'inspect.fileUnknown'])

/** `at` is where the service keeps the files of what is typed: `/api/…/files`. */
export function useFiles(
  at: string,
  now: () => readonly TypedFile[],
  change: (work: (before: readonly TypedFile[]) => readonly TypedFile[]) => void,
): Files {
  const me = useMe()
  const [preparing, setPreparing] = useState(false)
  const [progress, setProgress] = useState<{ n: number; all: number }>()
  const [notSent, setNotSent] = useState<ReadonlyMap<string, unknown>>(new Map())
  const [notTaken, setNotTaken] = useState<readonly NotTaken[]>([])
  const here = useRef(true)
  const chosenHere = useRef(new Map<string, Blob>())
  const running = useRef<Promise<Map<string, unknown>> | undefined>(undefined)
  useEffect(() => {
    here.current = true
    // What was chosen before a reload, or while the network was away.
    if (now().some(({ sha256: kept }) => kept === null)) void run()
    return () => void (here.current = false)
  }, [])

  const blobOf = async (id: string): Promise<Blob | undefined> =>
    chosenHere.current.get(id) ?? (await findFile(me.id, id))

  async function add(chosen: readonly File[], of: string | null, called: string): Promise<void> {
    setPreparing(true)
    setNotTaken([])
    const refuse = (name: string): void => setNotTaken((all) => [...all, { name, of, error: undefined }])
    try {
      // One after the other: a phone has not the memory for several at once.
      for (const file of chosen) {
        const ready = await prepared(file).catch(() => undefined)
        if (!here.current) return
        if (ready === undefined) {
          refuse(file.name)
          continue
        }
        const { id, blob, isPhoto } = ready
        const there = now().filter((each) => each.of === of)
        if (there.length >= FILES_MAX || there.some((each) => each.id === id)) continue
        chosenHere.current.set(id, blob)
        // A device that keeps nothing still sends.
        await keepFile(me.id, id, blob).catch(() => undefined)
        if (!here.current) return
        const title = titleOf(file.name, isPhoto, called)
        change((before) => [...before, { id, of, title, isPhoto, sha256: null }])
      }
    } finally {
      if (here.current) setPreparing(false)
    }
    await run()
  }

  /** All that waits, each once; those that fail stay, with the reason. */
  async function round(): Promise<Map<string, unknown>> {
    const failed = new Map<string, unknown>()
    const tried = new Set<string>()
    for (;;) {
      const waiting = now().filter((file) => file.sha256 === null && !tried.has(file.id))
      const [file] = waiting
      if (file === undefined) break
      setProgress({ n: tried.size + 1, all: tried.size + new Set(waiting.map(({ id }) => id)).size })
      tried.add(file.id)
      let sent: string | undefined
      try {
        const blob = await blobOf(file.id)
        if (blob === undefined) throw new UnreadableError({ code: '', title: LOST, status: 400 })
        sent = (await sendFile(at, file.id, blob)).sha256
      } catch (error) {
        if (!here.current) return failed
        if (isNever(error)) {
          change((before) => before.filter(({ id }) => id !== file.id))
          setNotTaken((all) => [...all, { name: file.title, of: file.of, error }])
        } else failed.set(file.id, error)
      }
      // A form that has gone writes nothing over what its successor keeps.
      if (!here.current) return failed
      if (sent !== undefined) {
        const kept = sent
        change((before) => before.map((each) => (each.id === file.id ? { ...each, sha256: kept } : each)))
      }
    }
    setProgress(undefined)
    setNotSent(failed)
    return failed
  }

  function run(): Promise<Map<string, unknown>> {
    running.current ??= round().finally(() => (running.current = undefined))
    return running.current
  }

  async function send(): Promise<void> {
    await running.current
    const failed = await run()
    for (const error of failed.values()) throw error
  }

  async function sendAnew(): Promise<void> {
    const known = new Set<string>()
    for (const { id } of now()) if ((await blobOf(id)) !== undefined) known.add(id)
    change((before) => before.map((file) => (known.has(file.id) ? { ...file, sha256: null } : file)))
    await send()
  }

  async function sendWith<T>(naming: () => Promise<T>): Promise<T> {
    await send()
    return naming().catch(async (error: unknown) => {
      if (!FORGOTTEN.has(codeOf(error) ?? '')) throw error
      await sendAnew()
      return naming()
    })
  }

  return {
    all: now(),
    add,
    remove: (file) => change((before) => before.filter(({ id, of }) => id !== file.id || of !== file.of)),
    send,
    sendWith,
    done: () =>
      void dropFiles(me.id, [...chosenHere.current.keys(), ...now().map(({ id }) => id)]).catch(
        () => undefined,
      ),
    preparing,
    progress,
    notSent,
    notTaken,
    address: async (file, size) => {
      const blob = await blobOf(file.id)
      if (blob !== undefined) return URL.createObjectURL(blob)
      return fileAddress(at, file.sha256 ?? file.id, size)
    },
  }
}

/** Where those of a project are. */
export function filesOf(projectId: string): string {
  return `/api/pay/projects/${projectId}/files`
}

export function fileAddress(at: string, digest: string, size: 'thumb' | 'full' = 'full'): string {
  return `${at}/${digest}?size=${size}`
}

const LOST =
  '这部设备上已经没有这个文件，请重新选择 / This device no longer has the file: please choose it again'

async function prepared(file: File): Promise<{ id: string; blob: Blob; isPhoto: boolean }> {
  if (file.type.startsWith('image/')) {
    try {
      const { id, bytes } = await shrinkPhoto(file)
      return { id, blob: new Blob([bytes], { type: 'image/jpeg' }), isPhoto: true }
    } catch (error) {
      // The service says what it makes of it.
      if (!(error instanceof UnreadablePhotoError)) throw error
    }
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { id: bytesToHex(sha256(bytes)), blob: new Blob([bytes]), isPhoto: false }
}

async function sendFile(at: string, digest: string, blob: Blob): Promise<KeptEvidence> {
  const init: RequestInit = {
    method: 'PUT',
    body: blob,
    headers: { 'content-type': 'application/octet-stream' },
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }
  return (await body(ask(`${at}/${digest}`, init))) as unknown as KeptEvidence
}

function isNever(error: unknown): boolean {
  return (
    error instanceof UnreadableError && error.refusal !== undefined && NEVER.includes(error.refusal.status)
  )
}

/** A name that a person gave; a camera's number says nothing, so that what it shows is said instead. */
function titleOf(name: string, isPhoto: boolean, called: string): string {
  const plain = name.replace(/\.[0-9a-z]+$/i, '').trim()
  const isNumber =
    isPhoto &&
    /^(img|dsc|dcim|image|photo|picture|pxl|mmexport|wx_camera|微信图片|屏幕截图|screenshot)?[\s\d_.()-]*$/i.test(
      plain,
    )
  const title = isNumber ? called : plain === '' ? name : plain
  return [...title].slice(0, TITLE_CHARACTERS_MAX).join('')
}

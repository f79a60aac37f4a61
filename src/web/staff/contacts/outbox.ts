/**
 * Contacts on their way, and their photos after them: kept on the phone from before they are first sent until the service has them, each under the
 * account that wrote it. The same id and content are sent again until there is an answer.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { InputIssue } from '../../../errors.ts'
import type { NewContact } from '../../../intake/model.ts'
import type { Refusal } from '../../shared/problem.ts'
import type { SmallPhoto } from '../../shared/photo.ts'
import { body, UnreadableError } from '../../shared/read.ts'
import { api, onReached } from '../api.ts'
import { today, type Draft } from './draft.ts'
import {
  dropPhoto,
  dropPhotosOf,
  dropStray,
  keepPhoto,
  move,
  photosOf,
  release,
  sendKept,
  type KeptPhoto,
} from './photo-outbox.ts'
import { isStale } from '../phone/shell.ts'
import { read, write } from '../phone/store.ts'

interface Kept {
  readonly id: string
  readonly staffId: string
  readonly keptAt: number
}

export interface Waiting extends Kept {
  readonly state: 'waiting'
  readonly contact: NewContact
}

export interface SentBack extends Kept {
  readonly state: 'refused'
  readonly contact: NewContact
  readonly refusal: Pick<Refusal, 'code' | 'title'> & { readonly issues: readonly InputIssue[] }
}

/** The service has it: on the phone remain only what it was, and the codes, until the day is over. */
export interface Sent extends Kept {
  readonly state: 'sent'
  readonly sentOn: string
  readonly contact: Pick<NewContact, 'channel' | 'heldOn' | 'residents'>
  readonly demands: readonly { readonly number: string; readonly followUpCode: string }[]
}

export type OutboxItem = Waiting | SentBack | Sent

/** Trying again would not help: somebody has to correct it. */
const FINAL = [400, 403, 404, 409, 413]

const TRY_AGAIN_MS = 15_000
/** Then the way is taken for cut, also if the phone still holds it. */
const ANSWER_MS_MAX = 60_000

/** Tells the other windows of this phone to look again. */
const CHANNEL = 'piaojue-outbox'

export interface Outbox {
  /** The newest first; undefined until the phone has looked. */
  readonly items: readonly OutboxItem[] | undefined
  /** Of what is being filled in, of what waits, and of what was sent without them so far; the first chosen first. */
  readonly photos: readonly KeptPhoto[]
  /** The service has a newer page by now: this one sends nothing more. */
  readonly stale: boolean
  /** Keeps a contact in place of its draft, and sends it as soon as there is a network. */
  readonly add: (id: string, contact: NewContact) => Promise<void>
  /** Takes what was refused back into the form, as this draft. */
  readonly takeBack: (item: SentBack, draft: Draft) => Promise<void>
  readonly addPhoto: (demandId: string, photo: SmallPhoto) => Promise<void>
  readonly removePhoto: (photo: KeptPhoto) => Promise<void>
  /** With demands that are no longer in the form. */
  readonly removePhotosOf: (demandIds: readonly string[]) => Promise<void>
}

export function useOutbox(staffId: string): Outbox {
  const [items, setItems] = useState<readonly OutboxItem[]>()
  const [photos, setPhotos] = useState<readonly KeptPhoto[]>([])
  const [stale, setStale] = useState(false)
  const here = useRef(true)
  const sending = useRef(false)

  const look = useCallback(async (): Promise<Found> => {
    const all = await read('contacts', (store) => store.getAll() as IDBRequest<OutboxItem[]>)
    const own = all
      .filter((item) => item.staffId === staffId && (item.state !== 'sent' || item.sentOn === today()))
      .toSorted((a, b) => b.keptAt - a.keptAt)
    const shots = await photosOf(staffId)
    if (here.current) {
      setItems(own)
      setPhotos(shots)
    }
    return { items: own, photos: shots }
  }, [staffId])

  const send = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      await oneWindowAtATime(async () => {
        // One that the service stumbles over does not keep the others waiting.
        const tried = new Set<string>()
        for (let first = true; ; first = false) {
          const found = await look()
          const next = found.items.findLast((item) => item.state === 'waiting')
          const photo = found.photos.find(
            (each) => each.state === 'waiting' && !tried.has(each.demandId + each.id),
          )
          if ((next === undefined && photo === undefined) || !here.current) return
          if (first && (await isStale())) return setStale(true)
          // Somebody else may have signed in meanwhile, in another window: it is not theirs to send.
          const { id } = await body(api.people.session.$get())
          if (id !== staffId || !here.current) return
          if (next !== undefined) await settle(next, await sent(next))
          else if (photo !== undefined && !(await sendKept(photo))) tried.add(photo.demandId + photo.id)
          tellOthers()
        }
      })
    } catch {
      // No network, or a service that is busy: it stays as it is until the next time.
    } finally {
      sending.current = false
    }
  }, [staffId, look])

  useEffect(() => {
    here.current = true
    // Seen at once, also while another window is the one that sends.
    void dropOld()
      .then(look)
      .catch(() => undefined)
      .then(send)
    const again = (): void => void send()
    const timer = setInterval(again, TRY_AGAIN_MS)
    addEventListener('online', again)
    const stopListening = onReached((reached) => reached && again())
    const others = new BroadcastChannel(CHANNEL)
    others.addEventListener('message', () => void look().catch(() => undefined))
    return () => {
      others.close()
      here.current = false
      clearInterval(timer)
      removeEventListener('online', again)
      stopListening()
    }
  }, [send, look])

  const add = useCallback(
    async (id: string, contact: NewContact) => {
      const item: Waiting = { id, staffId, keptAt: Date.now(), state: 'waiting', contact }
      await write(['contacts', 'drafts'], (transaction) => {
        transaction.objectStore('contacts').put(item)
        transaction.objectStore('drafts').delete(staffId)
      })
      tellOthers()
      await look()
      void send()
    },
    [staffId, look, send],
  )
  const takeBack = useCallback(
    async ({ id, contact }: SentBack, draft: Draft) => {
      await write(['contacts', 'photos', 'drafts'], (transaction) => {
        transaction.objectStore('drafts').put({ staffId, draft })
        transaction.objectStore('contacts').delete(id)
        for (const [i, demand] of contact.demands.entries()) {
          const now = draft.demands[i]?.id
          if (now !== undefined && now !== demand.id) move(transaction, demand.id, now)
        }
      })
      tellOthers()
      await look()
    },
    [staffId, look],
  )
  const changePhotos = useCallback(
    async (change: Promise<void>) => {
      await change
      tellOthers()
      await look()
    },
    [look],
  )
  return {
    items,
    photos,
    stale,
    add,
    takeBack,
    addPhoto: (demandId, photo) => changePhotos(keepPhoto(staffId, demandId, photo)),
    removePhoto: (photo) => changePhotos(dropPhoto(photo)),
    removePhotosOf: (demandIds) => changePhotos(dropPhotosOf(demandIds)),
  }
}

interface Found {
  readonly items: readonly OutboxItem[]
  readonly photos: readonly KeptPhoto[]
}

/** What became of it, and of its photos, in one. */
function settle(item: Waiting, answer: Sent | SentBack): Promise<void> {
  return write(['contacts', 'photos'], (transaction) => {
    transaction.objectStore('contacts').put(answer)
    if (answer.state !== 'sent') return
    for (const [i, { id }] of item.contact.demands.entries())
      release(transaction, id, answer.demands[i]?.number ?? '')
  })
}

/** Sends it once. Throws when there is no answer that would settle it. */
async function sent(item: Waiting): Promise<Sent | SentBack> {
  const { id, staffId, keptAt, contact } = item
  try {
    const { demands } = await body(
      api.intake.contacts[':id'].$put(
        { param: { id }, json: contact },
        { init: { signal: AbortSignal.timeout(ANSWER_MS_MAX) } },
      ),
    )
    const numbers = new Map(demands.map((demand) => [demand.id, demand.number]))
    return {
      id,
      staffId,
      keptAt,
      state: 'sent',
      sentOn: today(),
      contact: { channel: contact.channel, heldOn: contact.heldOn, residents: contact.residents },
      demands: contact.demands.map((demand) => ({
        number: numbers.get(demand.id) ?? '',
        followUpCode: demand.followUpCode ?? '',
      })),
    }
  } catch (error) {
    const refusal = error instanceof UnreadableError ? error.refusal : undefined
    if (refusal === undefined || !FINAL.includes(refusal.status)) throw error
    const { code, title, issues = [] } = refusal
    return { ...item, state: 'refused', refusal: { code, title, issues } }
  }
}

/**
 * Two windows do not send the same at once. One that was put to sleep while it sent is not waited for: what it sent is
 * recorded once, whoever sends it again.
 */
async function oneWindowAtATime(work: () => Promise<void>): Promise<void> {
  const { locks } = navigator
  const lock = (options: LockOptions): Promise<boolean> =>
    locks.request(CHANNEL, options, async (held) => {
      if (held === null) return false
      await work()
      return true
    })
  if (await lock({ ifAvailable: true })) {
    refusedSince = undefined
    return
  }
  refusedSince ??= Date.now()
  if (Date.now() - refusedSince <= 2 * ANSWER_MS_MAX) return
  refusedSince = undefined
  await lock({ steal: true })
}

let refusedSince: number | undefined

function tellOthers(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

/** Of everybody who uses this phone: codes that were read out yesterday are nobody's business today. */
async function dropOld(): Promise<void> {
  try {
    await dropStray()
    const all = await read('contacts', (store) => store.getAll() as IDBRequest<OutboxItem[]>)
    const old = all.filter((item) => item.state === 'sent' && item.sentOn !== today())
    if (old.length === 0) return
    await write(['contacts'], (transaction) => {
      for (const { id } of old) transaction.objectStore('contacts').delete(id)
    })
  } catch {
    // A phone that keeps nothing has nothing to drop.
  }
}

/**
 * Contacts on their way: kept on the phone from before they are first sent until the service has them, each under the
 * account that wrote it. The same id and content are sent again until there is an answer.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { InputIssue } from '../../../errors.ts'
import type { NewContact } from '../../../intake/model.ts'
import type { Refusal } from '../../shared/problem.ts'
import { body, UnreadableError } from '../../shared/read.ts'
import { api, onReached } from '../api.ts'
import { today, type Draft } from './draft.ts'
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
  /** The service has a newer page by now: this one sends nothing more. */
  readonly stale: boolean
  /** Keeps a contact in place of its draft, and sends it as soon as there is a network. */
  readonly add: (id: string, contact: NewContact) => Promise<void>
  /** Takes what was refused back into the form, as this draft. */
  readonly takeBack: (item: SentBack, draft: Draft) => Promise<void>
}

export function useOutbox(staffId: string): Outbox {
  const [items, setItems] = useState<readonly OutboxItem[]>()
  const [stale, setStale] = useState(false)
  const here = useRef(true)
  const sending = useRef(false)

  const look = useCallback(async (): Promise<readonly OutboxItem[]> => {
    const all = await read('contacts', (store) => store.getAll() as IDBRequest<OutboxItem[]>)
    const own = all
      .filter((item) => item.staffId === staffId && (item.state !== 'sent' || item.sentOn === today()))
      .toSorted((a, b) => b.keptAt - a.keptAt)
    if (here.current) setItems(own)
    return own
  }, [staffId])

  const send = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      await oneWindowAtATime(async () => {
        for (let first = true; ; first = false) {
          const next = (await look()).findLast((item) => item.state === 'waiting')
          if (next === undefined || !here.current) return
          if (first && (await isStale())) return setStale(true)
          // Somebody else may have signed in meanwhile, in another window: it is not theirs to send.
          const { id } = await body(api.people.session.$get())
          if (id !== staffId || !here.current) return
          const answer = await sent(next)
          await write(['contacts'], (transaction) => transaction.objectStore('contacts').put(answer))
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
    void dropOld().then(send)
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
    async ({ id }: SentBack, draft: Draft) => {
      await write(['contacts', 'drafts'], (transaction) => {
        transaction.objectStore('drafts').put({ staffId, draft })
        transaction.objectStore('contacts').delete(id)
      })
      tellOthers()
      await look()
    },
    [staffId, look],
  )
  return { items, stale, add, takeBack }
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

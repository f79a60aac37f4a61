/** What was recorded on this phone, and whether the service has it. */
import { ActButton } from '../parts/act-button.tsx'
import { useAct } from '../../shared/act.ts'
import { Refused } from '../parts/states.tsx'
import { useSentence } from '../words.ts'
import { inGroups } from '../../../intake/follow-up-code.ts'
import type { OutboxItem, SentBack } from './outbox.ts'
import type { KeptPhoto } from './photo-outbox.ts'
import { RefusedPhotos } from './photos.tsx'
import type { ContactWords } from './strings.zh.ts'
import { useContactWords } from './words.ts'

export function OutboxList({
  items,
  photos,
  mayCorrect,
  onCorrect,
  onRemovePhoto,
}: {
  readonly items: readonly OutboxItem[]
  readonly photos: readonly KeptPhoto[]
  /** What is in the form now would be lost. */
  readonly mayCorrect: boolean
  readonly onCorrect: (item: SentBack) => Promise<void>
  readonly onRemovePhoto: (photo: KeptPhoto) => Promise<void>
}) {
  const w = useContactWords()
  const waiting = items.filter(({ state }) => state === 'waiting').length
  const refused = items.filter(({ state }) => state === 'refused').length
  const photosWaiting = photos.filter(({ state }) => state === 'waiting').length
  const photosRefused = photos.filter(({ state }) => state === 'refused')
  const unsent = waiting + refused + photosWaiting + photosRefused.length
  return (
    <>
      <div role="status">
        {items.length === 0 && <p class="soft">{w.none}</p>}
        {waiting > 0 && <p>{w.waiting(waiting)}</p>}
        {refused > 0 && <p class="wrong">{w.refused(refused)}</p>}
        {photosWaiting > 0 && <p>{w.photosWaiting(photosWaiting)}</p>}
        {photosRefused.length > 0 && <p class="wrong">{w.photosRefused(photosRefused.length)}</p>}
        {items.length > 0 && unsent === 0 && <p>{w.allSent}</p>}
      </div>
      <RefusedPhotos photos={photosRefused} onRemove={onRemovePhoto} />
      <ul class="outbox">
        {items.map((item) => (
          <li key={item.id} class={`framed is-${item.state}`}>
            <Item item={item} photos={photos} mayCorrect={mayCorrect} onCorrect={onCorrect} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Item({
  item,
  photos,
  mayCorrect,
  onCorrect,
}: {
  readonly item: OutboxItem
  readonly photos: readonly KeptPhoto[]
  readonly mayCorrect: boolean
  readonly onCorrect: (item: SentBack) => Promise<void>
}) {
  const w = useContactWords()
  const { channel, heldOn, residents } = item.contact
  const demands = item.state === 'sent' ? item.demands : item.contact.demands
  const ids = item.state === 'sent' ? [] : item.contact.demands.map(({ id }) => id)
  const held = photos.filter(({ demandId }) => ids.includes(demandId)).length
  return (
    <>
      <div class="row">
        <strong>
          {w.channels[channel]} {heldOn}
        </strong>
        <span class="state">{w.states[item.state]}</span>
      </div>
      <p>
        {w.summary(residents, demands.length)}
        {held > 0 && w.withPhotos(held)}
      </p>
      {item.state === 'refused' && <Correction item={item} mayCorrect={mayCorrect} onCorrect={onCorrect} />}
      {demands.length > 0 && (
        <ul class="codes">
          {demands.map((demand) => (
            <li key={demand.followUpCode}>
              {'number' in demand && (
                <span>
                  {w.number} {demand.number}
                </span>
              )}
              <span>
                {w.code} <strong class="code">{inGroups(demand.followUpCode ?? '')}</strong>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Correction({
  item,
  mayCorrect,
  onCorrect,
}: {
  readonly item: SentBack
  readonly mayCorrect: boolean
  readonly onCorrect: (item: SentBack) => Promise<void>
}) {
  const w = useContactWords()
  const sentence = useSentence()
  const act = useAct(() => onCorrect(item))
  const { title, issues } = item.refusal
  return (
    <>
      <div class="refused">
        <p>{sentence(title)}</p>
        {issues.map(({ pointer, message }) => (
          <p key={pointer}>{placed(w, pointer, sentence(message))}</p>
        ))}
      </div>
      <Refused error={act.error} />
      <ActButton busy={act.busy} missing={mayCorrect ? [] : [w.first]} onAct={() => void act.run()}>
        {w.correct}
      </ActButton>
    </>
  )
}

/** What is wrong, with the field of the demand that it is about: several may have one of that name. */
function placed(w: ContactWords, pointer: string, message: string): string {
  const [, , number, ...names] = pointer.split('/')
  const field = names.at(-1)
  if (!pointer.startsWith('/demands/') || number === undefined) return message
  return w.wrongAt(Number(number) + 1, field !== undefined && isField(field) ? w[field] : undefined, message)
}

const FIELDS = ['category', 'text', 'place', 'name', 'phone'] as const

function isField(name: string): name is (typeof FIELDS)[number] {
  return (FIELDS as readonly string[]).includes(name)
}

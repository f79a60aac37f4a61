/** What was recorded on this phone, and whether the service has it. */
import { ActButton } from '../parts/act-button.tsx'
import { useAct } from '../../shared/act.ts'
import { Refused } from '../parts/states.tsx'
import { useSentence } from '../words.ts'
import { printed } from './draft.ts'
import type { OutboxItem, SentBack } from './outbox.ts'
import type { ContactWords } from './strings.zh.ts'
import { useContactWords } from './words.ts'

export function OutboxList({
  items,
  mayCorrect,
  onCorrect,
}: {
  readonly items: readonly OutboxItem[]
  /** What is in the form now would be lost. */
  readonly mayCorrect: boolean
  readonly onCorrect: (item: SentBack) => Promise<void>
}) {
  const w = useContactWords()
  const waiting = items.filter(({ state }) => state === 'waiting').length
  const refused = items.filter(({ state }) => state === 'refused').length
  return (
    <>
      <div role="status">
        {items.length === 0 && <p class="soft">{w.none}</p>}
        {waiting > 0 && <p>{w.waiting(waiting)}</p>}
        {refused > 0 && <p class="wrong">{w.refused(refused)}</p>}
        {items.length > 0 && waiting + refused === 0 && <p>{w.allSent}</p>}
      </div>
      <ul class="outbox">
        {items.map((item) => (
          <li key={item.id} class={`framed is-${item.state}`}>
            <Item item={item} mayCorrect={mayCorrect} onCorrect={onCorrect} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Item({
  item,
  mayCorrect,
  onCorrect,
}: {
  readonly item: OutboxItem
  readonly mayCorrect: boolean
  readonly onCorrect: (item: SentBack) => Promise<void>
}) {
  const w = useContactWords()
  const { channel, heldOn, residents } = item.contact
  const demands = item.state === 'sent' ? item.demands : item.contact.demands
  return (
    <>
      <div class="row">
        <strong>
          {w.channels[channel]} {heldOn}
        </strong>
        <span class="state">{w.states[item.state]}</span>
      </div>
      <p>{w.summary(residents, demands.length)}</p>
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
                {w.code} <strong class="code">{printed(demand.followUpCode ?? '')}</strong>
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

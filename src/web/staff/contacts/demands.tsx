/** The demands a deputy took down or whose grid they look after, and what they may do with each. */
import { useCallback, useRef, useState } from 'preact/hooks'
import type { Demand, DemandView } from '../../../intake/model.ts'
import type { DemandAct, DemandState } from '../../../intake/steps.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Choice, useIssues } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { dayOf } from './draft.ts'
import { useContactWords } from './words.ts'

const SHOWN = 20
const SHOWN_MAX = 200
const STATES: readonly DemandState[] = ['taken', 'assigned', 'handled', 'answered', 'reopened', 'confirmed']

export function OwnDemands({ sent }: { /** Another one may be among them. */ readonly sent: number }) {
  const w = useContactWords()
  const [state, setState] = useState<DemandState | ''>('')
  const [limit, setLimit] = useState(SHOWN)
  const read = useCallback(
    () =>
      body(api.intake.demands.$get({ query: { limit: String(limit), ...(state === '' ? {} : { state }) } })),
    [state, limit, sent],
  )
  const [loaded, refresh] = useFresh(read)
  const heading = useRef<HTMLHeadingElement>(null)
  // What was acted on may have left the list, and the focus with it.
  const acted = async (): Promise<void> => {
    await refresh()
    heading.current?.focus({ preventScroll: true })
  }
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {w.demands}
      </h2>
      <Choice
        label={w.state}
        value={state}
        onValue={(next) => {
          setState(next)
          setLimit(SHOWN)
        }}
        options={[
          { value: '', text: w.allStates },
          ...STATES.map((value) => ({ value, text: w.demandStates[value] })),
        ]}
      />
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && (
        <>
          {loaded.value.demands.length === 0 && <p class="empty">{w.noDemands}</p>}
          <ul class="outbox">
            {loaded.value.demands.map((demand) => (
              <li key={demand.id} class="framed">
                <OneDemand demand={demand} onActed={acted} />
              </li>
            ))}
          </ul>
          {loaded.value.next !== null && limit < SHOWN_MAX && (
            <button type="button" onClick={() => setLimit(limit + SHOWN)}>
              {w.moreDemands}
            </button>
          )}
        </>
      )}
    </>
  )
}

function OneDemand({ demand, onActed }: { readonly demand: Demand; readonly onActed: () => Promise<void> }) {
  const w = useContactWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <div class="row">
        <strong>
          {demand.number} <span lang={OF_THE_HALL}>{demand.category}</span>
        </strong>
        <span class="state">{w.demandStates[demand.state]}</span>
      </div>
      <p lang={OF_THE_HALL}>{demand.text}</p>
      {demand.overdue && <p class="wrong">{w.overdue(demand.dueOn)}</p>}
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {w.look}
        <span class="only-heard"> {demand.number}</span>
      </button>
      {/* What was done with it is another thing to look at. */}
      {open && <Looked key={demand.state} id={demand.id} onActed={onActed} />}
    </>
  )
}

function Looked({ id, onActed }: { readonly id: string; readonly onActed: () => Promise<void> }) {
  const w = useContactWords()
  const read = useCallback(() => body(api.intake.demands[':id'].$get({ param: { id } })), [id])
  const [loaded, retry] = useLoad(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  const { steps, resident, photos } = loaded.value
  return (
    <>
      {resident !== null && (
        <p>
          {w.resident}{' '}
          <span lang={OF_THE_HALL}>
            {[resident.name, resident.phone, resident.address].filter((each) => each !== null).join(' ')}
          </span>
        </p>
      )}
      {photos.length > 0 && (
        <ul class="shots-shown" aria-label={w.photos}>
          {photos.map((photo, i) => (
            <li key={photo.id}>
              <a href={photoAt(id, photo.id)} target="_blank" rel="noreferrer">
                <img
                  class="thumb"
                  src={`${photoAt(id, photo.id)}/thumb`}
                  alt={w.photo(i + 1)}
                  loading="lazy"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      <ol class="steps">
        {steps.map((step) => (
          <li key={step.at + step.act}>
            {dayOf(Date.parse(step.at))} {w.stepNames[step.act]}{' '}
            {step.unit !== null && <span lang={OF_THE_HALL}>{step.unit}</span>}
            {step.text !== null && <p lang={OF_THE_HALL}>{step.text}</p>}
          </li>
        ))}
      </ol>
      <Acts demand={loaded.value} onActed={onActed} />
    </>
  )
}

function photoAt(demandId: string, id: string): string {
  return `/api/intake/demands/${demandId}/photos/${id}`
}

type OwnAct = Extract<DemandAct, 'answer' | 'confirm' | 'reopen'>

function isOwn(act: DemandAct): act is OwnAct {
  return act === 'answer' || act === 'confirm' || act === 'reopen'
}

function Acts({
  demand: { id, acts },
  onActed,
}: {
  readonly demand: DemandView
  readonly onActed: () => Promise<void>
}) {
  const w = useContactWords()
  const [text, setText] = useState('')
  const act = useAct(async (which: OwnAct) => {
    const param = { id }
    const { answer, confirm, reopen } = api.intake.demands[':id']
    if (which === 'confirm') await body(confirm.$post({ param, json: text.trim() === '' ? {} : { text } }))
    else if (which === 'answer') await body(answer.$post({ param, json: { text } }))
    else await body(reopen.$post({ param, json: { text } }))
    await onActed()
  })
  const issue = useIssues(act.error)
  const own = acts.filter(isOwn)
  if (own.length === 0) return null
  return (
    <>
      <Area
        label={w.said}
        hint={w.saidHint}
        lang={OF_THE_HALL}
        value={text}
        onValue={setText}
        wrong={issue('/text')}
      />
      <Refused error={act.error} />
      {own.map((which) => (
        <ActButton key={which} quiet={which === 'reopen'} busy={act.busy} onAct={() => void act.run(which)}>
          {w.acts[which]}
        </ActButton>
      ))}
    </>
  )
}

/** One demand at the unit that has to deal with it: what is asked, whom to reach, what was done, what comes next. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { DemandView, Grid, Station } from '../../../intake/model.ts'
import { isWaiting, type DemandAct } from '../../../intake/steps.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { PhotoList } from '../../shared/photos.tsx'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { dayOf } from '../contacts/draft.ts'
import { waysOf } from '../demands/tree.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useDraft } from './drafts.ts'
import { Due } from './due.tsx'
import { useDepartmentWords } from './words.ts'

const ACTS = ['handle', 'answer', 'return'] as const
type Act = (typeof ACTS)[number] & DemandAct

interface Known {
  readonly demand: DemandView
  readonly grids: readonly Grid[]
  readonly stations: readonly Station[]
}

function readDemand(id: string): Promise<DemandView> {
  return body(api.intake.demands[':id'].$get({ param: { id } }))
}

export function Duty({ id }: { readonly id: string }) {
  const w = useDepartmentWords()
  const read = useCallback(async (): Promise<Known> => {
    const [demand, { grids }, { stations }] = await Promise.all([
      readDemand(id),
      body(api.intake.grids.$get()),
      body(api.intake.stations.$get()),
    ])
    return { demand, grids, stations }
  }, [id])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card department">
      <p>
        <a href={linkTo.home}>{w.demand.back}</a>
      </p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Body known={loaded.value} />}
    </section>
  )
}

function Body({ known }: { readonly known: Known }) {
  const w = useDepartmentWords()
  const [demand, setDemand] = useState(known.demand)
  const [did, setDid] = useState<Act>()
  const status = useRef<HTMLParagraphElement>(null)
  // What was pressed is gone from the page: the focus goes to what it has done.
  useEffect(() => {
    if (did !== undefined) status.current?.focus()
  }, [did, demand])
  const { facts } = w.demand
  const way = demand.gridId === null ? undefined : waysOf(known.grids).get(demand.gridId)
  const station = known.stations.find(({ id }) => id === demand.stationId)
  return (
    <>
      <Heading>{w.demand.heading(demand.number)}</Heading>
      <p ref={status} tabIndex={-1} role="status" class={did === undefined ? 'only-heard' : 'did'}>
        {did !== undefined && w.demand.done[did]}
      </p>
      {did !== 'return' && <Due demand={demand} />}
      <p class="demand-said" lang={OF_THE_HALL}>
        {demand.text}
      </p>
      <dl class="facts">
        <Fact name={facts.state}>{w.states[demand.state]}</Fact>
        <Fact name={facts.category}>
          <span lang={OF_THE_HALL}>{demand.category}</span>
        </Fact>
        <Fact name={facts.place}>
          {demand.place === null ? w.demand.none : <span lang={OF_THE_HALL}>{demand.place}</span>}
        </Fact>
        <Fact name={facts.grid}>
          {way === undefined ? w.demand.none : <span lang={OF_THE_HALL}>{way}</span>}
        </Fact>
        {station !== undefined && (
          <Fact name={facts.station}>
            <span lang={OF_THE_HALL}>
              {station.name}（{station.place}）
            </span>
          </Fact>
        )}
        <Fact name={facts.takenOn}>
          {demand.takenOn} {w.demand.channels[demand.channel]}
        </Fact>
      </dl>
      {did !== 'return' && demand.photos.length > 0 && (
        <>
          <h2>{w.photos.heading}</h2>
          <PhotoList
            words={w.photos}
            photos={demand.photos.map(({ id }) => ({
              id,
              address: async (size) =>
                `/api/intake/demands/${demand.id}/photos/${id}${size === 'thumb' ? '/thumb' : ''}`,
            }))}
          />
        </>
      )}
      {did !== 'return' && <ResidentOf demand={demand} />}
      {demand.acts.length > 0 && (
        <Acts
          key={demand.steps.length}
          demand={demand}
          onDone={(after, act) => {
            setDemand(after)
            setDid(act)
          }}
        />
      )}
      <h2>{w.demand.steps}</h2>
      <ol class="demand-steps">
        {demand.steps.map(({ act, actor, at, unit, text }) => (
          <li key={at + act}>
            <p>
              <strong>{w.demand.step(act, actor, unit)}</strong>
              <span class="soft">{dayOf(Date.parse(at))}</span>
            </p>
            {text !== null && <p lang={OF_THE_HALL}>{text}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ResidentOf({ demand: { resident, state } }: { readonly demand: DemandView }) {
  const w = useDepartmentWords()
  if (resident === null)
    return <p class="soft">{isWaiting(state) ? w.demand.noResident : w.demand.residentHidden}</p>
  const { name, phone, address } = resident
  return (
    <>
      <h2>{w.demand.resident}</h2>
      <p class="hint">{w.demand.residentHint}</p>
      <dl class="facts">
        {name !== null && (
          <Fact name={w.demand.name}>
            <span lang={OF_THE_HALL}>{name}</span>
          </Fact>
        )}
        {phone !== null && (
          <Fact name={w.demand.phone}>
            <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>
          </Fact>
        )}
        {address !== null && (
          <Fact name={w.demand.address}>
            <span lang={OF_THE_HALL}>{address}</span>
          </Fact>
        )}
      </dl>
    </>
  )
}

interface ActsProps {
  readonly demand: DemandView
  readonly onDone: (after: DemandView, act: Act) => void
}

function Acts({ demand, onDone }: ActsProps) {
  const w = useDepartmentWords()
  const own = ACTS.filter((act) => demand.acts.includes(act))
  const [chosen, setChosen] = useState<Act | undefined>(own[0])
  if (chosen === undefined) return null
  return (
    <div class="framed">
      <h2>{w.demand.acts}</h2>
      <div class="row">
        {own.map((act) => (
          <button key={act} type="button" aria-pressed={act === chosen} onClick={() => setChosen(act)}>
            {w.demand.choose[act]}
          </button>
        ))}
      </div>
      <Say key={chosen} act={chosen} demand={demand} onDone={onDone} />
    </div>
  )
}

/** What is typed is kept as it is typed, for each act apart. */
function Say({ act: name, demand, onDone }: ActsProps & { readonly act: Act }) {
  const w = useDepartmentWords()
  const me = useMe()
  const draft = useDraft<string>(me.id, `${demand.id} ${name}`)
  const [typed, setTyped] = useState<string>()
  const text = typed ?? draft.now ?? ''
  const act = useAct(async () => {
    const after = await sent(demand, name, text)
    draft.drop()
    onDone(after, name)
  })
  const issue = useIssues(act.error)
  // Typing before the device has looked would hide what was kept.
  if (draft.now === undefined) return <Loading />
  const isKept = draft.isKept ?? (typed === undefined && draft.now !== null ? true : undefined)
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <Area
        label={w.demand.says[name]}
        hint={w.demand.hints[name]}
        rows={4}
        required
        lang={OF_THE_HALL}
        // What is typed while it is sent would be neither in it nor anywhere else.
        readOnly={act.busy}
        value={text}
        onValue={(value) => {
          setTyped(value)
          if (value === '') draft.drop()
          else draft.keep(value)
        }}
        wrong={issue('/text')}
      />
      <p class="hint" role="status">
        {text !== '' && isKept === true && w.demand.kept}
        {isKept === false && w.demand.notKept}
      </p>
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.demand.does[name]}
      </ActButton>
    </form>
  )
}

/** Does it. Where it was done before, because an answer was lost on the way, that is found and not said to be wrong. */
async function sent({ id }: DemandView, name: Act, text: string): Promise<DemandView> {
  const param = { id }
  try {
    return await body(api.intake.demands[':id'][name].$post({ param, json: { text } }))
  } catch (error) {
    if (codeOf(error) !== 'intake.step') throw error
    const now = await readDemand(id)
    const last = now.steps.at(-1)
    if (last?.act === name && last.actor === 'department' && last.text === text.trim()) return now
    throw error
  }
}

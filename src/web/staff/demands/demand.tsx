/** One demand: what is asked for, what was done, what comes next, and what is like it. */
import { useCallback, useState } from 'preact/hooks'
import type { Demand, DemandView, Grid, Resident } from '../../../intake/model.ts'
import type { DemandAct } from '../../../intake/steps.ts'
import type { Staff } from '../../../people/model.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { PHOTOS_MAX, sendPhoto } from '../../shared/photo.ts'
import { ChoosePhotos, PhotoList, SendingStatus, useSending } from '../../shared/photos.tsx'
import { api, ask } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm } from '../parts/ask.tsx'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { PaperHeading } from '../parts/paper-heading.tsx'
import { Failed, Loading, Refused, useReason } from '../parts/states.tsx'
import { BecameOf } from '../proposals/became.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { CorrectDemand } from './correct-demand.tsx'
import { Fact } from './fact.tsx'
import { DemandTable } from './list.tsx'
import { TakenAt } from './taken-at.tsx'
import { waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

interface Known {
  readonly demand: DemandView
  readonly similar: readonly Demand[]
  readonly grids: readonly Grid[]
  /** Accounts of departments; only the secretary assigns. */
  readonly departments: readonly Staff[]
}

export function DemandPage({ id }: { readonly id: string }) {
  const secretary = useMe().role === 'secretary'
  const read = useCallback(async (): Promise<Known> => {
    const param = { id }
    const [demand, { demands: similar }, { grids }, { staff }] = await Promise.all([
      body(api.intake.demands[':id'].$get({ param })),
      body(api.intake.demands[':id'].similar.$get({ param })),
      body(api.intake.grids.$get()),
      secretary ? body(api.people.staff.$get()) : { staff: [] },
    ])
    return {
      demand,
      similar,
      grids,
      departments: staff.filter((each) => each.role === 'department' && each.active),
    }
  }, [id, secretary])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card">
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Body known={loaded.value} />}
    </section>
  )
}

function Body({ known }: { readonly known: Known }) {
  const w = useDemandWords()
  const secretary = useMe().role === 'secretary'
  const [demand, setDemand] = useState(known.demand)
  const ways = waysOf(known.grids)
  const facts = w.demand.facts
  return (
    <>
      <PaperHeading />
      <Heading>{w.demand.heading(demand.number)}</Heading>
      <p class="demand-said" lang={OF_THE_HALL}>
        {demand.text}
      </p>
      <dl class="facts">
        <Fact name={facts.state}>
          {w.states[demand.state]}
          {demand.overdue && <strong class="overdue">{w.demand.overdue}</strong>}
        </Fact>
        <Fact name={facts.category}>{demand.category}</Fact>
        <Fact name={facts.channel}>{w.channels[demand.channel]}</Fact>
        <Fact name={facts.place}>{demand.place ?? w.demand.none}</Fact>
        <Fact name={facts.grid}>{demand.gridId === null ? w.demand.none : ways.get(demand.gridId)}</Fact>
        <Fact name={facts.takenOn}>{demand.takenOn}</Fact>
        {demand.unit !== null && <Fact name={facts.unit}>{demand.unit}</Fact>}
        <Fact name={facts.dueOn}>{demand.dueOn}</Fact>
      </dl>
      {secretary && (
        <CorrectDemand key={demand.steps.length} demand={demand} grids={known.grids} onDone={setDemand} />
      )}
      {demand.contactId !== null && <TakenAt contactId={demand.contactId} ways={ways} />}
      <Photos demand={demand} onDone={setDemand} />
      <Steps demand={demand} />
      <button type="button" class="screen-only" onClick={() => window.print()}>
        {w.demand.print}
      </button>
      {demand.acts.length > 0 && (
        <Acts key={demand.steps.length} demand={demand} departments={known.departments} onDone={setDemand} />
      )}
      {/* Paper goes from hand to hand: who asked is not on it. */}
      <div class="screen-only stack">
        {secretary && <ResidentOf demand={demand} resident={demand.resident} onDone={setDemand} />}
        <BecameOf demand={demand} similar={known.similar} />
        <h2>{w.demand.similar}</h2>
        {known.similar.length === 0 ? (
          <p>{w.demand.noSimilar}</p>
        ) : (
          <DemandTable demands={known.similar} ways={ways} caption={w.demand.similar} />
        )}
      </div>
    </>
  )
}

/** What the demand shows: for who sees it to look at, for the desk to add to. */
function Photos({ demand, onDone }: ActProps) {
  const w = useDemandWords()
  const reason = useReason()
  const at = `/api/intake/demands/${demand.id}/photos`
  const param = { id: demand.id }
  const reread = async () => onDone(await body(api.intake.demands[':id'].$get({ param })))
  const rereading = useAct(reread)
  const sending = useSending(({ id, bytes }) => sendPhoto(ask, `${at}/${id}`, bytes), rereading.run)
  const removing = useAct(async (id: string) => {
    await body(ask(`${at}/${id}`, { method: 'DELETE' }))
    await reread()
  })
  const { photos, mayAddPhotos: mayAdd } = demand
  return (
    <>
      <h2>{w.photos.heading}</h2>
      {photos.length === 0 && <p>{w.demand.none}</p>}
      <PhotoList
        words={w.photos}
        photos={photos.map(({ id }) => ({
          id,
          address: async (size) => `${at}/${id}${size === 'thumb' ? '/thumb' : ''}`,
        }))}
        onRemove={mayAdd ? (id) => void removing.run(id) : undefined}
      />
      <Refused error={removing.error ?? rereading.error} />
      {mayAdd && (
        <ChoosePhotos
          words={w.photos}
          room={PHOTOS_MAX - photos.length - sending.left.length}
          busy={sending.progress !== undefined}
          onChosen={(chosen) => void sending.send(chosen)}
        />
      )}
      <SendingStatus words={w.photos} sending={sending} reason={reason} />
    </>
  )
}

function Steps({ demand }: { readonly demand: DemandView }) {
  const w = useDemandWords()
  return (
    <>
      <h2>{w.demand.steps}</h2>
      <ol class="demand-steps">
        {demand.steps.map(({ act, actor, at, unit, text }) => (
          <li key={at + act}>
            <p>
              <strong>{w.demand.step(act, actor, unit)}</strong>
              <span class="soft">{new Date(at).toLocaleDateString('sv')}</span>
            </p>
            {text !== null && <p lang={OF_THE_HALL}>{text}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}

interface ActProps {
  readonly demand: DemandView
  readonly onDone: (demand: DemandView) => void
}

function Acts({ departments, ...props }: ActProps & { readonly departments: readonly Staff[] }) {
  const w = useDemandWords()
  const { acts } = props.demand
  const [chosen, setChosen] = useState<DemandAct | undefined>(acts[0])
  return (
    <div class="framed screen-only">
      <h2>{w.demand.acts}</h2>
      <div class="row">
        {acts.map((act) => (
          <button key={act} type="button" aria-pressed={act === chosen} onClick={() => setChosen(act)}>
            {w.acts[act]}
          </button>
        ))}
      </div>
      {chosen === 'assign' && <Assign departments={departments} {...props} />}
      {chosen !== undefined && chosen !== 'assign' && chosen !== 'return' && (
        <Say key={chosen} act={chosen} {...props} />
      )}
    </div>
  )
}

function Assign({ demand, departments, onDone }: ActProps & { readonly departments: readonly Staff[] }) {
  const w = useDemandWords()
  const [account, setAccount] = useState(departments[0]?.id ?? '')
  const [unit, setUnit] = useState('')
  const [dueOn, setDueOn] = useState(demand.dueOn)
  const department = departments.find(({ id }) => id === account)
  const act = useAct(async () => {
    const to = department === undefined ? { unit } : { unit: department.name, departmentId: department.id }
    onDone(
      await body(
        api.intake.demands[':id'].assign.$post({ param: { id: demand.id }, json: { ...to, dueOn } }),
      ),
    )
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.acts.assign}>
      {departments.length > 0 && (
        <Choice
          label={w.demand.unitChoice}
          value={account}
          onValue={setAccount}
          wrong={issue('/departmentId')}
          options={[
            ...departments.map(({ id, name }) => ({ value: id, text: name })),
            { value: '', text: w.demand.otherUnit },
          ]}
        />
      )}
      {department === undefined && (
        <Field
          label={w.demand.unit}
          required
          autocomplete="off"
          value={unit}
          onValue={setUnit}
          wrong={issue('/unit')}
        />
      )}
      <Field
        label={w.demand.dueOn}
        type="date"
        required
        value={dueOn}
        onValue={setDueOn}
        wrong={issue('/dueOn')}
      />
    </Form>
  )
}

function Say({
  act: name,
  demand,
  onDone,
}: ActProps & { readonly act: Exclude<DemandAct, 'assign' | 'return'> }) {
  const w = useDemandWords()
  const [text, setText] = useState('')
  const optional = name === 'confirm'
  const act = useAct(async () => {
    const at = api.intake.demands[':id']
    const param = { id: demand.id }
    onDone(
      await (name === 'confirm'
        ? body(at.confirm.$post({ param, json: text.trim() === '' ? {} : { text } }))
        : body(at[name].$post({ param, json: { text } }))),
    )
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.acts[name]}>
      <Area
        label={w.demand.says[name]}
        hint={w.demand.saysHint}
        required={!optional}
        lang={OF_THE_HALL}
        value={text}
        onValue={setText}
        wrong={issue('/text')}
      />
    </Form>
  )
}

function ResidentOf({ demand, resident, onDone }: ActProps & { readonly resident: Resident | null }) {
  const w = useDemandWords()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <h2>{w.demand.resident}</h2>
      {resident === null ? (
        <p>{w.demand.noResident}</p>
      ) : (
        <>
          <p class="hint">{w.demand.residentHint}</p>
          <dl class="facts">
            {(['name', 'phone', 'address'] as const).map((each) => (
              <Fact key={each} name={w.demand[each]}>
                {resident[each] ?? w.demand.none}
              </Fact>
            ))}
          </dl>
          <button type="button" class="quiet" onClick={() => setAsking(true)}>
            {w.demand.erase}
          </button>
        </>
      )}
      {asking && (
        <Confirm
          heading={w.demand.eraseHeading}
          doIt={w.demand.erase}
          onLeave={() => setAsking(false)}
          onDo={async () =>
            onDone(await body(api.intake.demands[':id'].resident.$delete({ param: { id: demand.id } })))
          }
        >
          <p>{w.demand.eraseText}</p>
        </Confirm>
      )}
    </>
  )
}

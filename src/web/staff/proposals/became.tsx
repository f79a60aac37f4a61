/** Which project a demand has become, or why none; and for the secretary, which it is to become. */
import { useCallback, useState } from 'preact/hooks'
import type { WholeThread } from '../../../inspect/thread-model.ts'
import type { Demand } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { FollowedProjectView } from './followed.tsx'
import { addDemands, addProposal, type CycleView, type Proposal } from './service.ts'
import { useProposalWords } from './words.ts'

/** A year whose list is not fixed, with the proposals that more can be collected into. */
interface OpenYear {
  readonly cycle: CycleView
  readonly proposals: readonly Proposal[]
}

interface Known {
  readonly became: readonly WholeThread[]
  readonly years: readonly OpenYear[]
}

export function BecameOf({
  demand,
  similar,
}: {
  readonly demand: Demand
  readonly similar: readonly Demand[]
}) {
  const w = useProposalWords()
  const { role, assemblyId } = useMe()
  const secretary = role === 'secretary'
  const { id } = demand
  const read = useCallback(async (): Promise<Known> => {
    const [{ became }, years] = await Promise.all([
      body(api.inspect.demands[':id'].thread.$get({ param: { id } })),
      secretary ? readOpenYears(assemblyId) : [],
    ])
    return { became, years }
  }, [id, secretary, assemblyId])
  const [loaded, again] = useLoad(read)
  // In a year whose list is still open it may stand for one proposal; where that was not taken up, it is for another.
  const open =
    loaded.is === 'ready'
      ? loaded.value.years.filter(({ cycle }) =>
          loaded.value.became.every((each) => each.cycleId !== cycle.id || each.state === 'refused'),
        )
      : []
  return (
    <>
      <h2>{w.becameHeading}</h2>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={again} />}
      {loaded.is === 'ready' && (
        <>
          {loaded.value.became.length === 0 && <p>{w.becameNothing}</p>}
          <ul class="links">
            {loaded.value.became.map((thread) => (
              <li key={`${thread.cycleId} ${thread.name}`}>
                <Became thread={thread} />
              </li>
            ))}
          </ul>
          {open.length > 0 && <Merge demand={demand} similar={similar} years={open} onDone={again} />}
        </>
      )}
    </>
  )
}

async function readOpenYears(assemblyId: string): Promise<OpenYear[]> {
  const { cycles } = await body(api.order.cycles.$get())
  const open = cycles.filter((cycle) => cycle.assemblyId === assemblyId && !cycle.shortlist.fixed)
  return Promise.all(
    open.map(async (cycle) => {
      const param = { id: cycle.id }
      const { proposals } = await body(api.order.cycles[':id'].proposals.$get({ param }))
      return { cycle, proposals: proposals.filter(({ state }) => state === 'collected') }
    }),
  )
}

function Became({ thread }: { readonly thread: WholeThread }) {
  const w = useProposalWords()
  const { year, cycleId, name, state, refusal, vote, again, carriedOver, project } = thread
  return (
    <>
      {w.became[state](year)}
      <a href={linkTo.proposals(cycleId)} lang={OF_THE_HALL}>
        {name}
      </a>
      {again && <p>{carriedOver === null ? w.fromReserve : w.leftOver(carriedOver.year, carriedOver.why)}</p>}
      {refusal !== null && <p>{w.refused(w.criteria[refusal.criterion], refusal.reason)}</p>}
      {vote !== null && (
        <p>{vote.is === 'open' ? w.votedOn.open : w.votedOn[vote.is](vote.approvals, vote.deputies)}</p>
      )}
      {project !== null && <FollowedProjectView project={project} />}
    </>
  )
}

/** Stands for a proposal that is not there yet. */
const NEW = ''

function Merge({
  demand,
  similar,
  years,
  onDone,
}: {
  readonly demand: Demand
  readonly similar: readonly Demand[]
  readonly years: readonly OpenYear[]
  readonly onDone: () => void
}) {
  const w = useProposalWords()
  const [cycleId, setCycleId] = useState(years[0]?.cycle.id ?? '')
  const proposals = years.find(({ cycle }) => cycle.id === cycleId)?.proposals ?? []
  const [proposalId, setProposalId] = useState(proposals[0]?.id ?? NEW)
  const [name, setName] = useState('')
  const [alike, setAlike] = useState<ReadonlySet<string>>(new Set())
  const act = useAct(async () => {
    const ids = [demand.id, ...alike]
    await (proposalId === NEW
      ? addProposal(cycleId, { name, category: demand.category }, ids)
      : addDemands(cycleId, proposalId, ids))
    onDone()
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={alike.size === 0 ? w.merge : w.mergeAll(alike.size + 1)} framed>
      {years.length > 1 && (
        <Choice
          label={w.mergeYear}
          value={cycleId}
          onValue={(next) => {
            setCycleId(next)
            setProposalId(NEW)
          }}
          options={years.map(({ cycle }) => ({ value: cycle.id, text: String(cycle.year) }))}
        />
      )}
      <Choice
        label={w.mergeInto}
        value={proposalId}
        onValue={setProposalId}
        options={[
          ...proposals.map((each) => ({ value: each.id, text: each.name })),
          { value: NEW, text: w.mergeNew },
        ]}
      />
      {proposalId === NEW && (
        <Field
          label={w.mergeName}
          hint={w.mergeNameHint}
          lang={OF_THE_HALL}
          required
          value={name}
          onValue={setName}
          wrong={issue('/dossier/name')}
        />
      )}
      {similar.length > 0 && (
        <fieldset>
          <legend>{w.mergeAlike}</legend>
          {similar.map(({ id, number, text }) => (
            <label key={id} class="check">
              <input
                type="checkbox"
                checked={alike.has(id)}
                onChange={(event) => {
                  const { checked } = event.currentTarget
                  setAlike((before) => new Set([...before, id].filter((each) => checked || each !== id)))
                }}
              />
              <span>
                {number} <span lang={OF_THE_HALL}>{text}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </Form>
  )
}

/** 变更: what is asked for, in the form of the plan that holds; what waits for a decision, and how earlier ones ended. */
import { useEffect, useState } from 'preact/hooks'
import type { Plan } from '../../../pay/model.ts'
import { differences, exceedsShare, termsOfDossier, termsOfPlan } from '../../../pay/difference.ts'
import { sumFen } from '../../../pay/sums.ts'
import type { Change as ChangeView, Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { dayOf } from '../contacts/draft.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Confirm } from '../parts/ask.tsx'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { FilesField } from './files-field.tsx'
import { filesOf, useFiles } from './files.ts'
import { named, type TypedFile } from './typed-file.ts'
import { Kept, Newer } from './kept.tsx'
import { PlanFields } from './plan-fields.tsx'
import { lacksOf, otherParts, readPlan, typedOfPlan, wholePlan, type TypedPlan } from './typed-plan.ts'
import { useTyped, type Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

interface ChangeProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

interface TypedChange {
  /** Under which it is asked for: sent again, it is the same request. */
  readonly id: string
  readonly plan: TypedPlan
  readonly reason: string
  readonly files: readonly TypedFile[]
}

export function Change({ project, onChanged }: ChangeProps) {
  const [id, setId] = useState(newId)
  const [did, setDid] = useState<string>()
  const served = { id, plan: typedOfPlan(project.plan ?? NO_PLAN), reason: '', files: [] }
  const typed = useTyped<TypedChange>(`change ${project.id}`, served, project.planVersion)
  const pending = project.changes.find(({ state }) => state === 'asked' || state === 'examined')
  // It arrived, whatever became of its answer: what is typed next is another request.
  const isThere = typed?.isTyped === true && project.changes.some((change) => change.id === typed.value.id)
  useEffect(() => {
    if (!isThere) return
    typed?.drop()
    setId(newId())
  }, [isThere])
  if (typed === undefined || project.plan === null) return <Loading />
  return (
    <>
      <p role="status" class={did === undefined ? 'only-heard' : 'did'}>
        {did}
      </p>
      {pending === undefined ? (
        <Form
          project={project}
          held={project.plan}
          typed={typed}
          onChanged={onChanged}
          onAsked={(says) => {
            setDid(says)
            setId(newId())
          }}
        />
      ) : (
        <Pending project={project} change={pending} onChanged={onChanged} onDid={setDid} />
      )}
    </>
  )
}

const NO_PLAN = { coUnits: [], milestones: [], budget: [], sources: [], criteria: [] }

function Form({
  project,
  held,
  typed,
  onChanged,
  onAsked,
}: ChangeProps & {
  readonly held: Plan
  readonly typed: Typed<TypedChange>
  readonly onAsked: (says: string) => void
}) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const { value, change } = typed
  const files = useFiles(
    filesOf(project.id),
    () => typed.now().files,
    (work) => change((all) => ({ ...all, files: work(all.files) })),
  )
  const setPlan = (work: (before: TypedPlan) => TypedPlan): void =>
    change((all) => ({ ...all, plan: work(all.plan) }))
  const read = readPlan(value.plan)
  const plan = read.wrong.length === 0 ? wholePlan(read.plan) : undefined
  const parts = otherParts(typedOfPlan(held), value.plan)
  const isNewer = typed.isTyped && typed.from !== project.planVersion
  const act = useAct(async () => {
    const param = { id: project.id, changeId: typed.now().id }
    const send = () => {
      const sent = typed.now()
      const json = {
        baseVersion: typed.from,
        plan: readPlan(sent.plan).plan as Plan,
        reason: sent.reason.trim(),
        evidence: named(sent.files, null),
      }
      return body(api.pay.projects[':id'].changes[':changeId'].$put({ param, json }))
    }
    try {
      const { decidedBy } = await files.sendWith(send)
      files.done()
      typed.drop()
      onAsked(`${w.change.sent} ${w.change.decides[decidedBy]}`)
      await onChanged()
    } catch (error) {
      if (codeOf(error) === 'pay.entryTaken') typed.change((all) => ({ ...all, id: newId() }))
      if (['pay.changedMeanwhile', 'pay.changePending', 'pay.entryTaken'].includes(codeOf(error) ?? ''))
        await onChanged()
      throw error
    }
  })
  const issue = useIssues(act.error)
  const missing = [
    ...(isNewer ? [w.change.newer(project.planVersion)] : []),
    ...read.wrong.map(w.plan.wrongRow),
    ...(read.wrong.length === 0 ? lacksOf(read.plan).map((lack) => w.plan.lacks[lack]) : []),
    ...(parts.length === 0 ? [w.change.nothing] : []),
    ...(value.reason.trim() === '' ? [w.change.reasonMissing] : []),
  ]
  const line = (name: 'unit' | 'place' | 'startBy' | 'finishBy') => ({
    label: d.parts[name],
    value: value.plan[name],
    onValue: (text: string) => setPlan((before) => ({ ...before, [name]: text })),
    wrong: issue(`/plan/${name}`),
  })
  return (
    <form
      class="fields framed reporting"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h2>{w.change.heading}</h2>
      <p class="hint">{w.change.text}</p>
      <fieldset class="bare" disabled={act.busy}>
        <Area
          label={w.change.reason}
          lang={OF_THE_HALL}
          value={value.reason}
          onValue={(reason) => change((all) => ({ ...all, reason }))}
          wrong={issue('/reason')}
        />
        <Field {...line('unit')} lang={OF_THE_HALL} />
        <Area
          label={d.parts.content}
          lang={OF_THE_HALL}
          value={value.plan.content}
          onValue={(content) => setPlan((before) => ({ ...before, content }))}
          wrong={issue('/plan/content')}
        />
        <Field {...line('place')} lang={OF_THE_HALL} />
        <Field {...line('startBy')} type="date" />
        <Field {...line('finishBy')} type="date" />
        <PlanFields
          typed={value.plan}
          read={read}
          change={setPlan}
          issue={(pointer) => issue(`/plan${pointer}`)}
          votedFen={project.voted.dossier.budgetFen}
        />
        <h3>{w.change.evidence}</h3>
        <FilesField files={files} label={w.change.evidence} called={w.change.evidence} hint={w.files.hint} />
      </fieldset>
      <div class="voted" role="status">
        <h3>{w.change.fromVote}</h3>
        {parts.length === 0 ? (
          <p>{w.change.asHeld}</p>
        ) : (
          <>
            <p>{w.change.parts(parts.map((part) => d.parts[part]))}</p>
            {plan !== undefined && <Foretold project={project} held={held} plan={plan} />}
          </>
        )}
      </div>
      <Kept typed={typed} onDrop={act.clear} />
      {isNewer && (
        <Newer
          text={w.change.newer(project.planVersion)}
          goOn={w.change.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(project.planVersion)
          }}
        />
      )}
      <Refused error={isNewer ? undefined : act.error} />
      <ActButton submit busy={act.busy} missing={missing}>
        {w.change.send}
      </ActButton>
    </form>
  )
}

/** What the plan would say otherwise than the vote, and who decides on it. */
function Foretold({
  project,
  held,
  plan,
}: {
  readonly project: Project
  readonly held: Plan
  readonly plan: Plan
}) {
  const w = useReportingWords().change
  const d = useDeliveryWords()
  const { dossier } = project.voted
  const all = differences(termsOfDossier(dossier), termsOfPlan(plan))
  const amount = sumFen(plan.budget)
  const isForCongress =
    amount !== sumFen(held.budget) && exceedsShare(dossier.budgetFen, amount, project.rule.congressPercent)
  return (
    <>
      {all.length === 0 ? (
        <p>{w.sameAsVote}</p>
      ) : (
        <ul class="problems">
          {all.map((each) => (
            <li key={each.field}>{d.difference(each)}</li>
          ))}
        </ul>
      )}
      <p>
        <strong>{w.decides[isForCongress ? 'congress' : 'presidium']}</strong>
      </p>
    </>
  )
}

function Pending({
  project,
  change,
  onChanged,
  onDid,
}: ChangeProps & { readonly change: ChangeView; readonly onDid: (says: string) => void }) {
  const w = useReportingWords().change
  const [leaving, setLeaving] = useState(false)
  const { state, decidedBy, askedAt, reason } = change
  return (
    <div class="framed reporting">
      <h2>{w.pending}</h2>
      <p>
        <strong>{state === 'examined' ? w.states.examined[decidedBy] : w.states.asked}</strong>{' '}
        <span class="soft">{w.askedOn(dayOf(Date.parse(askedAt)))}</span>
      </p>
      <p lang={OF_THE_HALL}>{reason}</p>
      <p>{w.decides[decidedBy]}</p>
      <button type="button" onClick={() => setLeaving(true)}>
        {w.withdraw}
      </button>
      {leaving && (
        <Confirm
          heading={w.withdraw}
          doIt={w.withdraw}
          onLeave={() => setLeaving(false)}
          onDo={async () => {
            const param = { id: project.id, changeId: change.id }
            await body(api.pay.projects[':id'].changes[':changeId'].withdraw.$post({ param }))
            onDid(w.withdrawn)
            await onChanged()
          }}
        >
          <p>{w.withdrawText}</p>
        </Confirm>
      )}
    </div>
  )
}

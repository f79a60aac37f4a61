/** 实施计划, while none holds: what was voted is promised as it was, the rest is written here. */
import { useState } from 'preact/hooks'
import { sumFen } from '../../../pay/sums.ts'
import type { Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Kept, Newer } from './kept.tsx'
import { PlanFields } from './plan-fields.tsx'
import { asVoted, lacksOf, otherParts, readPlan, typedOfPlan, type TypedPlan } from './typed-plan.ts'
import { useTyped, type Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

interface FormProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function PlanForm({ project, onChanged }: FormProps) {
  const { dossier } = project.voted
  const served = typedOfPlan(asVoted(dossier, project.draft?.plan))
  const typed = useTyped<TypedPlan>(`plan ${project.id}`, served, project.draft?.version ?? 0)
  if (typed === undefined) return <Loading />
  return <Form project={project} served={served} typed={typed} onChanged={onChanged} />
}

function Form({
  project,
  served,
  typed,
  onChanged,
}: FormProps & { readonly served: TypedPlan; readonly typed: Typed<TypedPlan> }) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const { dossier } = project.voted
  const [saved, setSaved] = useState<number>()
  const version = project.draft?.version ?? 0
  const read = readPlan(typed.value)
  const act = useAct(async () => {
    const sent = typed.now()
    const { plan } = readPlan(sent)
    const json = { plan: asVoted(dossier, plan), from: typed.from }
    try {
      const { draftVersion } = await body(
        api.pay.projects[':id'].draft.$put({ param: { id: project.id }, json }),
      )
      // What was typed since is not in what was saved: it goes on from there.
      if (typed.now() !== sent) typed.goOnFrom(draftVersion)
      else {
        await onChanged()
        if (typed.now() === sent) typed.drop()
        else typed.goOnFrom(draftVersion)
      }
      setSaved(draftVersion)
    } catch (error) {
      if (codeOf(error) === 'pay.changedMeanwhile') await onChanged()
      throw error
    }
  })
  const issue = useIssues(act.error)
  const isNewer = typed.isTyped && typed.from < version
  const lacks = lacksOf(asVoted(dossier, read.plan)).map((lack) => w.plan.lacks[lack])
  const budgetIsVoted = sumFen(read.plan.budget) === dossier.budgetFen
  const stillLacks = budgetIsVoted ? lacks : [...lacks, w.plan.lacksAmount]
  return (
    <form
      class="fields framed reporting"
      onSubmit={(event) => {
        event.preventDefault()
        setSaved(undefined)
        void act.run()
      }}
    >
      <h2>{w.plan.heading}</h2>
      <p class="hint">{w.plan.text}</p>
      {typed.isFound && !isNewer && (
        <p class="begun" role="status">
          {w.plan.begun(typed.from)}
        </p>
      )}
      <Voted project={project} />
      {dossier.startBy === undefined && (
        <Field
          label={w.plan.startBy}
          type="date"
          value={typed.value.startBy}
          onValue={(startBy) => typed.change((before) => ({ ...before, startBy }))}
          wrong={issue('/plan/startBy')}
        />
      )}
      <PlanFields
        typed={typed.value}
        read={read}
        change={typed.change}
        issue={(pointer) => issue(`/plan${pointer}`)}
        votedFen={dossier.budgetFen}
      />
      <div role="status">
        {stillLacks.length > 0 ? (
          <>
            <p>{w.plan.stillLacks}</p>
            <ul class="problems">
              {stillLacks.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{w.plan.complete}</p>
        )}
      </div>
      <Kept typed={typed} onDrop={act.clear} />
      {isNewer && (
        <Newer
          text={w.plan.newer(
            version,
            otherParts(served, typed.value).map((part) => d.parts[part]),
          )}
          goOn={w.plan.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(version)
          }}
        />
      )}
      <Refused error={isNewer ? undefined : act.error} />
      <ActButton submit busy={act.busy} missing={read.wrong.map(w.plan.wrongRow)}>
        {w.plan.save}
      </ActButton>
      <p role="status" class={saved === undefined || typed.isTyped ? 'only-heard' : 'did'}>
        {saved !== undefined && !typed.isTyped && w.plan.saved(saved)}
      </p>
    </form>
  )
}

/** What the vote fixed, as it stands for ever. */
function Voted({ project: { voted } }: { readonly project: Project }) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const { responsibleUnit, content, place, startBy, finishBy, budgetFen } = voted.dossier
  const facts = [
    [d.fields.unit, responsibleUnit],
    [d.fields.content, content],
    [d.fields.place, place],
    [d.fields.date, startBy === undefined ? finishBy : `${startBy} – ${finishBy}`],
    [w.plan.votedAmount, d.amount(budgetFen)],
  ] as const
  return (
    <div class="voted">
      <h3>{w.plan.voted}</h3>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang={OF_THE_HALL}>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{w.plan.votedHint}</p>
    </div>
  )
}

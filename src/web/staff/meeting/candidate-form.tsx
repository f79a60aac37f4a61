/** One candidate's dossier, to be added or changed. */
import { useState } from 'preact/hooks'
import type { Candidate, Dossier } from '../../../order/model.ts'
import { wanYuan } from '../../shared/figures.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../parts/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { fenOfWanYuan } from './money.ts'
import { useMeetingWords } from './words.ts'

const TEXTS = ['name', 'category', 'place', 'responsibleUnit', 'funding'] as const

export function CandidateForm({
  cycleId,
  candidate,
  onDone,
  onLeave,
}: {
  readonly cycleId: string
  /** The one that is changed; without it, one is added. */
  readonly candidate?: Candidate
  readonly onDone: () => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useMeetingWords()
  const [texts, setTexts] = useState<Readonly<Record<(typeof TEXTS)[number], string>>>({
    name: candidate?.name ?? '',
    category: candidate?.category ?? '',
    place: candidate?.place ?? '',
    responsibleUnit: candidate?.responsibleUnit ?? '',
    funding: candidate?.funding ?? '',
  })
  const [content, setContent] = useState(candidate?.content ?? '')
  const [budget, setBudget] = useState(candidate === undefined ? '' : wanYuan(candidate.budgetFen))
  const [startBy, setStartBy] = useState(candidate?.startBy ?? '')
  const [finishBy, setFinishBy] = useState(candidate?.finishBy ?? '')
  const budgetFen = fenOfWanYuan(budget)
  const act = useAct(async () => {
    if (budgetFen === undefined) return
    const { funding, ...rest } = texts
    const json: Dossier = {
      ...rest,
      content,
      budgetFen,
      finishBy,
      ...(funding.trim() === '' ? {} : { funding }),
      ...(startBy === '' ? {} : { startBy }),
    }
    const { candidates } = api.order.cycles[':id']
    await (candidate === undefined
      ? body(candidates.$post({ param: { id: cycleId }, json }))
      : body(candidates[':candidateId'].$put({ param: { id: cycleId, candidateId: candidate.id }, json })))
    await onDone()
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields framed"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h3>{candidate === undefined ? w.list.add : w.list.edit}</h3>
      {TEXTS.map((field) => (
        <Field
          key={field}
          label={w.list.fields[field]}
          lang={OF_THE_HALL}
          required={field !== 'funding'}
          value={texts[field]}
          onValue={(value) => setTexts((before) => ({ ...before, [field]: value }))}
          wrong={issue(`/${field}`)}
        />
      ))}
      <Area
        label={w.list.fields.content}
        lang={OF_THE_HALL}
        value={content}
        onValue={setContent}
        wrong={issue('/content')}
        required
      />
      <Field
        label={w.list.fields.budget}
        hint={w.list.budgetHint}
        inputMode="decimal"
        required
        value={budget}
        onValue={setBudget}
        wrong={budget !== '' && budgetFen === undefined ? w.list.budgetWrong : issue('/budgetFen')}
      />
      <Field
        label={w.list.fields.startBy}
        type="date"
        value={startBy}
        onValue={setStartBy}
        wrong={issue('/startBy')}
      />
      <Field
        label={w.list.fields.finishBy}
        type="date"
        required
        value={finishBy}
        onValue={setFinishBy}
        wrong={issue('/finishBy')}
      />
      <Refused error={act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy} missing={budgetFen === undefined ? [w.list.budgetWrong] : []}>
          {w.list.save}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {w.cancel}
        </button>
      </div>
    </form>
  )
}

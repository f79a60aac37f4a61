/** 自评、决算、验收: the steps of a project's completion as they were taken, and the next one. */
import { dayOf } from '../../../pay/periods.ts'
import type { CompletionStep, Project } from '../../../pay/views.ts'
import { sum, sumFen } from '../../../pay/sums.ts'
import { Part } from '../parts/part.tsx'
import { Table } from '../parts/table.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Accept } from './accept.tsx'
import { Evidence } from './evidence.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Completion({
  project,
  onChanged,
}: {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().completion
  const d = useDeliveryWords()
  const me = useMe()
  const { completion, state, plan } = project
  if (plan === null) return null
  const accepts =
    (me.role === 'secretary' || me.role === 'presidium') && state !== 'accepted' && completion.length > 0
  const last = completion.at(-1)
  return (
    <Part
      id="completion"
      heading={w.heading}
      gist={last === undefined ? w.noneYet : w.last(d.steps[last.act], dayOf(last.at))}
      open={accepts && last?.act !== 'return'}
    >
      {completion.length === 0 && <p class="empty">{w.none}</p>}
      <ol class="completion">
        {completion.map((step, i) => (
          <li key={i} class="framed">
            <h3>
              {d.steps[step.act]} <span class="soft">{dayOf(step.at)}</span>
            </h3>
            <Step project={project} step={step} />
          </li>
        ))}
      </ol>
      {accepts && <Accept project={project} criteria={plan.criteria} onChanged={onChanged} />}
    </Part>
  )
}

function Step({ project, step }: { readonly project: Project; readonly step: CompletionStep }) {
  const w = useBoardWords().completion
  const d = useDeliveryWords()
  const label = d.steps[step.act]
  switch (step.act) {
    case 'return':
      return (
        <p class="said-text" lang={OF_THE_HALL}>
          {step.content.reason}
        </p>
      )
    case 'assess':
      return <Said project={project} content={step.content} label={label} />
    case 'account':
      return (
        <>
          <FinalLines project={project} lines={step.content.lines} />
          <Said project={project} content={step.content} label={label} />
        </>
      )
    case 'accept':
      return (
        <>
          <p>{w.acceptedOn(step.content.acceptedOn)}</p>
          <ul>
            {step.content.criteria.map(({ criterionId, met, note }) => (
              <li key={criterionId}>
                <span lang={OF_THE_HALL}>
                  {project.plan?.criteria.find(({ id }) => id === criterionId)?.text ?? criterionId}
                </span>{' '}
                <strong>{met ? w.met : w.notMet}</strong>
                {note !== undefined && (
                  <span class="soft" lang={OF_THE_HALL}>
                    {' '}
                    {note}
                  </span>
                )}
              </li>
            ))}
          </ul>
          <Said project={project} content={step.content} label={label} />
        </>
      )
  }
}

function Said({
  project,
  content: { text, evidence },
  label,
}: {
  readonly project: Project
  readonly content: Extract<CompletionStep, { act: 'assess' }>['content']
  readonly label: string
}) {
  return (
    <>
      <p class="said-text" lang={OF_THE_HALL}>
        {text}
      </p>
      <Evidence project={project} evidence={evidence} label={label} />
    </>
  )
}

/** What each line came to, against the budget. */
function FinalLines({
  project,
  lines,
}: {
  readonly project: Project
  readonly lines: readonly { readonly lineId: string; readonly fen: number }[]
}) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const budget = project.plan?.budget ?? []
  const rows = [
    ...lines.map(({ lineId, fen }) => {
      const line = budget.find(({ id }) => id === lineId)
      return { id: lineId, name: line?.name ?? lineId, planned: line?.fen ?? 0, fen }
    }),
    { id: '', name: w.accounts.total, planned: sumFen(budget), fen: sum(lines.map(({ fen }) => fen)) },
  ]
  return (
    <Table
      caption={w.completion.accountTable}
      rows={rows}
      keyOf={({ id }) => id}
      class="totalled"
      columns={[
        { name: w.accounts.line, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
        { name: w.accounts.planned, figure: true, cell: ({ planned }) => d.amount(planned) },
        { name: w.completion.final, figure: true, cell: ({ fen }) => d.amount(fen) },
        { name: w.completion.difference, figure: true, cell: ({ planned, fen }) => d.amount(fen - planned) },
      ]}
    />
  )
}

import type { Project } from '../../../pay/views.ts'
import { Part } from '../parts/part.tsx'
import { Table } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Chart } from './timeline.tsx'
import { useBoardWords } from './words.ts'

export function Milestones({
  project: { milestones, startBy, finishBy, on },
}: {
  readonly project: Project
}) {
  const w = useBoardWords()
  const p = w.project
  if (milestones.length === 0) return null
  const done = milestones.filter(({ percent }) => percent === 100).length
  return (
    <Part id="milestones" heading={p.milestonesHeading} gist={p.milestonesDone(done, milestones.length)}>
      <Table
        caption={p.milestonesTable}
        rows={milestones}
        keyOf={({ id }) => id}
        columns={[
          { name: p.milestone, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: p.weight, figure: true, cell: ({ weight }) => `${weight}%` },
          { name: p.dueOn, cell: ({ dueOn }) => dueOn },
          {
            name: p.percent,
            cell: ({ percent, figures }) => (
              <>
                {percent}%{figures !== null && <span lang={OF_THE_HALL}>{` · ${figures}`}</span>}
              </>
            ),
          },
          {
            name: p.doneOn,
            cell: ({ doneOn, daysLate }) => (
              <>
                {doneOn ?? '—'}
                {daysLate > 0 && <strong class="late"> {p.late(daysLate)}</strong>}
              </>
            ),
          },
          { name: p.evidence, cell: ({ evidence }) => p.evidenceCount(evidence.length) },
        ]}
      />
      <Chart milestones={milestones} startBy={startBy} finishBy={finishBy} on={on} />
    </Part>
  )
}

import type { Project } from '../../../pay/views.ts'
import { Table } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Timeline } from './timeline.tsx'
import { useBoardWords } from './words.ts'

export function Milestones({ project }: { readonly project: Project }) {
  const w = useBoardWords()
  const p = w.project
  if (project.milestones.length === 0) return null
  return (
    <section class="stack" aria-labelledby="milestones">
      <h2 id="milestones">{p.milestonesHeading}</h2>
      <Table
        caption={p.milestonesTable}
        rows={project.milestones}
        keyOf={({ id }) => id}
        columns={[
          { name: p.milestone, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: p.weight, figure: true, cell: ({ weight }) => `${weight}%` },
          { name: p.dueOn, cell: ({ dueOn }) => dueOn },
          { name: p.percent, figure: true, cell: ({ percent }) => `${percent}%` },
          { name: p.figures, lang: OF_THE_HALL, cell: ({ figures }) => figures ?? '—' },
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
      <h3>{p.timelineOf}</h3>
      <Timeline projects={[project]} on={project.on} named={false} />
    </section>
  )
}

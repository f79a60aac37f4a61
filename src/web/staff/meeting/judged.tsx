import type { ComponentChildren } from 'preact'
import type { AssessedProject } from '../../../inspect/model.ts'
import { percent } from '../../shared/figures.ts'
import { Table, type Column } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { AssessmentView } from './judging-situation.ts'
import { useMeetingWords } from './words.ts'

/** Marks per project with both denominators of the satisfied, and the grade. Nothing before the count. */
export function Judged({ assessment }: { readonly assessment: AssessmentView }) {
  const w = useMeetingWords()
  const { projects, counts, base, rule } = assessment
  if (counts === null || projects.every(({ marks }) => marks === null)) return null
  const [satisfied, basically, not, blank] = w.judging.marks
  return (
    <>
      <Table
        caption={w.judging.caption}
        keyOf={({ name }) => name}
        rows={projects}
        columns={[
          { name: w.result.project, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          figure(satisfied, ({ marks }) => marks?.satisfied),
          figure(basically, ({ marks }) => marks?.basicallySatisfied),
          figure(not, ({ marks }) => marks?.notSatisfied),
          figure(blank, ({ marks }) => marks?.blank),
          figure(w.judging.satisfiedOf(w.result.ofAll(counts.shouldAttend)), share(counts.shouldAttend)),
          figure(w.judging.satisfiedOf(w.result.ofPresent(counts.present)), share(counts.present)),
          {
            name: w.judging.grade,
            cell: ({ grade }) => <strong>{grade === null ? '' : w.judging.grades[grade]}</strong>,
          },
        ]}
      />
      {base !== null && <p>{w.judging.graded(rule, base)}</p>}
    </>
  )
}

function figure(
  name: string,
  cell: (project: AssessedProject) => ComponentChildren,
): Column<AssessedProject> {
  return { name, figure: true, cell }
}

/** Of so many heads. */
function share(heads: number) {
  return ({ marks }: AssessedProject): string => percent(marks?.satisfied ?? 0, heads)
}

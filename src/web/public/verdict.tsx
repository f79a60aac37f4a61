/** 满意度测评 of one project: its grade, and each mark with its share of all deputies and of those present. */
import type { Grade, GradeRule, Marks } from '../../inspect/grade.ts'
import { percent } from '../shared/figures.ts'
import { useInspectionWords } from './inspection-words.ts'
import { Table } from './table.tsx'

export interface Verdict {
  readonly round: number
  readonly grade: Grade
  readonly marks: Marks
  readonly rule: GradeRule
  readonly deputies: number
  readonly present: number
}

const MARKS = ['satisfied', 'basicallySatisfied', 'notSatisfied', 'blank'] as const

export function VerdictOf({
  verdict: { round, grade, marks, rule, deputies, present },
  name,
}: {
  readonly verdict: Verdict
  readonly name: string
}) {
  const i = useInspectionWords()
  return (
    <>
      <p>
        {i.graded}
        {i.colon}
        <strong class={grade === 'not-satisfied' ? 'differs-word' : undefined}>{i.grades[grade]}</strong>
      </p>
      <Table
        compact
        caption={`${i.verdict(round)}${i.colon}${name}`}
        head={[
          { label: i.mark },
          { label: i.votes, figure: true },
          { label: i.ofAll(deputies), figure: true },
          { label: i.ofPresent(present), figure: true },
        ]}
      >
        {MARKS.map((mark) => (
          <tr key={mark} role="row">
            <th role="rowheader" scope="row">
              {i.marks[mark]}
            </th>
            <td role="cell" class="figure">
              <span>{marks[mark]}</span>
            </td>
            <td role="cell" class="figure">
              <span>{percent(marks[mark], deputies)}</span>
            </td>
            <td role="cell" class="figure">
              <span>{percent(marks[mark], present)}</span>
            </td>
          </tr>
        ))}
      </Table>
      <p class="soft">
        {i.base[rule.base]}
        {i.half[rule.half]}
      </p>
    </>
  )
}

/** 述职: how many of all deputies have reported to the voters, who has not, and what each said. */
import type { DutiesOfYear, DutyHolder, DutyReport } from '../../inspect/duty-model.ts'
import { useInspectionWords } from './inspection-words.ts'

export function Duties({ duties: { coverage, holders } }: { readonly duties: DutiesOfYear }) {
  const i = useInspectionWords()
  if (holders.length === 0) return null
  const missing = holders.filter(({ report }) => report === null)
  return (
    <details>
      <summary>{i.dutiesSum(coverage)}</summary>
      {missing.length > 0 && (
        <p>
          <strong class="differs-word">{i.notReported}</strong>
          <span lang="zh-CN">{missing.map(({ name }) => name).join('、')}</span>
        </p>
      )}
      <ul class="reports">
        {holders.map(({ report, ...holder }) =>
          report === null ? null : (
            <li key={holder.id}>
              <Reported holder={holder} report={report.report} />
            </li>
          ),
        )}
      </ul>
    </details>
  )
}

function Reported({
  holder: { name, deputyId, level, constituency },
  report,
}: {
  readonly holder: Omit<DutyHolder, 'report'>
  readonly report: DutyReport
}) {
  const i = useInspectionWords()
  const marks = report.manner === 'oral' ? report.marks : undefined
  return (
    <details>
      <summary>
        <b lang="zh-CN">{name}</b>
        {i.colon}
        {i.manner[report.manner]}
        {i.comma}
        {report.heldOn}
      </summary>
      <p class="soft">
        {deputyId === null && `${i.levels[level]} `}
        <span lang="zh-CN">{constituency}</span>
      </p>
      {report.manner === 'oral' && (
        <p>
          <span lang="zh-CN">{report.place}</span>
          {i.comma}
          {i.voters(report.voters)}
        </p>
      )}
      {marks !== undefined && (
        <p>{i.marksOf(marks.satisfied, marks.basicallySatisfied, marks.notSatisfied)}</p>
      )}
      <p class="said" lang="zh-CN">
        {report.summary}
      </p>
    </details>
  )
}

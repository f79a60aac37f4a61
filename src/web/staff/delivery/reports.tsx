/** What was reported, the newest period first; and what was not. */
import type { Project, ReportOfPeriod } from '../../../pay/views.ts'
import { dayOf } from '../../../pay/periods.ts'
import { Part } from '../parts/part.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Evidence } from './evidence.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Reports({ project }: { readonly project: Project }) {
  const w = useBoardWords().reports
  const { noReport, lastReport: said } = useBoardWords()
  const d = useDeliveryWords()
  const { reports, periods, rule, lastReport } = project
  if (project.plan === null) return null
  // Reports of another rule's periods stay in the list.
  const all = [...new Set([...periods, ...reports].map(({ period }) => period))].toSorted().toReversed()
  // The last one that there is, and what should have come since; the year's other ones only for who asks.
  const isNew = (period: string): boolean => lastReport === null || period >= lastReport
  const before = all.filter((period) => !isNew(period))
  return (
    <Part
      id="reports"
      heading={w.heading}
      gist={lastReport === null ? noReport : said(d.period(lastReport, rule.periodMonths))}
    >
      {all.length === 0 && <p class="empty">{w.none}</p>}
      <Periods project={project} periods={all.filter(isNew)} />
      {before.length > 0 && (
        <details class="aside">
          <summary>{w.before(before.length)}</summary>
          <Periods project={project} periods={before} />
        </details>
      )}
    </Part>
  )
}

function Periods({ project, periods }: { readonly project: Project; readonly periods: readonly string[] }) {
  const w = useBoardWords().reports
  const d = useDeliveryWords()
  const { reports, rule, on } = project
  return (
    <ol class="reports">
      {periods.map((period) => {
        const report = reports.find((each) => each.period === period)
        const due = project.periods.find((each) => each.period === period)?.due ?? ''
        return (
          <li key={period} class="framed">
            <h3>{d.period(period, rule.periodMonths)}</h3>
            {report !== undefined ? (
              <Said project={project} report={report} />
            ) : due < on ? (
              <p class="late">{w.missing(due)}</p>
            ) : (
              <p class="soft">{w.awaited(due)}</p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Said({
  project,
  report: { period, version, report, at, late },
}: {
  readonly project: Project
  readonly report: ReportOfPeriod
}) {
  const w = useBoardWords().reports
  const { colon } = useBoardWords()
  const d = useDeliveryWords()
  const named = (id: string): string =>
    project.versions.flatMap(({ plan }) => plan.milestones).findLast((each) => each.id === id)?.name ?? id
  const evidence = [...report.evidence, ...report.milestones.flatMap((each) => each.evidence)]
  const once = [...new Map(evidence.map((file) => [file.sha256, file])).values()]
  return (
    <>
      <p class="soft">
        {w.sentOn(dayOf(at))}
        {late && <strong class="late"> {w.late}</strong>}
        {version > 1 && ` ${w.version(version - 1)}`}
      </p>
      <p class="said-text" lang={OF_THE_HALL}>
        {report.text}
      </p>
      {report.milestones.length > 0 && (
        <>
          <h4>{w.milestones}</h4>
          <ul>
            {report.milestones.map(({ milestoneId, percent, doneOn, figures }) => (
              <li key={milestoneId}>
                {doneOn === undefined
                  ? w.percent(named(milestoneId), percent)
                  : w.done(named(milestoneId), doneOn)}
                {figures !== undefined && <span lang={OF_THE_HALL}>{` · ${figures}`}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {report.departures.length > 0 && (
        <>
          <h4>{w.departures}</h4>
          <ul>
            {report.departures.map(({ field, text }) => (
              <li key={field}>
                {d.fields[field]}
                {colon}
                <span lang={OF_THE_HALL}>{text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Evidence
        project={project}
        evidence={once}
        label={`${d.period(period, project.rule.periodMonths)} ${w.documents}`}
      />
    </>
  )
}

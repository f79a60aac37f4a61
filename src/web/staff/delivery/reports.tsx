/** What was reported, the newest period first; and what was not. */
import type { Project, ReportOfPeriod } from '../../../pay/views.ts'
import { dayOf } from '../../../pay/periods.ts'
import { OF_THE_HALL } from '../words.ts'
import { Evidence } from './evidence.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Reports({ project }: { readonly project: Project }) {
  const w = useBoardWords().reports
  const d = useDeliveryWords()
  const { reports, periods, rule, on } = project
  // Reports of another rule's periods stay in the list.
  const all = [...new Set([...periods, ...reports].map(({ period }) => period))].toSorted().toReversed()
  return (
    <section class="stack" aria-labelledby="reports">
      <h2 id="reports">{w.heading}</h2>
      {all.length === 0 && <p class="empty">{w.none}</p>}
      <ol class="reports">
        {all.map((period) => {
          const report = reports.find((each) => each.period === period)
          const due = periods.find((each) => each.period === period)?.due ?? ''
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
    </section>
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

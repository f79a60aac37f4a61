/** One project, opened: as voted beside the plan that holds, milestones, money, reports, versions, completion. */
import { useCallback } from 'preact/hooks'
import { dayOf } from '../../pay/periods.ts'
import { sumFen } from '../../pay/sums.ts'
import type { Project } from '../../pay/views.ts'
import { useLoad } from '../shared/load.ts'
import { Pictures } from './delivery-pictures.tsx'
import { Versions } from './delivery-versions.tsx'
import { useDelivery } from './delivery-words.ts'
import { readProject } from './service.ts'
import { Failed, Loading } from './states.tsx'
import { Table } from './table.tsx'

export function ProjectDetails({ id }: { readonly id: string }) {
  const [loaded, retry] = useLoad(useCallback(() => readProject(id), [id]))
  const { w } = useDelivery()
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  const project = loaded.value
  return (
    <div class="opened">
      <p>
        <a href={`#inspected/${id}`}>{w.toInspection}</a>
      </p>
      <AsVoted project={project} />
      <Milestones project={project} />
      <MoneyOf project={project} />
      <Reports project={project} />
      <Versions project={project} />
      <Completion project={project} />
    </div>
  )
}

interface Part {
  readonly project: Project
}

function AsVoted({ project: { voted, plan, planVersion, differences } }: Part) {
  const { w, d } = useDelivery()
  const { dossier, approvals, deputies, dossierDigest } = voted
  const rows = [
    ['amount', d.amount(dossier.budgetFen), plan && d.amount(sumFen(plan.budget))],
    ['content', dossier.content, plan?.content],
    ['place', dossier.place, plan?.place],
    ['unit', dossier.responsibleUnit, plan?.unit],
    ['date', days(dossier.startBy, dossier.finishBy), plan && days(plan.startBy, plan.finishBy)],
  ] as const
  return (
    <>
      <p>{w.approvals(approvals, deputies)}</p>
      <Table
        stacked
        caption={w.votedHeading}
        head={[
          { label: w.field },
          { label: w.voted },
          ...(plan === null ? [] : [{ label: w.holds(planVersion) }]),
        ]}
      >
        {rows.map(([field, before, now]) => (
          <tr key={field} role="row">
            <th role="rowheader" scope="row">
              {d.fields[field]}
            </th>
            <td role="cell" data-label={w.voted} lang="zh-CN">
              <span>{before}</span>
            </td>
            {plan !== null && (
              <td role="cell" data-label={w.holds(planVersion)} lang="zh-CN">
                <span>
                  {now}
                  {differences.some((each) => each.field === field) && (
                    <>
                      {' '}
                      <strong class="differs-word">{w.changed}</strong>
                    </>
                  )}
                </span>
              </td>
            )}
          </tr>
        ))}
      </Table>
      {plan !== null && (
        <dl class="record">
          {(
            [
              ['person', plan.person],
              ['coUnits', plan.coUnits.join('、')],
              ['criteria', plan.criteria.map(({ text }) => text).join('；')],
            ] as const
          ).map(([part, value]) => (
            <div key={part}>
              <dt>{d.parts[part]}</dt>
              <dd lang="zh-CN">{value === '' ? '—' : value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p class="soft">
        {w.digest}
        {w.colon}
        <span class="code digest">{dossierDigest}</span>
      </p>
    </>
  )
}

function Milestones({ project: { milestones } }: Part) {
  const { w } = useDelivery()
  if (milestones.length === 0) return null
  return (
    <Table
      stacked
      caption={w.milestonesHeading}
      head={[
        { label: w.milestone },
        { label: w.weight, figure: true },
        { label: w.dueOn },
        { label: w.percent, figure: true },
        { label: w.doneOn },
      ]}
    >
      {milestones.map(({ id, name, weight, dueOn, percent, doneOn, daysLate }) => (
        <tr key={id} role="row">
          <th role="rowheader" scope="row" lang="zh-CN">
            {name}
          </th>
          <td role="cell" data-label={w.weight} class="figure">
            <span>{weight}%</span>
          </td>
          <td role="cell" data-label={w.dueOn} class="date">
            <span>{dueOn}</span>
          </td>
          <td role="cell" data-label={w.percent} class="figure">
            <span>{percent}%</span>
          </td>
          <td role="cell" data-label={w.doneOn} class="date">
            <span>
              {doneOn ?? '—'}
              {daysLate > 0 && <strong class="differs-word"> {w.late(daysLate)}</strong>}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** What each line of the budget came to so far, and what came in of each source. */
function MoneyOf({ project: { plan, entries, on } }: Part) {
  const { w, d } = useDelivery()
  if (plan === null || plan.budget.length === 0) return null
  const booked = entries.filter(({ bookedOn }) => bookedOn <= on)
  const of = (kind: 'allocated' | 'contracted' | 'paid', id?: string): string =>
    d.amount(
      sumFen(
        booked.filter(
          (entry) => entry.kind === kind && (id === undefined || (entry.lineId ?? entry.sourceId) === id),
        ),
      ),
    )
  const ofLine = (fen: number, id?: string) =>
    [
      [w.planned, d.amount(fen)],
      [d.money.contracted, of('contracted', id)],
      [d.money.paid, of('paid', id)],
    ] as const
  const ofSource = (fen: number, id?: string) =>
    [
      [w.promised, d.amount(fen)],
      [d.money.allocated, of('allocated', id)],
    ] as const
  return (
    <>
      <h5>{w.moneyHeading}</h5>
      <Table
        stacked
        caption={w.line}
        head={[{ label: w.line }, ...ofLine(0).map(([label]) => ({ label, figure: true }))]}
      >
        {plan.budget.map(({ id, name, fen }) => (
          <AmountRow key={id} name={name} lang="zh-CN" cells={ofLine(fen, id)} />
        ))}
        <AmountRow name={w.total} cells={ofLine(sumFen(plan.budget))} />
      </Table>
      <Table
        stacked
        caption={w.source}
        head={[{ label: w.source }, ...ofSource(0).map(([label]) => ({ label, figure: true }))]}
      >
        {plan.sources.map(({ id, name, fen }) => (
          <AmountRow key={id} name={name} lang="zh-CN" cells={ofSource(fen, id)} />
        ))}
        <AmountRow name={w.total} cells={ofSource(sumFen(plan.sources))} />
      </Table>
    </>
  )
}

function AmountRow({
  name,
  lang,
  cells,
}: {
  readonly name: string
  readonly lang?: string
  readonly cells: readonly (readonly [label: string, value: string])[]
}) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row" lang={lang}>
        {name}
      </th>
      {cells.map(([label, value]) => (
        <td key={label} role="cell" data-label={label} class="figure">
          <span>{value}</span>
        </td>
      ))}
    </tr>
  )
}

function days(startBy: string | undefined, finishBy: string): string {
  return startBy === undefined ? finishBy : `${startBy} – ${finishBy}`
}

/** So many stand open; the others are one press away. */
const REPORTS_SHOWN = 3

function Reports({ project }: Part) {
  const { w } = useDelivery()
  const { reports, periods } = project
  const all = [...new Set([...periods, ...reports].map(({ period }) => period))].toSorted().toReversed()
  const list = (some: readonly string[]) => (
    <ol class="reports">
      {some.map((period) => (
        <OfPeriod key={period} project={project} period={period} />
      ))}
    </ol>
  )
  // Months that nobody reported, a year later, must not push what was reported out of sight.
  const newest = reports
    .map(({ period }) => period)
    .toSorted()
    .toReversed()
    .slice(0, REPORTS_SHOWN)
  const shown = newest.length === 0 ? all.slice(0, REPORTS_SHOWN) : newest
  const others = all.filter((period) => !shown.includes(period))
  return (
    <>
      <h5>{w.reportsHeading}</h5>
      {all.length === 0 && <p class="soft">{w.noReports}</p>}
      {list(shown)}
      {others.length > 0 && (
        <details class="earlier">
          <summary>{w.earlier(others.length)}</summary>
          {list(others)}
        </details>
      )}
    </>
  )
}

function OfPeriod({ project, period }: Part & { readonly period: string }) {
  const { w, d } = useDelivery()
  const { reports, periods, rule, on, versions } = project
  const name = d.period(period, rule.periodMonths)
  const report = reports.find((each) => each.period === period)?.report
  const due = periods.find((each) => each.period === period)?.due ?? ''
  const named = (id: string): string =>
    versions.flatMap(({ plan }) => plan.milestones).findLast((each) => each.id === id)?.name ?? id
  return (
    <li>
      <h6>{name}</h6>
      {report === undefined ? (
        <p class={due < on ? 'differs-word' : 'soft'}>{due < on ? w.missing(due) : w.awaited(due)}</p>
      ) : (
        <>
          <p class="told-text" lang="zh-CN">
            {report.text}
          </p>
          {report.milestones.length > 0 && (
            <ul>
              {report.milestones.map(({ milestoneId, percent, doneOn }) => (
                <li key={milestoneId}>
                  {doneOn === undefined
                    ? w.moved(named(milestoneId), percent)
                    : w.done(named(milestoneId), doneOn)}
                </li>
              ))}
            </ul>
          )}
          {report.departures.map(({ field, text }) => (
            <p key={field}>
              {w.departure(d.fields[field])}
              <span lang="zh-CN">{text}</span>
            </p>
          ))}
          <Pictures
            project={project}
            evidence={[...report.evidence, ...report.milestones.flatMap(({ evidence }) => evidence)]}
            label={w.pictures(name)}
          />
        </>
      )}
    </li>
  )
}

function Completion({ project }: Part) {
  const { w, d } = useDelivery()
  const { completion, plan } = project
  if (plan === null) return null
  return (
    <>
      <h5>{w.completionHeading}</h5>
      {completion.length === 0 && <p class="soft">{w.noCompletion}</p>}
      <ol class="reports">
        {completion.map((step, i) => (
          <li key={i}>
            <h6>
              {d.steps[step.act]}{' '}
              <span class="soft">{step.act === 'accept' ? step.content.acceptedOn : dayOf(step.at)}</span>
            </h6>
            {step.act === 'accept' && (
              <>
                <ul>
                  {step.content.criteria.map(({ criterionId, met }) => (
                    <li key={criterionId}>
                      <span lang="zh-CN">{plan.criteria.find(({ id }) => id === criterionId)?.text}</span>{' '}
                      <strong>{met ? w.met : w.notMet}</strong>
                    </li>
                  ))}
                </ul>
              </>
            )}
            {step.act === 'account' && (
              <ul>
                {step.content.lines.map(({ lineId, fen }) => (
                  <li key={lineId}>
                    {w.final(plan.budget.find(({ id }) => id === lineId)?.name ?? lineId, d.amount(fen))}
                  </li>
                ))}
              </ul>
            )}
            <p class="told-text" lang="zh-CN">
              {step.act === 'return' ? step.content.reason : step.content.text}
            </p>
            {step.act !== 'return' && (
              <Pictures
                project={project}
                evidence={step.content.evidence}
                label={w.pictures(d.steps[step.act])}
              />
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** The year's delivery on paper: a table, the charts, and each project with its light, reasons, money and differences. */
import { useCallback } from 'preact/hooks'
import { shareOf } from '../../../pay/money.ts'
import { sum } from '../../../pay/sums.ts'
import type { ProjectBrief, ProjectsOfYear } from '../../../pay/views.ts'
import { deliveryWordsZh as d } from '../../shared/delivery-words.zh.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { LanguageContext, OF_THE_HALL } from '../words.ts'
import { MoneyAgainstProgress } from './ahead.tsx'
import { byLight, readBoard } from './board.tsx'
import { Timeline } from './timeline.tsx'
import { useBoardWords } from './words.ts'

export function YearReport({ cycleId }: { readonly cycleId: string }) {
  const w = useBoardWords()
  const read = useCallback(() => readBoard(cycleId), [cycleId])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { year, projects } = loaded.value
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{w.paper.heading(year)}</Heading>
        <p>
          <a href={linkTo.delivery(cycleId)}>{w.paper.back}</a>
        </p>
        {projects.length === 0 ? (
          <p class="empty">{w.none}</p>
        ) : (
          <div class="papers-buttons">
            <button type="button" class="strong" onClick={() => window.print()}>
              {w.paper.print}
            </button>
          </div>
        )}
      </div>
      {/* A paper is in the hall's language, whatever the page speaks. */}
      {projects.length > 0 && (
        <LanguageContext.Provider value="zh">
          <Paper board={loaded.value} />
        </LanguageContext.Provider>
      )}
    </div>
  )
}

function Paper({ board: { year, on, rule, projects: listed } }: { readonly board: ProjectsOfYear }) {
  const w = useBoardWords()
  const projects = byLight(listed)
  return (
    <article class="paper delivery-paper" lang={OF_THE_HALL} aria-label={w.paper.heading(year)}>
      <h2>
        <span>{useMe().assembly.name}</span>
        <span>{year} 年民生实事项目实施情况</span>
      </h2>
      <p>
        截至 {on}，票决选出的 {projects.length} 个项目：{countsOf(projects)}。
      </p>
      <Sums projects={projects} />
      {/* What fits on no sheet begins on a new one: its name never stands alone at the foot. */}
      <section class="kept-together">
        <h3>{w.timeline.heading}</h3>
        <Timeline projects={projects} on={on} />
      </section>
      <section class="kept-together">
        <h3>{w.ahead.heading}</h3>
        <MoneyAgainstProgress projects={projects} rule={rule} />
      </section>
      {projects.map((project, i) => (
        <One key={project.id} project={project} n={i + 1} months={rule.periodMonths} />
      ))}
      <h3>{w.rule.heading}</h3>
      <p>{w.rule.said(rule)}</p>
    </article>
  )
}

function countsOf(projects: readonly ProjectBrief[]): string {
  return ([null, 'red', 'yellow', 'green'] as const)
    .map((light) => ({ light, count: projects.filter((project) => project.light === light).length }))
    .filter(({ count }) => count > 0)
    .toReversed()
    .map(({ light, count }) => `${light === null ? d.noLight : d.lights[light]} ${count} 个`)
    .join('，')
}

function Sums({ projects }: { readonly projects: readonly ProjectBrief[] }) {
  const all = (of: (project: ProjectBrief) => number): number => sum(projects.map(of))
  const budget = all(({ budgetFen }) => budgetFen)
  const paid = all(({ money }) => money.paidFen)
  return (
    // On a phone it scrolls inside itself; printed it is as wide as the sheet.
    <div class="table" role="region" aria-label="各项目汇总" tabIndex={0}>
      <table class="sums-of-year">
        <thead>
          <tr>
            {['序号', '项目', '亮灯', '加权进度', '预算', '到位', '支付', '支付占预算'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {projects.map((project, i) => (
            <tr key={project.id}>
              <td class="figure">{i + 1}</td>
              <th scope="row" class="is-long">
                {project.name}
              </th>
              <td class="lit">{project.light === null ? d.noLight : d.lights[project.light]}</td>
              <td class="figure">{d.points(project.weightedProgress)}</td>
              <td class="figure">{d.amount(project.budgetFen)}</td>
              <td class="figure">{d.amount(project.money.allocatedFen)}</td>
              <td class="figure">{d.amount(project.money.paidFen)}</td>
              <td class="figure">{d.points(shareOf(project.money.paidFen, project.budgetFen))}</td>
            </tr>
          ))}
          <tr>
            <td />
            <th scope="row">合计</th>
            <td />
            <td />
            <td class="figure">{d.amount(budget)}</td>
            <td class="figure">{d.amount(all(({ money }) => money.allocatedFen))}</td>
            <td class="figure">{d.amount(paid)}</td>
            <td class="figure">{d.points(shareOf(paid, budget))}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function One({
  project,
  n,
  months,
}: {
  readonly project: ProjectBrief
  readonly n: number
  readonly months: number
}) {
  const { money, budgetFen, light, alarms, differences, lastReport, startBy, finishBy, closedOn } = project
  const facts: readonly (readonly [name: string, value: string, long?: boolean])[] = [
    ['亮灯', light === null ? d.noLight : d.lights[light]],
    ['状态', closedOn === null ? d.states[project.state] : `${d.states[project.state]}（${closedOn}）`],
    ['责任单位', project.unit],
    ['加权进度', d.points(project.weightedProgress)],
    ['计划工期', startBy === null ? `${finishBy} 前` : `${startBy} 至 ${finishBy}`],
    ['最近报告', lastReport === null ? '—' : d.period(lastReport, months)],
    [
      '资金',
      `预算 ${d.amount(budgetFen)}，到位 ${d.amount(money.allocatedFen)}，合同 ${d.amount(money.contractedFen)}，支付 ${d.amount(money.paidFen)}`,
      true,
    ],
    ...alarms.map((alarm) => ['原因', `${d.alarm(alarm, months)}${d.acts(alarm)}。`, true] as const),
    ...(light === null
      ? []
      : differences.length === 0
        ? [['与票决', d.asVoted, true] as const]
        : differences.map((each) => ['与票决', d.difference(each), true] as const)),
  ]
  return (
    <section class="dossier">
      <h3>
        {n}. {project.name}
      </h3>
      <dl class="paper-facts">
        {facts.map(([name, value, long = false], i) => (
          <div key={i} class={long ? '' : 'is-short'}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** 资金与进度: the share of the budget that is paid, beside how far the work is. */
import { shareOf } from '../../../pay/money.ts'
import type { DeliveryRule } from '../../../pay/model.ts'
import type { ProjectBrief } from '../../../pay/views.ts'
import { Table, type Column } from '../parts/table.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { Bar } from '../../shared/bar.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function MoneyAgainstProgress({
  projects,
  rule,
}: {
  readonly projects: readonly ProjectBrief[]
  readonly rule: DeliveryRule
}) {
  const w = useBoardWords().ahead
  const d = useDeliveryWords()
  const whole = Math.max(10_000, ...projects.map(paidOf))
  const gap = (project: ProjectBrief): string => {
    const by = paidOf(project) - project.weightedProgress
    return by === 0 ? w.same : by > 0 ? w.more(d.points(by)) : w.less(d.points(-by))
  }
  const columns: readonly Column<ProjectBrief>[] = [
    {
      name: w.project,
      head: true,
      lang: OF_THE_HALL,
      cell: ({ id, name }) => <a href={linkTo.project(id)}>{name}</a>,
    },
    { name: w.progress, figure: true, cell: ({ weightedProgress }) => d.points(weightedProgress) },
    { name: w.paid, figure: true, cell: (project) => d.points(paidOf(project)) },
    { name: w.gap, cell: gap },
    {
      name: w.chart,
      cell: (project) => (
        <div class="pair">
          <Bar hundredths={project.weightedProgress} whole={whole} />
          <Bar hundredths={paidOf(project)} whole={whole} kind="paid" />
        </div>
      ),
    },
  ]
  return (
    <>
      <p class="hint">{w.hint(rule.aheadYellow, rule.aheadRed)}</p>
      <Table
        caption={w.table}
        class="ahead"
        columns={columns}
        rows={projects.filter(({ light }) => light !== null)}
        keyOf={({ id }) => id}
      />
    </>
  )
}

function paidOf({ money, budgetFen }: ProjectBrief): number {
  return shareOf(money.paidFen, budgetFen)
}

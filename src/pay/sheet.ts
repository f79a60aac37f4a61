/** A year's delivery as a sheet, in the hall's language: texts as texts, figures as numbers that can be added up. */
import type { Context } from '../context.ts'
import { chosenBy, type Chosen } from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import type { Cell, StreamedSheet } from '../http/workbook.ts'
import { ProjectNotFoundError } from './errors.ts'
import { shareOf } from './money.ts'
import { readProjects, type ProjectBrief } from './views.ts'
import { deliveryWordsZh as words } from './words.zh.ts'

interface Row {
  readonly project: ProjectBrief
  readonly chosen: Chosen
  /** How many months a report is about. */
  readonly months: number
}

const COLUMNS: readonly (readonly [heading: string, width: number, cell: (row: Row) => Cell])[] = [
  ['项目', 30, ({ project }) => project.name],
  ['类别', 12, ({ project }) => project.category],
  ['责任单位', 18, ({ project }) => project.unit],
  ['状态', 10, ({ project }) => words.states[project.state]],
  ['亮灯', 14, ({ project: { light } }) => (light === null ? words.noLight : words.lights[light])],
  [
    '亮灯原因和处理',
    50,
    ({ project, months }) =>
      project.alarms.map((alarm) => `${words.alarm(alarm, months)}${words.acts(alarm)}`).join('\n'),
  ],
  ['加权进度（%）', 14, ({ project }) => ({ hundredths: project.weightedProgress })],
  [
    '节点',
    40,
    ({ project }) =>
      project.milestones
        .map(
          ({ name, weight, dueOn, percent, doneOn }) =>
            `${name}（权重 ${weight}%）：应于 ${dueOn} 完成，${doneOn === null ? `现为 ${percent}%` : `${doneOn} 完成`}`,
        )
        .join('\n'),
  ],
  ['票决金额（元）', 16, ({ chosen }) => ({ hundredths: chosen.dossier.budgetFen })],
  ['现行预算（元）', 16, ({ project }) => ({ hundredths: project.budgetFen })],
  ['到位（元）', 16, ({ project }) => ({ hundredths: project.money.allocatedFen })],
  ['合同（元）', 16, ({ project }) => ({ hundredths: project.money.contractedFen })],
  ['支付（元）', 16, ({ project }) => ({ hundredths: project.money.paidFen })],
  [
    '支付占预算（%）',
    14,
    ({ project }) => ({ hundredths: shareOf(project.money.paidFen, project.budgetFen) }),
  ],
  ['计划开工', 12, ({ project }) => project.startBy ?? ''],
  ['计划完成', 12, ({ project }) => project.finishBy],
  ['验收日期', 12, ({ project }) => project.closedOn ?? ''],
  ['计划版本', 10, ({ project }) => (project.planVersion === 0 ? '' : `第 ${project.planVersion} 版`)],
  [
    '与票决时的差异',
    50,
    ({ project }) =>
      project.differences.length === 0
        ? words.asVoted
        : project.differences.map((each) => words.difference(each)).join('\n'),
  ],
  [
    '最近报告',
    14,
    ({ project, months }) => (project.lastReport === null ? '' : words.period(project.lastReport, months)),
  ],
  ['赞成票', 8, ({ chosen }) => chosen.approvals],
  ['全体代表', 8, ({ chosen }) => chosen.deputies],
]

/** Throws `ProjectNotFoundError` for another assembly's year. */
export async function deliverySheet(
  ctx: Pick<Context, 'db' | 'clock'>,
  { assemblyId }: Pick<Session, 'assemblyId'>,
  cycleId: string,
  on?: string,
): Promise<StreamedSheet> {
  const chosen = await chosenBy(ctx.db, cycleId)
  if (chosen.assemblyId !== assemblyId) throw new ProjectNotFoundError()
  const { projects, rule, year } = await readProjects(ctx, cycleId, on)
  const rows = projects.flatMap((project) => {
    const found = chosen.projects.find(({ candidateId }) => candidateId === project.id)
    return found === undefined ? [] : [{ project, chosen: found, months: rule.periodMonths }]
  })
  return {
    name: `${year}年项目实施`,
    headings: COLUMNS.map(([heading]) => heading),
    widths: COLUMNS.map(([, width]) => width),
    rows: inOnePiece(rows.map((row) => COLUMNS.map(([, , cell]) => cell(row)))),
  }
}

async function* inOnePiece(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly (readonly Cell[])[]> {
  yield rows
}

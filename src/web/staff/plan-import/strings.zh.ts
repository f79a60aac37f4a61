/** Plans out of a sheet, in Chinese. */
import type { PlanPart, PlanProblem } from './plan-sheet.ts'

const parts: Readonly<Record<PlanPart, string>> = {
  milestone: '节点',
  budget: '预算',
  source: '资金来源',
  criterion: '验收标准',
  person: '责任人',
  coUnit: '协同单位',
}

const problems: Readonly<Record<PlanProblem, string>> = {
  unknownProject: '本年度没有这个名称的项目',
  planned: '这个项目的计划已经通过，不能再导入',
  unknownPart: '事项须为节点、预算、资金来源、验收标准、责任人或协同单位',
  noName: '没有填名称',
  badName: '名称太长，或含有不能显示的字符',
  noWeight: '节点要有 1 到 100 的整数权重',
  noDay: '节点要有日期，例如 2026-09-30',
  noAmount: '预算和资金来源要有金额（元），最多两位小数',
}

export const zh = {
  open: '用表格导入计划',
  heading: (year: number) => `导入 ${year} 年项目实施计划`,
  back: '返回项目实施',
  text:
    '每行一项：节点写权重和日期，预算和资金来源写金额，验收标准、责任人、协同单位写名称。' +
    '票决定下的单位、内容、地点、金额和完成日期不用写。导入的是草稿，会换下该项目已有的草稿；通过以前都可以再改。',
  templateName: '实施计划.xlsx',
  sheet: '实施计划',
  noColumns: '表格里没有“项目、事项、名称”三列。请下载空表格，照它的标题填写。',
  none: '所有项目的计划都已通过，没有可以导入的。',
  project: '项目',
  part: '事项',
  name: '名称',
  weight: '权重',
  day: '日期',
  amount: '金额（元）',
  parts,
  problems,
  doIt: (count: number) => `导入这 ${count} 行`,
  imported: (count: number) =>
    `已导入 ${count} 行为计划草稿。请到各项目页核对权重合计和金额合计，再报主席团通过。`,
}

export type PlanImportWords = typeof zh

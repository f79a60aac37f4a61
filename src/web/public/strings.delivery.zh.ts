/** What the public page says of the delivery of a year's projects, in Chinese. It comes with that part of the page. */
import type { Change } from '../../pay/views.ts'

const BY: Record<Change['decidedBy'], string> = { presidium: '主席团', congress: '代表大会' }

const STATES: Record<Change['state'], string> = {
  asked: '已申请，等待审核',
  examined: '等待决定',
  approved: '已批准',
  refused: '没有批准',
  withdrawn: '已撤回',
}

export const deliveryZh = {
  heading: '项目进度',
  asOf: (day: string, counts: readonly string[]) => `截至 ${day}：${counts.join('，')}。`,
  count: (light: string, count: number) => `${light} ${count} 项`,
  reasons: '亮灯原因',
  about: (unit: string, finishBy: string) => `${unit}负责，${finishBy} 前完成`,
  accepted: (day: string) => `${day} 验收`,
  progress: (points: string) => `加权进度 ${points}`,
  budget: (amount: string) => `预算 ${amount}`,
  share: (points: string) => `占预算 ${points}`,
  noPicture: '还没有照片',
  differences: '与票决时不同',
  since: (day: string) => `（${day} 起）`,
  open: '计划、报告和变更',
  toInspection: '代表的监督和测评',
  ofProject: (name: string) => `：${name}`,
  colon: '：',
  comma: '，',

  votedHeading: '票决时和现在',
  approvals: (approvals: number, deputies: number) => `全体 ${deputies} 名代表，${approvals} 票赞成。`,
  field: '内容',
  voted: '票决时',
  holds: (version: number) => (version === 0 ? '现行计划' : `现行计划（第 ${version} 版）`),
  noPlan: '实施计划由责任单位编制、主席团通过；通过以后，这里公布进度。',
  changed: '不同',
  digest: '票决时封存的档案摘要',

  milestonesHeading: '节点',
  milestone: '节点',
  weight: '权重',
  dueOn: '应完成',
  percent: '进度',
  doneOn: '完成',
  late: (days: number) => `晚 ${days} 天`,

  moneyHeading: '资金',
  line: '预算项目',
  planned: '预算',
  source: '资金来源',
  promised: '计划',
  total: '合计',

  reportsHeading: '进度报告',
  noReports: '还没有到报告的时候。',
  earlier: (count: number) => `更早的报告（${count} 期）`,
  missing: (due: string) => `没有报告，应于 ${due} 前报告。`,
  awaited: (due: string) => `应于 ${due} 前报告。`,
  moved: (name: string, percent: number) => `${name}：${percent}%`,
  done: (name: string, day: string) => `${name}：${day} 完成`,
  departure: (field: string) => `${field}与计划不同：`,
  pictures: (of: string) => `${of}的照片`,

  versionsHeading: '计划的各版和变更',
  version: (version: number, day: string) => `第 ${version} 版，${day} 起`,
  first: '主席团通过的第一版。',
  changedParts: (parts: readonly string[]) => `改了：${parts.join('、')}。`,
  show: (version: number) => `看第 ${version} 版计划`,
  asked: (day: string) => `变更申请，${day} 提出`,
  states: STATES,
  wouldBe: (field: string, from: string, to: string) => `${field}：原计划 ${from}，改为 ${to}`,
  reason: '理由：',
  opinion: (supports: boolean): string => (supports ? '人大办同意：' : '人大办不同意：'),
  decision: (by: Change['decidedBy'], day: string, votes: readonly [number, number, number]) =>
    `${BY[by]} ${day} 表决：赞成 ${votes[0]}，反对 ${votes[1]}，弃权 ${votes[2]}。`,
  decides: (by: Change['decidedBy']) => `由${BY[by]}决定。`,

  completionHeading: '完成和验收',
  noCompletion: '还没有自评和验收。',
  met: '达到',
  notMet: '没有达到',
  final: (name: string, amount: string) => `${name}：决算 ${amount}`,
}

export type DeliveryPageWords = typeof deliveryZh

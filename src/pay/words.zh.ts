/** What is said of a project's delivery, in Chinese. */
import { wanYuan } from './amounts.ts'
import { pointsOf, type DeliveryWords } from './words.ts'

const amount = (fen: number): string => `${fen < 0 ? '−' : ''}${wanYuan(Math.abs(fen))} 万元`

const month = (period: string): string => `${period.slice(0, 4)}年${Number(period.slice(5, 7))}月`

function span(first: string, count: number): string {
  const last = Number(first.slice(5, 7)) + count - 1
  return count === 1 ? month(first) : `${month(first)}至${last}月`
}

const WHO = {
  department: '责任单位',
  secretary: '人大办',
  presidium: '主席团',
  congress: '代表大会',
}

const FIELDS = { amount: '金额', content: '建设内容', place: '地点', unit: '责任单位', date: '日期' }

export const deliveryWordsZh: DeliveryWords = {
  lights: { green: '绿灯：正常', yellow: '黄灯：提醒', red: '红灯：督办' },
  noLight: '还没有实施计划',
  states: { unplanned: '待编计划', underway: '实施中', assessed: '待验收', accepted: '已验收' },
  fields: FIELDS,
  parts: {
    unit: '责任单位',
    person: '责任人',
    coUnits: '配合单位',
    content: '建设内容',
    place: '地点',
    startBy: '开工日期',
    finishBy: '完成日期',
    milestones: '节点',
    budget: '预算',
    sources: '资金来源',
    criteria: '验收标准',
  },
  steps: { assess: '责任单位自评', account: '决算', accept: '验收', return: '退回整改' },
  money: { allocated: '到位', contracted: '合同', paid: '支付' },
  amount,
  points: pointsOf,
  period: span,
  alarm(alarm, months) {
    switch (alarm.kind) {
      case 'late':
        return `节点“${alarm.name}”应于 ${alarm.dueOn} 完成，现为 ${alarm.percent}%。`
      case 'silent': {
        const [first = ''] = alarm.periods
        return alarm.periods.length === 1
          ? `${span(first, months)}的进度没有报告。`
          : `从${span(first, months)}起，有 ${alarm.periods.length} 期进度没有报告。`
      }
      case 'moneyAhead':
        return alarm.over
          ? `已支付 ${amount(alarm.paidFen)}，超过预算 ${amount(alarm.budgetFen)}；加权进度 ${pointsOf(alarm.weighted)}。`
          : `已支付 ${amount(alarm.paidFen)}，占预算 ${amount(alarm.budgetFen)} 的比例比加权进度 ${pointsOf(alarm.weighted)} 高出 ${pointsOf(alarm.ahead).slice(0, -1)} 个百分点。`
      case 'noEvidence':
        return `节点“${alarm.name}”报称 ${alarm.doneOn} 完成，没有照片或文件佐证。`
      case 'unapproved':
        return alarm.field === null
          ? `计划第 ${alarm.version} 版没有经过批准的变更，或内容与冻结时的摘要不符。`
          : `报告说${FIELDS[alarm.field]}与计划不同，变更还没有批准：${alarm.text}`
    }
  },
  who: WHO,
  acts: ({ who, by }) => `${WHO[who]}须在 ${by} 前处理`,
  due(due, months) {
    switch (due.kind) {
      case 'plan':
        return due.who === 'presidium' ? '实施计划已编齐，等主席团通过' : '编制实施计划，报主席团通过'
      case 'report':
        return `报告${span(due.period, months)}的进度，${due.by} 前`
      case 'milestone':
        return `节点“${due.name}”，${due.by} 前完成`
      case 'opinion':
        return '变更申请等待人大办审核'
      case 'decision':
        return `变更申请等待${WHO[due.who]}决定`
      case 'assessment':
        return due.isSentBack ? '已退回整改，整改后由责任单位重新自评' : '节点全部完成，等待责任单位自评'
      case 'account':
        return '已自评，等待责任单位报决算'
      case 'acceptance':
        return '决算已报，等待验收'
    }
  },
  difference({ field, from, to }) {
    const shown = (value: string): string => (field === 'amount' ? amount(Number(value)) : value)
    return `${FIELDS[field]}：票决时 ${shown(from)}，现为 ${shown(to)}`
  },
  asVoted: '与票决时一致',
}

/** Collecting demands into candidates, in Chinese. English is typed by this. */
import type { Criterion } from '../../../db/tables.ts'
import type { LeftOver } from '../../../inspect/carry-over-model.ts'
import type { Grade } from '../../../inspect/grade.ts'

const criteria: Readonly<Record<Criterion, string>> = {
  'wide-benefit': '普惠性不够',
  'public-good': '不属于公益事业',
  'basic-need': '不是基本需求，或不够均衡',
  'own-funds': '本级财力不能承担',
  'within-year': '当年不能完成',
  'own-matter': '不属于本级事权',
  'no-burden': '增加负担或债务风险',
  feasible: '条件不具备',
}

const leftOver: Readonly<Record<LeftOver, string>> = {
  reserved: '未入选',
  unfinished: '未完成',
  'not-satisfied': '测评为不满意',
}

const grades: Readonly<Record<Grade, string>> = {
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  'not-satisfied': '不满意',
}

export const zh = {
  heading: (year: number) => `${year} 年候选建议`,
  back: '回到会议',
  text: '把说同一件事的诉求归并成一个候选建议，补齐档案，按条件筛选，再列入候选名单。',
  fixed: '候选名单已经确定，这里只能查看。',
  none: '还没有候选建议。',
  states: { collected: '待筛选', refused: '未采纳', listed: '已列入名单' },
  origin: (all: number, reception: number, visit: number, online: number) =>
    all === 0 ? '没有归并诉求' : `归并 ${all} 条诉求（坐诊 ${reception}，巡诊 ${visit}，网诊 ${online}）`,
  fromReserve: '往年项目，再次提出',
  version: (version: number) => `档案第 ${version} 稿`,
  missing: (fields: readonly string[]) => `还缺：${fields.join('、')}`,
  fields: {
    name: '名称',
    category: '类别',
    place: '地点',
    responsibleUnit: '责任单位',
    funding: '资金来源',
    content: '建设内容',
    budgetFen: '投资额',
    startBy: '开工日期',
    finishBy: '完成日期',
    attachments: '附件',
  } as Readonly<Record<string, string>>,
  add: '新建候选建议',
  laterHint: '名称和类别现在就要；其余的在列入名单以前补齐，也可以交责任单位补充。',
  edit: '补充档案',
  save: '保存',
  leave: '取消',
  give: '交责任单位补充',
  giveHeading: '交哪个责任单位补充档案',
  giveText: '该单位登录后在“项目档案”里看到这一份，可以补充、保存；各稿都保留。',
  giveTo: '责任单位',
  giveNow: '交办',
  giveNobody: '还没有责任单位的账号，请先在“工作人员”里建立。',
  collect: '归并诉求',
  collectDone: '归并完毕',
  search: '查找诉求',
  searchHint: '输入诉求里的词，例如「路灯」。',
  found: (count: number) => `找到 ${count} 条`,
  suggested: '可能是同一件事的诉求',
  filter: '查找候选建议',
  filterHint: '输入名称、类别或地点里的字。',
  shown: (count: number, all: number) => (count === 0 ? '没有符合的。' : `${all} 个中的 ${count} 个`),
  foundNone: '没有找到。',
  take: '归入',
  taken: '已归入',
  release: '移出',
  mergedHeading: (count: number) => `已归并 ${count} 条`,
  refuse: '不采纳',
  refuseHeading: '不采纳这个建议',
  refuseText: '理由会记入公开日志，提诉求的群众也能看到。',
  criterion: '不符合哪一条',
  reason: '理由',
  criteria,
  refused: (criterion: string, reason: string) => `${criterion}：${reason}`,
  reconsider: '收回决定',
  list: '列入名单',
  of: (name: string) => `：${name}`,
  becameHeading: '是否列入民生实事项目',
  becameNothing: '还没有归入候选建议。',
  became: {
    examined: (year: number) => `已归入 ${year} 年候选建议：`,
    refused: (year: number) => `曾归入 ${year} 年候选建议，未采纳：`,
    unlisted: (year: number) => `曾归入 ${year} 年候选建议，没有列入候选名单：`,
    listed: (year: number) => `${year} 年候选项目：`,
  },
  votedOn: {
    open: '等待代表票决。',
    chosen: (approvals: number, deputies: number) =>
      `票决入选：全体 ${deputies} 名代表，${approvals} 票赞成。`,
    reserved: (approvals: number, deputies: number) =>
      `票决未入选，进入储备库：全体 ${deputies} 名代表，${approvals} 票赞成。`,
  },
  merge: '归入',
  mergeAll: (count: number) => `归入这 ${count} 条`,
  mergeYear: '年度',
  mergeInto: '归入哪个候选建议',
  mergeNew: '新建一个候选建议',
  mergeName: '候选建议的名称',
  mergeNameHint: '其余内容以后再补，也可以交责任单位补充。',
  mergeAlike: '一并归入相似的诉求',
  reserveHeading: '往年储备库',
  reserveText: (year: number) => `${year} 年未入选`,
  bring: '重新提出',
  leftOverHeading: '往年未完成或者不满意的项目',
  leftOverText: '再次提出要写明理由；候选建议会注明来自哪一年、为什么，并引用当年已印发的监督报告。',
  leftOver: (year: number, why: readonly LeftOver[]) =>
    `${year} 年项目，${why.map((each) => leftOver[each]).join('、')}`,
  carryHint: '理由会写进候选建议，和它一起显示。',
  carryText: (name: string, year: number) => `把 ${year} 年的“${name}”作为本年度的候选建议再次提出。`,
  because: '。理由：',
  cited: (digest: string) => `引自当年的监督报告，报告摘要 ${digest}`,
  followed: {
    noPlan: '实施计划还没有通过',
    plan: (day: string, unit: string, finishBy: string) =>
      `${day} 实施计划通过，${unit}负责，${finishBy} 前完成`,
    progress: (on: string, points: string, state: string) => `截至 ${on}：加权进度 ${points}，${state}`,
    accepted: (day: string) => `${day} 验收`,
    visits: (made: number, planned: number, last: string | undefined) =>
      `视察 ${made} 次${last === undefined ? '' : `（最近 ${last}）`}${planned === 0 ? '' : `，计划中 ${planned} 次`}`,
    undertakings: (all: number, left: number) =>
      `整改和承诺 ${all} 项${left === 0 ? '，都已办结' : `，其中 ${left} 项未办结`}`,
    overdue: '有逾期',
    verdict: (day: string, round: number) =>
      `${day} ${round === 1 ? '满意度测评' : `第 ${round} 次满意度测评`}：`,
    shares: (good: number, ofAll: string, ofPresent: string) =>
      `（满意和基本满意 ${good} 票，占全体代表 ${ofAll}，占到会代表 ${ofPresent}）`,
    notJudged: '还没有满意度测评',
    grades,
    open: '打开项目：',
  },
}

export type ProposalWords = typeof zh

/** What the public page says of a demand's thread and of a year's inspection, in Chinese. It comes with these parts. */
import type { Grade } from '../../inspect/grade.ts'
import type { Coverage, Level } from '../../inspect/duty-model.ts'
import type { LeftOver } from '../../inspect/carry-over-model.ts'
import type { Sitting } from '../../inspect/sitting-model.ts'
import type { UndertakingState } from '../../inspect/undertaking-model.ts'
import type { ProjectState } from '../../pay/views.ts'

const GRADES: Record<Grade, string> = {
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  'not-satisfied': '不满意',
}

const LEFT_OVER: Record<LeftOver, string> = {
  reserved: '没有入选',
  unfinished: '没有完成',
  'not-satisfied': '测评为不满意',
}

const STANDING: Record<UndertakingState, string> = {
  open: '待办',
  reported: '已报告完成，等待复查',
  settled: '复查属实，已完成',
  dropped: '不再要求',
}

const KINDS: Record<Sitting['kind'], string> = { progress: '促进会', appointment: '约见' }

const NEXT: Record<ProjectState, string> = {
  unplanned: '责任单位编制实施计划，主席团通过以后公布。',
  underway: '按计划实施，进度逐期公布。',
  assessed: '等待验收。',
  accepted: '代表对项目进行满意度测评。',
}

export const inspectionZh = {
  colon: '：',
  comma: '、',
  years: (year: number) => `${year} 年：`,
  proposed: (year: number) => `归入 ${year} 年项目建议`,
  again: (year: number, why: readonly LeftOver[]) =>
    `来自 ${year} 年的项目（当年${why.map((each) => LEFT_OVER[each]).join('、')}），再次提出`,
  againAnyhow: '往年没有入选，从储备库再次提出',
  againReason: '理由：',
  cited: '引自当年的监督报告，报告摘要：',
  refused: '没有列入候选',
  unlisted: '没有列入当年的候选名单',
  listed: '列入候选名单',
  chosen: '代表票决，入选',
  reserved: '代表票决，没有入选',
  approvals: (approvals: number, deputies: number) => `全体 ${deputies} 名代表，${approvals} 票赞成。`,
  planned: '实施计划通过',
  plan: (unit: string, finishBy: string) => `${unit}负责，${finishBy} 前完成。`,
  changed: (version: number) => `计划已按程序变更，现行第 ${version} 版。`,
  progress: '进度',
  progressIs: (points: string, state: string) => `加权进度 ${points}，${state}。`,
  open: '看项目的计划、报告和监督',
  accepted: '验收',
  visit: { planned: '计划视察', made: '代表视察' },
  sitting: (kind: Sitting['kind'], state: 'arranged' | 'held') =>
    `${KINDS[kind]}${state === 'held' ? '' : '，已安排'}`,
  said: {
    ask: (deputy: string, unit: string) => `${deputy}代表问${unit}`,
    answer: (deputy: string, unit: string) => `${unit}答复${deputy}代表`,
    follow: (deputy: string, unit: string) => `${deputy}代表追问${unit}`,
    rate: (deputy: string, unit: string) => `${deputy}代表评价${unit}的答复`,
  },
  answers: (demands: number, categories: readonly string[]) =>
    `这个项目回应了 ${demands} 条诉求${categories.length === 0 ? '' : `，其中${categories.join('、')}`}。`,
  ofCategory: (category: string, demands: number) => `${category} ${demands} 条`,
  nextHeading: '下一步：',
  next: {
    examined: '主席团审议确定候选名单。',
    again: '以后年度可以再提出。',
    reserve: '已进入储备库，以后年度可以再提出。',
    vote: '等待代表票决。',
    project: NEXT,
    putRight: '责任单位限期整改，再次测评。',
    done: '已经完成，代表测评通过。',
  },

  heading: '监督和测评',
  toProject: '看项目进度',
  nothing: '还没有视察、问答、整改和测评。',
  nothingOfYear: '本年度的监督和测评还没有开始。',
  grades: GRADES,
  verdict: (round: number) => (round === 1 ? '满意度测评' : `第 ${round} 次满意度测评`),
  marks: { satisfied: '满意', basicallySatisfied: '基本满意', notSatisfied: '不满意', blank: '弃权' },
  mark: '评价',
  votes: '票数',
  ofAll: (all: number) => `占全体代表（${all} 人）`,
  ofPresent: (present: number) => `占到会代表（${present} 人）`,
  graded: '等次',
  base: { all: '以全体代表为基数定等次。', present: '以到会代表为基数定等次。' },
  half: { counts: '正好一半算达到。', fails: '正好一半不算达到。' },
  announcement: '公告',

  visitsHeading: '视察',
  visitPlanned: (day: string, place: string) => `${day} 计划视察：${place}`,
  visitMade: (day: string, place: string) => `${day} 视察：${place}`,
  visitCancelled: (day: string) => `原定 ${day} 的视察取消，理由：`,
  visitOverdue: '日期已过，还没有记录',
  who: '参加代表：',
  pictures: (day: string) => `${day} 视察的照片`,

  undertakingsHeading: '整改和承诺',
  from: { visit: '视察中提出', sitting: '会上承诺', verdict: '测评后整改' },
  undertaking: (unit: string, dueOn: string) => `${unit}，${dueOn} 前`,
  standing: STANDING,
  /** Of one that stands elsewhere, too. */
  standingNow: {
    ...STANDING,
    reported: '整改、承诺已报告完成',
    settled: '整改、承诺复查属实',
    dropped: '整改、承诺不再要求',
  },
  overdue: '已逾期',
  moved: (firstDueOn: string) => `原定 ${firstDueOn}`,
  stepsOf: '经过',
  step: { report: '报告完成', pass: '复查属实', return: '复查没有完成', move: '改期', drop: '不再要求' },

  questionsHeading: '问进度',
  question: (deputy: string, unit: string) => `${deputy}代表问${unit}`,
  entry: { ask: '问', answer: '答', follow: '追问', rate: '评价' },
  entryDue: (day: string) => `应在 ${day} 以前答复`,
  rating: GRADES,
  waiting: '等待答复',

  sittingsSum: (meetings: number, appointments: number, held: number) =>
    `促进会 ${meetings} 次，约见 ${appointments} 次，其中已举行 ${held} 次。`,
  promisesSum: (all: number, kept: number, overdue: number) =>
    `会上承诺 ${all} 项，复查属实 ${kept} 项${overdue === 0 ? '' : `，逾期 ${overdue} 项`}。`,
  kinds: KINDS,
  appointment: (deputy: string) => `${deputy === '' ? '' : `${deputy}代表`}约见`,
  cancelled: '已取消，理由：',
  lacksMinutes: '会议日期已到，还没有纪要',
  at: '地点',
  comers: '参加人员',
  agenda: '涉及的项目',
  inAdvance: '事先提出的问题：',
  wasThere: '到会人员',
  minutes: '纪要',
  corrected: (times: number) => `更正过 ${times} 次`,
  picturesOf: (subject: string) => `${subject}：照片`,

  dutiesSum: ({ deputies, reported, oral, written }: Coverage) =>
    `代表述职：${deputies} 名代表中，${reported} 名已述职（口头 ${oral} 名，书面 ${written} 名）${
      reported === deputies ? '，没有遗漏' : `，${deputies - reported} 名还没有`
    }。`,
  notReported: '还没有述职：',
  manner: { oral: '口头述职', written: '书面述职' },
  levels: {
    town: '镇人大代表',
    county: '县人大代表',
    city: '市人大代表',
    province: '省人大代表',
    nation: '全国人大代表',
  } satisfies Record<Level, string>,
  voters: (voters: number) => `到会选民 ${voters} 人`,
  marksOf: (satisfied: number, basically: number, not: number) =>
    `选民评议：满意 ${satisfied} 票，基本满意 ${basically} 票，不满意 ${not} 票。`,

  reportSum: (year: number, version: number, day: string) =>
    `${year} 年度报告：主席团于 ${day} 印发（第 ${version} 版）。`,
  earlierReport: (year: number, version: number, day: string) =>
    `${year} 年度报告：较早的第 ${version} 版，主席团于 ${day} 印发。`,
  reportFrozen: (on: string) => `文字和数字（截至 ${on}）印发后不再改动。摘要：`,

  seriesHeading: '历年满意度',
  seriesCaption: '历年满意度测评：各等次的项目数',
  year: '年度',
  good: '满意和基本满意占',
}

export type InspectionWords = typeof inspectionZh

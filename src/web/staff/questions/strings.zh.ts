/** What deputies ask about projects, in Chinese. */
import type { QuestionEntry, QuestionState, Rating } from '../../../inspect/question-model.ts'

const ACTS: Record<QuestionEntry['act'], string> = {
  ask: '提问',
  answer: '答复',
  follow: '追问',
  rate: '评价',
}

const ROLES: Record<QuestionEntry['role'], string> = {
  secretary: '人大办代为答复',
  department: '责任单位',
  deputy: '代表',
}

const RATINGS: Record<Rating, string> = {
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  'not-satisfied': '不满意',
}

const STATES: Record<QuestionState, string> = {
  waiting: '等待答复',
  answered: '已答复，等待评价',
  rated: '已评价，办结',
}

export const zh = {
  heading: (year: number) => `${year} 年问进度`,
  failed: '提问暂时读不出来',
  none: '还没有代表提问。',
  noneForUnit: '没有等您单位答复的提问。',
  nobody: '您的账户没有对应的代表，不能提问；请告诉人大办。',
  count: (heading: string, count: number) => `${heading}（${count}）`,
  groups: {
    overdue: '超期没有答复',
    waiting: '等待答复',
    answered: '已答复，等待代表评价',
    rated: '已评价，办结',
    toRate: '有了答复，请评价',
    mine: '我的提问，等待答复',
    mineDone: '我的提问，已办结',
    others: '其他提问',
  },
  acts: ACTS,
  roles: ROLES,
  ratings: RATINGS,
  states: STATES,
  askedBy: (deputy: string, unit: string) => `${deputy} 问 ${unit}`,
  forSitting: '在会议或者约见中提出',
  notPublic: '不公开',
  due: (day: string) => `${day} 前答复`,
  over: (days: number) => `已超期 ${days} 天`,
  late: (days: number) => `超期 ${days} 天答复`,
  day: (at: string) => at,
  evidence: '附件',
  ask: {
    button: '提问',
    heading: '向责任单位提问',
    project: '项目',
    choose: '请选择项目',
    unit: (unit: string, days: number) => `由 ${unit} 在 ${days} 天内答复。`,
    text: '想问什么',
    public: '公开这个提问和答复',
    publicHint: '不公开时，只有人大办、主席团、代表和被问的单位看得到。',
    send: '提交提问',
    sent: '提问已送到责任单位。',
    missing: { project: '请选择项目', text: '请写下想问什么' },
    noProjects: '本年度还没有票决选出的项目，不能提问。',
  },
  say: {
    answer: '答复',
    more: '补充答复',
    follow: '追问',
    rate: '评价答复',
    answerText: '答复内容',
    followText: '追问内容',
    followHint: (days: number) => `单位在 ${days} 天内再次答复。`,
    rateText: '评价说明（可不写）',
    rating: '对答复是否满意',
    evidence: '答复',
    called: '现场照片',
    send: { answer: '提交答复', follow: '提交追问', rate: '提交评价' },
    sent: { answer: '答复已提交。', follow: '追问已送到责任单位。', rate: '评价已提交。' },
    missing: { text: '请先写内容', rating: '请选择满意、基本满意或者不满意' },
    newer: '这个提问在您填写时有了新内容，请先看上面的内容。',
    goOn: '已看过，继续填写',
  },
}

export type QuestionWords = typeof zh

/** What a department's page says, in Chinese. The English file has the same keys. */
import { photoWordsZh } from '../../shared/photo-words.zh.ts'
import type { Channel } from '../../../intake/model.ts'
import type { DemandAct, DemandState, Phase, StepActor } from '../../../intake/steps.ts'

const CHANNELS: Readonly<Record<Channel, string>> = { reception: '坐诊', visit: '巡诊', online: '网诊' }
const STATES: Readonly<Record<DemandState, string>> = {
  taken: '已退回',
  assigned: '待办理',
  handled: '已办理，待答复',
  answered: '已答复，等居民确认',
  confirmed: '居民满意，已办结',
  reopened: '居民不满意，要重新办理',
}
const PHASES: Readonly<Record<Phase, string>> = { todo: '待办理', handled: '待答复', answered: '已答复' }
const ACTORS: Readonly<Record<StepActor, string>> = {
  secretary: '人大办',
  deputy: '代表',
  department: '责任单位',
  resident: '居民',
}

export const zh = {
  photos: photoWordsZh,
  duties: {
    heading: '待办',
    demands: '诉求',
    summary: (todo: number, overdue: number, handled: number) =>
      todo + handled === 0
        ? '没有要办的诉求。'
        : [
            `${todo} 条待办理`,
            ...(handled > 0 ? [`${handled} 条办了还没有答复`] : []),
            ...(overdue > 0 ? [`其中 ${overdue} 条已超期`] : []),
          ].join('，') + '。',
    filter: '查找和筛选',
    search: '查找',
    searchHint: '输入编号、地点或内容中的字词，随输随查。',
    phases: PHASES,
    list: '诉求列表',
    none: {
      todo: '没有要办的诉求。人大办交办给本单位的，会出现在这里。',
      handled: '没有办了还没有答复的诉求。',
      answered: '还没有答复过的诉求。',
    } as Readonly<Record<Phase, string>>,
    noneFound: '没有找到这样的诉求。',
    more: '再看后面的',
    draft: '有没提交的草稿',
  },
  due: {
    overdue: (days: number, dueOn: string) => `已超期 ${days} 天，应在 ${dueOn} 前答复`,
    today: '今天到期',
    soon: (days: number, dueOn: string) => `还有 ${days} 天，${dueOn} 前答复`,
    by: (dueOn: string) => `${dueOn} 前答复`,
  },
  states: STATES,
  demand: {
    heading: (number: string) => `诉求 ${number}`,
    back: '回到待办',
    facts: {
      state: '办理情况',
      category: '类别',
      place: '地点',
      grid: '网格',
      station: '联络站',
      takenOn: '收下日期',
      channel: '渠道',
    },
    channels: CHANNELS,
    none: '未填写',
    resident: '联系居民',
    residentHint: '只为办理这一条使用，不得外传。答复以后，这里不再显示。',
    noResident: '居民没有留下联系方式。',
    residentHidden: '已经答复，居民的联系方式不再显示。',
    name: '姓名',
    phone: '电话',
    address: '住址',
    steps: '办理经过',
    step: (act: DemandAct | 'take' | 'correct', actor: StepActor, unit: string | null): string => {
      const who = actor === 'department' && unit !== null ? unit : ACTORS[actor]
      switch (act) {
        case 'take':
          return actor === 'resident' ? '居民自己提出' : `${who}收下诉求`
        case 'assign':
          return `${who}交办给${unit ?? '责任单位'}`
        case 'handle':
          return `${who}办理`
        case 'return':
          return `${who}退回，待另行交办`
        case 'answer':
          return `${who}答复居民`
        case 'confirm':
          return `${who}确认办结`
        case 'correct':
          return `${who}更正登记`
        case 'reopen':
          return `${who}要求重新办理`
      }
    },
    acts: '办理',
    choose: { handle: '登记办理情况', answer: '答复居民', return: '不属本单位，退回' },
    hints: {
      handle: '登记以后由人大办答复居民，也可以由本单位接着答复。居民凭查询码看得到。',
      answer: '答复以后由居民确认是否满意。居民凭查询码看得到。',
      return: '退回人大办另行交办，本单位不再看到这一条。居民凭查询码看得到理由，不写个人信息。',
    },
    says: { handle: '做了什么', answer: '给居民的答复', return: '为什么不属本单位，应由谁办' },
    does: { handle: '登记', answer: '答复', return: '退回' },
    kept: '草稿已存在这部设备上，没有网络或刷新也不会丢。',
    notKept: '这部设备存不下草稿，请不要离开这一页。',
    done: { handle: '办理情况已登记。', answer: '已答复，等居民确认。', return: '已退回人大办。' },
  },
  dossiers: {
    heading: '项目档案',
    text: '人大办交给本单位补充的候选项目档案。补齐以后才能列入候选名单。',
    none: '还没有交给本单位的档案。',
    year: (year: number) => `${year} 年`,
    open: '补充档案',
    look: '查看',
    states: { collected: '待补充和筛选', refused: '未采纳', listed: '已列入名单' },
    complete: '已经补齐',
    missing: (fields: readonly string[]) => `还缺：${fields.join('、')}`,
    version: (version: number) => `第 ${version} 稿`,
  },
  dossier: {
    back: '回到项目档案',
    missingSaved: (fields: readonly string[]) => `存下的这一稿还缺：${fields.join('、')}`,
    complete: '存下的这一稿已经补齐，可以筛选和列入名单。',
    form: '补充档案',
    save: '存为新的一稿',
    saved: (version: number) => `已存为第 ${version} 稿。`,
    draft: (version: number) => `接着填您没有存的草稿（在第 ${version} 稿上改的）。`,
    draftKept: '填写的内容已存在这部设备上，没有网络或刷新也不会丢。',
    newer: (version: number) =>
      `您填写期间有人存了第 ${version} 稿，改动见下面的“各稿”。再存会以您填写的为准，各稿都保留。`,
    drop: '放弃草稿，从最新一稿填起',
    dropText: '填写而没有存的内容会删去，不能找回。',
    refused: (criterion: string, reason: string) => `没有采纳：${criterion}。${reason}`,
    listed: '已列入候选名单，要改请联系人大办。',
    fixed: '这一年的候选名单已经确定，只能查看。',
    demands: (count: number) => `群众原话（${count} 条）`,
    noDemands: '没有归并诉求。',
    versions: '各稿',
    versionBy: (version: number, by: string) => `第 ${version} 稿 · ${by}`,
    secretary: '人大办',
    presidium: '主席团',
    first: '建立档案',
    unchanged: '没有改动',
    before: '原为',
    after: '改为',
    nothing: '（空）',
    yuan: (wan: string) => `${wan} 万元`,
  },
  units: {
    heading: '各单位办理情况',
    link: (todo: number, overdue: number) =>
      overdue > 0 ? `各单位办理情况（${overdue} 条超期）` : `各单位办理情况（${todo} 条在办）`,
    unit: '责任单位',
    none: '没有在办的诉求。',
    nobody: '还没有交办',
    todo: '待办理',
    handled: '待答复',
    overdue: '超期',
    total: '合计',
    overdueHeading: '超期的诉求，最早到期的在前',
    noOverdue: '没有超期的诉求。',
  },
}

export type DepartmentWords = typeof zh

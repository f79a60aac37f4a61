/** What the desk for demands says, in Chinese. */
import { photoWordsZh } from '../../shared/photo-words.zh.ts'
import type { Channel } from '../../../intake/model.ts'
import type { Problem as DemandSheetProblem } from './demand-sheet.ts'
import type { DemandAct, StepActor } from '../../../intake/steps.ts'
import { CHANNEL_WORDS, STATE_WORDS } from '../../../intake/words.ts'

const ACTS: Record<DemandAct, string> = {
  assign: '交办',
  handle: '办理',
  return: '退回',
  answer: '答复',
  confirm: '办结',
  reopen: '重办',
}
const ACTORS: Record<StepActor, string> = {
  secretary: '人大办',
  deputy: '代表',
  department: '责任单位',
  resident: '居民',
}

export const zh = {
  photos: photoWordsZh,
  all: '全部',
  channels: CHANNEL_WORDS as Readonly<Record<Channel, string>>,
  states: STATE_WORDS,
  acts: ACTS,
  nav: {
    label: '诉求工作',
    demands: '诉求列表',
    record: '记一次接待',
    records: '接待记录',
    statistics: '统计',
    grids: '网格和联络站',
  },
  export: '导出表格（.xlsx）',
  exportContacts: '导出接待记录（.xlsx）',
  contactsFile: (from: string, to: string) => `接待记录-${from}-${to}.xlsx`,
  list: {
    heading: '诉求',
    filter: '查找和筛选',
    search: '查找',
    searchHint: '输入编号、地点或内容中的字词，随输随查。',
    state: '办理情况',
    channel: '渠道',
    category: '类别',
    grid: '网格（含下级）',
    from: '收下日期：从',
    to: '到',
    overdue: '只看超期的',
    reset: '清除筛选',
    caption: '诉求列表，最新的在前',
    columns: {
      number: '编号',
      text: '内容',
      category: '类别',
      grid: '网格',
      takenOn: '收下日期',
      state: '办理情况',
    },
    overdueMark: '超期',
    none: '还没有收到诉求。代表接待群众时记下的、居民在公开页面提出的，都会出现在这里。',
    noneFound: '没有符合条件的诉求。',
    shown: (count: number, all: boolean) => (all ? `共 ${count} 条。` : `已显示 ${count} 条，后面还有。`),
    more: '再看后面的',
    folded: (count: number) => (count === 0 ? '筛选' : `筛选（已设 ${count} 项）`),
    isFiltered: (name: string, value: string) => `${name}：${value}`,
    isAll: '全部诉求',
    between: '；',
    print: (max: number) => `打印（最多 ${max} 条）`,
    preparing: '正在读取要打印的…',
    fileName: '诉求.xlsx',
  },
  import: {
    heading: '导入以前的诉求',
    text: '表格第一行是标题：收下日期、渠道（坐诊、巡诊、网诊）、类别、内容必须有；地点、网格、姓名、电话、住址，以及办理过的承办单位、答复期限、答复日期、答复、办结（是、否）可以有；其余的列不看。标题也可以用英文：date、channel、category、text、place、grid、name、phone、address、unit、due、answered、answer、resolved。',
    templateName: '诉求-空表.xlsx',
    noColumn: (column: string) => `第一行里没有“${column}”一列，请检查标题。`,
    problem: (column: string, is: DemandSheetProblem['is']): string => {
      switch (is) {
        case 'missing':
          return `“${column}”没有填写`
        case 'tooLong':
          return `“${column}”太长`
        case 'unprintable':
          return `“${column}”含有不能显示的字符`
        case 'noDay':
          return `“${column}”不是日期，例如 2024-07-01`
        case 'later':
          return `“${column}”在今天以后`
        case 'early':
          return `“${column}”早于收下日期`
        case 'noAnswer':
          return `“${column}”要写是或否`
        case 'noChannel':
          return `“${column}”要写坐诊、巡诊或网诊`
        case 'noGrid':
          return `“${column}”里的网格没有，或有重名，请写全，例如：南片/玄真社区`
        case 'noPhone':
          return `“${column}”只写数字`
      }
    },
    known: '以前导入过',
    knownRows: (count: number) => `有 ${count} 行以前导入过，不会再导入：`,
    doIt: (count: number) => `导入 ${count} 条诉求`,
    imported: (count: number) => `已导入 ${count} 条诉求。`,
  },
  demand: {
    heading: (number: string) => `诉求 ${number}`,
    facts: {
      state: '办理情况',
      category: '类别',
      channel: '渠道',
      place: '地点',
      grid: '网格',
      takenOn: '收下日期',
      unit: '责任单位',
      dueOn: '答复期限',
    },
    print: '打印',
    takenAt: {
      heading: '来自哪次接待',
      heldOn: '日期',
      station: '联络站',
      deputies: '在场代表',
      residents: '群众人次',
      note: '备注',
    },
    none: '未填写',
    overdue: '已超期',
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
          return `${who}答复`
        case 'confirm':
          return `${who}确认办结`
        case 'correct':
          return `${who}更正登记`
        case 'reopen':
          return `${who}要求重办`
      }
    },
    acts: '下一步',
    unitChoice: '交办给',
    otherUnit: '没有账号的单位',
    unit: '单位名称',
    dueOn: '答复期限',
    says: {
      handle: '怎样办理的',
      answer: '给居民的答复',
      confirm: '说明（可不填）',
      reopen: '为什么重办',
    },
    saysHint: '居民凭查询码可以看到。',
    resident: '居民',
    residentHint: '只用于联系居民，不会公开。',
    name: '姓名',
    phone: '电话',
    address: '住址',
    noResident: '没有留下个人信息。',
    erase: '抹去个人信息',
    eraseHeading: '抹去这位居民的个人信息？',
    eraseText: '姓名、电话、住址都会删除，不能恢复。诉求和办理经过保留。',
    similar: '相似的诉求',
    noSimilar: '没有发现相似的诉求。',
  },
  records: {
    heading: '接待记录',
    from: '从',
    to: '到',
    none: '这段时间没有接待记录。',
    more: '再看以前的',
    deputies: '在场代表：',
    summary: (residents: number, demands: number) => `群众 ${residents} 人次，诉求 ${demands} 条`,
    withdrawn: '已作废',
    correct: '更正',
    withdraw: '作废',
    save: '保存更正',
    correctHint:
      '改成实际的样子，统计随之改变。在这次接待中收下的诉求，日期跟着改；网格与接待相同的，网格也跟着改。',
    withdrawText: '记重了、不该记的，作废以后不再计入统计，仍能看到。收下过诉求的不能作废。',
    reason: '更正或作废的理由',
    versions: (count: number) => `更正经过（${count} 次）`,
    acts: {
      correct: (by: string) => `${by}更正`,
      withdraw: (by: string) => `${by}作废`,
    },
    roles: { secretary: '人大办', deputy: '代表' },
    because: '理由：',
    before: '原来是：',
    correctDemand: '更正类别、地点、网格',
    correctDemandHint: '居民说的话不改。改了什么、什么时候改的，记在办理经过里。',
  },
  statistics: {
    heading: '统计',
    from: '从',
    to: '到',
    period: (from: string, to: string) => `${from} 至 ${to}`,
    channel: '渠道',
    total: '合计',
    sessions: '场次',
    deputyVisits: '代表人次',
    residents: '群众人次',
    opinions: '意见（条）',
    resolved: '办结（条）',
    rate: '办结率',
    byChannel: '按渠道',
    byGrid: '按网格',
    byGridHint: '每一级都含其下各级；没有指明网格的，只计入合计。',
    grid: '网格',
    noGrids: '还没有网格。',
    byCategory: '按类别',
    category: '类别',
    barHint: '色条的长短是意见的多少，深色是其中已办结的。',
    noDemands: '这段时间没有收到诉求。',
    print: '打印',
    fileName: (from: string, to: string) => `代表联系群众统计-${from}-${to}.xlsx`,
  },
  grids: {
    heading: '网格和联络站',
    tree: '网格',
    none: '还没有网格。在下面逐行填写，或导入表格。',
    deputies: '代表',
    noDeputies: '还没有指定代表',
    change: '修改',
    ofGrid: (name: string) => `（${name}）`,
    deputiesHint: '写姓名，用顿号隔开。',
    unknown: (names: string) => `代表名单里没有或有重名：${names}`,
    save: '保存',
    addHeading: '添加网格',
    addLabel: '网格，每行一个',
    addHint: '从上到下写各级名称，用斜杠隔开，最多四级，例如：南片/玄真社区/第一网格。已有的不会重复。',
    add: '添加网格',
    made: (count: number) => `新增 ${count} 个网格。`,
    importText:
      '也可以导入表格，第一行是标题：一级网格、二级网格、三级网格、四级网格、代表（姓名用顿号隔开）。',
    noGridColumn: '第一行没有“一级网格”这一列，请检查标题。',
    gap: '上一级没有填写',
    tooLong: '名称超过 40 个字',
    import: (count: number) => `导入 ${count} 行`,
    grid: '网格',
    sheetName: '网格',
    templateName: '网格-空表.xlsx',
    gridName: '网格名称',
    stations: '联络站',
    noStations: '还没有联络站。代表记录坐诊时要选联络站，请先添加。',
    addStation: '添加联络站',
    stationName: '名称',
    stationPlace: '地址',
    stationGrid: '所在网格',
    noGrid: '不指明',
    openings: '开放时间',
    noOpenings: '还没有安排开放时间',
    opening: (day: string, begins: string, ends: string) => `${day} ${begins}–${ends}`,
    addOpening: '添加开放时间',
    day: '日期',
    begins: '开始',
    ends: '结束',
    topic: '主题（可不填）',
    remove: '取消',
    removeHeading: '取消这次开放？',
    removeText: '公开页面上不再显示。已经记下的接待不受影响。',
    within: '上一级网格',
    top: '没有，是一级网格',
    removeGrid: '删除网格',
    removeGridHeading: '删除这个网格？',
    removeGridText:
      '只有下级网格、联络站、接待记录和诉求都没有用到它时，才能删除。负责的代表也不再与它有关。',
    closed: '已停用',
    close: '停用',
    takeUp: '恢复使用',
    closeHeading: '停用这个联络站？',
    closeText: '代表新记接待时不再列出，公开页面上也不再显示。以前的接待和开放时间保留，以后可以恢复使用。',
    exportGrids: '导出网格（.xlsx）',
    exportStations: '导出联络站（.xlsx）',
    gridsFile: '网格.xlsx',
    stationsFile: '联络站.xlsx',
  },
}

export type DemandWords = typeof zh

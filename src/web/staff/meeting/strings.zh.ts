/** What a meeting's checklist says, in Chinese. The English file has the same keys: the compiler sees to it. */
import type { Counts } from '../../../ballot/counts.ts'
import type { GradeRule } from '../../../inspect/grade.ts'
import type { Shortlist } from '../../../order/model.ts'
import { wanYuan } from '../../shared/figures.ts'
import type { Arithmetic } from '../../shared/required.ts'
import type { Doer, StepId } from '../checklist.ts'

interface StepWords {
  readonly title: string
  /** What happens in it, in a sentence. */
  readonly what: string
}

const DOERS: Readonly<Record<Doer, string>> = {
  secretary: '秘书',
  presidium: '主席团',
  tellers: '监票人',
  chief: '总监票人',
}

const STEPS: Readonly<Record<StepId, StepWords>> = {
  rule: {
    title: '通过票决办法',
    what: '会议表决票决办法，主席团登记表决结果。登记以后要改，由主席团写明理由重新打开。',
  },
  list: {
    title: '确定候选名单',
    what: '秘书录入候选项目，主席团审议（同意、不同意，或作调整）后确定名单。确定以后，项目内容不能再改。',
  },
  signIn: {
    title: '代表签到',
    what: '来一位，签一位；迟到的随时补签，提前离会的取消签到。签到只记人数，不记时间。',
  },
  draft: { title: '设定本次投票', what: '选定监票人，定好几名监票人一起才能开箱。' },
  tellers: { title: '通过监票人', what: '会议举手通过监票人名单，主席团登记。' },
  keys: {
    title: '监票人制作钥匙',
    what: '每名监票人在自己的设备上做三步，记下自己的开箱密码，再输一遍证明没有记错。',
  },
  cards: { title: '制作票卡', what: '总监票人在自己的设备上制作并打印票卡，其他监票人在场监督。' },
  zeroReport: { title: '签署零票报告', what: '监票人确认票箱是空的，并签署。' },
  seal: { title: '封箱', what: '封箱以后，候选项目、票卡和钥匙都不能再动。' },
  checkSeal: {
    title: '监票人核对封箱',
    what: '监票人在自己的设备上核对选举指纹，确认箱子里是自己的那把钥匙。',
  },
  issue: { title: '发放票卡', what: '代表不看内容抽取票卡，总监票人登记发出的张数。' },
  open: { title: '开始投票', what: '主持人宣布开始投票以后按下。从这时起平板可以投票。' },
  voting: { title: '投票进行中', what: '等代表投完，再预告截止。' },
  close: { title: '截止投票', what: '预告的时间到了，按“截止投票”，票箱就此关上。' },
  shares: { title: '监票人开箱', what: '监票人各自在自己的设备上输入开箱密码，核对后开箱。' },
  count: { title: '计票', what: '开箱人数够了就可以计票，只算出总数，看不到任何一张票。' },
  handCount: { title: '人工计票', what: '两名监票人各自计票、各自录入，互相看不见；两份一致才算数。' },
  reconcile: { title: '核对票数', what: '总监票人清点并销毁没用的票卡，各项数目对得上才能宣布。' },
  announce: { title: '宣布结果', what: '主持人当场宣布结果时按下。' },
  goOn: { title: '再次投票或接受缺额', what: '有并列或名额没选满，由会议决定怎样继续。' },
  print: { title: '打印签字', what: '打印计票报告单和公告，由监票人签字。' },
  endPractice: { title: '结束试投', what: '试投不开箱、不计票，用完就结束。' },
}

export const zh = {
  heading: (year: number) => `${year} 年民生实事项目票决`,
  comma: '；',
  colon: '：',
  cancel: '取消',
  done: '已完成',
  yours: '请您办理',
  waitsFor: (doer: string) => `等${doer}办理`,
  after: (title: string) => `先办「${title}」`,
  nowAt: (title: string, doer: string) => `现在：${title}（${doer}）`,
  allDone: '结果已经宣布，全部办完了；计票报告单和公告可以打印签字。',
  doers: DOERS,
  steps: STEPS,
  methods: { electronic: '票卡和平板', paper: '纸质选票', hands: '举手表决' },
  switchedBand: (method: string, reason: string) =>
    `主席团已决定改为${method}，电子票箱封存不开。理由：${reason}`,
  toDevice: '去办理',
  fingerprint: '选举指纹（念出来，与平板和监票人设备上的比对）',
  linksHeading: '相关页面',
  proposalsLink: (year: number) => `${year} 年候选建议`,
  screenLink: '会场大屏幕',
  publicLink: (year: number) => `${year} 年公开页面`,

  home: {
    heading: '会议',
    years: '各年度',
    enter: (year: number) => `进入 ${year} 年票决`,
    none: '还没有建立任何年度。',
    noneOther: '秘书还没有建立年度。建好以后，这里就是您的工作台。',
    others: '其他年度',
    newYear: '建立一个年度',
    year: '年度',
    makeYear: '建立年度',
    prepareHeading: '会前准备',
    prepareDeputies: (count: number) =>
      count === 0 ? '录入代表名册（还没有代表）' : `代表名册：${count} 名代表`,
    preparePeople: (tellers: number, presidium: number) =>
      `工作人员账号：主席团 ${presidium} 个，监票人 ${tellers} 个`,
  },

  resolution: {
    for: '赞成',
    against: '反对',
    abstain: '弃权',
    missing: '请填写赞成、反对、弃权的人数',
  },

  rule: {
    seats: '应选项目数',
    seatsHint: '这次要选出多少个项目。',
    seatsOf: (seats: number) => `应选 ${seats} 项`,
    ratio: '差额比例',
    ratioHint: '候选项目要比应选项目多多少，写成 20%、1/3 或 0.2。',
    basis: '比例怎么算',
    bases: {
      'of-seats': '多出的项目数 ÷ 应选数（选举法的算法）',
      'elected-share': '应选数 ÷ 候选数',
    },
    rounding: '除不尽时',
    roundings: { up: '进一', down: '舍去', nearest: '四舍五入' },
    required: '候选项目至少',
    sum: ({ sum, raw, whole, required }: Arithmetic, rounding: string) =>
      whole ? `${sum} ${raw} 项` : `${sum} ${raw}，${rounding}，${required} 项`,
    unreadable: '比例或应选数还不对，算不出来',
    marking: '投票方式',
    markings: {
      choose: '勾选：从名单里选，最多选应选数',
      each: '逐项：每个项目表示赞成、反对或弃权',
    },
    majority: '当选票数',
    majorityHint: '法律上通过决议以全体代表的过半数为准。',
    majorities: {
      'over-half-of-all-deputies': '赞成超过全体代表的一半',
      'over-half-of-present': '赞成超过到会代表的一半',
      none: '只按得票多少排序',
    },
    tie: '末位得票相等',
    ties: { revote: '就得票相等的项目再次投票' },
    satisfaction: '满意度测评',
    satisfactionHint: '年底对各项目测评时，按谁的一半来定等次。',
    noSatisfaction: '本办法不规定',
    satisfactionBases: { all: '以全体代表为基数', present: '以到会代表为基数' },
    half: '正好一半时',
    halves: { counts: '算达到', fails: '不算达到' },
    change: '修改办法',
    save: '保存办法',
    adoptHeading: '登记会议表决',
    adoptText: '请先与会议通过的文本逐条核对，再填写表决人数。',
    adopt: '登记：票决办法已通过',
    listFixed: '候选名单已经按这个办法确定；要改办法，先重新打开候选名单',
    reopen: '重新打开票决办法',
    reopenDo: '重新打开',
    reopenText: '办法打开以后，秘书可以修改，改好要由主席团重新登记会议的表决。',
  },

  attachments: {
    heading: '附件',
    title: (n: number) => `附件 ${n} 的名称`,
    choose: '选择文件',
    hint: (max: number) => `照片、PDF、.docx、.xlsx，最多 ${max} 个。保存后才算数；名单确定后公开。`,
    full: (max: number) => `已有 ${max} 个，不能再加。`,
    remove: '删去附件',
    sending: (n: number, all: number) => `正在上传第 ${n} 个，共 ${all} 个…`,
    wait: '附件还在上传，请稍等',
    notTaken: (name: string, reason: string) => `“${name}”没有加上：${reason}`,
    unreadable: '这个文件打不开，请重新选择。',
  },
  list: {
    sum: ({ seats, candidates, actualRatio }: Shortlist) =>
      `应选 ${seats} 项，现有候选 ${candidates} 项${candidates >= seats ? `（实际差额 ${actualRatio}）` : ''}。`,
    /** 6 > 5 and so on: where the list stands beside what the rule asks for. */
    asks: (arithmetic: string, candidates: number, required: number) =>
      `办法要求的候选数：${arithmetic}；${
        candidates === required
          ? '正好达到要求。'
          : candidates > required
            ? `比要求多 ${candidates - required} 项。`
            : `比要求少 ${required - candidates} 项。`
      }`,
    shortfall: (reason: string) => `候选数不足的说明：${reason}`,
    none: '还没有候选项目。',
    funded: (funding: string) => `资金来源：${funding}`,
    startsBy: (day: string) => `${day} 前开工`,
    money: (fen: number, finishBy: string) => `${wanYuan(fen)} 万元，${finishBy} 前完成`,
    add: '添加候选项目',
    edit: '修改',
    remove: '删除',
    removeHeading: '删除这个候选项目？',
    save: '保存',
    fields: {
      name: '名称',
      category: '类别',
      place: '地点',
      responsibleUnit: '责任单位',
      funding: '资金来源（可不填）',
      content: '建设内容',
      budget: '投资额（万元）',
      startBy: '开工日期（可不填）',
      finishBy: '完成日期',
    },
    proposals: '从诉求归并候选项目',
    proposalsFixed: '查看全部候选建议',
    papers: '打印候选名单和没有采纳的建议',
    budgetHint: '例如 123.4，最多六位小数。',
    budgetWrong: '投资额写成万元的数字，例如 123.4',
    fixHeading: '登记主席团审议',
    fixText:
      '请逐项核对名称、地点、金额和责任单位，需要的先调整，再登记表决。确定以后，每个项目的内容都会封存。',
    shortfallLabel: '候选项目少于办法要求的理由',
    shortfallHint: '理由会记入公开的会议记录。',
    fix: '确定候选名单',
    voted: '已经设定了票决或试投，名单不能再改；要改，先由主席团宣布作废',
    reopen: '重新打开候选名单',
    reopenDo: '重新打开',
    reopenText: '名单打开以后，秘书可以修改，改好要由主席团再次审议确定。',
  },

  behind: {
    text: '下面是别人在您填写的时候改的。您填写的还在；再按“保存”，就存成您填写的样子。',
  },
  review: {
    heading: '主席团审议',
    votes: (inFavour: number, against: number, abstain: number) =>
      `主席团审议：赞成 ${inFavour}，反对 ${against}，弃权 ${abstain}，通过。`,
    adjust: '调整（没有就不填）',
    adjustText:
      '可以修改项目档案、把项目移出名单，或从候选建议中补入。调整和审议结果一起登记，先前不会改动名单。',
    add: '添加一项调整',
    kind: '怎样调整',
    kinds: { change: '修改档案', takeOff: '移出名单', addBack: '补入名单' },
    target: '哪个项目',
    noProposal: '没有可以补入的候选建议：档案齐全、没有列入名单、也没有退回的才能补入。',
    noCandidate: '名单上的项目都已经调整过了。',
    reason: '理由',
    unchanged: '请先修改上面的内容',
    put: '列入调整',
    undo: '撤销这项调整',
    because: '理由：',
    nothing: '（空）',
    money: (amount: string) => `${amount} 万元`,
    sum: (before: number, off: number, back: number, after: number) =>
      off + back === 0
        ? `候选 ${before} 项。`
        : `候选 ${before} 项${off === 0 ? '' : ` − 移出 ${off} 项`}${back === 0 ? '' : ` + 补入 ${back} 项`} = ${after} 项。`,
    undecided: (count: number) =>
      `还有 ${count} 个候选建议没有列入名单，也没有退回；确定名单以后，公众看到的是“未列入本年度名单”。`,
  },

  signIn: {
    counts: '应到、实到和法定人数',
    shouldAttend: '应到',
    present: '实到',
    quorum: '法定人数',
    formula: (all: number, thirds: string, quorum: number) =>
      thirds === String(quorum)
        ? `${all} × 2/3 = ${quorum} 人`
        : `${all} × 2/3 = ${thirds}，进一，${quorum} 人`,
    quorate: '符合法定人数。',
    notQuorate: (short: number) => `还差 ${short} 人，不足法定人数，不能开始投票。`,
    noMeeting: '秘书还没有建立会议。',
    noDeputies: '还没有代表名册，请先导入。',
    toDeputies: '代表名册',
    badges: '打印代表证',
    otherMeeting: '换一个会议',
    which: '在哪次会议上票决',
    notChosen: '还没有选定',
    newMeeting: '建立会议',
    meetingName: '会议名称',
    meetingNameHint: (year: number) => `例如：第二十届人民代表大会第五次会议（${year} 年）`,
    heldOn: '开会日期',
    makeMeeting: '建立会议',
    search: '查找代表',
    searchHint: '输入姓名、代表团或名册里的序号。',
    onlyMissing: '只看还没有签到的',
    roll: (count: number) => `代表（${count} 名）`,
    nobody: '没有符合的代表。',
    more: (count: number) => `还有 ${count} 名没有显示，请输入姓名查找。`,
    scan: '扫描代表证',
    scanHint: '先点一下这里，再用扫描枪扫证件上的二维码。',
    unknownBadge: '名册里没有这张代表证，请核对。',
    hereAlready: (name: string) => `${name}，已经签过到。`,
    signedIn: (name: string) => `${name}，签到成功。`,
    notSignedIn: (names: string) => `没有签上，请再扫一次：${names}`,
    leaveHeading: '取消这位代表的签到？',
    leaveText: '投票已经开始。请确认这位代表确实离开了会场。本次投票的实到人数以开始投票时为准。',
    leaveDo: '取消签到',
  },

  draft: {
    title: '名称',
    tellers: '监票人',
    threshold: '几名监票人一起才能开箱',
    thresholdHint: '通常三名监票人里要两名：一个人开不了，少一个人也不误事。',
    thresholdOf: (threshold: number, tellers: number) => `${tellers} 名监票人，${threshold} 名一起才能开箱`,
    thresholdWrong: '开箱人数要在 1 和监票人数之间',
    noChief: '监票人里要有一名总监票人',
    fewTellers: '监票人账号少于三个。',
    toPeople: '去添加工作人员',
    button: '设定本次投票',
    anew: '重新设定',
  },
  tellers: { approve: '登记：监票人已通过', approved: '已通过' },
  keys: {
    step: (step: 'certificate' | 'polynomial' | 'voutput') =>
      ({ certificate: '还没有开始', polynomial: '第一步已完成', voutput: '第二步已完成' })[step],
    made: '钥匙已成，还要重输开箱密码',
    proved: '已完成，开箱密码在手',
    restart: '重新制作钥匙',
    restartDo: '全部重做',
    restartText: '所有监票人的钥匙和已做的票卡都作废，要从头再做一遍。',
  },
  cards: {
    none: (present: number) => `还没有制作。到会 ${present} 人，请按到会人数另加几张备用。`,
    made: (count: number) => `已制作 ${count} 张。`,
  },
  zeroReport: {
    needed: (count: number) => `需要总监票人在内的 ${count} 名监票人签署。`,
    signed: '已签署',
    notYet: '还没有签署',
  },
  seal: {
    button: '封箱',
    heading: '现在封箱？',
    text: (candidates: number, cards: number, tellers: number) =>
      `箱子里封存 ${candidates} 个候选项目、${cards} 张票卡和 ${tellers} 名监票人的钥匙。封箱以后都不能再改，也不能拆封重来。`,
    doIt: '确定封箱',
  },
  checkSeal: {
    needed: (count: number) => `需要 ${count} 名监票人核对。`,
    checked: '已核对',
    notYet: '还没有核对',
  },
  issue: { made: '制作', issued: '发出', notYet: '未登记' },
  open: {
    button: '开始投票',
    heading: '现在开始投票？',
    text: (all: number, present: number, issued: number | null) =>
      `本次投票的人数就此定为：应到 ${all} 人，实到 ${present} 人；${
        issued === null ? '发出的票卡还没有登记' : `已发出票卡 ${issued} 张`
      }。开始以后才签到的不再计入，投票也不能退回到开始以前。`,
    practiceText: '开始以后平板就可以试投，不能退回到开始以前。',
    doIt: '确定开始',
  },
  voting: {
    returned: '收回',
    steps: '每满五张更新',
    elapsed: '已进行',
    announceClose: '预告截止',
    announceText: '按下以后，大屏幕和平板开始倒数；到时还要再按一次才真正截止。',
  },
  close: {
    in: (seconds: number) => `还有 ${seconds} 秒截止`,
    due: '时间到，请按“截止投票”。',
    wait: '倒数结束以后才能按',
    button: '截止投票',
    retract: '撤回预告',
    retractDo: '撤回预告，继续投票',
    retractText: '倒数停止，投票继续。',
    returned: (count: number) => `收回 ${count} 张`,
  },
  shares: {
    needed: (threshold: number, tellers: number) => `${tellers} 名监票人中，任意 ${threshold} 名开箱即可。`,
    given: '已开箱',
    notYet: '还没有开箱',
  },
  count: { button: '计票' },
  handCount: {
    how: {
      paper: '发放纸质选票，收回后由两名监票人各数一遍、各录一份。',
      hands: '逐项举手表决，由两名监票人各数一遍、各录一份。',
    },
    entered: '已录入',
    again: '要重新清点',
    notYet: '还没有录入',
    restart: '换人重新计票',
    restartDo: '重新计票',
    restartText: '已录入的计票都作废，任意两名监票人从头清点、录入。',
    differ: (count: number) => `两份计票有 ${count} 处不同，请两名监票人重新清点后各自再录。`,
  },
  sums: {
    caption: '票数核对',
    cardsCaption: '票卡核对',
    shouldAttend: '应到',
    present: '实到',
    issued: '发出',
    returned: '收回',
    atLeast: (one: string, a: number, other: string, b: number) => `${one} ${a} ≥ ${other} ${b}`,
    parts: (returned: number, valid: number, invalid: number) =>
      `收回 ${returned} = 有效 ${valid} + 无效 ${invalid}`,
    unused: (made: number, issued: number, voided: number, expected: number, destroyed: number | null) =>
      `制作 ${made} − 发出 ${issued} − 作废 ${voided} = 应剩 ${expected}；销毁 ${destroyed ?? '？'}`,
    reason: '不符的理由：',
    right: '相符',
    wrong: '不符',
    notYet: '待清点',
  },
  announce: {
    button: '宣布结果',
    heading: '现在宣布结果？',
    fixes: (counts: Counts | null) =>
      `${
        counts === null
          ? ''
          : `收回 ${counts.returned} 张，有效 ${counts.valid} 张，无效 ${counts.invalid} 张。`
      }宣布以后，票数和结果写入公开的会议记录，登上大屏幕，不能再改，也不能撤回。`,
    doIt: '确定宣布',
    tallySheet: '打印计票报告单，宣布前签字',
    text: '公告（可照此宣读）',
  },
  result: {
    caption: '各项目得票',
    project: '项目',
    approvals: '赞成',
    ofAll: (all: number) => `占全体 ${all} 名`,
    ofPresent: (present: number) => `占到会 ${present} 名`,
    verdict: '结果',
    elected: '入选',
    tied: '并列',
    not: '未入选',
    needed: (needed: number) => `须获赞成 ${needed} 票以上（含）。`,
  },
  goOn: {
    tie: (tied: number, seats: number) => `${tied} 个项目得票相等，就其中 ${seats} 个名额再次投票。`,
    unfilled: (count: number) => `还缺 ${count} 项没有选出：可以再次投票，也可以由主席团决定接受缺额。`,
    runoff: '设定再次投票',
    accept: '接受缺额',
    acceptDo: '接受缺额',
    acceptText: (count: number) => `少选 ${count} 项，本年度不再投票。`,
    accepted: (reason: string) => `主席团决定接受缺额，理由：${reason}`,
    waits: '再次投票由秘书设定。',
  },
  print: { anyTime: '随时可以打印', button: '计票报告单和公告', archive: '下载选票档案' },
  practice: {
    mark: '试投 · 不计票',
    heading: '试投',
    offer: '安排一次试投',
    text: '会前一晚让代表熟悉平板，也可以试着弄坏它。试投用自己的钥匙和票卡，每个屏幕都标明“试投”，票箱永远不打开。',
    listFirst: '先确定候选名单',
    meetingFirst: '先建立会议',
    button: '设定试投',
    end: '结束试投',
    endDo: '结束试投',
    endText: '试投的票箱封存不开，票卡全部作废。',
  },
  powers: {
    heading: '遇到特殊情况',
    text: '只在必要时使用。都要写明理由，记入公开的会议记录。',
    method: '改为纸质选票或举手表决',
    methodLabel: '改用哪种方式',
    methodDo: '决定更改',
    methodText: [
      '电子票箱就此封存，里面的票不打开、不计数。',
      '全体到会代表用新的方式重新表决一次。',
      '两名监票人各自计票、各自录入，一致以后宣布。',
      '这个决定不能撤回。',
    ],
    void: '宣布本次投票作废',
    voidDo: '宣布作废',
    voidText: '本次投票的票箱不再打开，票卡全部失效。之后可以重新设定一次票决，用新的钥匙和票卡。',
  },
  judging: {
    failed: '满意度测评暂时读不出来',
    heading: (year: number, round: number) =>
      `${year} 年民生实事项目满意度测评${round === 1 ? '' : `（第 ${round} 次）`}`,
    link: (year: number) => `${year} 年满意度测评`,
    allDone: '结果已经宣布，全部办完了。',
    caption: '各项目的满意度',
    marks: ['满意', '基本满意', '不满意', '弃权'] as readonly [string, string, string, string],
    satisfiedOf: (base: string) => `满意${base}`,
    grade: '等次',
    grades: { satisfied: '满意', 'basically-satisfied': '基本满意', 'not-satisfied': '不满意' },
    graded: ({ base, half }: GradeRule, heads: number) =>
      `以${base === 'all' ? '全体' : '到会'}代表 ${heads} 名为基数，${
        half === 'counts' ? '达到半数（正好一半也算）' : '超过半数（正好一半不算）'
      }为满意；满意和基本满意合计达到的，为基本满意；其余为不满意。`,
    rule: ({ base, half }: GradeRule) =>
      `定等次：以${base === 'all' ? '全体' : '到会'}代表的半数为准，正好一半${half === 'counts' ? '算' : '不算'}。`,
    rulesFirst: '票决办法没有规定测评怎样定等次，先请主席团设定。',
    base: '以谁的一半定等次',
    setRule: '设定怎样定等次',
    projects: '要测评的项目',
    names: '要测评的项目名称',
    namesHint: '本系统里没有本年度的票决结果，请一行写一个项目。',
    namesFirst: '请写要测评的项目名称',
    button: '设定本次测评',
    announced: (count: number) => `测评 ${count} 项`,
    fellShort: '评为不满意的项目',
    leftOut: '还没有测评的项目',
    againText: '整改以后，可以就这些项目再测评一次。',
    again: '设定再次测评',
    earlier: '此前的测评',
  },
  earlier: {
    heading: '此前的投票',
    reasons: { first: '票决', tie: '再次投票（并列）', shortfall: '再次投票（缺额）', practice: '试投' },
    void: '已作废',
    ended: '已结束',
    announced: '已宣布',
  },
  recorded: {
    candidates: (count: number, adjusted: number) =>
      adjusted === 0 ? `候选 ${count} 项` : `候选 ${count} 项，审议中调整 ${adjusted} 处`,
    heads: (all: number, present: number, quorum: number) =>
      `应到 ${all}，实到 ${present}，法定人数 ${quorum}`,
    people: (count: number) => `${count} 名`,
    cards: (count: number) => `${count} 张`,
    elected: (count: number) => `入选 ${count} 项`,
  },
}

export type MeetingWords = typeof zh

/** What the staff's page says, in Chinese. The English file has the same keys: the compiler sees to it. */
import type { Me } from '../../people/model.ts'

const ROLES = {
  secretary: '秘书',
  presidium: '主席团',
  teller: '监票人',
  auditor: '审计',
  department: '责任单位',
  deputy: '代表',
}

export const zh = {
  pageTitle: '会议工作台 · 票决',
  app: '票决',
  loading: '正在读取…',
  printedOn: (day: string) => `${day} 打印`,
  colon: '：',
  retry: '再试一次',
  unreachable: '现在连不上服务，请检查网络后再试。',
  connectionLost: '与服务的连接断了，正在重新连接。屏幕上是断开前的情况；您填写的内容还在。',
  leave: '不做了',
  cancel: '取消',
  reason: '理由',
  reasonHint: '理由会记入公开的会议记录。',
  roles: ROLES,
  roleOf: ({ role, chief }: Pick<Me, 'role' | 'chief'>) => (chief ? '总监票人' : ROLES[role]),
  signOut: '退出登录',
  usernameHint: '2 至 32 个汉字、字母或数字。',
  passwordHint: '至少 10 个字符，请另行记好。',
  nav: {
    label: '工作台',
    home: '会议',
    demands: '诉求',
    inspection: '验单',
    duties: '待办',
    dossiers: '项目档案',
    deputies: '代表',
    people: '工作人员',
    account: '我的账号',
  },
  nowhere: { heading: '没有这个页面', home: '回到首页' },

  audit: '自己核验一次票决',

  delivery: {
    label: '项目实施',
    heading: (year: number) => `${year} 年项目实施`,
    lights: (red: number, yellow: number, all: number) =>
      `共 ${all} 个项目：红灯 ${red} 个，黄灯 ${yellow} 个。`,
    unfinished: (red: number, yellow: number, all: number) =>
      `还有 ${all} 个项目没有验收：红灯 ${red} 个，黄灯 ${yellow} 个。`,
    news: (count: number) => `新亮的灯 ${count} 个。`,
    waiting: (count: number) => `等您办的事 ${count} 件。`,
    look: (year: number) => `看 ${year} 年项目`,
  },

  inspection: {
    label: '监督',
    heading: (year: number) => `${year} 年监督`,
    questions: ({ count, overdue, next }: { count: number; overdue: number; next: string | null }) =>
      `代表提问 ${count} 件等待答复${overdue > 0 ? `，其中超期 ${overdue} 件` : next === null ? '' : `，最近一件 ${next} 到期`}。`,
    toRate: (count: number) => `有 ${count} 件答复等您评价。`,
    undertakings: ({ count, overdue, next }: { count: number; overdue: number; next: string | null }) =>
      `整改和承诺 ${count} 项没有完成${overdue > 0 ? `，其中超期 ${overdue} 项` : next === null ? '' : `，最近一项 ${next} 到期`}。`,
    toCheck: (count: number) => `${count} 项已报完成，等待复查。`,
    toArrange: (count: number) => `${count} 件约见申请等待安排。`,
    toMinute: (count: number) => `${count} 次会议或者约见还没有纪要。`,
    lookAt: { questions: '看提问', undertakings: '看整改和承诺', sittings: '看促进会和约见' },
  },

  signIn: {
    heading: '登录会议工作台',
    username: '用户名',
    password: '密码',
    totp: '动态口令',
    totpHint: '打开手机上的验证器，输入现在显示的 6 位数字。',
    button: '登录',
    againHeading: '请重新登录',
    againText: '您的登录已到期。登录以后接着办理，填写的内容都还在。',
    giveUp: '换一个人登录',
  },
  secondFactor: {
    heading: '设置动态口令',
    why: '秘书和监票人登录时，除密码外还要输入手机上的 6 位动态口令。只需设置一次，约一分钟。',
    app: '在手机上打开验证器应用（如微软、谷歌验证器，或任何支持 TOTP 的应用），选“添加账号”。',
    scan: '扫描这个二维码：',
    qr: '动态口令的二维码，内容与下面的密钥相同',
    orType: '不能扫码时，手工输入这个密钥：',
    confirm: '输入手机上现在显示的 6 位数字',
    button: '完成设置',
  },
  setup: {
    heading: '第一次使用：建立本级人大',
    text: '这台服务器上还没有任何数据。先建立一个人大和它的秘书账号，其余的事由秘书登录后办理。',
    operatorCode: '部署码',
    operatorCodeHint: '向服务器管理员索取，在数据目录的 operator-code 文件里。',
    assemblyLegend: '人民代表大会',
    assembly: '全称',
    assemblyHint: '例如：太和镇人民代表大会。会印在公告上。',
    level: '级别',
    levels: {
      subdistrict: '街道',
      town: '乡镇',
      county: '县（区）',
      city: '市',
      province: '省',
    },
    secretaryLegend: '大会秘书',
    name: '姓名',
    button: '建立并登录',
  },
  account: {
    heading: '我的账号',
    name: '姓名',
    role: '职责',
    passwordHeading: '修改密码',
    passwordText: '改好以后，您在别的设备上的登录会退出。',
    current: '现在的密码',
    next: '新密码',
    change: '修改密码',
    changed: '密码已修改。',
  },

  /** The tellers' views. */
  teller: {
    again: '再试一次',
    back: '返回',
    goOn: '继续',
    done: '完成',
    toDo: '进行中',
    you: '您',
    chief: '总监票人',
    fillInAll: '请先填好上面各项。',
    countWrong: '请填整数，没有就填 0。',
    deviceFailed: '这台设备没有算成。请再试一次；仍不行，请刷新本页。',

    homeHeading: '我监票的票决',
    homeEmpty: '现在没有由您监票的票决。秘书起草后，会自动出现在这里。',
    homeNow: (steps: readonly string[]) => `现在请您办理：${steps.join('、')}`,
    notTeller: '您不是这次票决的监票人',
    toHome: '回到首页',
    practiceMark: '试投：不开箱，不计票',
    tellersOf: (tellers: number, threshold: number) =>
      `　监票人 ${tellers} 名，其中 ${threshold} 名到场即可开箱`,
    voided: '本次投票已作废：',
    practiceEnded: '试投已经结束：',
    state: {
      draft: '起草中',
      keyed: '钥匙已成',
      carded: '票卡已制',
      sealed: '已封箱',
      open: '投票中',
      closed: '已截止',
      byHand: '人工计票',
      counted: '已计票',
      announced: '已宣布',
      void: '已作废',
    },
    status: { done: '已完成', now: '请办理', others: '等别人', later: '还没到', past: '不用办' },
    steps: {
      keys: '生成钥匙',
      secret: '重输开箱密码',
      cards: '制作票卡',
      zero: '零票报告',
      seal: '核对封箱',
      stock: '发卡和换卡',
      unused: '销毁剩余票卡',
      opening: '开箱',
      hands: '人工计票',
    },
    notYet: {
      keys: '秘书起草票决以后办理。',
      secret: '钥匙生成以后办理。',
      cards: '全体监票人的钥匙生成以后，由总监票人制作。',
      zero: '票卡制好以后签署。',
      seal: '秘书封箱以后核对。',
      stock: '封箱以后办理。',
      unused: '投票截止以后办理。',
      opening: '投票截止、主持人宣布收回票数以后开箱。',
      hands: '改为人工计票以后办理。',
    },
    ofChief: (step: string) =>
      ({
        keys: '您的三步已完成，等其他监票人。',
        cards: '由总监票人在自己的设备上制卡，请到场监督。',
        stock: '由总监票人登记。有票卡要作废时，请您在这里核对确认。',
        unused: '由总监票人清点销毁，请到场监督。',
        hands: '等另一名监票人。',
      })[step] ?? '等其他人。',
    ofTeller: (step: string) =>
      ({ keys: '您的三步已完成，等其他监票人。', hands: '等另一名监票人。' })[step] ?? '等其他监票人。',

    keysIntro:
      '钥匙由几名监票人各在自己的设备上生成，任何一人、服务器和管理员都打不开票箱。先生成您的开箱密码，抄好以后，其余的由设备自动完成。',
    makeSecret: '生成我的开箱密码',
    keysWorking: {
      certificate: '第一步：正在交出您的证书…',
      polynomial: '第二步：正在给其他监票人算份额…',
      voutput: '第三步：正在合成您的钥匙…',
      done: '',
    },
    keysWaiting: '您这一步已完成，等其他监票人。请不要关闭本页，轮到您时自动继续。',
    keysOwnDone: '您的三步都已完成。请收好密码纸，下一步要再输一遍。',
    keysReloaded: '本页重新打开过，开箱密码已不在这台设备上。请输入您抄下的开箱密码，接着往下做。',
    keysReloadedWaiting: '您这一步已完成，等其他监票人。本页重新打开过，轮到您时要再输一次抄下的开箱密码。',
    keysElsewhere:
      '您已在别的页面或刷新以前生成过开箱密码：刚才显示在这里的无效，抄下的请划掉，用先前那一个。',
    keysRestarted: '钥匙已重新开始做，原来的开箱密码作废，请销毁原来的密码纸，重新生成一个。',
    leaveSecret: '离开本页，开箱密码就不在这台设备上了，回来要再输一次。确定离开吗？',
    progressCaption: '各监票人的进度',
    progressTeller: '监票人',
    progressSteps: { certificate: '第一步：证书', polynomial: '第二步：份额', voutput: '第三步：钥匙' },
    progressProved: '已重输开箱密码',
    keyFingerprint: '钥匙指纹',
    keyFingerprintText:
      '请一人念、其他人对照自己的屏幕：各台设备必须完全一样。有一处不同就停下来，告诉秘书，重新做钥匙。',
    restart: '重新做钥匙',
    restartText: '所有监票人都要从第一步做起，已制的票卡和已签的零票报告一并作废。有人丢了开箱密码时才需要。',

    secretHeading: '您的开箱密码',
    secretText:
      '只显示这一次，系统里哪儿都没有保存。请抄写、打印或存成文件，开箱时要用。不要拍照，不要给别人看。',
    secretCase: '共 22 位，要分清大写和小写。里面没有数字 0、大写 O、大写 I 和小写 l。',
    secretPrint: '打印密码纸',
    secretSave: '存成文件',
    secretKept: '请打开看一眼，确认打印或保存的内容清楚完整。',
    secretWritten: '我已收好开箱密码，继续',
    secretField: '您的开箱密码（22 位）',
    secretFieldHint: '照密码纸输入，要分清大写和小写，空格可以不输。只在这台设备上使用，不会发送出去。',
    secretTyped: (
      typed:
        | { readonly state: 'complete' }
        | { readonly state: 'short'; readonly missing: number }
        | { readonly state: 'long'; readonly extra: number }
        | { readonly state: 'wrong'; readonly character: string },
    ) => {
      switch (typed.state) {
        case 'complete':
          return '22 位已输完。'
        case 'short':
          return `还差 ${typed.missing} 位。`
        case 'long':
          return `多了 ${typed.extra} 位，请对照密码纸检查。`
        case 'wrong':
          return `开箱密码里没有「${typed.character}」，请再看清楚。`
      }
    },
    slipHeading: '监票人开箱密码（保密）',
    slipFingerprint: '选举指纹前 8 位（封箱核对时抄）：＿＿＿＿ ＿＿＿＿',
    slipText: '共 22 位，分清大小写。开箱时要用；票决宣布以后销毁。',
    slipFile: (uuid: string) => `piaojue-secret-${uuid}.txt`,

    proveText: '为确认开箱密码抄得对、还在手上，请照密码纸再输一遍。全体监票人都输过，才能封箱。',
    prove: '核对开箱密码',
    proved: '您的开箱密码已核对无误，请收好，开箱时要用。',
    proveLost: '找不到密码纸，或怎么输都不对：请告诉总监票人或秘书，现在重新做钥匙还来得及。',

    cardsIntro:
      '票码在这台设备上生成，只印在纸上，不会发送出去。请在其他监票人到场时制卡，用直接连着这台设备的打印机。',
    cardsForDeputies: '代表人数',
    cardsSpare: '备用',
    cardsSpareHint: '用来替换丢失、损坏的票卡，剩下的投票后当场销毁。',
    makeCards: (count: number) => `制作 ${count} 张票卡`,
    cardsMade: (count: number) => `已制票卡 ${count} 张。`,
    cardsInMemory: '票码只在本页的内存里：离开或刷新本页就没有了，没印好的话要重新制卡。请先打印、清点。',
    cardsASheet: '每张 A4 纸',
    cardsASheetOption: (value: string) => `印 ${value} 张票卡`,
    cardsSheets: (cards: number, sheets: number) => `共 ${cards} 张票卡，印在 ${sheets} 张 A4 纸上。`,
    cardsHow: [
      '打印时选 A4、实际大小（100%），不加页眉页脚。',
      '沿十字标记裁开；副券不要裁下，由代表自己撕下保管。',
      '打乱次序，背面朝上，让代表自己抽取。不要登记谁抽了几号。',
    ],
    cardsPrint: '打印票卡',
    cardsGone: '票码已不在这台设备上。票卡已经印齐，请清点；没有印齐，请重新制卡。',
    cardsOthers:
      '系统里的票卡不是本页制作的这一批：别处又制过卡，或者刚才没有发送成功。本页的票码不能投票，从本页印出的票卡请全部销毁。请在制卡的那台设备上清点，或在这里重新制卡。',
    cardsCount: '打印出来的票卡，清点共几张',
    cardsCountHint: '一张一张地数，不要照抄上面的数。',
    cardsCountDone: '清点完毕',
    cardsCounted: (count: number) => `已清点，打印出来 ${count} 张，与制作的张数相符。`,
    cardsNotAll: (count: number, made: number) =>
      count < made
        ? `只数到 ${count} 张，应为 ${made} 张。请再数一遍、检查打印机；找不回来，请重新制卡。`
        : `数到 ${count} 张，多于制作的 ${made} 张：有的票卡印了两遍。请把多印的当场销毁再数，分不清就重新制卡。`,
    cardsAnew: '重新制卡',
    cardsAnewText: '重新制卡后，原来印的票卡全部不能投票，已签的零票报告要重签。请把原来的票卡全部销毁。',
    leaveCards: '离开本页，票码就没有了，没印好的话要重新制卡。确定离开吗？',
    card: {
      kind: '选票卡',
      practice: '试投',
      number: '卡号',
      stub: '副券',
      stubText: ['撕下自存，', '凭号补卡'],
      qr: '投票二维码',
      how: ['用投票平板扫码，或输入票码。', '一卡一票，请勿让他人看到票码。'],
      howPractice: ['用投票平板扫码，或输入票码。', '试投用，不计票。'],
    },

    zeroText: '请与其他监票人一起核对，然后各在自己的设备上签署。总监票人和另一名监票人签署后才能封箱。',
    zeroReport: (returned: number, cards: number) => `箱中 ${returned} 票，票卡 ${cards} 张。`,
    zeroSigned: (count: number) => `已签署 ${count} 份。`,
    zeroDone: '您已签署零票报告。',
    zeroSign: '签署零票报告',
    zeroCountFirst: '先在「制作票卡」里清点打印出来的票卡',

    sealText: '秘书已封箱。请用您的设备核对：箱是空的，您的钥匙在里面，开箱人数没有变。要输入您的开箱密码。',
    sealCheck: '核对封箱',
    sealFound: (cards: number) => `核对无误：箱里没有票，您的钥匙在里面，票卡名单有 ${cards} 张。`,
    sealCompare:
      '请一人念、其他人对照：各台设备、大屏幕上的指纹必须一样。然后把前 8 位抄在密码纸上，开箱时要照纸输入。',
    sealConfirm: '指纹一致，已抄在纸上，确认封箱',
    sealChecked: '您已确认封箱。',
    sealOnPaper: '您已确认封箱。密码纸上应抄有指纹的前 8 位：',
    fingerprintBegins: '指纹前 8 位',
    fingerprintWhole: '选举指纹',

    stockMade: '制作',
    stockIssued: '发出',
    stockVoided: '作废',
    stockLeft: '应剩',
    stockDone: (issued: number, voided: number) => `发出 ${issued} 张，作废 ${voided} 张。`,
    issueHeading: '发出的票卡',
    issueField: '已发出几张',
    issueHint: (present: number) =>
      `每名到会代表一张。现已签到 ${present} 人。换卡不用改这个数：收回旧卡号，发一张备用卡，发出数不变。`,
    issue: '登记发出数',
    issueAgain: '更改发出数',
    voidHeading: '票卡丢失或损坏',
    voidText: '先把旧卡作废，经另一名监票人确认，再发备用卡：旧卡从此不能投票，所以不会多出一票。',
    voidField: '卡号或票码',
    voidHint:
      '卡号在副券上。卡还在、只是损坏了，也可以扫描或输入卡上的票码，卡号在这台设备上算出，票码不会发送出去。',
    camera: {
      on: '用摄像头扫描票卡',
      off: '关闭摄像头',
      cameraPicture: '摄像头画面',
      cameraAim: '请把票卡上的二维码对准画面。',
      cameraStarting: '正在打开摄像头…',
      cameraTrouble: {
        denied: '没有得到使用摄像头的许可，请手工输入。',
        none: '这台设备没有可用的摄像头，请手工输入。',
        busy: '摄像头正被别的程序使用，请手工输入。',
      },
    },
    voidWrong: '请填副券上的卡号，或卡上完整的 22 位票码。',
    voidNotOurs: '这张票卡不是本次投票的',
    voidReason: '原因',
    voidReasonHint: '会记入公开的会议记录，请不要写代表的姓名。',
    voidReasonWrong: '请写明原因。',
    voidAsk: '申请作废这张票卡',
    voidAsked: (number: number) => `已申请作废第 ${number} 号票卡，请另一名监票人在自己的设备上确认。`,
    voidUnknown: '卡丢了，卡号也不知道，怎么办？',
    voidUnknownText: [
      '不能换卡。票卡不记名，没有卡号就不知道该作废哪一张；旧卡还能投票，再发一张，就可能有人投两票。',
      '请先找副券，再找卡。都找不到时，请报告主持人：由主席团决定本次投票作废重来，或改为纸质、举手表决。',
    ],
    voidedHeading: '作废的票卡',
    cardNumber: (number: number) => `第 ${number} 号`,
    voidedSpare: '已作废，不能再投票。现在可以发一张备用卡，让代表自己抽。',
    voidedDone: '已作废，不能再投票。',
    voidedNever: '没有经第二人确认，这张票卡没有作废。',
    voidedWaiting: '等另一名监票人确认。在此之前请不要发备用卡。',
    voidedConfirmText: (number: number) =>
      `总监票人申请作废第 ${number} 号票卡。请您到代表面前，看过副券或损坏的票卡，号码相符再确认。`,
    voidedSeen: (number: number) => `我看过副券或票卡，号码是 ${number}`,
    voidedTickFirst: '先看过副券或票卡，再勾选上面一行',
    voidedDecline: (number: number) => `号码不符，不作废第 ${number} 号`,
    voidedNot: (number: number) => `第 ${number} 号没有作废。`,
    voidDeclined: (number: number) =>
      `另一名监票人看到的号码不符，第 ${number} 号没有作废。请对照副券再核对卡号，重新申请。`,
    voidedConfirm: (number: number) => `确认作废第 ${number} 号`,
    voidedWithdraw: (number: number) => `撤回，第 ${number} 号找到了`,

    unusedText: '请在其他监票人到场时，清点没有发出的票卡，当场剪角或撕毁，再登记。收回的损坏票卡不算在内。',
    unusedExpected: (made: number, issued: number, voided: number, left: number) =>
      `制作 ${made} − 发出 ${issued} − 作废 ${voided} ＝ 应剩 ${left} 张`,
    unusedField: '清点并销毁了几张',
    unusedDiffers: '与应剩的张数不符，请再数一遍；仍不符，请写明原因',
    unusedDestroy: '登记已销毁',
    unusedDone: (count: number) => `已销毁剩余票卡 ${count} 张。`,

    practiceNeverOpened: '试投不开箱、不计票。请用「演练开箱」熟悉开箱的步骤。',
    openText:
      '请听主持人宣布收回的票数，拿出密码纸。填好以下三项，设备会下载全部档案，逐张核验，再让您看清要开的是什么。',
    openReturned: '主持人宣布收回几张票',
    openReturnedHint: '按听到的填。屏幕上的数字不算。',
    openFingerprint: '密码纸上的指纹前 8 位',
    openFingerprintHint: '按封箱时抄在纸上的填。',
    openExamine: '核验档案',
    openChecking: (checked: number, ballots: number) => `正在核验，已看过 ${checked} 张，共 ${ballots} 张…`,
    openCheckingLabel: '核验进度',
    openOtherNumber: (found: number, known: number) =>
      `档案里有 ${found} 张票，您听到宣布收回 ${known} 张，不相符。请再听一遍；确实不符，不要开箱，告诉主持人`,
    openOtherFingerprint: '纸上的指纹与档案的不同。请看清楚再输；确实不同，不要开箱，告诉主持人。',
    openEnough: '开箱的监票人已经够了，您的开箱密码不用再输。',
    openGiven: '您已交出您的一份。',
    openShares: (given: number, needed: number) => `已有 ${given} 份，要 ${needed} 份。`,
    giveHeading: '您将开的是',
    giveText: '全部选票都已核验，票数和指纹与您填的相符。开的只是总数，单张票谁也打不开。',
    giveBallot: '票决',
    giveReturned: '收回',
    giveReturnedValue: (count: number) => `${count} 张，逐张核验无误`,
    giveSum: '总数的校验码',
    give: '开箱：交出我的一份',
    countText: '份数已够，请总监票人或秘书按「计票」。',
    count: '计票',

    rehearsal: {
      mark: '演练',
      link: '演练开箱（不影响本次投票）',
      heading: '演练开箱',
      text: '这里的一切都只在这台设备上：用一个演练密码，把开箱的每一步走一遍。可以故意输错看看。',
      title: '开箱演练',
      options: ['演练项目一', '演练项目二', '演练项目三'],
      secretHeading: '您的演练密码',
      secretText: '请抄在草稿纸上。真正的开箱密码只显示一次，这一个可以再看。',
      knownHeading: '演练时，您听到和纸上记着的是',
      known: (returned: number) => `主持人宣布：收回 ${returned} 张。指纹前 8 位：`,
      showAgain: '再看一次演练密码',
      doneHeading: '演练成功',
      done: '箱已打开。正式开箱时步骤完全一样，要几名监票人各开一份。',
      leave: '结束演练，回到票决',
    } as {
      readonly mark: string
      readonly link: string
      readonly heading: string
      readonly text: string
      readonly title: string
      readonly options: readonly [string, string, string]
      readonly secretHeading: string
      readonly secretText: string
      readonly knownHeading: string
      readonly known: (returned: number) => string
      readonly showAgain: string
      readonly doneHeading: string
      readonly done: string
      readonly leave: string
    },

    hands: {
      text: {
        paper:
          '本次投票已改用纸质选票。请两名监票人各自点票、各在自己的设备上填写，互相不看；两份一致，才算计票完成。',
        hands:
          '本次投票已改为举手表决。请两名监票人各自数手、各在自己的设备上填写，互相不看；两份一致，才算计票完成。',
      },
      reason: '改用的理由：',
      heads: { issued: '发出', returned: '收回', valid: '有效', invalid: '无效' },
      present: (count: number) => `到会 ${count} 人，每人一票。`,
      blank: '全部弃权的票',
      left: (count: number) => `还有 ${count} 处没有填。`,
      addsUp: '各数相符。',
      send: '交出我的点票结果',
      sendAgain: '重新交出',
      waiting: '您的点票结果已交，等另一名监票人。对方填了什么，您看不到。',
      enough: '已有两名监票人在填写，不用您填。',
      differences: (count: number) =>
        `两份有 ${count} 处不一致，已标出。请两人一起重新点清这几处，再各自重新交出。`,
      differs: '两份不一致，请重新点清',
      agreed: '两份点票结果一致，计票完成。',
    },
    figuresHeading: '计票结果',
    figureOption: '项目',
    figure: {
      approvals: '得票',
      approve: '赞成',
      against: '反对',
      blank: '弃权',
      satisfied: '满意',
      basicallySatisfied: '基本满意',
      notSatisfied: '不满意',
    },
  },
}

export type Words = typeof zh

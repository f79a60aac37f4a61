/** What the voter's page says, in Chinese. The English file has the same keys: the compiler sees to it. */
export const zh = {
  pageTitle: '投票 · 票决',
  app: '票决',
  stateLabel: '当前状态',
  state: {
    ready: '请出示票卡',
    drafting: '正在填票，还没有投出',
    waiting: '已经发出，等待入箱',
    inBox: '已经入箱',
    closed: '投票截止，没有入箱',
    refused: '没有入箱',
  },
  opening: '正在打开…',

  cardHeading: '请输入票码',
  cardIntro: '票码印在您抽到的票卡上，共 22 位。要分清大写和小写，横线和空格可以不输。',
  cardSecret: '票码只在这台平板上使用，不会发送出去。',
  cardField: '票码',
  cardProgress: (typed: number) => `已输入 ${typed} 位，还差 ${22 - typed} 位`,
  cardComplete: '22 位已经输完',
  cardTooLong: (typed: number) => `多了 ${typed - 22} 位，请对照票卡检查`,
  cardNever: (character: string) =>
    `票码里没有「${character}」。票卡上不用数字 0、大写 O、大写 I 和小写 l，请再看清楚`,
  cardWrong: (character: string) => `票码里不会有「${character}」，只有英文字母和数字 1 至 9`,
  cardGo: '开始填票',
  cardUnknown: '没有找到这张票卡的票决。请对照票卡检查票码，或找总监票人换卡',
  cardOver: '这张票卡的投票已经截止',

  lookingHeading: '正在查找这张票卡的票决',
  lookingText: '请稍候…',
  lookingUnreachable: '网络不通，正在自动重试。请不要离开，也可以举手找工作人员。',
  earlyHeading: '投票还没有开始',
  earlyText: '请等主持人宣布。开始以后，本页自动进入填票，不用再输票码。',
  leave: '退出，换一张票卡',

  chooseLegend: (max: number) => `请勾选您赞成的项目，最多 ${max} 项。`,
  chooseLeft: (left: number) => (left > 0 ? `还可选 ${left} 项` : '已经选满'),
  chooseChosen: (count: number) => `已选 ${count} 项`,
  chooseTooMany: (max: number) => `最多选 ${max} 项，您已经选满。想换一项，请先点掉一项已选的。`,
  chooseNone: '还没有选。请至少选一项；一项也不想选，请按「弃权」。',
  chooseAbstain: '弃权，一项也不选',
  check: '下一步：核对',

  optionProgress: (number: number, count: number) => `第 ${number} 项，共 ${count} 项`,
  answers: {
    each: ['赞成', '反对'],
    satisfaction: ['满意', '基本满意', '不满意'],
  },
  abstain: '弃权',
  answersLabel: '您的意见',
  previous: '上一项',
  backToReview: '回到核对',
  abstainRest: '其余各项都弃权',

  reviewHeading: '请核对您的选票',
  reviewChosen: (count: number) => `您选了 ${count} 项：`,
  reviewNotChosen: (count: number) => (count > 0 ? `其余 ${count} 项没有选：` : '全部项目您都选了。'),
  reviewBlank: '您选择弃权，一项也不选。',
  reviewAnswers: '您的意见：',
  reviewFinal: '投出以后不能更改，也不能再投。',
  change: '修改',
  changeOption: (option: string) => `修改：${option}`,
  back: '返回修改',
  cast: '投出这张票',

  sealingHeading: '正在封票',
  sealingText: '选票正在这台平板上封好，请稍候…',

  sendingHeading: '票已封好，正在送进票箱',
  sendingStay: '请不要离开，也不要关机。看到「已经入箱」才算投完。',
  sendingFirst: '已经发出，等票箱回音…',
  sendingTrouble: {
    unreachable: '网络不通，还没有收到票箱的回音。系统自动重发同一张票，只会计一次。',
    otherReceipt: '收到的回音与这张票不符，不能算入箱。系统在重试，请举手找工作人员。',
    notOpen: '票箱还没有打开，请等主持人宣布。系统会自动再送。',
    closing: '投票已经到时间，票箱正在清点路上的选票。请稍候，马上会有确定的结果。',
  },
  sendingAgain: (attempt: number) => `已经试了 ${attempt} 次`,
  sendNow: '现在重发',

  inBoxHeading: '您的票已经入箱',
  trackerLabel: '入箱凭据',
  trackerText: '它只证明这张票在票箱里，看不出您选了什么。计票以后，可以在公开的档案里找到它。',
  clearsIn: (seconds: number) => `${seconds} 秒后本页自动清空`,
  clearNow: '清空，交给下一位',

  closedHeading: '投票已经截止，您的票没有入箱',
  refusedHeading: '这张票没有入箱',
  refusedHelp: '如有疑问，请举手找工作人员。',
  startOver: '回到首页',

  broken: {
    cannotKeep: '这台平板不能保存选票',
    cannotSeal: '这台平板不能封票',
  },
  brokenText: {
    cannotKeep: '这台平板不能用来投票。没有投过的票卡仍可使用，请换一台平板，并告诉工作人员。',
    cannotSeal: '平板收到的选票内容前后不一致。您的票没有投出，票卡仍可使用。请换一台平板，并告诉工作人员。',
  },
}

export type Words = typeof zh

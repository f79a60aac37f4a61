/** What surrounds the papers on the screen, in Chinese. The papers themselves are Chinese in every language. */
export const zh = {
  heading: '文书',
  back: '回到会议',
  tallySheet: '计票报告单',
  announcement: '公告',
  printTallySheet: '打印计票报告单',
  printAnnouncement: '打印公告',
  saveWorkbook: '导出结果（.xlsx）',
  saving: '正在导出…',
  saveFailed: '导出没有成功，请再试一次。',
  notCounted: '还没有计票。计票以后，这里可以打印计票报告单。',
  notAnnounced: '还没有宣布。会议主持人宣布以后，这里可以打印公告。',
  number: '公告编号',
  numberHint: '例如 2，印为“第2号”。打印以前填写。',
  listHeading: (year: number) => `${year} 年审议文书`,
  listDraft: '候选名单还是草案。主席团审议确定以后，再打印签字存档。',
  listFixed: '候选名单已经确定。打印以后由主席团签字，存入会议档案。',
  printList: '打印候选名单',
  printRefused: '打印没有采纳的项目建议',
  signHint: '打印以后，由总监票人、监票人、计票人亲笔签名，存入会议档案。',
}

export type Words = typeof zh

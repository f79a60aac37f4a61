/** What surrounds the year's report on the screen, in Chinese. */
export const zh = {
  failed: '年度报告暂时读不出来',
  heading: (year: number) => `${year} 年度报告`,
  unsaved: '还没有保存过：下面的文字由记录生成，保存后才能印发。',
  draft: (version: number) => `第 ${version} 版，尚未印发。`,
  issuedNow: (version: number, day: string) => `第 ${version} 版已于 ${day} 印发，对公众公开。`,
  earlier: '已印发的版本',
  issuedOn: (version: number, day: string) => `第 ${version} 版，${day}，摘要：`,
  print: '打印（A4）',
  edit: '修改文字',
  editHint:
    '数字用花括号里的名称表示，例如 {群众人次}，由记录自动填入，不能手工改。保存后，主席团按看到的文字和数字印发。',
  names: '可用的数字',
  propose: '用记录重新生成这一节',
  proposeOf: (section: string) => `用记录重新生成：${section}`,
  save: '保存文字',
  saved: (version: number) => `已保存为第 ${version} 版。`,
  newer: '别人刚保存了新的一版。请先看新的内容，再决定是否继续。',
  goOn: '用我改的文字保存',
  issue: '印发年度报告',
  issueText: '印发后，文字和数字一并冻结并公开，摘要写入公开日志。以后的修改另成一版。',
  issueMissing: '秘书还没有保存新的一版 / The secretary has not saved a new version yet',
}

export type Words = typeof zh

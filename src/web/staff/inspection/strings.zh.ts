/** What the page of a year's inspection says, in Chinese. The English file has the same keys: the compiler sees to it. */
export const zh = {
  title: '验单',
  heading: (year: number) => `${year} 年验单`,
  comma: '；',
  noYear: '还没有年度。秘书先在“会议”里新建年度。',
  noProjects: '这一年还没有宣布票决结果。宣布以后，代表从这里监督选出的项目。',
  others: '其他年度',
  overdue: (count: number) => `${count} 项过期`,
  supervision: {
    title: '监督小组和视察',
    groups: (set: number, of: number) => `${of} 个项目，${set} 个已有监督小组`,
    visits: (made: number, planned: number) => `视察 ${made} 次，计划中 ${planned} 次`,
  },
  questions: {
    title: '问进度',
    none: '还没有提问',
    says: (waiting: number, answered: number, rated: number) =>
      `待答复 ${waiting} 件，待评价 ${answered} 件，已评价 ${rated} 件`,
  },
  sittings: {
    title: '促进会和约见',
    none: '还没有会议',
    says: (requested: number, arranged: number, held: number) =>
      `待安排 ${requested} 次，已安排 ${arranged} 次，已召开 ${held} 次`,
    lacking: (count: number) => `${count} 次还没有记录`,
  },
  undertakings: {
    title: '整改和承诺',
    none: '还没有整改和承诺',
    says: (open: number, reported: number, settled: number) =>
      `办理中 ${open} 项，待复查 ${reported} 项，已办好 ${settled} 项`,
  },
  satisfaction: {
    title: '满意度测评',
    none: '还没有测评',
    begun: '正在测评',
    announced: (count: number) => `已宣布 ${count} 次`,
  },
  duties: {
    title: '代表述职',
    none: '还没有述职名单',
    says: (reported: number, of: number) => `${of} 名代表，${reported} 名已述职`,
  },
  report: {
    title: '年度报告',
    none: '还没有印发',
    issued: (count: number) => `已印发 ${count} 次`,
  },
}

export type InspectionWords = typeof zh

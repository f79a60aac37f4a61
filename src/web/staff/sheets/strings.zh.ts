/** What is said wherever a sheet is chosen, in Chinese. */
export const zh = {
  file: '选择表格（.xlsx 或 .csv）',
  template: '下载空表格',
  reading: '正在读取表格…',
  writing: '正在导出…',
  wrong: {
    tooLarge: '文件超过 5 MB，请删去多余内容，或分成几个文件。',
    unpacksTooLarge: '文件展开后太大，没有读取。请在表格软件里新建文件，只复制需要的行，再选一次。',
    notSheet: '这不是 .xlsx 或 .csv 表格，或者文件已损坏、加了密码。请用表格软件另存为 .xlsx 再试。',
    empty: '表格里除了标题没有别的行。',
  },
  tooMany: (max: number) => `一次最多导入 ${max} 行，请分成几个文件。`,
  heading: '请核对后再导入',
  and: '；',
  row: (row: number) => `第 ${row} 行`,
  stopped: (count: number) => `有 ${count} 行不对。请改好表格再选一次，或者不要这些行：`,
  leaveOut: (count: number) => `不要这 ${count} 行，只导入其余的`,
  toBeImported: '将要导入的内容',
  more: (count: number) => `另有 ${count} 行没有列出。`,
  nothing: '没有可以导入的行。',
}

export type SheetWords = typeof zh

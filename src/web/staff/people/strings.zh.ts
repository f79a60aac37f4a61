/** What the lists of staff and deputies say, in Chinese. The English file has the same keys. */
import type { RowProblem } from './sheet.ts'

export const zh = {
  close: '我已记好',
  staff: {
    heading: '工作人员',
    text: '主席团、监票人、审计、代表和责任单位用各自的账号在自己的设备上办事。账号不能共用。',
    caption: '工作人员账号',
    name: '姓名',
    unit: '单位名称',
    unitHint: '交办和退回时都用这个名称。同一单位的几个账号写同一个名称，看到和办理的就是同一些事。',
    username: '用户名',
    role: '职责',
    state: '状态',
    acts: '操作',
    active: '可用',
    disabled: '已停用',
    noFactor: '还没有设置动态口令',
    add: '添加工作人员',
    roles: {
      presidium: '主席团',
      teller: '监票人',
      chief: '总监票人',
      auditor: '审计',
      deputy: '代表',
      department: '责任单位',
    },
    deputy: '哪一名代表',
    deputyMissing: '请选代表',
    chiefTaken: '总监票人只有一名，已经有了',
    button: '建立账号',
    madeHeading: '账号已建立',
    madeText: '初始密码只显示这一次。请当面交给本人，让本人登录后立即修改。',
    password: '初始密码',
    anew: '重设密码',
    anewHeading: '重设这个账号的密码？',
    anewText:
      '本人忘记密码时使用。原密码立即失效，已登录的设备全部退出；动态口令不变。重设会记入公开的日志。',
    anewDone: '密码已重设',
    disable: '停用',
    disableHeading: '停用这个账号？',
    disableText: '停用后立即退出登录，不能再办事。以后可以再启用。',
    enable: '启用',
    reset: '重置动态口令',
    resetHeading: '重置动态口令？',
    resetText: '本人手机丢失或更换时使用。重置后下次登录要重新设置。',
  },
  deputies: {
    heading: '代表名册',
    count: (active: number, left: number) =>
      left === 0 ? `在任 ${active} 名。` : `在任 ${active} 名，已离任 ${left} 名。`,
    none: '还没有代表。可以导入表格，也可以逐个添加。',
    caption: '代表名册',
    number: '序号',
    name: '姓名',
    delegation: '代表团',
    state: '状态',
    acts: '操作',
    active: '在任',
    left: '已离任',
    search: '查找代表',
    searchHint: '姓名、代表团或序号。',
    more: (count: number) => `还有 ${count} 名没有显示，请查找。`,
    add: '添加一名代表',
    delegationHint: '可不填。',
    save: '保存',
    edit: '修改',
    leave: '标为离任',
    leaveHeading: '标为离任？',
    leaveText: '离任后不计入应到人数，不能签到。可以恢复。',
    back: '恢复在任',
    importHeading: '导入表格',
    importText: '表格第一行是标题，要有“姓名”一列，可以有“代表团”一列，其余的列不看。',
    export: '导出名册（.xlsx）',
    sheet: '代表名册',
    fileName: '代表名册.xlsx',
    templateName: '代表名册-空表.xlsx',
    noNameColumn: '第一行里没有“姓名”一列，请检查标题。',
    problem: (problem: RowProblem): string => {
      switch (problem.is) {
        case 'noName':
          return '没有姓名'
        case 'tooLong':
          return problem.column === 'name' ? '姓名超过 40 个字' : '代表团超过 60 个字'
        case 'unprintable':
          return '含有不能显示的字符'
        case 'notText':
          return '姓名是数字或日期，不像人名'
        case 'twice':
          return `与第 ${problem.row} 行重复`
        case 'known':
          return '名册里已有同名同代表团的代表'
      }
    },
    doubtful: (count: number) => `有 ${count} 行可能重复，请核对：`,
    takeDoubtful: '确实是不同的人，也一起导入',
    import: (count: number) => `导入 ${count} 名代表`,
    imported: (count: number) => `已导入 ${count} 名代表。`,
  },
  badges: {
    heading: '代表证',
    text: '每页 10 张，A4 纸打印后裁开。签到时用扫描枪扫证上的二维码。',
    print: '打印',
    qr: (name: string) => `${name} 的签到二维码`,
    back: '回到会议',
  },
}

export type PeopleWords = typeof zh

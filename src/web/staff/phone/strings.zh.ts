/** What the deputies' page says of the phone it is on, in Chinese. The English file has the same keys. */
export const zh = {
  leaveHeading: '还有记录没有上报',
  leaveText: (count: number) =>
    `这部手机上有 ${count} 条接待记录还没有上报。退出后它们留在这部手机上，您下次在这里登录后自动上报；在那以前别人看不到。`,
  leave: '退出，记录留在手机上',
  notMine: '这部手机不是我的',
  deleteText: (count: number) => `删除后 ${count} 条记录都没有了，也不会上报，不能找回。`,
  deleteAndLeave: '删除没有上报的记录并退出',
}

export type PhoneWords = typeof zh

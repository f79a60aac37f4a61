/** What the deputies' page says of the phone it is on, in Chinese. The English file has the same keys. */
import type { Unsent } from './unsent.ts'

const counted = ({ contacts, photos, drafts }: Unsent): string =>
  [
    contacts > 0 ? `${contacts} 条接待记录` : '',
    photos > 0 ? `${photos} 张照片` : '',
    drafts > 0 ? `${drafts} 份没有填完的记录` : '',
  ]
    .filter((each) => each !== '')
    .join('、')

export const zh = {
  leaveHeading: '还有内容没有上报',
  leaveText: (unsent: Unsent) =>
    `这部手机上有 ${counted(unsent)}还没有上报。退出后它们留在这部手机上，您下次在这里登录后自动上报${unsent.drafts > 0 ? '，没有填完的可以接着填' : ''}；在那以前别人看不到。`,
  leave: '退出，内容留在手机上',
  notMine: '这部手机不是我的',
  deleteText: (unsent: Unsent) => `删除后 ${counted(unsent)}都没有了，也不会上报，不能找回。`,
  deleteAndLeave: '删除没有上报的内容并退出',
}

export type PhoneWords = typeof zh

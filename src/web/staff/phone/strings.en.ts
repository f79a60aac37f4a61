import type { Unsent } from './unsent.ts'
import type { PhoneWords } from './strings.zh.ts'

const some = (count: number, one: string): string =>
  count === 0 ? '' : count === 1 ? `1 ${one}` : `${count} ${one}s`

const counted = ({ contacts, photos, drafts }: Unsent): string =>
  [some(contacts, 'contact'), some(photos, 'photo'), some(drafts, 'unfinished record')]
    .filter((each) => each !== '')
    .join(' and ')

export const en: PhoneWords = {
  leaveHeading: 'Not everything has been sent',
  leaveText: (unsent) =>
    `Not sent yet from this phone: ${counted(unsent)}. They stay on this phone when you sign out, and are sent ` +
    `when you sign in here again${unsent.drafts > 0 ? ', where you can finish what is unfinished' : ''}; ` +
    'nobody else sees them before.',
  leave: 'Sign out, keep them on the phone',
  notMine: 'This phone is not mine',
  deleteText: (unsent) => `Once deleted, ${counted(unsent)} will never be sent and cannot be brought back.`,
  deleteAndLeave: 'Delete what was not sent, and sign out',
}

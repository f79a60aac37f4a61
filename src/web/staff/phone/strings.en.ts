import type { PhoneWords } from './strings.zh.ts'

const records = (count: number): string => (count === 1 ? '1 contact' : `${count} contacts`)

export const en: PhoneWords = {
  leaveHeading: 'Not everything has been sent',
  leaveText: (count) =>
    `On this phone there ${count === 1 ? 'is' : 'are'} ${records(count)} not sent yet. They stay on this phone when ` +
    'you sign out, and are sent when you sign in here again; nobody else sees them before.',
  leave: 'Sign out, keep them on the phone',
  notMine: 'This phone is not mine',
  deleteText: (count) => `Once deleted, ${records(count)} will never be sent and cannot be brought back.`,
  deleteAndLeave: 'Delete what was not sent, and sign out',
}

/** What is said about photos, wherever they are chosen or shown, in English. */
import type { PhotoWords } from './photo-words.ts'

export const photoWordsEn: PhotoWords = {
  heading: 'Photos',
  hint: 'At most 6. They are shrunk on this device before they are sent, without the place where they were taken. Please leave out other people’s faces and papers.',
  choose: 'Choose photos',
  photo: (n: number) => `Photo ${n}`,
  enlarge: (n: number) => `Enlarge photo ${n}`,
  remove: (n: number) => `Remove photo ${n}`,
  removeIt: 'Remove',
  close: 'Close',
  preparing: 'Shrinking the photos…',
  sending: (n: number, all: number) => `Sending photo ${n} of ${all}`,
  sent: (count: number) => (count === 1 ? '1 photo was sent.' : `${count} photos were sent.`),
  unreadable: (names: string) => `Cannot be opened: ${names}. Please choose JPEG, PNG or WebP photos.`,
  tooMany: 'At most 6: the rest was not taken.',
  notSent: (count: number) => (count === 1 ? '1 photo was not sent.' : `${count} photos were not sent.`),
  again: 'Send again',
  notShown: 'The photo cannot be shown',
}

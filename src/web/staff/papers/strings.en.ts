import type { Words } from './strings.zh.ts'

/** What surrounds the papers on the screen, in English. */
export const en: Words = {
  heading: 'Papers',
  back: 'Back to the meeting',
  tallySheet: 'Tally sheet',
  announcement: 'Announcement',
  printTallySheet: 'Print the tally sheet',
  printAnnouncement: 'Print the announcement',
  saveWorkbook: 'Save the results (.xlsx)',
  saving: 'Saving…',
  saveFailed: 'It could not be saved: please try again.',
  notCounted: 'Nothing is counted yet. Once it is, the tally sheet can be printed here.',
  notAnnounced:
    'Nothing is announced yet. Once the chair has announced it, the announcement can be printed here.',
  number: 'Number of the announcement',
  numberHint: '2, for example, is printed as “第2号”. Please fill it in before printing.',
  listHeading: (year) => `Papers of the review, ${year}`,
  listDraft: 'The list is a draft. Print it for signature once the presidium has fixed it.',
  listFixed: 'The list is fixed. Once printed, the presidium signs it, and it goes on file.',
  printList: 'Print the list of candidates',
  printRefused: 'Print what was not taken up',
  signHint:
    'Once printed, the chief teller, the tellers and the counters sign it by hand, and it goes on file.',
}

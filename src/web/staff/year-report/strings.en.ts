import type { Words } from './strings.zh.ts'

/** What surrounds the year's report on the screen, in English. */
export const en: Words = {
  failed: 'The report of the year cannot be read just now',
  heading: (year) => `Report of the year ${year}`,
  unsaved: 'Nothing was saved yet: these words come from the records. Once saved, they can be issued.',
  draft: (version) => `Version ${version}, not issued yet.`,
  issuedNow: (version, day) => `Version ${version} was issued on ${day}, and is public.`,
  earlier: 'Versions that were issued',
  issuedOn: (version, day) => `Version ${version}, ${day}, digest: `,
  print: 'Print (A4)',
  edit: 'Edit the words',
  editHint:
    'A figure is written as its name in braces, {群众人次} for example, and is put in from the records: nobody types it. Once saved, the presidium issues the words and figures that it looked at.',
  names: 'Figures that can be named',
  propose: 'Take this section from the records',
  proposeOf: (section) => `Take from the records: ${section}`,
  save: 'Save the words',
  saved: (version) => `Saved as version ${version}.`,
  newer: 'Somebody has just saved another version. Please look at it before you go on.',
  goOn: 'Save with my words',
  issue: 'Issue the report',
  issueText:
    'Words and figures are frozen together and become public; their digest stands in the journal. A later change is another version.',
  issueMissing: '秘书还没有保存新的一版 / The secretary has not saved a new version yet',
}

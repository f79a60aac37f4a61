/** What is said wherever a sheet is chosen, in English. */
import type { SheetWords } from './strings.zh.ts'

export const en: SheetWords = {
  file: 'Choose a sheet (.xlsx or .csv)',
  template: 'Download an empty sheet',
  reading: 'Reading the sheet…',
  writing: 'Exporting…',
  wrong: {
    tooLarge: 'The file has more than 5 MB. Please remove what is not needed, or make several files of it.',
    unpacksTooLarge:
      'Unpacked, the file is too large and was not read. Please copy only the rows needed into a new file, and choose that.',
    notSheet:
      'This is no .xlsx or .csv sheet, or it is damaged or has a password. Save it as .xlsx and try again.',
    empty: 'There are no rows below the headings.',
  },
  tooMany: (max) => `At most ${max} rows can be imported at once: please make several files.`,
  heading: 'Check before you import',
  and: '; ',
  row: (row) => `Row ${row}`,
  stopped: (count) =>
    count === 1
      ? '1 row is wrong. Correct the sheet and choose it again, or leave the row out:'
      : `${count} rows are wrong. Correct the sheet and choose it again, or leave them out:`,
  leaveOut: (count) => (count === 1 ? 'Leave this row out' : `Leave these ${count} rows out`),
  toBeImported: 'What will be imported',
  more: (count) => `${count} more rows are not shown.`,
  nothing: 'There is no row that can be imported.',
}

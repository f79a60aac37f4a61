/** The board of a year's delivery and a project's page, in English. */
import type { BoardWords } from './strings.zh.ts'

export const en: BoardWords = {
  boardHeading: (year) => `Delivery in ${year}`,
  none: 'No vote has chosen a project yet.',
}

/** In the order in which they are chosen; the model itself would bring its checks along. */
import type { Rating } from '../../../inspect/question-model.ts'

export const RATINGS: readonly Rating[] = ['satisfied', 'basically-satisfied', 'not-satisfied']

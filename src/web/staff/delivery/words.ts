import { deliveryWordsEn } from '../../shared/delivery-words.en.ts'
import type { DeliveryWords } from '../../shared/delivery-words.ts'
import { deliveryWordsZh } from '../../shared/delivery-words.zh.ts'
import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type BoardWords } from './strings.zh.ts'

const BOARD_WORDS: Readonly<Record<Language, BoardWords>> = { zh, en }
const DELIVERY_WORDS: Readonly<Record<Language, DeliveryWords>> = { zh: deliveryWordsZh, en: deliveryWordsEn }

/** Of the board and a project's page. */
export function useBoardWords(): BoardWords {
  return BOARD_WORDS[useLanguage()]
}

/** Of lights, what is due, and what departs: the same on every page. */
export function useDeliveryWords(): DeliveryWords {
  return DELIVERY_WORDS[useLanguage()]
}

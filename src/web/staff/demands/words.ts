import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type DemandWords } from './strings.zh.ts'

export const DEMAND_WORDS: Readonly<Record<Language, DemandWords>> = { zh, en }

export function useDemandWords(): DemandWords {
  return DEMAND_WORDS[useLanguage()]
}

import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type InspectionWords } from './strings.zh.ts'

export const INSPECTION_WORDS: Readonly<Record<Language, InspectionWords>> = { zh, en }

export function useInspectionWords(): InspectionWords {
  return INSPECTION_WORDS[useLanguage()]
}

import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type SheetWords } from './strings.zh.ts'

const SHEET_WORDS: Readonly<Record<Language, SheetWords>> = { zh, en }

export function useSheetWords(): SheetWords {
  return SHEET_WORDS[useLanguage()]
}

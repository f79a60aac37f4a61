import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type SittingWords } from './strings.zh.ts'

const SITTING_WORDS: Readonly<Record<Language, SittingWords>> = { zh, en }

export function useSittingWords(): SittingWords {
  return SITTING_WORDS[useLanguage()]
}

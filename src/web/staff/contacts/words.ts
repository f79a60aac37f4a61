import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type ContactWords } from './strings.zh.ts'

const WORDS: Readonly<Record<Language, ContactWords>> = { zh, en }

export function useContactWords(): ContactWords {
  return WORDS[useLanguage()]
}

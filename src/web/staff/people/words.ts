import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type PeopleWords } from './strings.zh.ts'

export const PEOPLE_WORDS: Readonly<Record<Language, PeopleWords>> = { zh, en }

export function usePeopleWords(): PeopleWords {
  return PEOPLE_WORDS[useLanguage()]
}

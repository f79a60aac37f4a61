import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type Words } from './strings.zh.ts'

const WORDS: Readonly<Record<Language, Words>> = { zh, en }

export function useDutyWords(): Words {
  return WORDS[useLanguage()]
}

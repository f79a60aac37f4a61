import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type SupervisionWords } from './strings.zh.ts'

const SUPERVISION_WORDS: Readonly<Record<Language, SupervisionWords>> = { zh, en }

export function useSupervisionWords(): SupervisionWords {
  return SUPERVISION_WORDS[useLanguage()]
}

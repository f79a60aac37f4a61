import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type QuestionWords } from './strings.zh.ts'

const QUESTION_WORDS: Readonly<Record<Language, QuestionWords>> = { zh, en }

export function useQuestionWords(): QuestionWords {
  return QUESTION_WORDS[useLanguage()]
}

import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type DepartmentWords } from './strings.zh.ts'

const DEPARTMENT_WORDS: Readonly<Record<Language, DepartmentWords>> = { zh, en }

export function useDepartmentWords(): DepartmentWords {
  return DEPARTMENT_WORDS[useLanguage()]
}

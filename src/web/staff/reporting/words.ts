import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type ReportingWords } from './strings.zh.ts'

const REPORTING_WORDS: Readonly<Record<Language, ReportingWords>> = { zh, en }

export function useReportingWords(): ReportingWords {
  return REPORTING_WORDS[useLanguage()]
}

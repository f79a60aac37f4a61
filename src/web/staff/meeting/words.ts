import type { Language } from '../../shared/language.ts'
import { useLanguage } from '../words.ts'
import { en } from './strings.en.ts'
import { zh, type MeetingWords } from './strings.zh.ts'

export type { MeetingWords }

export const MEETING_WORDS: Readonly<Record<Language, MeetingWords>> = { zh, en }

export function useMeetingWords(): MeetingWords {
  return MEETING_WORDS[useLanguage()]
}

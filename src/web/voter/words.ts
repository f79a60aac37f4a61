import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../shared/language.ts'
import { en } from './strings.en.ts'
import { zh, type Words } from './strings.zh.ts'

export const WORDS: Readonly<Record<Language, Words>> = { zh, en }

/** Titles and names of projects come from the congress, in its language, whatever the page speaks. */
export const OF_THE_HALL = 'zh-CN'

export const LanguageContext = createContext<Language>('zh')

export function useWords(): Words {
  return WORDS[useContext(LanguageContext)]
}

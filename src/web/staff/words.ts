import { createContext } from 'preact'
import { useCallback, useContext } from 'preact/hooks'
import { sentenceIn, type Language } from '../shared/language.ts'
import { en } from './strings.en.ts'
import { zh, type Words } from './strings.zh.ts'

export const WORDS: Readonly<Record<Language, Words>> = { zh, en }

/** Titles and names of projects and people come from the congress, in its language, whatever the page speaks. */
export const OF_THE_HALL = 'zh-CN'

export const LanguageContext = createContext<Language>('zh')

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

export function useWords(): Words {
  return WORDS[useLanguage()]
}

/** Gives the half of the service's sentences that is in the page's language; alone, it begins as a sentence does. */
export function useSentence(): (sentence: string) => string {
  const language = useLanguage()
  return useCallback(
    (sentence: string) => sentenceIn(language, sentence).replace(/^[a-z]/, (first) => first.toUpperCase()),
    [language],
  )
}

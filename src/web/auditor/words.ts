import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../shared/language.ts'
import { en } from './strings.en.ts'
import { zh, type Words } from './strings.zh.ts'

export const WORDS: Readonly<Record<Language, Words>> = { zh, en }

export const LanguageContext = createContext<Language>('zh')

export function useWords(): Words {
  return WORDS[useContext(LanguageContext)]
}

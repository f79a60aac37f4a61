import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { languageInAddress, type Language } from '../shared/language.ts'
import { zh, type Words } from './strings.zh.ts'

/** Titles and names of projects come from the congress, in its language, whatever the page speaks. */
export const OF_THE_HALL = 'zh-CN'

interface Spoken {
  readonly language: Language
  readonly words: Words
}

const CHINESE: Spoken = { language: 'zh', words: zh }

export const SpokenContext = createContext(CHINESE)

export function useWords(): Words {
  return useContext(SpokenContext).words
}

/**
 * What the page speaks, and how to choose it, as soon as there is a choice. The other pages carry both languages; this
 * one, loaded by a whole hall at once, has English come afterwards, by itself: a press then needs no network. Where it
 * does not come the page stays Chinese.
 */
export function useSpoken() {
  const [chosen, choose] = useState(languageInAddress)
  const [english, setEnglish] = useState<Spoken>()
  useEffect(() => {
    import('./strings.en.ts').then(
      ({ en }) => setEnglish({ language: 'en', words: en }),
      () => undefined,
    )
  }, [])
  const spoken = chosen === 'en' && english !== undefined ? english : CHINESE
  return { spoken, choose, isChoice: english !== undefined }
}

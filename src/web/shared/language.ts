/** Which language a page speaks. It stands in the address (`?lang=en`), so that a link keeps it; Chinese needs none. */
export type Language = 'zh' | 'en'

export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

export function languageInAddress(): Language {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'zh'
}

/** Tells the browser and screen readers, and writes it into the address without a new entry in the history. */
export function speak(language: Language): void {
  document.documentElement.lang = LANGUAGE_TAG[language]
  const address = new URL(location.href)
  if (language === 'zh') address.searchParams.delete('lang')
  else address.searchParams.set('lang', language)
  if (address.href !== location.href) history.replaceState(null, '', address)
}

/** The half of a sentence of the service ("中文 / English") that is in the page's language. */
export function sentenceIn(language: Language, sentence: string): string {
  const [zh = sentence, en = zh] = sentence.split(' / ')
  return language === 'zh' ? zh : en
}

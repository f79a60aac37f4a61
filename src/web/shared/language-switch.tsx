import type { Language } from './language.ts'

/** One button that names the other language in that language. */
export function LanguageSwitch({
  language,
  onSwitch,
}: {
  readonly language: Language
  readonly onSwitch: (language: Language) => void
}) {
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      class="language"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => onSwitch(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}

/**
 * What a year's report is made of. A figure stands in its words by its name, {群众人次}, and is put in from the records: whoever
 * edits the words cannot make a figure another. Pure; imports nothing, so that pages can fill words in as they are typed.
 */
export const SECTIONS = ['contacts', 'list', 'delivery', 'inspection', 'verdicts', 'duties', 'ahead'] as const
export type Section = (typeof SECTIONS)[number]
export type YearWords = Readonly<Record<Section, string>>

/** What each is called on paper. */
export const SECTION_NAMES: YearWords = {
  contacts: '联系群众，收集民意',
  list: '候选项目和票决',
  delivery: '项目实施',
  inspection: '监督检查',
  verdicts: '满意度测评',
  duties: '代表述职',
  ahead: '接续事项',
}

const NAMED = /\{([^{}\n]*)\}/g

/** Words with their figures. A name that there is none for stays as it was typed. */
export function filled(words: string, named: Readonly<Record<string, string>>): string {
  return words.replaceAll(NAMED, (typed, name: string) =>
    Object.hasOwn(named, name) ? (named[name] ?? typed) : typed,
  )
}

/** Names in these words that no figure has. */
export function unknownNames(words: string, named: Readonly<Record<string, string>>): string[] {
  return [...words.matchAll(NAMED)].map(([, name = '']) => name).filter((name) => !Object.hasOwn(named, name))
}

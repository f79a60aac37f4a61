/** 年度报告 on A4: each section with its words, and its figures as a table. In the hall's language, whatever the page speaks. */
import { SECTION_NAMES, SECTIONS, type YearWords } from '../../../inspect/year-sections.ts'
import type { YearFigures } from '../../../inspect/year-figures.ts'
import { SectionFigures } from '../../shared/year-figures.tsx'
import { OF_THE_HALL } from '../words.ts'

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七']

export function YearPaper({
  title,
  assembly,
  words,
  figures,
  foot,
}: {
  readonly title: string
  readonly assembly: string
  /** With their figures. */
  readonly words: YearWords
  readonly figures: YearFigures
  readonly foot: string
}) {
  return (
    <article class="paper year-paper" lang={OF_THE_HALL} aria-label={title}>
      <h2>
        <span>{assembly}</span>
        <span>{title}</span>
      </h2>
      <p class="year-paper-on">（数字截至 {figures.on}）</p>
      {SECTIONS.map((section, i) => (
        <section key={section}>
          <h3>
            {NUMERALS[i]}、{SECTION_NAMES[section]}
          </h3>
          {words[section].split('\n').map((paragraph, n) => (
            <p key={n} class="year-paper-words">
              {paragraph}
            </p>
          ))}
          <SectionFigures section={section} figures={figures} />
        </section>
      ))}
      <p class="year-paper-foot">{foot}</p>
    </article>
  )
}

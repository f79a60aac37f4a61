import type { Language } from '../shared/language.ts'
import type { BallotFacts } from './facts.ts'
import { Findings } from './findings-of-all.tsx'
import type { Verified } from './found.ts'
import type { Basis } from './verdict.ts'
import { LanguageContext, useWords, WORDS } from './words.ts'

/** What a saved report says before any script of it runs, and if none ever does. */
export function ReportBody({
  name,
  verified,
  facts,
  basis,
  language,
  madeAt,
}: {
  readonly name: string
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
  readonly basis?: Basis | undefined
  readonly language: Language
  readonly madeAt: Date
}) {
  const words = WORDS[language]
  return (
    <LanguageContext.Provider value={language}>
      <header class="top">
        <div>
          <h1>{words.report.title(name)}</h1>
          <p>{words.report.made(madeAt.toISOString())}</p>
        </div>
      </header>
      <main>
        <p>{words.report.self}</p>
        <div id="again">
          <noscript>
            <p class="notice">{words.report.noScript}</p>
          </noscript>
        </div>
        <article>
          <Findings verified={verified} facts={facts} basis={basis} whole />
        </article>
        <Trackers verified={verified} />
      </main>
    </LanguageContext.Provider>
  )
}

/** So that a tracker can be looked up in a report with nothing but eyes. */
function Trackers({ verified: { contents } }: { readonly verified: Verified }) {
  const words = useWords()
  if (contents.ballots.length === 0) return null
  return (
    <section>
      <h2>{words.report.trackers}</h2>
      <ol class="trackers code">
        {contents.ballots.map(({ tracker, record }) => (
          <li key={record}>{tracker}</li>
        ))}
      </ol>
    </section>
  )
}

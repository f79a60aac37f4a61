import { useLayoutEffect, useState } from 'preact/hooks'
import { Ask } from './ask.tsx'
import { FollowUp } from './follow.tsx'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { languageInAddress, speak } from '../shared/language.ts'
import { useLoad } from '../shared/load.ts'
import { readOverview } from './service.ts'
import { Failed, Loading } from './states.tsx'
import { Verify } from './verify.tsx'
import { LanguageContext, useWords, WORDS } from './words.ts'
import { Year } from './year.tsx'

export function App() {
  const [language, setLanguage] = useState(languageInAddress)
  const words = WORDS[language]
  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])
  // The browser looked for the place that the address names before there was any.
  useLayoutEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), [])
  return (
    <LanguageContext.Provider value={language}>
      <header class="top">
        <div>
          <h1>{words.app}</h1>
          <p>{words.tagline}</p>
        </div>
        <LanguageSwitch language={language} onSwitch={setLanguage} />
      </header>
      <nav aria-label={words.contents}>
        <a href="#ask">{words.askHeading}</a>
        <a href="#follow">{words.followHeading}</a>
        <a href="#years">{words.yearsLink}</a>
        <a href="#verify">{words.verifyHeading}</a>
      </nav>
      <main>
        <Ask />
        <FollowUp />
        <div id="years">
          <Years />
        </div>
        <Verify />
      </main>
    </LanguageContext.Provider>
  )
}

function Years() {
  const words = useWords()
  const [overview, retry] = useLoad(readOverview)
  if (overview.is === 'loading') return <Loading />
  if (overview.is === 'failed') return <Failed error={overview.error} onRetry={retry} />
  const { cycles, assemblyNames } = overview.value
  if (cycles.length === 0) {
    return (
      <section class="empty">
        <h2>{words.emptyHeading}</h2>
        <p>{words.emptyText}</p>
      </section>
    )
  }
  return (
    <>
      {cycles.map((cycle) => (
        <Year key={cycle.id} cycle={cycle} assembly={assemblyNames.get(cycle.assemblyId) ?? ''} />
      ))}
    </>
  )
}

import { useLayoutEffect, useState } from 'preact/hooks'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { languageInAddress, speak } from '../shared/language.ts'
import { AuditArticle } from './article.tsx'
import { useAudits } from './audits.ts'
import { Choose } from './choose.tsx'
import { JournalSection } from './journal.tsx'
import { useJournal } from './journal-state.ts'
import { Limits, Others } from './others.tsx'
import { PagesSection } from './pages.tsx'
import { CheckTablet } from './tablet.tsx'
import { LanguageContext, useWords, WORDS } from './words.ts'

/** `fragment`: what the address held; a tablet's QR code puts what is to be checked there. */
export function App({ fragment }: { readonly fragment: string }) {
  const [language, setLanguage] = useState(languageInAddress)
  const [tablet, setTablet] = useState(fragment.startsWith('#check=') ? fragment : undefined)
  const words = WORDS[language]
  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])
  return (
    <LanguageContext.Provider value={language}>
      <header class="top">
        <div>
          <h1>{words.app}</h1>
          <p>{words.tagline}</p>
        </div>
        <LanguageSwitch language={language} onSwitch={setLanguage} />
      </header>
      {tablet === undefined ? (
        <Archives onCheckTablet={() => setTablet('')} />
      ) : (
        <main>
          <CheckTablet text={tablet} onBack={() => setTablet(undefined)} />
        </main>
      )}
    </LanguageContext.Provider>
  )
}

function Archives({ onCheckTablet }: { readonly onCheckTablet: () => void }) {
  const words = useWords()
  const audits = useAudits()
  const journal = useJournal()
  return (
    <main>
      <Choose
        onChoose={(wanted) => {
          // What happened since the page was opened is in the journal by now.
          if (wanted.some(({ source }) => source.is === 'server')) journal.load()
          audits.add(wanted)
        }}
      />
      {audits.list.map((audit) => (
        <AuditArticle key={audit.id} audit={audit} audits={audits} journal={journal.state} />
      ))}
      <JournalSection journal={journal} />
      <section>
        <h2>{words.checkTabletHeading}</h2>
        <p>{words.checkTabletText}</p>
        <button type="button" onClick={onCheckTablet}>
          {words.checkTabletOpen}
        </button>
      </section>
      <PagesSection journal={journal.state} />
      <Others />
      <Limits />
    </main>
  )
}

import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { languageInAddress, speak } from '../shared/language.ts'
import { AuditArticle } from './article.tsx'
import { useAudits } from './audits.ts'
import { Choose } from './choose.tsx'
import { JournalSection } from './journal.tsx'
import { takeFragment } from './fragment.ts'
import { useJournal } from './journal-state.ts'
import { Limits, Others } from './others.tsx'
import { PagesSection } from './pages.tsx'
import { CheckTablet } from './tablet.tsx'
import { LanguageContext, useWords, WORDS } from './words.ts'

/** What a tablet's QR code puts into the address, to be checked. An object of its own each time it comes. */
function toCheck(fragment: string): { readonly text: string } | undefined {
  return fragment.startsWith('#check=') ? { text: fragment } : undefined
}

/** `fragment`: what the address held. */
export function App({ fragment }: { readonly fragment: string }) {
  const [language, setLanguage] = useState(languageInAddress)
  const [tablet, setTablet] = useState(() => toCheck(fragment))
  const words = WORDS[language]
  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])
  useEffect(() => {
    // An address that is pasted into the open page loads nothing anew.
    const onFragment = (): void => {
      const came = toCheck(takeFragment())
      if (came !== undefined) setTablet(came)
    }
    addEventListener('hashchange', onFragment)
    return () => removeEventListener('hashchange', onFragment)
  }, [])
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
        <Archives onCheckTablet={() => setTablet({ text: '' })} />
      ) : (
        <main>
          <CheckTablet asked={tablet} onBack={() => setTablet(undefined)} />
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

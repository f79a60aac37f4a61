import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Code } from '../../protocol/credential.ts'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { languageInAddress, speak } from '../shared/language.ts'
import { readTyped, takeCodeFromAddress } from './code-field.ts'
import { Broken, InBox, Refused } from './ends.tsx'
import { Card, Early, Looking, Opening } from './card.tsx'
import { Mark } from './mark.tsx'
import { Review } from './review.tsx'
import { Sealing, Sending } from './sending.tsx'
import { Session, type State } from './session.ts'
import { StateBand } from './state-band.tsx'
import { LanguageContext, WORDS } from './words.ts'

export function App({ code }: { readonly code: Code | undefined }) {
  const [language, setLanguage] = useState(languageInAddress)
  const [state, setState] = useState<State>({ at: 'opening' })
  const session = useMemo<Session>(() => new Session(() => setState(session.state)), [])
  const words = WORDS[language]

  useEffect(() => {
    void session.open(code)
    const onFragment = (): void => {
      const typed = readTyped(takeCodeFromAddress())
      if (typed.state === 'complete') void session.scanned(typed.code)
    }
    // A page that the browser had put aside whole comes back as if new.
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted) void session.clear()
    }
    addEventListener('hashchange', onFragment)
    addEventListener('pageshow', onShow)
    return () => {
      removeEventListener('hashchange', onFragment)
      removeEventListener('pageshow', onShow)
    }
  }, [session, code])

  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])

  const clear = (): void => {
    // The language was the last person's choice too.
    setLanguage('zh')
    void session.clear()
  }

  return (
    <LanguageContext.Provider value={language}>
      <div class="screen" data-at={state.at}>
        <header class="bar">
          <p class="app">{words.app}</p>
          <StateBand state={state} />
          <LanguageSwitch language={language} onSwitch={setLanguage} />
        </header>
        <main>
          <Screen state={state} session={session} clear={clear} />
        </main>
      </div>
    </LanguageContext.Provider>
  )
}

function Screen({
  state,
  session,
  clear,
}: {
  readonly state: State
  readonly session: Session
  readonly clear: () => void
}) {
  switch (state.at) {
    case 'opening':
      return <Opening />
    case 'card':
      return <Card notFound={state.notFound} onCode={(code) => void session.begin(code)} />
    case 'looking':
      return <Looking unreachable={state.unreachable} onLeave={clear} />
    case 'early':
      return <Early title={state.title} onLeave={clear} />
    case 'marking':
      return (
        <Mark
          ballot={state.ballot}
          draft={state.draft}
          option={state.option}
          onChange={(draft) => session.change(draft)}
          onGoTo={(option) => session.goTo(option)}
          onReview={(draft) => session.review(draft)}
          onLeave={clear}
        />
      )
    case 'reviewing':
      return (
        <Review
          ballot={state.ballot}
          draft={state.draft}
          onChange={(option) => session.goTo(option)}
          onCast={() => void session.cast()}
        />
      )
    case 'sealing':
      return <Sealing title={state.title} />
    case 'sending':
      return <Sending title={state.title} trouble={state.trouble} onSendNow={() => session.sendNow()} />
    case 'inBox':
      return <InBox title={state.title} tracker={state.tracker} onClear={clear} />
    case 'refused':
      return <Refused refusal={state.refusal} onClear={clear} />
    case 'broken':
      return <Broken why={state.why} onClear={clear} />
  }
}

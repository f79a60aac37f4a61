import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import type { Code } from '../../protocol/credential.ts'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { speak } from '../shared/language.ts'
import { Card, Early, Looking, Opening } from './card.tsx'
import { Checking } from './checking.tsx'
import { Closing, useSecondsTo } from './closing.tsx'
import { takeCodeFromAddress } from './address.ts'
import { codePart, readTyped } from './code-field.ts'
import { Broken, InBox, Refused, Stopped } from './ends.tsx'
import { heldCard } from './held-card.ts'
import { StillThere } from './idle.tsx'
import { Mark } from './mark.tsx'
import { Review } from './review.tsx'
import { Sealing, Sending } from './sending.tsx'
import { isFilling, isWaiting, Session, type View } from './session.ts'
import { isPractice, StateBand } from './state-band.tsx'
import { useWedge } from './wedge.ts'
import { SpokenContext, useSpoken } from './words.ts'

export function App({ code }: { readonly code: Code | undefined }) {
  const { spoken, choose, isChoice } = useSpoken()
  const { language, words } = spoken
  const session = useMemo<Session>(() => new Session(() => setView(session.view)), [])
  const [view, setView] = useState<View>(session.view)
  const { state } = view
  const filling = isFilling(state)
  const seconds = useSecondsTo(view.live.closesAtMs)

  const scanned = (text: string): void => {
    const typed = readTyped(codePart(text))
    if (typed.state === 'complete') void session.scanned(typed.code)
  }
  useEffect(() => {
    void session.open(code ?? heldCard())
    const onFragment = (): void => scanned(takeCodeFromAddress())
    // A page that the browser had put aside whole comes back: who knows to whom.
    const onShow = (event: PageTransitionEvent): void => {
      if (event.persisted) void session.lock()
    }
    addEventListener('hashchange', onFragment)
    const onPress = (): void => session.pressed()
    addEventListener('pageshow', onShow)
    addEventListener('pointerdown', onPress, true)
    addEventListener('keydown', onPress, true)
    return () => {
      removeEventListener('hashchange', onFragment)
      removeEventListener('pageshow', onShow)
      removeEventListener('pointerdown', onPress, true)
      removeEventListener('keydown', onPress, true)
    }
  }, [session, code])
  useWedge(['early', 'begun', 'stopped', 'inBox', 'refused'].includes(state.at), scanned)

  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])

  const clear = (): void => {
    // The language was the last person's choice too.
    choose('zh')
    void session.clear()
  }
  const lock = (): void => {
    choose('zh')
    void session.lock()
  }

  return (
    <SpokenContext.Provider value={spoken}>
      <div class="screen" data-at={state.at}>
        <header class="bar">
          <p class="app">{words.app}</p>
          <StateBand view={view} />
          {isChoice && <LanguageSwitch language={language} onSwitch={choose} />}
        </header>
        {isPractice(view) && <p class="practice">{words.practice}</p>}
        {filling && seconds !== undefined && <Closing seconds={seconds} />}
        <main>
          <Screen view={view} late={seconds === 0} session={session} clear={clear} />
        </main>
        {(filling || isWaiting(state)) && <StillThere onGone={lock} />}
      </div>
    </SpokenContext.Provider>
  )
}

function Screen({
  view: { state, live, dossiers },
  late,
  session,
  clear,
}: {
  readonly view: View
  /** The announced time of the close is past. */
  readonly late: boolean
  readonly session: Session
  readonly clear: () => void
}) {
  if (isFilling(state) && live.stop !== undefined) return <Stopped stop={live.stop} onClear={clear} />
  switch (state.at) {
    case 'opening':
      return <Opening />
    case 'card':
      return (
        <Card notFound={state.notFound} notice={state.notice} onCode={(code) => void session.begin(code)} />
      )
    case 'looking':
      return <Looking unreachable={state.unreachable} onLeave={clear} />
    case 'early':
      return <Early title={state.vote.title} onLeave={clear} />
    case 'begun':
      return <Early key="begun" title={state.vote.title} onGo={() => void session.goOn()} onLeave={clear} />
    case 'stopped':
      return <Stopped stop={state.stop} onClear={clear} />
    case 'marking':
      return (
        <Mark
          ballot={state.ballot}
          dossiers={dossiers}
          draft={state.draft}
          option={state.option}
          late={late}
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
          sealCode={state.sealCode}
          late={late}
          onChange={(option) => session.goTo(option)}
          onCheck={() => void session.check()}
          onCast={() => void session.cast()}
        />
      )
    case 'checking':
      return (
        <Checking
          sealCode={state.sealCode}
          address={state.address}
          onBack={() => session.goTo(state.option)}
        />
      )
    case 'sealing':
      return <Sealing title={state.vote.title} />
    case 'sending':
      return <Sending title={state.vote.title} trouble={state.trouble} onSendNow={() => session.sendNow()} />
    case 'inBox':
      return (
        <InBox title={state.vote.title} tracker={state.tracker} sealCode={state.sealCode} onClear={clear} />
      )
    case 'refused':
      return <Refused refusal={state.refusal} onClear={clear} />
    case 'broken':
      return <Broken why={state.why} onClear={clear} />
  }
}

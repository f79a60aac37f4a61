/** The shell: who is signed in, where the page is, and what every view stands in. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { languageInAddress, speak } from '../shared/language.ts'
import { body, codeOf } from '../shared/read.ts'
import { SecondFactor } from './account/second-factor.tsx'
import { Setup } from './account/setup.tsx'
import { SignIn, SignInAgain } from './account/sign-in.tsx'
import { api, onReached, whenSessionEnds } from './api.ts'
import { Connection } from './connection.tsx'
import { Header } from './header.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { confirmed, isLeaving, lastPerson, leaving, left, unsentOf } from './phone/last-person.ts'
import { leaveForGood } from './phone/leaving.ts'
import { isAnything, NOTHING_UNSENT } from './phone/unsent.ts'
import { AskLeave } from './phone/leave.tsx'
import { SessionContext, type Me, type Session } from './session.tsx'
import { View } from './view.tsx'
import { LanguageContext, WORDS } from './words.ts'

type Who =
  | { readonly at: 'looking' | 'setup' | 'out' }
  | { readonly at: 'failed'; readonly error: unknown }
  /** `unconfirmedSince`: the service could not be asked; it said so last at that time. */
  | { readonly at: 'in'; readonly me: Me; readonly unconfirmedSince?: number }

/** A deputy whose network is hardly there begins without it. */
const PATIENCE_MS = 5000
const CONFIRM_AGAIN_MS = 15_000

async function whoIsThere(): Promise<Who> {
  if ((await isLeaving()) && !(await leaveForGood())) return { at: 'out' }
  const last = await lastPerson()
  const asked = askWho()
  if (last === undefined) return asked
  const who = await Promise.race([
    asked,
    new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ])
  if (who !== undefined && who.at !== 'failed') return who
  return { at: 'in', me: last.me, unconfirmedSince: last.confirmedAt }
}

async function askWho(): Promise<Who> {
  try {
    return { at: 'in', me: await body(api.people.session.$get()) }
  } catch (error) {
    if (codeOf(error) !== 'session.signInNeeded') return { at: 'failed', error }
  }
  try {
    const { needed } = await body(api.people.setup.$get())
    return { at: needed ? 'setup' : 'out' }
  } catch (error) {
    return { at: 'failed', error }
  }
}

export function App() {
  const [language, setLanguage] = useState(languageInAddress)
  const [who, setWho] = useState<Who>({ at: 'looking' })
  const [again, answerAgain] = useSignInAgain(who.at === 'in' && !who.me.mustEnrol, setWho)
  const words = WORDS[language]

  const look = useCallback(() => {
    setWho({ at: 'looking' })
    void whoIsThere().then(setWho)
  }, [])
  useEffect(look, [look])

  useLayoutEffect(() => {
    speak(language)
    document.title = words.pageTitle
  }, [language, words])

  const change = useCallback((me: Me) => setWho({ at: 'in', me }), [])
  const [unsent, setUnsent] = useState(NOTHING_UNSENT)
  const me = who.at === 'in' ? who.me : undefined
  const unconfirmedSince = who.at === 'in' ? who.unconfirmedSince : undefined
  useConfirmed(me, unconfirmedSince, change)
  const leave = useCallback(
    ({ alsoUnsent }: { readonly alsoUnsent: boolean }) => {
      // That the session has ended is no reason to ask for it again.
      whenSessionEnds(undefined)
      setUnsent(NOTHING_UNSENT)
      location.hash = ''
      answerAgain(undefined, me)
      if (me?.role === 'deputy') {
        void leaving()
          .catch(() => undefined)
          .then(() => Promise.all([leaveForGood(), left(me.id, { alsoUnsent }).catch(() => undefined)]))
      } else void leaveForGood()
    },
    [me, answerAgain],
  )
  const signOut = useCallback(() => {
    if (me?.role !== 'deputy') return leave({ alsoUnsent: false })
    void unsentOf(me.id).then((found) =>
      isAnything(found) ? setUnsent(found) : leave({ alsoUnsent: false }),
    )
  }, [me, leave])
  const session = useMemo<Session | undefined>(
    () => (me === undefined ? undefined : { me, unconfirmedSince, change, signOut }),
    [me, unconfirmedSince, change, signOut],
  )

  return (
    <LanguageContext.Provider value={language}>
      <SessionContext.Provider value={session}>
        <Header language={language} onLanguage={setLanguage} />
        <Connection />
        <main>
          {who.at === 'looking' && <Loading />}
          {who.at === 'failed' && <Failed error={who.error} onRetry={look} />}
          {who.at === 'setup' && <Setup onDone={change} />}
          {who.at === 'out' && <SignIn onDone={change} />}
          {me?.mustEnrol && <SecondFactor />}
          {/* Another person begins with a page of their own. */}
          {me !== undefined && !me.mustEnrol && <View key={me.id} />}
        </main>
        {isAnything(unsent) && (
          <AskLeave unsent={unsent} onStay={() => setUnsent(NOTHING_UNSENT)} onLeave={leave} />
        )}
        {again && me !== undefined && (
          <SignInAgain me={me} onDone={(now) => answerAgain(now, me)} onGiveUp={signOut} />
        )}
      </SessionContext.Provider>
    </LanguageContext.Provider>
  )
}

/**
 * Keeps in mind whom the service has confirmed, and asks it until it has; then who signed out without a network is
 * signed out there, too.
 */
function useConfirmed(
  me: Me | undefined,
  unconfirmedSince: number | undefined,
  change: (me: Me) => void,
): void {
  useEffect(() => {
    if (me !== undefined && unconfirmedSince === undefined && !me.mustEnrol) void confirmed(me)
  }, [me, unconfirmedSince])
  useEffect(() => {
    if (unconfirmedSince === undefined) return
    let asking = false
    let here = true
    const askAgain = async (): Promise<void> => {
      if (asking) return
      asking = true
      // Where the session has ended, this waits for the person to sign in.
      const now = await body(api.people.session.$get()).catch(() => undefined)
      asking = false
      // Who has signed out meanwhile is not brought back by an answer that was on its way.
      if (here && now !== undefined) change(now)
    }
    void askAgain()
    const timer = setInterval(() => void askAgain(), CONFIRM_AGAIN_MS)
    const stopListening = onReached((reached) => reached && void askAgain())
    return () => {
      here = false
      clearInterval(timer)
      stopListening()
    }
  }, [unconfirmedSince, change])
  const nobody = me === undefined
  useEffect(() => {
    if (!nobody) return
    return onReached((reached) => {
      if (reached) void isLeaving().then((still) => (still ? leaveForGood() : undefined))
    })
  }, [nobody])
}

/** While a session has ended, every request waits for one answer: who signed in, or nobody. */
function useSignInAgain(
  signedIn: boolean,
  setWho: (who: Who) => void,
): readonly [asking: boolean, answer: (me: Me | undefined, before: Me | undefined) => void] {
  const [asking, setAsking] = useState(false)
  const waiting = useRef<((same: boolean) => void)[]>([])
  useEffect(() => {
    if (!signedIn) return
    whenSessionEnds(
      () =>
        new Promise<boolean>((resolve) => {
          waiting.current.push(resolve)
          setAsking(true)
        }),
    )
    return () => whenSessionEnds(undefined)
  }, [signedIn])
  const answer = useCallback(
    (me: Me | undefined, before: Me | undefined) => {
      setAsking(false)
      setWho(me === undefined ? { at: 'out' } : { at: 'in', me })
      const same = me !== undefined && me.id === before?.id && !me.mustEnrol
      for (const resolve of waiting.current.splice(0)) resolve(same)
    },
    [setWho],
  )
  return [asking, answer]
}

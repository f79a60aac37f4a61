/** The shell: who is signed in, where the page is, and what every view stands in. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { languageInAddress, speak } from '../shared/language.ts'
import { body, codeOf } from '../shared/read.ts'
import { SecondFactor } from './account/second-factor.tsx'
import { Setup } from './account/setup.tsx'
import { SignIn, SignInAgain } from './account/sign-in.tsx'
import { api, whenSessionEnds } from './api.ts'
import { Connection } from './connection.tsx'
import { Header } from './header.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { SessionContext, type Me, type Session } from './session.tsx'
import { View } from './view.tsx'
import { LanguageContext, WORDS } from './words.ts'

type Who =
  | { readonly at: 'looking' | 'setup' | 'out' }
  | { readonly at: 'failed'; readonly error: unknown }
  | { readonly at: 'in'; readonly me: Me }

async function whoIsThere(): Promise<Who> {
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
  const signOut = useCallback(() => {
    void body(api.people.session.$delete()).catch(() => undefined)
    location.hash = ''
    setWho({ at: 'out' })
  }, [])
  const me = who.at === 'in' ? who.me : undefined
  const session = useMemo<Session | undefined>(
    () => (me === undefined ? undefined : { me, change, signOut }),
    [me, change, signOut],
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
        {again && me !== undefined && <SignInAgain me={me} onAnswer={answerAgain} />}
      </SessionContext.Provider>
    </LanguageContext.Provider>
  )
}

/** While a session has ended, every request waits for one answer: who signed in, or nobody. */
function useSignInAgain(
  signedIn: boolean,
  setWho: (who: Who) => void,
): readonly [asking: boolean, answer: (me: Me | undefined, before: Me) => void] {
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
    (me: Me | undefined, before: Me) => {
      setAsking(false)
      setWho(me === undefined ? { at: 'out' } : { at: 'in', me })
      const same = me?.id === before.id && !me.mustEnrol
      for (const resolve of waiting.current.splice(0)) resolve(same)
    },
    [setWho],
  )
  return [asking, answer]
}

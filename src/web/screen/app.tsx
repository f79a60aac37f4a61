import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { languageInAddress, sentenceIn, speak, type Language } from '../shared/language.ts'
import { useLive, type Live } from '../shared/live.ts'
import { useLoad } from '../shared/load.ts'
import { UnreadableError } from '../shared/read.ts'
import { Frame } from './frame.tsx'
import { Message } from './message.tsx'
import { readAssemblies, readScreen, type AssemblyChoice, type ScreenView } from './service.ts'
import { Stage } from './stage.tsx'
import { LanguageContext, useWords, WORDS } from './words.ts'

const RETRY_MS = 3000

export function App() {
  const [language, setLanguage] = useState(languageInAddress)
  useLayoutEffect(() => {
    speak(language)
    document.title = WORDS[language].pageTitle
  }, [language])
  useAwake()
  const asked = new URLSearchParams(location.search).get('assembly')
  return (
    <LanguageContext.Provider value={language}>
      {asked === null || asked === '' ? (
        <AnyAssembly language={language} onLanguage={setLanguage} />
      ) : (
        <Screen assemblyId={asked} language={language} onLanguage={setLanguage} />
      )}
    </LanguageContext.Provider>
  )
}

interface Speaking {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

/** The only assembly that there is, or a choice. */
function AnyAssembly(speaking: Speaking) {
  const words = useWords()
  const [assemblies, retry] = useLoad(readAssemblies)
  const failed = assemblies.is === 'failed'
  useEffect(() => {
    if (!failed) return
    const again = setTimeout(retry, RETRY_MS)
    return () => clearTimeout(again)
  }, [failed, retry])
  if (assemblies.is === 'ready' && assemblies.value[0] !== undefined && assemblies.value.length === 1)
    return <Screen assemblyId={assemblies.value[0].id} {...speaking} />
  return (
    <Frame {...speaking}>
      {assemblies.is === 'loading' && <Message heading={words.loading} />}
      {assemblies.is === 'failed' && <Message heading={words.unreachable} />}
      {assemblies.is === 'ready' &&
        (assemblies.value.length === 0 ? (
          <Message heading={words.noAssembly}>{words.noAssemblyText}</Message>
        ) : (
          <Choice assemblies={assemblies.value} />
        ))}
    </Frame>
  )
}

function Choice({ assemblies }: { readonly assemblies: readonly AssemblyChoice[] }) {
  const words = useWords()
  return (
    <div class="choice">
      <h1>{words.chooseAssembly}</h1>
      <ul lang="zh-CN">
        {assemblies.map(({ id, name }) => (
          <li key={id}>
            <a href={addressOf(id)}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function addressOf(assemblyId: string): string {
  const search = new URLSearchParams(location.search)
  search.set('assembly', assemblyId)
  return `?${search.toString()}`
}

function Screen({ assemblyId, ...speaking }: Speaking & { readonly assemblyId: string }) {
  const words = useWords()
  const live = useLive(assemblyId)
  const { view, error } = useScreen(assemblyId, live)
  if (view === undefined) {
    const title = error instanceof UnreadableError ? error.title : undefined
    const failed = title === undefined ? words.unreachable : sentenceIn(speaking.language, title)
    return (
      <Frame {...speaking}>
        <Message heading={error === undefined && !live.stale ? words.loading : failed} />
      </Frame>
    )
  }
  return (
    <Frame {...speaking} view={view} live={{ ...live, stale: live.stale || error !== undefined }}>
      <Stage view={view} offsetMs={live.offsetMs} />
    </Frame>
  )
}

/** Reads whenever the service says that something changed. What was read last stays while the next is not to be had. */
function useScreen(assemblyId: string, live: Live): { view: ScreenView | undefined; error: unknown } {
  const [view, setView] = useState<ScreenView>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  const again = useCallback(() => setAttempt((n) => n + 1), [])
  useEffect(() => {
    let here = true
    let retrying: ReturnType<typeof setTimeout> | undefined
    const reading = async (): Promise<void> => {
      try {
        const read = await readScreen(assemblyId)
        if (!here) return
        setView(read)
        setError(undefined)
      } catch (failure) {
        if (!here) return
        setError(failure)
        retrying = setTimeout(again, RETRY_MS)
      }
    }
    void reading()
    return () => {
      here = false
      clearTimeout(retrying)
    }
  }, [assemblyId, live.version, attempt, again])
  // Where no events come through, asking is slower but as good.
  useEffect(() => {
    if (!live.stale) return undefined
    const timer = setInterval(again, RETRY_MS)
    return () => clearInterval(timer)
  }, [live.stale, again])
  return { view, error }
}

/** A projector must not go dark while the hall waits. */
function useAwake(): void {
  useEffect(() => {
    const ask = (): void => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      // Not everywhere, and not on battery; the page is as good without.
      navigator.wakeLock.request('screen').catch(() => undefined)
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => document.removeEventListener('visibilitychange', ask)
  }, [])
}

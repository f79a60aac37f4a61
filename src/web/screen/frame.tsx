/** Around every state: whose meeting it is, whether this is a practice, who is here, and whether the screen is in touch. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import type { Language } from '../shared/language.ts'
import type { Live } from '../shared/live.ts'
import type { ScreenView } from './service.ts'
import { useWords } from './words.ts'

export function Frame({
  view,
  live,
  language,
  onLanguage,
  children,
}: {
  readonly view?: ScreenView
  readonly live?: Live
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  readonly children: ComponentChildren
}) {
  const words = useWords()
  return (
    <>
      {live?.stale === true && (
        <p class="stale" role="alert">
          <strong>{words.stale}</strong>
          {live.heardAt !== null && <span>{words.lastHeard(clockTime(Date.parse(live.heardAt), true))}</span>}
        </p>
      )}
      <header class="top">
        <div lang="zh-CN">
          <p class="assembly">{view?.assembly.name ?? '票决'}</p>
          {view?.meeting != null && <p class="meeting">{view.meeting.name}</p>}
        </div>
        {view?.ballot?.practice === true && <p class="practice">{words.practice}</p>}
        {live !== undefined && <Clock offsetMs={live.offsetMs} />}
      </header>
      <main>{children}</main>
      <footer class="foot">
        {view?.meeting != null && <Heads view={view} />}
        <div class="controls">
          <FullScreen />
          <LanguageSwitch language={language} onSwitch={onLanguage} />
        </div>
      </footer>
    </>
  )
}

/** Small, because it has been large while people signed in; the announcement says all of it once more. */
function Heads({ view: { meeting, ballot } }: { readonly view: ScreenView }) {
  const words = useWords()
  if (meeting === null) return null
  const counts = ballot?.counts ?? null
  const figures: readonly (readonly [string, number | null])[] = [
    [words.shouldAttend, meeting.shouldAttend],
    [words.present, meeting.present],
    ...(counts === null
      ? ([[words.quorum, meeting.quorum]] as const)
      : ([
          [words.issued, counts.issued],
          [words.returned, counts.returned],
          [words.valid, counts.valid],
          [words.invalid, counts.invalid],
          [words.blank, counts.blank],
        ] as const)),
  ]
  return (
    <dl class="heads">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

function Clock({ offsetMs }: { readonly offsetMs: number }) {
  const [time, setTime] = useState(() => clockTime(Date.now() + offsetMs))
  useEffect(() => {
    const tick = (): void => setTime(clockTime(Date.now() + offsetMs))
    tick()
    const ticking = setInterval(tick, 1000)
    return () => clearInterval(ticking)
  }, [offsetMs])
  return <p class="clock">{time}</p>
}

/** As on the clock of the hall. */
function clockTime(ms: number, withSeconds = false): string {
  const time = new Date(ms)
  const parts = [time.getHours(), time.getMinutes(), ...(withSeconds ? [time.getSeconds()] : [])]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function FullScreen() {
  const words = useWords()
  const [full, setFull] = useState(document.fullscreenElement !== null)
  useEffect(() => {
    const changed = (): void => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  if (!document.fullscreenEnabled) return null
  const toggle = (): void => {
    const doing = full ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    doing.catch(() => undefined)
  }
  return (
    <button type="button" class="control" onClick={toggle}>
      {full ? words.leaveFullScreen : words.fullScreen}
    </button>
  )
}

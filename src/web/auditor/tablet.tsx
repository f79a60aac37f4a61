import { useEffect, useRef, useState } from 'preact/hooks'
import type { CheckedChallenge, Said } from '../../devices/challenge.ts'
import type { Camera } from '../shared/camera.tsx'
import { hasCamera } from '../shared/has-camera.ts'
import { inFours } from './find-ballot.ts'
import { readElectionText } from './service.ts'
import { useWords } from './words.ts'
import { ask } from './workers.ts'

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'checking' }
  /** Not what a tablet shows. */
  | { readonly is: 'noCode' }
  | { readonly is: 'unreachable'; readonly text: string }
  | { readonly is: 'checked'; readonly checked: CheckedChallenge; readonly code: string }

/** The second device: did this tablet seal what it says? `asked` has what the address held, if it held anything. */
export function CheckTablet({
  asked,
  onBack,
}: {
  readonly asked: { readonly text: string }
  readonly onBack: () => void
}) {
  const words = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const latest = useRef<string | undefined>(undefined)
  const [state, setState] = useState<State>({ is: asked.text === '' ? 'asking' : 'checking' })
  const check = (said: string): void => {
    setState({ is: 'checking' })
    latest.current = said
    void checkedState(said).then((found) => latest.current === said && setState(found))
  }
  useEffect(() => {
    heading.current?.focus()
    if (asked.text !== '') check(asked.text)
  }, [asked])
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {words.checkTabletHeading}
      </h2>
      {state.is === 'checking' && <p role="status">{words.checkTabletChecking}</p>}
      {state.is === 'noCode' && (
        <p class="failed" role="alert">
          {words.checkTabletNoCode}
        </p>
      )}
      {state.is === 'unreachable' && (
        <div class="failed" role="alert">
          <p>{words.checkTabletUnreachable}</p>
          <button type="button" onClick={() => check(state.text)}>
            {words.retry}
          </button>
        </div>
      )}
      {state.is === 'checked' ? (
        <>
          <Checked checked={state.checked} code={state.code} />
          <button type="button" onClick={() => setState({ is: 'asking' })}>
            {words.checkTabletAnother}
          </button>
        </>
      ) : (
        state.is !== 'checking' && <Ask onText={check} />
      )}
      <p>
        <button type="button" onClick={onBack}>
          {words.checkTabletBack}
        </button>
      </p>
    </section>
  )
}

async function checkedState(text: string): Promise<State> {
  const challenge = await ask('readChallenge', { text })
  if (challenge === null) return { is: 'noCode' }
  let electionText: string
  try {
    electionText = await readElectionText(challenge.uuid)
  } catch {
    return { is: 'unreachable', text }
  }
  const checked = await ask('challenge', { text, electionText })
  return { is: 'checked', checked, code: challenge.code12 }
}

function Ask({ onText }: { readonly onText: (text: string) => void }) {
  const words = useWords()
  const [camera, setCamera] = useState<{ readonly Component: typeof Camera }>()
  // Most who come here paste, or were brought by the code itself: the camera's part is loaded for who wants it.
  const scan = (): void => {
    import('../shared/camera.tsx').then(
      (loaded) => setCamera({ Component: loaded.Camera }),
      () => undefined,
    )
  }
  return (
    <>
      <p>{words.checkTabletText}</p>
      {camera !== undefined ? (
        <camera.Component words={words} onText={onText} />
      ) : (
        hasCamera() && (
          <p>
            <button type="button" onClick={scan}>
              {words.checkTabletScan}
            </button>
          </p>
        )
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const pasted = String(new FormData(event.currentTarget).get('text') ?? '')
          onText(pasted.replaceAll(/\s/gu, ''))
        }}
      >
        <label>
          <span>{words.checkTabletPaste}</span>
          <textarea
            name="text"
            class="code"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            required
          />
        </label>
        <button type="submit">{words.checkTabletCheck}</button>
      </form>
    </>
  )
}

function Checked({ checked, code }: { readonly checked: CheckedChallenge; readonly code: string }) {
  const words = useWords()
  if (!checked.matches) {
    return (
      <div role="alert">
        <p class="verdict is-bad">{words.challengeDiffers}</p>
        <p>{words.challengeDiffersText}</p>
        <SealCode label={words.challengeCode} code={code} />
        {checked.expected !== undefined && (
          <SealCode label={words.challengeExpected} code={checked.expected} />
        )}
      </div>
    )
  }
  // A ballot that chooses from a list says what was chosen, and no more.
  const said = checked.said.filter(({ answer }) => answer !== 'notChosen')
  return (
    <div role="status">
      <p lang="zh-CN">{checked.title}</p>
      <h3>{words.challengeSays}</h3>
      <ul class="says">
        {said.length === 0 && <li>{words.challengeNone}</li>}
        {said.map(({ option, answer }, i) => (
          <li key={i}>
            <span lang="zh-CN">{option}</span> <b>{words.challengeSaid[answer satisfies Said]}</b>
          </li>
        ))}
      </ul>
      <SealCode label={words.challengeCode} code={checked.code12} />
      <p>{words.challengeCompare}</p>
      <p>{words.challengeThrown}</p>
    </div>
  )
}

function SealCode({ label, code }: { readonly label: string; readonly code: string }) {
  return (
    <dl class="facts">
      <div>
        <dt>{label}</dt>
        <dd class="code seal">{inFours(code)}</dd>
      </div>
    </dl>
  )
}

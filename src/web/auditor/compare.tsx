import { useState } from 'preact/hooks'
import { FileButton } from './choose.tsx'
import type { Compared, Comparison } from './found.ts'
import { ask } from './workers.ts'
import { useWords } from './words.ts'

type State =
  | { readonly is: 'idle' | 'comparing' | 'failed' }
  | { readonly is: 'done'; readonly name: string; readonly comparison: Comparison }

/** Is everything still there that an earlier download holds? */
export function CompareSection({ current }: { readonly current: Blob }) {
  const words = useWords()
  const [state, setState] = useState<State>({ is: 'idle' })
  const compare = (earlier: File): void => {
    setState({ is: 'comparing' })
    ask('compare', { earlier, current }).then(
      (comparison) => setState({ is: 'done', name: earlier.name, comparison }),
      () => setState({ is: 'failed' }),
    )
  }
  return (
    <>
      <h3>{words.compareHeading}</h3>
      <p>{words.compareText}</p>
      <FileButton
        label={words.compareChoose}
        accept=".bel,.tar"
        onFiles={(files) => {
          const [earlier] = files ?? []
          if (earlier !== undefined) compare(earlier)
        }}
      />
      <div aria-live="polite">
        {state.is === 'comparing' && <p>{words.comparing}</p>}
        {state.is === 'failed' && <p class="failed">{words.compareFailed}</p>}
        {state.is === 'done' && (
          <>
            <p class="soft code">{state.name}</p>
            <Found comparison={state.comparison} />
          </>
        )}
      </div>
    </>
  )
}

function Found({ comparison: { earlier, current, verdict } }: { readonly comparison: Comparison }) {
  const words = useWords()
  const { compared } = words
  const [before, now] = [earlier.election, current.election]
  if (before === undefined || now === undefined) return <p class="verdict is-bad">{compared.unreadable}</p>
  const sameElection = before.uuid === now.uuid && before.fingerprint === now.fingerprint
  const differs = verdict.is === 'differs' && (
    <p class="verdict is-bad">{compared.differs(verdict.record, verdict.byte)}</p>
  )
  if (!sameElection) {
    return (
      <>
        <p class="verdict is-bad">{compared.otherElection}</p>
        <Named label={compared.earlier} election={before} />
        <Named label={compared.current} election={now} />
        {/* The same number, and yet another text: one of the two was changed. */}
        {before.uuid === now.uuid && differs}
      </>
    )
  }
  return (
    <>
      {verdict.is === 'same' && <p class="verdict">{compared.same}</p>}
      {verdict.is === 'grown' && <p class="verdict">{compared.grown(earlier.records, current.records)}</p>}
      {verdict.is === 'shrunk' && (
        <p class="verdict is-bad">{compared.shrunk(earlier.records, current.records)}</p>
      )}
      {differs}
      <p>{compared.sameElection}</p>
    </>
  )
}

function Named({
  label,
  election,
}: {
  readonly label: string
  readonly election: NonNullable<Compared['election']>
}) {
  return (
    <p>
      {label}
      <span lang="zh-CN">{election.name}</span> · <span class="code">{election.uuid}</span> ·{' '}
      <span class="code">{election.fingerprint}</span>
    </p>
  )
}

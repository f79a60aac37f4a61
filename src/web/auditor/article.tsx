import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Audit, Audits } from './audits.ts'
import { CompareSection } from './compare.tsx'
import { factsOf } from './facts.ts'
import { Findings } from './findings-of-all.tsx'
import type { JournalState } from './journal-state.ts'
import { LookupSection } from './lookup.tsx'
import type { Verified } from './found.ts'
import { SaveSection } from './save.tsx'
import { megabytes } from './sizes.ts'
import { basisIn, type Basis } from './verdict.ts'
import { useWords } from './words.ts'

/** One archive, from the moment it was asked for. */
export function AuditArticle({
  audit,
  audits,
  journal,
}: {
  readonly audit: Audit
  readonly audits: Audits
  readonly journal: JournalState
}) {
  const words = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const { id, name, state } = audit
  // Who asked for it is taken to it; and once more when the verdict is there.
  const finished = state.is !== 'waiting' && state.is !== 'fetching' && state.is !== 'verifying'
  useEffect(() => {
    if (state.is !== 'waiting') heading.current?.focus()
  }, [finished])
  const again = (
    <button type="button" onClick={() => audits.again(id)}>
      {words.again}
    </button>
  )
  return (
    <article>
      <div class="article-top">
        <h2 ref={heading} tabIndex={-1} class="code">
          {name}
        </h2>
        {finished ? (
          <button type="button" aria-label={words.removeNamed(name)} onClick={() => audits.remove(id)}>
            {words.remove}
          </button>
        ) : (
          <button type="button" onClick={() => audits.cancel(id)}>
            {words.cancel}
          </button>
        )}
      </div>
      {state.is === 'waiting' && <p>{words.waiting}</p>}
      {state.is === 'fetching' && <p>{words.fetching(megabytes(state.bytes))}</p>}
      {state.is === 'verifying' && <Verifying state={state} />}
      {state.is === 'cancelled' && <Ended text={words.cancelled}>{again}</Ended>}
      {state.is === 'failed' && (
        <Ended text={state.why === 'fetch' ? words.fetchFailed : words.readFailed}>{again}</Ended>
      )}
      {state.is === 'done' && (
        <Done name={name} file={state.file} verified={state.verified} journal={journal} />
      )}
    </article>
  )
}

function Verifying({ state }: { readonly state: Audit['state'] & { is: 'verifying' } }) {
  const words = useWords()
  const { size, progress } = state
  if (progress === undefined) {
    return (
      <>
        <p>{words.beginning}</p>
        <progress aria-label={words.progress} />
      </>
    )
  }
  return (
    <>
      <p>{words.verifying(megabytes(progress.bytes), megabytes(size), progress.ballots)}</p>
      <progress aria-label={words.progress} value={progress.bytes} max={size} />
    </>
  )
}

function Ended({ text, children }: { readonly text: string; readonly children: ComponentChildren }) {
  return (
    <div class="failed" role="alert">
      <p>{text}</p>
      {children}
    </div>
  )
}

function Done({
  name,
  file,
  verified,
  journal,
}: {
  readonly name: string
  readonly file: Blob
  readonly verified: Verified
  readonly journal: JournalState
}) {
  const [typed, setTyped] = useState<Basis>()
  const uuid = verified.report.election?.uuid
  const facts = useMemo(
    () => (journal.is === 'ready' && uuid !== undefined ? factsOf(journal.read.acts, uuid) : undefined),
    [journal, uuid],
  )
  const basis = typed ?? (facts === undefined ? undefined : basisIn(facts))
  if (verified.report.election === undefined) return <Findings verified={verified} />
  return (
    <>
      <Findings verified={verified} facts={facts} basis={basis} onBasis={setTyped} />
      <CompareSection current={file} />
      <LookupSection ballots={verified.contents.ballots} />
      <SaveSection name={name} file={file} verified={verified} facts={facts} basis={basis} />
    </>
  )
}

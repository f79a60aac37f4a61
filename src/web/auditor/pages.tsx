import { useState } from 'preact/hooks'
import type { JournalState } from './journal-state.ts'
import { checkPages, type PagesChecked } from './page-check.ts'
import { useWords } from './words.ts'

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'checking'; readonly done: number; readonly all: number }
  | { readonly is: 'failed' }
  | { readonly is: 'checked'; readonly checked: PagesChecked }

/** Are the pages of this server those that its own list, and the journal, say? */
export function PagesSection({ journal }: { readonly journal: JournalState }) {
  const words = useWords()
  const [state, setState] = useState<State>({ is: 'idle' })
  const check = (): void => {
    setState({ is: 'checking', done: 0, all: 0 })
    checkPages((done, all) => setState({ is: 'checking', done, all })).then(
      (checked) => setState({ is: 'checked', checked }),
      () => setState({ is: 'failed' }),
    )
  }
  return (
    <section>
      <h2>{words.pagesHeading}</h2>
      <p>{words.pagesText}</p>
      <button type="button" onClick={check} disabled={state.is === 'checking'}>
        {words.pagesCheck}
      </button>
      <div aria-live="polite">
        {state.is === 'checking' && <p>{words.pagesChecking(state.done, state.all)}</p>}
        {state.is === 'failed' && <p class="failed">{words.pagesFailed}</p>}
        {state.is === 'checked' && <Checked checked={state.checked} journal={journal} />}
      </div>
    </section>
  )
}

function Checked({ checked, journal }: { readonly checked: PagesChecked; readonly journal: JournalState }) {
  const words = useWords()
  const { files, wrong, manifest } = checked
  const acts = journal.is === 'ready' ? journal.read.acts : []
  const titles = new Map(
    acts
      .filter(({ act }) => act === 'ballot.drafted')
      .map(({ ballot, payload }) => [ballot, payload['title']]),
  )
  const sealings = acts.filter(
    ({ act, payload }) => act === 'ballot.sealed' && typeof payload['pages'] === 'string',
  )
  return (
    <>
      {wrong.length === 0 ? (
        <p class="verdict">{words.pagesSame(files)}</p>
      ) : (
        <div class="verdict is-bad">
          <p>{words.pagesDiffer}</p>
          <ul class="plain">
            {wrong.map(({ file, missing }) => (
              <li key={file}>
                <span class="code">{file}</span>
                {missing && ` (${words.pagesMissing})`}
              </li>
            ))}
          </ul>
        </div>
      )}
      <dl class="facts">
        <div>
          <dt>{words.pagesManifest}</dt>
          <dd class="code">{manifest}</dd>
        </div>
      </dl>
      <p class="soft">{words.pagesManifestText}</p>
      <ul class="plain">
        {sealings.map(({ seq, ballot, payload }) => {
          const title = String(titles.get(ballot) ?? ballot)
          const same = payload['pages'] === manifest
          return (
            <li key={seq} class={same ? undefined : 'bad'}>
              {same ? words.pagesSealedSame(title) : words.pagesSealedDiffers(title)}
              {words.entry(seq)}
            </li>
          )
        })}
      </ul>
    </>
  )
}

import { useContext } from 'preact/hooks'
import { sentenceIn } from '../shared/language.ts'
import { FileButton } from './choose.tsx'
import type { Journal } from './journal-state.ts'
import type { JournalRead } from './found.ts'
import { LanguageContext, useWords } from './words.ts'

const FINDINGS_MAX = 50

/** The journal's own verification, and where to take another one from. */
export function JournalSection({ journal }: { readonly journal: Journal }) {
  const words = useWords()
  const { state, load, open } = journal
  return (
    <section>
      <h2>{words.journalHeading}</h2>
      <p>{words.journalText}</p>
      {state.is === 'loading' && <p role="status">{words.loading}</p>}
      {state.is === 'failed' && (
        <p class="failed" role="alert">
          {words.journalFailed}
        </p>
      )}
      {state.is === 'ready' && (
        <>
          <p class="soft">
            {state.file === undefined ? words.journalFrom.server : words.journalFrom.file + state.file}
          </p>
          <JournalVerdict read={state.read} />
        </>
      )}
      <div class="buttons">
        <FileButton
          label={words.journalFile}
          accept=".jsonl,.ndjson,.txt"
          onFiles={(files) => {
            const [file] = files ?? []
            if (file !== undefined) open(file)
          }}
        />
        <button type="button" onClick={load}>
          {words.journalReload}
        </button>
      </div>
    </section>
  )
}

export function JournalVerdict({ read: { report } }: { readonly read: JournalRead }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const { ok, entries, end, findings } = report
  return (
    <>
      <p class={ok ? 'verdict' : 'verdict is-bad'}>
        {ok ? words.journalOk(entries) : words.journalBad(entries, findings.length)}
      </p>
      {!ok && (
        <ul class="plain">
          {findings.slice(0, FINDINGS_MAX).map(({ line, code, message }) => (
            <li key={`${line} ${code}`}>
              {words.journalLine(line)}
              {sentenceIn(language, message)}
            </li>
          ))}
        </ul>
      )}
      {findings.length > FINDINGS_MAX && <p>{words.findingsTooMany(findings.length - FINDINGS_MAX)}</p>}
      <dl class="facts">
        <div>
          <dt>{words.journalEnd}</dt>
          <dd class="code">{end.hash}</dd>
        </div>
      </dl>
      <p class="soft">{words.journalEndText}</p>
    </>
  )
}

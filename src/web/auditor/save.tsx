import { useContext, useState } from 'preact/hooks'
import type { BallotFacts } from './facts.ts'
import type { Verified } from './found.ts'
import { ReportBody } from './report-body.tsx'
import { writeReport } from './saved-report.ts'
import type { Basis } from './verdict.ts'
import { LanguageContext, useWords } from './words.ts'

type State = { readonly is: 'idle' | 'saving' | 'failed' } | { readonly is: 'saved'; readonly name: string }

/** Leaves everything in one file that opens without this service. */
export function SaveSection(props: {
  readonly name: string
  readonly file: Blob
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
  readonly basis?: Basis | undefined
}) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const [state, setState] = useState<State>({ is: 'idle' })
  const save = async (): Promise<void> => {
    setState({ is: 'saving' })
    const { file, verified } = props
    const body = <ReportBody {...props} language={language} madeAt={new Date()} />
    try {
      const report = await writeReport({ file, verified, body, language, words })
      const name = `report-${verified.report.election?.uuid ?? 'archive'}.html`
      download(report, name)
      setState({ is: 'saved', name })
    } catch {
      setState({ is: 'failed' })
    }
  }
  return (
    <>
      <h3>{words.saveHeading}</h3>
      <p>{words.saveText}</p>
      <button type="button" onClick={() => void save()} disabled={state.is === 'saving'}>
        {words.save}
      </button>
      <div aria-live="polite">
        {state.is === 'saving' && <p>{words.saving}</p>}
        {state.is === 'saved' && <p>{words.saved(state.name)}</p>}
        {state.is === 'failed' && <p class="failed">{words.saveFailed}</p>}
      </div>
    </>
  )
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // Not at once: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

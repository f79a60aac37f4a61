/** The unit says that it is done; or somebody looked. What is typed survives a reload, and a step is taken once. */
import { useEffect } from 'preact/hooks'
import type { Undertaking, UndertakingCheck } from '../../../inspect/undertaking-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { FilesField } from '../reporting/files-field.tsx'
import { useFiles } from '../reporting/files.ts'
import { Kept } from '../reporting/kept.tsx'
import { named, type TypedFile } from '../reporting/typed-file.ts'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import { filesAt } from './reading.ts'
import { useSupervisionWords } from './words.ts'

interface TypedStep {
  readonly text: string
  readonly found: 'done' | 'notDone' | ''
  readonly dueOn: string
  readonly files: readonly TypedFile[]
}

const NOTHING: TypedStep = { text: '', found: '', dueOn: '', files: [] }

interface FormProps {
  readonly undertaking: Undertaking
  readonly act: 'report' | 'check'
  readonly on: string
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}

export function UndertakingForm(props: FormProps) {
  const { id, steps } = props.undertaking
  const typed = useTyped<TypedStep>(`undertaking ${props.act} ${id}`, NOTHING, steps.length)
  return typed === undefined ? <Loading /> : <Fields {...props} typed={typed} />
}

function Fields({
  undertaking,
  act: kind,
  on,
  typed,
  refresh,
  onLeave,
}: FormProps & { readonly typed: Typed<TypedStep> }) {
  const words = useWords()
  const w = useSupervisionWords().undertakings
  const { id: undertakingId, cycleId } = undertaking
  const files = useFiles(
    filesAt(cycleId),
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const { text, found, dueOn } = typed.value
  const send = async (): Promise<void> => {
    const now = typed.now()
    const param = { id: cycleId, undertakingId }
    const said = { text: now.text.trim(), evidence: named(now.files, null) }
    const at = api.inspect.cycles[':id'].undertakings[':undertakingId']
    if (kind === 'report') {
      await body(at.report.$post({ param, json: said }))
      return
    }
    const json: UndertakingCheck =
      now.found === 'notDone' ? { ...said, found: 'notDone', dueOn: now.dueOn } : { ...said, found: 'done' }
    await body(at.check.$post({ param, json }))
  }
  const arrived = (): void => {
    files.done()
    typed.drop()
    onLeave()
  }
  const act = useAct(async () => {
    await files.sendWith(send)
    await refresh()
    arrived()
  })
  const last = undertaking.steps.at(-1)
  // It arrived, and its answer was lost.
  const isOurs =
    typed.isTyped &&
    undertaking.steps.length === typed.from + 1 &&
    last?.text === text.trim() &&
    last.act === (kind === 'report' ? 'report' : found === 'notDone' ? 'return' : 'pass')
  const isLost = typed.isTyped && undertaking.steps.length !== typed.from && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived()
  }, [isOurs, act.busy])
  const issue = useIssues(act.error)
  const missing = [
    ...(isLost ? [w.lost] : []),
    ...(kind === 'check' && found === '' ? [w.missing.found] : []),
    ...(text.trim() === '' ? [w.missing.text] : []),
    ...(kind === 'check' && found === 'notDone' && dueOn === '' ? [w.missing.day] : []),
  ]
  return (
    <form
      class="fields reporting"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      {/* What is typed while it is sent would be neither in it nor anywhere else. */}
      <fieldset class="bare" disabled={act.busy}>
        {kind === 'check' && (
          <fieldset>
            <legend>{w.found}</legend>
            {(['done', 'notDone'] as const).map((each) => (
              <label key={each} class="check">
                <input
                  type="radio"
                  name={`found-${undertakingId}`}
                  checked={found === each}
                  onChange={() => typed.change((all) => ({ ...all, found: each }))}
                />
                {w[each]}
              </label>
            ))}
          </fieldset>
        )}
        <Area
          label={kind === 'report' ? w.reportText : w.checkText}
          lang={OF_THE_HALL}
          value={text}
          onValue={(now) => typed.change((all) => ({ ...all, text: now }))}
          wrong={issue('/text')}
        />
        {kind === 'check' && found === 'notDone' && (
          <Field
            label={w.newDay}
            type="date"
            min={on}
            value={dueOn}
            onValue={(now) => typed.change((all) => ({ ...all, dueOn: now }))}
            wrong={issue('/dueOn')}
          />
        )}
        <FilesField files={files} label={w.evidence} called={w.called} />
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      <Refused error={act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy} missing={missing}>
          {w.send}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

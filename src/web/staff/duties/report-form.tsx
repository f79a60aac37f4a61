/** One duty report: oral or written, in a few fields; what is typed survives a reload, what is sent arrives once. */
import { useEffect } from 'preact/hooks'
import type { DutyHolder } from '../../../inspect/duty-model.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { useOffsetMs } from '../parts/fresh.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { FilesField } from '../reporting/files-field.tsx'
import { useFiles } from '../reporting/files.ts'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import { readDuty, typedDuty, type TypedDuty } from './typed-duty.ts'
import { useDutyWords } from './words.ts'

interface FormProps {
  readonly cycleId: string
  readonly holder: DutyHolder
  readonly dutyMarks: boolean
  readonly refresh: () => Promise<void>
  readonly onSent: () => void
  readonly onLeave?: () => void
}

export function DutyForm(props: FormProps) {
  const { cycleId, holder } = props
  const today = new Date(Date.now() + useOffsetMs()).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  const version = holder.report?.version ?? 0
  const typed = useTyped<TypedDuty>(`duty ${cycleId} ${holder.id}`, typedDuty(holder, today), version)
  return typed === undefined ? <Loading /> : <Form {...props} typed={typed} version={version} />
}

function Form({
  cycleId,
  holder,
  dutyMarks,
  refresh,
  onSent,
  onLeave,
  typed,
  version,
}: FormProps & { readonly typed: Typed<TypedDuty>; readonly version: number }) {
  const w = useDutyWords().form
  const words = useWords()
  const files = useFiles(
    `/api/inspect/cycles/${cycleId}/files`,
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const send = async (): Promise<unknown> => {
    const json = { report: readDuty(typed.now(), dutyMarks), from: typed.from }
    const param = { id: cycleId, holderId: holder.id }
    return body(api.inspect.cycles[':id'].duties[':holderId'].report.$put({ param, json }))
  }
  const arrived = (): void => {
    files.done()
    typed.drop()
    onSent()
  }
  const act = useAct(async () => {
    try {
      await files.sendWith(send)
      await refresh()
      arrived()
    } catch (error) {
      if (codeOf(error) === 'inspect.dutyReportChanged') await refresh()
      throw error
    }
  })
  const issue = useIssues(act.error)
  // It arrived, and its answer was lost.
  const isOurs =
    typed.isTyped &&
    version === typed.from + 1 &&
    JSON.stringify(holder.report?.report) === JSON.stringify(readDuty(typed.value, dutyMarks))
  const isNewer = typed.isTyped && typed.from !== version && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived()
  }, [isOurs, act.busy])
  const { value } = typed
  const set = (change: Partial<TypedDuty>): void => typed.change((all) => ({ ...all, ...change }))
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
        <Choice
          label={w.manner}
          value={value.manner}
          onValue={(manner) => set({ manner })}
          options={(['oral', 'written'] as const).map((each) => ({ value: each, text: w.manners[each] }))}
        />
        <Field
          label={w.day[value.manner]}
          type="date"
          value={value.heldOn}
          onValue={(heldOn) => set({ heldOn })}
          wrong={issue('/report/heldOn')}
        />
        {value.manner === 'oral' && (
          <>
            <Field
              label={w.place}
              lang={OF_THE_HALL}
              value={value.place}
              onValue={(place) => set({ place })}
              wrong={issue('/report/place')}
            />
            <Field
              label={w.voters}
              inputMode="numeric"
              value={value.voters}
              onValue={(voters) => set({ voters })}
              wrong={issue('/report/voters')}
            />
            {dutyMarks && (
              <fieldset>
                <legend>{w.marks}</legend>
                <p class="hint">{w.marksHint}</p>
                {(
                  [
                    ['satisfied', 'satisfied'],
                    ['basically', 'basicallySatisfied'],
                    ['not', 'notSatisfied'],
                  ] as const
                ).map(([name, sent]) => (
                  <Field
                    key={name}
                    label={w[name]}
                    inputMode="numeric"
                    value={value[name]}
                    onValue={(text) => set({ [name]: text })}
                    wrong={issue(`/report/marks/${sent}`)}
                  />
                ))}
                {issue('/report/marks') !== undefined && <p class="wrong">{issue('/report/marks')}</p>}
              </fieldset>
            )}
          </>
        )}
        <Area
          label={w.summary}
          hint={w.summaryHint}
          rows={4}
          lang={OF_THE_HALL}
          value={value.summary}
          onValue={(summary) => set({ summary })}
          wrong={issue('/report/summary')}
        />
        <h3>{w.files[value.manner]}</h3>
        <FilesField files={files} label={w.files[value.manner]} called={w.called} hint={w.filesHint} />
        {issue('/report/evidence') !== undefined && <p class="wrong">{issue('/report/evidence')}</p>}
      </fieldset>
      {isNewer && <Newer text={w.newer} goOn={w.goOn} onGoOn={() => typed.goOnFrom(version)} />}
      <Refused error={act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy}>
          {version === 0 ? w.send : w.sendAgain}
        </ActButton>
        {onLeave !== undefined && (
          <button type="button" class="quiet" onClick={onLeave}>
            {words.cancel}
          </button>
        )}
      </div>
      <Kept typed={typed} />
    </form>
  )
}

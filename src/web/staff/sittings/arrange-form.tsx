/** When and where what was asked for is held; or another day for it. What is typed survives a reload, and is sent once. */
import { useEffect } from 'preact/hooks'
import type { Sitting } from '../../../inspect/sitting-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { ArrangementFields, arrangementOf, lacking, type TypedArrangement } from './arrangement-fields.tsx'
import type { Sittings } from './reading.ts'
import { useSittingWords } from './words.ts'

interface FormProps {
  readonly sitting: Sitting
  readonly all: Sittings
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}

export function ArrangeForm(props: FormProps) {
  const { sitting } = props
  const { day = '', time = '', place = '', comers = '' } = sitting.arrangement ?? {}
  const projectIds = sitting.projects.map(({ id }) => id)
  const served = { day, time, place, comers: comers === '' ? (sitting.whom ?? '') : comers, projectIds }
  const typed = useTyped<TypedArrangement>(`sitting arrange ${sitting.id}`, served, sitting.steps)
  return typed === undefined ? <Loading /> : <Fields {...props} typed={typed} />
}

function Fields({
  sitting,
  all,
  refresh,
  onLeave,
  typed,
}: FormProps & { readonly typed: Typed<TypedArrangement> }) {
  const words = useSittingWords()
  const w = words.fields
  const arrived = (): void => {
    typed.drop()
    onLeave()
  }
  const act = useAct(async () => {
    const param = { id: all.cycleId, sittingId: sitting.id }
    const json = { arrangement: arrangementOf(typed.now()), from: typed.from }
    await body(api.inspect.cycles[':id'].sittings[':sittingId'].arrange.$post({ param, json }))
    await refresh()
    arrived()
  })
  const { day, time, place } = arrangementOf(typed.value)
  const there = sitting.arrangement
  // It arrived, and its answer was lost.
  const isOurs =
    typed.isTyped &&
    sitting.steps === typed.from + 1 &&
    there?.day === day &&
    there.time === time &&
    there.place === place
  const isBehind = typed.isTyped && sitting.steps !== typed.from && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived()
  }, [isOurs, act.busy])
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.send.arrange} missing={lacking(typed.value, w)} onLeave={onLeave}>
      <fieldset class="bare" disabled={act.busy}>
        <ArrangementFields
          value={typed.value}
          change={(fields) => typed.change((before) => ({ ...before, ...fields }))}
          all={all}
          issue={issue}
        />
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      {isBehind && (
        <Newer
          text={words.newer}
          goOn={words.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(sitting.steps)
          }}
        />
      )}
    </Form>
  )
}

/** The office convenes a meeting, a deputy asks for an appointment. What is typed survives a reload, and is sent once. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { Kept } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { OF_THE_HALL } from '../words.ts'
import {
  ArrangementFields,
  arrangementOf,
  lacking,
  NOT_ARRANGED,
  ProjectChoice,
  type TypedArrangement,
} from './arrangement-fields.tsx'
import type { Sittings } from './reading.ts'
import { useSittingWords } from './words.ts'

interface TypedBegin {
  /** Made where it is typed. */
  readonly id: string
  readonly subject: string
  readonly whom: string
  readonly questions: string
  readonly arrangement: TypedArrangement
}

interface BeginProps {
  readonly all: Sittings
  readonly kind: 'progress' | 'appointment'
  readonly refresh: () => Promise<void>
  readonly onSent: () => void
}

export function BeginForm(props: BeginProps) {
  const w = useSittingWords()
  const { all, kind } = props
  const [fresh, setFresh] = useState(newId)
  const served = { id: fresh, subject: '', whom: '', questions: '', arrangement: NOT_ARRANGED }
  const typed = useTyped<TypedBegin>(`sitting ${kind} ${all.cycleId}`, served, 0)
  const [wanted, setWanted] = useState(false)
  if (typed === undefined) return <Loading />
  if (!wanted && !typed.isTyped)
    return (
      <p>
        <button type="button" class="strong" onClick={() => setWanted(true)}>
          {kind === 'progress' ? w.convene : w.request}
        </button>
      </p>
    )
  return (
    <Fields
      {...props}
      typed={typed}
      onSent={() => {
        setFresh(newId())
        setWanted(false)
        props.onSent()
      }}
      onLeave={() => setWanted(false)}
    />
  )
}

function Fields({
  all,
  kind,
  refresh,
  onSent,
  typed,
  onLeave,
}: BeginProps & { readonly typed: Typed<TypedBegin>; readonly onLeave: () => void }) {
  const words = useSittingWords()
  const w = words.fields
  const { subject, whom, questions, arrangement } = typed.value
  const act = useAct(async () => {
    const now = typed.now()
    const param = { id: all.cycleId, sittingId: now.id }
    const at = api.inspect.cycles[':id'].sittings[':sittingId']
    const projectIds = [...now.arrangement.projectIds]
    if (kind === 'progress')
      await body(
        at.meeting.$put({
          param,
          json: { subject: now.subject.trim(), arrangement: arrangementOf(now.arrangement) },
        }),
      )
    else
      await body(
        at.appointment.$put({
          param,
          json: {
            whom: now.whom.trim(),
            subject: now.subject.trim(),
            projectIds,
            questions: now.questions
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          },
        }),
      )
    await refresh()
    typed.drop()
    onSent()
  })
  const issue = useIssues(act.error)
  const change = (fields: Partial<TypedBegin>): void => typed.change((before) => ({ ...before, ...fields }))
  const arrange = (fields: Partial<TypedArrangement>): void =>
    typed.change((before) => ({ ...before, arrangement: { ...before.arrangement, ...fields } }))
  const missing =
    kind === 'progress'
      ? [
          ...new Set([...(subject.trim() === '' ? [w.missing] : []), ...lacking(arrangement, w)]),
          ...(arrangement.projectIds.length === 0 ? [w.missingProjects] : []),
        ]
      : [subject, whom].some((text) => text.trim() === '')
        ? [w.missing]
        : []
  return (
    <section class="stack reporting" aria-labelledby="begin">
      <h2 id="begin">{kind === 'progress' ? words.convene : words.request}</h2>
      <Form
        act={act}
        doIt={kind === 'progress' ? w.send.convene : w.send.request}
        missing={missing}
        framed
        onLeave={typed.isTyped ? undefined : onLeave}
      >
        <fieldset class="bare" disabled={act.busy}>
          {kind === 'appointment' && (
            <Field
              label={w.whom}
              hint={w.whomHint}
              lang={OF_THE_HALL}
              value={whom}
              onValue={(now) => change({ whom: now })}
              wrong={issue('/whom')}
            />
          )}
          <Field
            label={w.subject}
            lang={OF_THE_HALL}
            value={subject}
            onValue={(now) => change({ subject: now })}
            wrong={issue('/subject')}
          />
          {kind === 'appointment' ? (
            <>
              <Area
                label={w.questions}
                lang={OF_THE_HALL}
                value={questions}
                onValue={(now) => change({ questions: now })}
              />
              <ProjectChoice
                ids={arrangement.projectIds}
                all={all}
                change={(projectIds) => arrange({ projectIds })}
              />
            </>
          ) : (
            <ArrangementFields value={arrangement} change={arrange} all={all} issue={issue} />
          )}
        </fieldset>
        <Kept typed={typed} onDrop={act.clear} />
      </Form>
    </section>
  )
}

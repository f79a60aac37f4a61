/** 整改计划 of what was found not satisfactory: what is missing stands first, with the form for whose it is to write. */
import { useState } from 'preact/hooks'
import type { Rectification } from '../../../inspect/rectification-model.ts'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { Whose } from '../parts/whose.tsx'
import { Kept } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { Supervision } from './reading.ts'
import { useSupervisionWords } from './words.ts'

interface Props {
  readonly all: Supervision
  readonly refresh: () => Promise<void>
}

export function Rectifications({ all, refresh }: Props) {
  const w = useSupervisionWords().rectification
  if (all.rectifications.length === 0) return null
  return (
    <section class="stack" aria-labelledby="rectification">
      <h2 id="rectification">{w.heading}</h2>
      <p class="soft">{w.text}</p>
      <ul class="undertakings">
        {all.rectifications.map((each) => (
          <li key={each.projectId}>
            <One rectification={each} all={all} refresh={refresh} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function One({ rectification, all, refresh }: Props & { readonly rectification: Rectification }) {
  const words = useSupervisionWords()
  const w = words.rectification
  const me = useMe()
  const { project, unit, state } = rectification
  const mayPlan = me.role === 'secretary' || (me.role === 'department' && me.name === unit)
  const [adding, setAdding] = useState(false)
  return (
    <article class={`framed undertaking${state === 'missing' ? ' is-overdue' : ''}`}>
      <h3 lang={OF_THE_HALL}>{project}</h3>
      <p class="line">
        <strong class={state === 'missing' ? 'late' : ''}>{w.states[state]}</strong>
        <span>{words.unit(unit)}</span>
      </p>
      {mayPlan &&
        (adding ? (
          <Plan rectification={rectification} all={all} refresh={refresh} onLeave={() => setAdding(false)} />
        ) : (
          <button
            type="button"
            class={state === 'missing' ? 'strong' : 'quiet'}
            onClick={() => setAdding(true)}
          >
            {state === 'missing' ? w.plan : w.add}
            <Whose name={project} />
          </button>
        ))}
    </article>
  )
}

interface TypedPlan {
  /** Of this plan: pressed again after a lost answer, it is the same one. */
  readonly id: string
  readonly text: string
  readonly owner: string
  readonly dueOn: string
}

interface PlanProps extends Props {
  readonly rectification: Rectification
  readonly onLeave: () => void
}

function Plan(props: PlanProps) {
  const { projectId, ballot } = props.rectification
  const [id] = useState(newId)
  const typed = useTyped<TypedPlan>(
    `rectification ${ballot} ${projectId}`,
    { id, text: '', owner: '', dueOn: '' },
    0,
  )
  return typed === undefined ? <Loading /> : <PlanForm {...props} typed={typed} />
}

function PlanForm({
  rectification,
  all,
  refresh,
  typed,
  onLeave,
}: PlanProps & { readonly typed: Typed<TypedPlan> }) {
  const w = useSupervisionWords().rectification
  const { projectId, ballot: uuid, project } = rectification
  const { text, owner, dueOn } = typed.value
  const act = useAct(async () => {
    const { id: undertakingId, ...plan } = typed.now()
    const param = { id: all.cycleId, uuid, undertakingId }
    const json = { projectId, ...plan }
    await body(
      api.inspect.cycles[':id'].assessments[':uuid'].rectification[':undertakingId'].$put({ param, json }),
    )
    await refresh()
    typed.drop()
    onLeave()
  })
  const issue = useIssues(act.error)
  const set = (change: Partial<TypedPlan>): void => typed.change((before) => ({ ...before, ...change }))
  return (
    <Form
      act={act}
      doIt={w.save}
      onLeave={onLeave}
      missing={[
        ...(text.trim() === '' ? [w.missing.text] : []),
        ...(owner.trim() === '' ? [w.missing.owner] : []),
        ...(dueOn === '' ? [w.missing.dueOn] : []),
      ]}
    >
      <h4>{w.planOf(project)}</h4>
      <Area
        label={w.what}
        lang={OF_THE_HALL}
        value={text}
        onValue={(now) => set({ text: now })}
        wrong={issue('/text')}
      />
      <Field
        label={w.owner}
        lang={OF_THE_HALL}
        value={owner}
        onValue={(now) => set({ owner: now })}
        wrong={issue('/owner')}
      />
      <Field
        label={w.dueOn}
        type="date"
        min={all.on}
        value={dueOn}
        onValue={(now) => set({ dueOn: now })}
        wrong={issue('/dueOn')}
      />
      <Kept typed={typed} onDrop={act.clear} />
    </Form>
  )
}

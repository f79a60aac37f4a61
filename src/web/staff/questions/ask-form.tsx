/** A deputy asks: project, question, public or not. What is typed survives a reload, and what is sent twice is asked once. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Choice, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { Kept } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { Questions } from './reading.ts'
import { useQuestionWords } from './words.ts'

interface TypedQuestion {
  /** Made where it is typed. */
  readonly id: string
  readonly projectId: string
  readonly text: string
  readonly public: boolean
}

interface AskProps {
  readonly all: Questions
  readonly refresh: () => Promise<void>
}

export function AskForm(props: AskProps) {
  const w = useQuestionWords()
  const me = useMe()
  const { cycleId, projects } = props.all
  const [fresh, setFresh] = useState(newId)
  const [only] = projects
  const served = {
    id: fresh,
    projectId: projects.length === 1 ? (only?.projectId ?? '') : '',
    text: '',
    public: true,
  }
  const typed = useTyped<TypedQuestion>(`ask ${cycleId}`, served, 0)
  const [wanted, setWanted] = useState(false)
  const [sent, setSent] = useState(false)
  if (me.deputyId === null) return <p class="empty">{w.nobody}</p>
  if (projects.length === 0) return <p class="empty">{w.ask.noProjects}</p>
  if (typed === undefined) return <Loading />
  return (
    <>
      <p role="status" class={sent ? 'did' : 'only-heard'}>
        {sent && w.ask.sent}
      </p>
      {wanted || typed.isTyped ? (
        <Fields
          {...props}
          typed={typed}
          onSent={() => {
            setFresh(newId())
            setWanted(false)
            setSent(true)
          }}
          onLeave={() => setWanted(false)}
        />
      ) : (
        <p>
          <button
            type="button"
            class="strong"
            onClick={() => {
              setSent(false)
              setWanted(true)
            }}
          >
            {w.ask.button}
          </button>
        </p>
      )}
    </>
  )
}

function Fields({
  all,
  refresh,
  typed,
  onSent,
  onLeave,
}: AskProps & {
  readonly typed: Typed<TypedQuestion>
  readonly onSent: () => void
  readonly onLeave: () => void
}) {
  const w = useQuestionWords().ask
  const { cycleId, projects, answerDays } = all
  const { projectId, text, public: isPublic } = typed.value
  const project = projects.find((each) => each.projectId === projectId)
  const act = useAct(async () => {
    const { id: questionId, ...now } = typed.now()
    const param = { id: cycleId, questionId }
    const json = { projectId: now.projectId, text: now.text.trim(), public: now.public }
    await body(api.inspect.cycles[':id'].questions[':questionId'].$put({ param, json }))
    await refresh()
    typed.drop()
    onSent()
  })
  const issue = useIssues(act.error)
  const missing = [
    ...(projectId === '' ? [w.missing.project] : []),
    ...(text.trim() === '' ? [w.missing.text] : []),
  ]
  return (
    <section class="stack reporting" aria-labelledby="ask">
      <h2 id="ask">{w.heading}</h2>
      <Form act={act} doIt={w.send} missing={missing} framed onLeave={typed.isTyped ? undefined : onLeave}>
        <fieldset class="bare" disabled={act.busy}>
          <Choice
            label={w.project}
            {...(project === undefined ? {} : { hint: w.unit(project.unit, answerDays) })}
            value={projectId}
            onValue={(now) => typed.change((before) => ({ ...before, projectId: now }))}
            options={[
              { value: '', text: w.choose },
              ...projects.map((each) => ({ value: each.projectId, text: each.project })),
            ]}
            wrong={issue('/projectId')}
          />
          <Area
            label={w.text}
            rows={4}
            lang={OF_THE_HALL}
            value={text}
            onValue={(now) => typed.change((before) => ({ ...before, text: now }))}
            wrong={issue('/text')}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={isPublic}
              onChange={({ currentTarget: { checked } }) =>
                typed.change((before) => ({ ...before, public: checked }))
              }
            />
            {w.public}
          </label>
          <p class="hint">{w.publicHint}</p>
        </fieldset>
        <Kept typed={typed} onDrop={act.clear} />
      </Form>
    </section>
  )
}

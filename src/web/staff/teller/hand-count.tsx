/** The paper path: two tellers enter what they counted, blind of each other, until both say the same. */
import { useCallback, useState } from 'preact/hooks'
import type { HandCountTask } from '../../../ballot/by-hand.ts'
import { reconcile } from '../../../ballot/counts.ts'
import { countsOf } from '../../../ballot/hand-counts.ts'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { OF_THE_HALL, useSentence, useWords } from '../words.ts'
import {
  BLANK,
  COLUMNS,
  entriesOf,
  HEADS,
  pointerOf,
  pointersOf,
  readHandForm,
  type Entries,
  type HandForm,
} from './hand-form.ts'
import { Trouble } from './parts.tsx'
import { readHandCount, sendHandCount } from './service.ts'
import type { StepStatus } from './steps.ts'
import { readCount } from './typed.ts'

export function HandCounting({
  ballot,
  status,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly status: StepStatus
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  if (ballot.method === 'electronic') return null
  const intro = (
    <>
      <p>{words.hands.text[ballot.method]}</p>
      {ballot.methodReason !== null && (
        <p class="hint">
          {words.hands.reason}
          <span lang={OF_THE_HALL}>{ballot.methodReason}</span>
        </p>
      )}
    </>
  )
  if (ballot.state !== 'byHand') return <p>{words.hands.agreed}</p>
  if (status === 'later') return intro
  return (
    <>
      {intro}
      <Entered ballot={ballot} onChanged={onChanged} />
    </>
  )
}

function Entered({
  ballot,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const { uuid } = ballot
  const read = useCallback(() => readHandCount(uuid), [uuid])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { own, entered, waiting } = loaded.value
  if (own === null && entered >= 2) return <p>{words.hands.enough}</p>
  if (waiting) return <p role="status">{words.hands.waiting}</p>
  return (
    <Form
      key={own === null ? 'first' : 'again'}
      ballot={ballot}
      task={loaded.value}
      onSent={async () => {
        await Promise.all([refresh(), onChanged()])
      }}
    />
  )
}

function Form({
  ballot,
  task,
  onSent,
}: {
  readonly ballot: BallotConsole
  readonly task: HandCountTask
  readonly onSent: () => Promise<void>
}) {
  const words = useWords().teller
  const sentence = useSentence()
  const { kind, options, method, choicesMax } = ballot
  const { shouldAttend, present } = ballot.progress
  const form: HandForm = { kind, options: options.length, hands: method === 'hands', present }
  const [entries, setEntries] = useState<Entries>(() => (task.own === null ? {} : entriesOf(task.own)))
  const [pressed, setPressed] = useState(false)
  const differences = task.differences ?? []
  const count = readHandForm(form, entries)
  const wrong =
    count === undefined
      ? []
      : reconcile(countsOf(count, { shouldAttend, present }), count.figures, { choicesMax, method })
  const act = useAct(async () => {
    if (count === undefined) return
    await sendHandCount(ballot.uuid, count)
    setPressed(false)
    await onSent()
  })
  const submit = (event: Event): void => {
    event.preventDefault()
    setPressed(true)
    if (count !== undefined && wrong.length === 0) void act.run()
  }
  const wrongAt = (pointer: string): string | undefined => {
    const text = entries[pointer] ?? ''
    if ((text !== '' || pressed) && readCount(text) === undefined) return words.countWrong
    return differences.includes(pointer) ? words.hands.differs : undefined
  }
  const cell = (pointer: string) => ({
    value: entries[pointer] ?? '',
    wrong: wrongAt(pointer),
    onValue: (value: string) => setEntries((before) => ({ ...before, [pointer]: value })),
  })
  return (
    <form class="fields hand-count" onSubmit={submit} autocomplete="off" noValidate>
      {differences.length > 0 && (
        <p class="notice" role="status">
          {words.hands.differences(differences.length)}
        </p>
      )}
      {!form.hands && (
        <div class="counts">
          {HEADS.map((name) => (
            <Field key={name} label={words.hands.heads[name]} inputMode="numeric" {...cell(`/${name}`)} />
          ))}
        </div>
      )}
      {form.hands && <p class="statement">{words.hands.present(present)}</p>}
      {kind === 'choose' ? (
        <fieldset>
          <legend>{words.figure.approvals}</legend>
          <div class="approvals">
            {options.map((option, i) => (
              <Field
                key={option}
                label={<span lang={OF_THE_HALL}>{`${i + 1}. ${option}`}</span>}
                inputMode="numeric"
                {...cell(pointerOf(kind, i, 'approvals'))}
              />
            ))}
            <Field label={words.hands.blank} inputMode="numeric" {...cell(BLANK)} />
          </div>
        </fieldset>
      ) : (
        options.map((option, i) => (
          <fieldset key={option}>
            <legend lang={OF_THE_HALL}>{`${i + 1}. ${option}`}</legend>
            <div class="counts">
              {COLUMNS[kind].map((column) => (
                <Field
                  key={column}
                  label={words.figure[column]}
                  inputMode="numeric"
                  {...cell(pointerOf(kind, i, column))}
                />
              ))}
            </div>
          </fieldset>
        ))
      )}
      <div role="status">
        <ul class="hand-sums">
          {count === undefined && <li>{words.hands.left(missingIn(form, entries))}</li>}
          {count !== undefined && wrong.length === 0 && <li>{words.hands.addsUp}</li>}
          {wrong.map((each) => (
            <li key={each} class="wrong">
              {sentence(each)}
            </li>
          ))}
        </ul>
      </div>
      <Trouble error={act.error} />
      <ActButton submit busy={act.busy}>
        {task.own === null ? words.hands.send : words.hands.sendAgain}
      </ActButton>
    </form>
  )
}

function missingIn(form: HandForm, entries: Entries): number {
  return pointersOf(form).filter((pointer) => readCount(entries[pointer] ?? '') === undefined).length
}

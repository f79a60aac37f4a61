/** An answer, a follow-up, or a rating. What is typed survives a reload, and what is sent twice is said once. */
import { useEffect } from 'preact/hooks'
import { RATINGS } from './ratings.ts'
import type { Question, Rating } from '../../../inspect/question-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { FilesField } from '../reporting/files-field.tsx'
import { useFiles } from '../reporting/files.ts'
import { Kept, Newer } from '../reporting/kept.tsx'
import { named, type TypedFile } from '../reporting/typed-file.ts'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { filesAt } from '../supervision/reading.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import { useQuestionWords } from './words.ts'

export type Saying = 'answer' | 'follow' | 'rate'

interface TypedSaying {
  readonly text: string
  readonly rating: Rating | ''
  readonly files: readonly TypedFile[]
}

const NOTHING: TypedSaying = { text: '', rating: '', files: [] }

interface FormProps {
  readonly question: Question
  readonly act: Saying
  readonly answerDays: number
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}

export function SayForm(props: FormProps) {
  const { question, act } = props
  const typed = useTyped<TypedSaying>(`question ${act} ${question.id}`, NOTHING, question.entries.length)
  return typed === undefined ? <Loading /> : <Fields {...props} typed={typed} />
}

function Fields({
  question,
  act: kind,
  answerDays,
  typed,
  refresh,
  onLeave,
}: FormProps & { readonly typed: Typed<TypedSaying> }) {
  const words = useWords()
  const w = useQuestionWords()
  const { id: questionId, cycleId, entries } = question
  const files = useFiles(
    filesAt(cycleId),
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const { text, rating } = typed.value
  const { from } = typed
  const send = async (): Promise<void> => {
    const now = typed.now()
    const param = { id: cycleId, questionId }
    const said = now.text.trim()
    const at = api.inspect.cycles[':id'].questions[':questionId']
    if (kind === 'answer')
      await body(at.answer.$post({ param, json: { text: said, evidence: named(now.files, null), from } }))
    else if (kind === 'follow') await body(at.follow.$post({ param, json: { text: said, from } }))
    else if (now.rating !== '')
      await body(
        at.rate.$post({ param, json: { rating: now.rating, text: said === '' ? null : said, from } }),
      )
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
  const there = entries[from]
  // It arrived, and its answer was lost.
  const isOurs = typed.isTyped && there?.act === kind && (there.text ?? '') === text.trim()
  const isBehind = typed.isTyped && entries.length !== from && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived()
  }, [isOurs, act.busy])
  const issue = useIssues(act.error)
  const missing = [
    ...(kind === 'rate' && rating === '' ? [w.say.missing.rating] : []),
    ...(kind !== 'rate' && text.trim() === '' ? [w.say.missing.text] : []),
  ]
  const label = { answer: w.say.answerText, follow: w.say.followText, rate: w.say.rateText }[kind]
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
        {kind === 'rate' && (
          <fieldset>
            <legend>{w.say.rating}</legend>
            {RATINGS.map((each) => (
              <label key={each} class="check">
                <input
                  type="radio"
                  name={`rating-${questionId}`}
                  checked={rating === each}
                  onChange={() => typed.change((all) => ({ ...all, rating: each }))}
                />
                {w.ratings[each]}
              </label>
            ))}
          </fieldset>
        )}
        <Area
          label={label}
          {...(kind === 'follow' ? { hint: w.say.followHint(answerDays) } : {})}
          rows={kind === 'rate' ? 2 : 4}
          lang={OF_THE_HALL}
          value={text}
          onValue={(now) => typed.change((all) => ({ ...all, text: now }))}
          wrong={issue('/text')}
        />
        {kind === 'answer' && <FilesField files={files} label={w.say.evidence} called={w.say.called} />}
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      {isBehind && (
        <Newer
          text={w.say.newer}
          goOn={w.say.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(entries.length)
          }}
        />
      )}
      <Refused error={act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy} missing={missing}>
          {w.say.send[kind]}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

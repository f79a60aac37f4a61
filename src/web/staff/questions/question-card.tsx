/** One question with all that was said to it, and what who looks may say now. */
import type { Question, QuestionEntry } from '../../../inspect/question-model.ts'
import { dayOf } from '../../../pay/periods.ts'
import { Whose } from '../parts/whose.tsx'
import { useMe, type Me } from '../session.tsx'
import { Shown } from '../supervision/shown.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { Questions } from './reading.ts'
import { SayForm, type Saying } from './say-form.tsx'
import { useQuestionWords } from './words.ts'

export function QuestionCard({
  question,
  all,
  refresh,
  saying,
  onSaying,
}: {
  readonly question: Question
  readonly all: Questions
  readonly refresh: () => Promise<void>
  /** What is being written. */
  readonly saying: Saying | undefined
  readonly onSaying: (now: Saying | undefined) => void
}) {
  const w = useQuestionWords()
  const me = useMe()
  const { project, deputy, unit, state, dueOn, overdue, daysOver } = question
  const may = saysOf(me, question)
  const [first] = question.entries
  return (
    <article
      class={`framed undertaking${overdue ? ' is-overdue' : ''}`}
      aria-label={first?.text ?? project ?? unit}
    >
      <h3 lang={OF_THE_HALL}>{project ?? w.forSitting}</h3>
      <p class="line">
        <span>{w.askedBy(deputy.name, unit)}</span>
        <strong>{w.states[state]}</strong>
        {dueOn !== null && <span>{w.due(dueOn)}</span>}
        {overdue && <span class="late">{w.over(daysOver)}</span>}
        {!question.public && <strong>{w.notPublic}</strong>}
      </p>
      <ol class="steps">
        {question.entries.map((entry, i) => (
          <li key={i}>
            <Entry entry={entry} all={all} />
          </li>
        ))}
      </ol>
      {saying === undefined ? (
        may.length > 0 && (
          <div class="answers">
            {may.map((each, i) => (
              <button
                key={each}
                type="button"
                class={i === 0 && state !== 'rated' ? 'strong' : ''}
                onClick={() => onSaying(each)}
              >
                {each === 'answer' && state === 'answered' ? w.say.more : w.say[each]}
                <Whose name={first?.text ?? ''} />
              </button>
            ))}
          </div>
        )
      ) : (
        <SayForm
          key={saying}
          question={question}
          act={saying}
          answerDays={all.answerDays}
          refresh={refresh}
          onLeave={() => onSaying(undefined)}
        />
      )}
    </article>
  )
}

function Entry({ entry, all }: { readonly entry: QuestionEntry; readonly all: Questions }) {
  const w = useQuestionWords()
  const { act, text, rating, evidence, daysLate, role, at } = entry
  return (
    <>
      <p class="line">
        <strong>{w.acts[act]}</strong>
        {rating !== null && <strong>{w.ratings[rating]}</strong>}
        <span>{dayOf(at)}</span>
        {act === 'answer' && <span>{w.roles[role]}</span>}
        {daysLate > 0 && <span class="late">{w.late(daysLate)}</span>}
      </p>
      {text !== null && (
        <p class="said-text" lang={OF_THE_HALL}>
          {text}
        </p>
      )}
      {evidence.length > 0 && (
        <Shown cycleId={all.cycleId} files={all.files} evidence={evidence} label={w.evidence} />
      )}
    </>
  )
}

function saysOf({ role }: Me, { mine, state }: Question): Saying[] {
  if (role === 'secretary' || (role === 'department' && mine)) return state === 'rated' ? [] : ['answer']
  if (role !== 'deputy' || !mine || state === 'waiting') return []
  return state === 'answered' ? ['rate', 'follow'] : ['follow']
}

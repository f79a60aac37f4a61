/** 问进度 of a year: for a deputy the own questions first, for a unit what it has to answer, for the office what is overdue. */
import { useCallback, useState } from 'preact/hooks'
import type { Question } from '../../../inspect/question-model.ts'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading } from '../parts/states.tsx'
import { useMe, type Me } from '../session.tsx'
import { AskForm } from './ask-form.tsx'
import { QuestionCard } from './question-card.tsx'
import { readQuestions, type Questions } from './reading.ts'
import type { Saying } from './say-form.tsx'
import type { QuestionWords } from './strings.zh.ts'
import { useQuestionWords } from './words.ts'

export function QuestionsPage({ cycleId }: { readonly cycleId: string }) {
  const w = useQuestionWords()
  const read = useCallback(() => readQuestions(cycleId), [cycleId])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Listed all={loaded.value} refresh={refresh} />
}

function Listed({ all, refresh }: { readonly all: Questions; readonly refresh: () => Promise<void> }) {
  const w = useQuestionWords()
  const me = useMe()
  // Here, because a card goes from group to group while somebody types in it.
  const [saying, setSaying] = useState<Readonly<Record<string, Saying | undefined>>>({})
  const groups = groupsFor(me, all.questions).filter(({ questions }) => questions.length > 0)
  return (
    <section class="card supervision questions">
      <Heading>{w.heading(all.year)}</Heading>
      {me.role === 'deputy' && <AskForm all={all} refresh={refresh} />}
      {all.questions.length === 0 && <p class="empty">{w.none}</p>}
      {me.role === 'department' &&
        all.questions.length > 0 &&
        !all.questions.some(({ mine, state }) => mine && state === 'waiting') && (
          <p class="empty">{w.noneForUnit}</p>
        )}
      {groups.map(({ of, questions, folded }) => {
        const heading = <h2 id={of}>{w.count(w.groups[of], questions.length)}</h2>
        const list = (
          <ul class="undertakings">
            {questions.map((question) => (
              <li key={question.id}>
                <QuestionCard
                  question={question}
                  all={all}
                  refresh={refresh}
                  saying={saying[question.id]}
                  onSaying={(now) => setSaying((before) => ({ ...before, [question.id]: now }))}
                />
              </li>
            ))}
          </ul>
        )
        return folded && !questions.some(({ id }) => saying[id] !== undefined) ? (
          <details key={of} class="aside">
            <summary>{heading}</summary>
            {list}
          </details>
        ) : (
          <section key={of} class="stack" aria-labelledby={of}>
            {heading}
            {list}
          </section>
        )
      })}
    </section>
  )
}

interface Listing {
  readonly of: keyof QuestionWords['groups']
  readonly questions: readonly Question[]
  readonly folded: boolean
}

function are(some: readonly Question[], state: Question['state']): Question[] {
  return some.filter((each) => each.state === state)
}

/** The service gives what is overdue first, then what is due next, then the newest. */
function groupsFor({ role }: Me, questions: readonly Question[]): Listing[] {
  const own = questions.filter(({ mine }) => mine)
  const others = questions.filter(({ mine }) => !mine)
  const open = (of: Listing['of'], some: readonly Question[]): Listing => ({
    of,
    questions: some,
    folded: false,
  })
  const folded = (of: Listing['of'], some: readonly Question[]): Listing => ({
    of,
    questions: some,
    folded: true,
  })
  switch (role) {
    case 'deputy':
      return [
        open('toRate', are(own, 'answered')),
        open('mine', are(own, 'waiting')),
        folded('mineDone', are(own, 'rated')),
        folded('others', others),
      ]
    case 'department':
      return [
        open(
          'overdue',
          own.filter(({ overdue }) => overdue),
        ),
        open(
          'waiting',
          are(own, 'waiting').filter(({ overdue }) => !overdue),
        ),
        folded('answered', are(own, 'answered')),
        folded('rated', are(own, 'rated')),
        folded('others', others),
      ]
    default:
      return [
        open(
          'overdue',
          questions.filter(({ overdue }) => overdue),
        ),
        open(
          'waiting',
          are(questions, 'waiting').filter(({ overdue }) => !overdue),
        ),
        open('answered', are(questions, 'answered')),
        folded('rated', are(questions, 'rated')),
      ]
  }
}

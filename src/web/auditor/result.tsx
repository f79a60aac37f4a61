import { percent } from '../shared/figures.ts'
import type { Verified } from './found.ts'
import type { Attendance } from './verdict.ts'
import { useWords } from './words.ts'

/** The opened figures, question by question, with both denominators where they are known. */
export function ResultSection({
  verified: { report, asked },
  attendance,
}: {
  readonly verified: Verified
  readonly attendance?: Attendance | undefined
}) {
  const words = useWords()
  const { election, result } = report
  if (election === undefined || result === undefined) return null
  const { questions } = election
  const first = questions[0]
  // Where all questions have the same answers, they are the rows of one table.
  const alike = asked !== undefined && asked.kind !== 'choose' && first !== undefined
  return (
    <>
      <h3>{words.resultHeading}</h3>
      {alike ? (
        <Together answers={first.answers} questions={questions} result={result} attendance={attendance} />
      ) : (
        questions.map(({ question, answers, blank }, i) => (
          <div class="table" key={i}>
            <table>
              <caption lang="zh-CN">{question}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.option}</th>
                  <th scope="col" class="figure">
                    {words.votes}
                  </th>
                  {attendance !== undefined && (
                    <th scope="col" class="figure">
                      {words.share}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {answers.map((answer, j) => (
                  <Row
                    key={j}
                    name={answer}
                    votes={at(result, i, blank === true ? j + 1 : j)}
                    attendance={attendance}
                  />
                ))}
                {blank === true && <Row votes={at(result, i, 0)} attendance={attendance} />}
              </tbody>
            </table>
          </div>
        ))
      )}
      <Heads attendance={attendance} />
    </>
  )
}

type Rows = readonly (readonly number[])[]

const at = (result: Rows, i: number, j: number): number | undefined => result[i]?.[j]

function Row({
  name,
  votes,
  attendance,
}: {
  /** None for the blank ones. */
  readonly name?: string
  readonly votes: number | undefined
  readonly attendance?: Attendance | undefined
}) {
  const words = useWords()
  return (
    <tr>
      {name === undefined ? (
        <th scope="row">{words.blank}</th>
      ) : (
        <th scope="row" lang="zh-CN">
          {name}
        </th>
      )}
      <td class="figure">{votes ?? '—'}</td>
      {attendance !== undefined && <td class="figure">{shares(votes, attendance)}</td>}
    </tr>
  )
}

function shares(votes: number | undefined, { shouldAttend, present }: Attendance): string {
  if (votes === undefined) return '—'
  return `${percent(votes, shouldAttend.value)} / ${percent(votes, present.value)}`
}

function Together({
  answers,
  questions,
  result,
  attendance,
}: {
  readonly answers: readonly string[]
  readonly questions: readonly { readonly question: string }[]
  readonly result: Rows
  readonly attendance?: Attendance | undefined
}) {
  const words = useWords()
  return (
    <div class="table">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.option}</th>
            {answers.map((answer) => (
              <th key={answer} scope="col" class="figure" lang="zh-CN">
                {answer}
              </th>
            ))}
            <th scope="col" class="figure">
              {words.blank}
            </th>
            {attendance !== undefined && (
              <th scope="col" class="figure">
                {words.shareOf(answers[0] ?? '')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {questions.map(({ question }, i) => (
            <tr key={i}>
              <th scope="row" lang="zh-CN">
                {question}
              </th>
              {answers.map((answer, j) => (
                <td key={answer} class="figure">
                  {at(result, i, j + 1) ?? '—'}
                </td>
              ))}
              <td class="figure">{at(result, i, 0) ?? '—'}</td>
              {attendance !== undefined && <td class="figure">{shares(at(result, i, 1), attendance)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Heads({ attendance }: { readonly attendance?: Attendance | undefined }) {
  const words = useWords()
  if (attendance === undefined) return <p class="soft">{words.attendanceUnknown}</p>
  const { shouldAttend, present } = attendance
  return (
    <p class="soft">
      {words.attendance(shouldAttend.value, present.value)}
      {words.entry(present.entry)}
    </p>
  )
}

/** The announced outcome: a bar for each project, the line that it had to reach, both denominators, and the verdict. */
import { percent } from '../shared/figures.ts'
import { Name } from './name.tsx'
import { Paged } from './paged.tsx'
import type { BallotView, ScreenView } from './service.ts'
import { useWords } from './words.ts'
import type { Words } from './strings.zh.ts'

type Verdict = 'elected' | 'tied' | 'not'

interface Row {
  /** Place on the ballot, from 1. */
  readonly number: number
  readonly name: string
  readonly approvals: number
  /** What was answered besides, where each project was voted on by itself. */
  readonly others: readonly number[]
  readonly verdict: Verdict | undefined
}

export function Result({ view, ballot }: { readonly view: ScreenView; readonly ballot: BallotView }) {
  const words = useWords()
  const { vote } = view
  const all = ballot.counts?.shouldAttend ?? view.meeting?.shouldAttend ?? 0
  const present = ballot.counts?.present ?? view.meeting?.present ?? 0
  const assessment = ballot.kind === 'satisfaction'
  const rows = rowsOf(view, ballot)
  const [main, ...others] = answersOf(ballot, words)
  const needed = vote?.outcome?.needed
  const line = vote === null || vote.majority === 'none' ? undefined : needed
  const runoff = vote?.reason === 'tie' || vote?.reason === 'shortfall'
  return (
    <div class="listing result">
      <div class="result-head">
        <h1>
          {assessment ? words.assessmentResult : words.result}
          {runoff && <small>{words.runoffHeading}</small>}
          {ballot.method !== 'electronic' && <small>{words.resultOf[ballot.method]}</small>}
        </h1>
        <p class="rule">
          {vote === null ? (
            <strong lang="zh-CN">{ballot.title}</strong>
          ) : (
            <>
              <strong>{words.seats(vote.seats)}</strong>
              {line !== undefined && <span>{words.needed(line)}</span>}
            </>
          )}
          <span>{assessment ? words.sortedBySatisfied : words.sortedByVotes}</span>
        </p>
      </div>
      <Paged items={rows}>
        {(shown) => (
          <table class={others.length > 0 ? 'bars is-wide' : 'bars'}>
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.project}</th>
                <th scope="col" class="bar">
                  {assessment ? words.satisfiedShare : <span class="only-heard">{words.share}</span>}
                  <LineLabel line={line} all={all} />
                </th>
                <th scope="col" class="figure is-narrow">
                  {main}
                </th>
                {others.map((answer) => (
                  <th key={answer} scope="col" class="figure is-narrow">
                    {answer}
                  </th>
                ))}
                <th scope="col" class="figure">
                  {assessment ? words.satisfiedOfAll : words.ofAll} {all}
                </th>
                <th scope="col" class="figure">
                  {assessment ? words.satisfiedOfPresent : words.ofPresent} {present}
                </th>
                {vote !== null && <th scope="col">{words.verdictHeading}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.number} class={row.verdict === undefined ? '' : `is-${row.verdict}`}>
                  <td class="number">{row.number}</td>
                  <th scope="row">
                    <Name name={row.name} />
                  </th>
                  <td class="bar">
                    <Bar
                      value={row.approvals}
                      half={assessment ? row.others[0] : undefined}
                      line={line}
                      all={all}
                    />
                  </td>
                  <td class="figure is-main">{row.approvals}</td>
                  {row.others.map((count, i) => (
                    <td key={i} class="figure">
                      {count}
                    </td>
                  ))}
                  <td class="figure">{percent(row.approvals, all)}</td>
                  <td class="figure">{percent(row.approvals, present)}</td>
                  {row.verdict !== undefined && (
                    <td class="row-verdict">
                      <span>{words.verdict[row.verdict]}</span>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Paged>
      <Conclusion view={view} />
    </div>
  )
}

/** In the order of votes, so that who is in stands above who is not; equal votes in the order of the ballot. */
function rowsOf({ vote }: ScreenView, ballot: BallotView): Row[] {
  const { figures } = ballot
  const rows = ballot.options.map((name, i): Row => {
    const [approvals = 0, ...others] = answeredOf(figures, i)
    return { number: i + 1, name, approvals, others, verdict: vote === null ? undefined : verdictOf(vote, i) }
  })
  return rows.toSorted((a, b) => b.approvals - a.approvals || a.number - b.number)
}

function verdictOf({ outcome }: NonNullable<ScreenView['vote']>, i: number): Verdict {
  if (outcome?.elected.includes(i) === true) return 'elected'
  return outcome?.tied.includes(i) === true ? 'tied' : 'not'
}

function answeredOf(figures: BallotView['figures'], i: number): number[] {
  switch (figures?.kind) {
    case undefined:
      return []
    case 'choose':
      return [figures.approvals[i] ?? 0]
    case 'each': {
      const option = figures.options[i]
      return [option?.approve ?? 0, option?.against ?? 0, option?.blank ?? 0]
    }
    case 'satisfaction': {
      const option = figures.options[i]
      return [
        option?.satisfied ?? 0,
        option?.basicallySatisfied ?? 0,
        option?.notSatisfied ?? 0,
        option?.blank ?? 0,
      ]
    }
  }
}

function answersOf({ kind }: BallotView, words: Words): readonly string[] {
  switch (kind) {
    case 'choose':
      return [words.approvals]
    case 'each':
      return [words.approvals, words.against, words.abstained]
    case 'satisfaction': {
      const { satisfied, basicallySatisfied, notSatisfied } = words.answers
      return [satisfied, basicallySatisfied, notSatisfied, words.abstained]
    }
  }
}

interface Scale {
  readonly line: number | undefined
  /** The whole width: all deputies. */
  readonly all: number
}

const share = (part: number, { all }: Scale): string => `${all === 0 ? 0 : (100 * part) / all}%`

/** The table says the same in figures. */
function Bar({
  value,
  half,
  ...scale
}: Scale & {
  readonly value: number
  /** Those who are satisfied on the whole, in a lighter colour behind those who are satisfied. */
  readonly half: number | undefined
}) {
  return (
    <svg aria-hidden="true" width="100%" height="100%">
      <rect class="ground" x="0" y="15%" width="100%" height="70%" />
      {half !== undefined && (
        <rect class="half" x="0" y="15%" width={share(value + half, scale)} height="70%" />
      )}
      <rect class="filled" x="0" y="15%" width={share(value, scale)} height="70%" />
      {scale.line !== undefined && (
        <line x1={share(scale.line, scale)} x2={share(scale.line, scale)} y1="0" y2="100%" />
      )}
    </svg>
  )
}

function LineLabel(scale: Scale) {
  const words = useWords()
  if (scale.line === undefined) return null
  return (
    <svg aria-hidden="true" width="100%" height="100%">
      <text x={share(scale.line, scale)} y="70%" text-anchor="middle">
        {words.line(scale.line)}
      </text>
    </svg>
  )
}

/** As many names as fit on a line. */
const NAMES_CHARACTERS_MAX = 40

function Conclusion({ view: { vote } }: { readonly view: ScreenView }) {
  const words = useWords()
  const outcome = vote?.outcome
  if (vote == null || outcome == null) return null
  const { elected, tied, tiedSeats, unfilled } = outcome
  const names = tied.map((i) => vote.candidates[i]?.name ?? '').join(words.and)
  const sentences = [
    ...(elected.length === 0 && tied.length === 0 ? [words.noneElected] : []),
    ...(tied.length === 0
      ? []
      : [
          names.length > NAMES_CHARACTERS_MAX
            ? words.tieOfMany(tied.length, tiedSeats)
            : words.tie(names, tiedSeats),
        ]),
    ...(unfilled === 0
      ? []
      : [vote.acceptedFewerReason === null ? words.unfilled(unfilled) : words.acceptedFewer(unfilled)]),
  ]
  if (sentences.length === 0) return null
  return (
    <p class="conclusion" role="status">
      {sentences.join(' ')}
    </p>
  )
}

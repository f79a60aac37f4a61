/** Before the vote: who is here, what is voted on and by which rule, and the sealed box. */
import { useContext } from 'preact/hooks'
import { approvalsNeeded } from '../../decide/outcome.ts'
import { twoThirds, wanYuan, yuan } from '../shared/figures.ts'
import { Name } from './name.tsx'
import { Paged } from './paged.tsx'
import type { BallotView, ScreenMeeting, ScreenRule, ScreenView } from './service.ts'
import { LanguageContext, useWords } from './words.ts'

export function SignIn({
  meeting,
  rule,
}: {
  readonly meeting: ScreenMeeting
  readonly rule: ScreenRule | null
}) {
  const words = useWords()
  const { shouldAttend, present, quorum, quorate } = meeting
  return (
    <div class="sign-in">
      <h1>{words.signIn}</h1>
      <dl class="big-figures">
        <div>
          <dt>{words.shouldAttend}</dt>
          <dd>{shouldAttend}</dd>
        </div>
        <div class="is-first">
          <dt>{words.present}</dt>
          <dd>{present}</dd>
        </div>
        <div>
          <dt>{words.quorum}</dt>
          <dd>{quorum}</dd>
        </div>
      </dl>
      <p class={quorate ? 'verdict is-good' : 'verdict'} role="status">
        {quorate ? words.quorate : words.shortOf(Math.max(0, quorum - present))}
      </p>
      <p class="soft">{words.quorumFormula(shouldAttend, twoThirds(shouldAttend), quorum)}</p>
      {rule !== null && (
        <p class="rule">
          {!rule.adopted && <strong>{words.ruleDraft}</strong>} {words.seats(rule.seats)} ·{' '}
          {words.ratio(rule.ratio)} · {words.marking[rule.marking](rule.seats)}
        </p>
      )}
    </div>
  )
}

/** What the vote will be on. Of a vote that is drafted, its own list; before, the year's. */
export function Candidates({ view }: { readonly view: ScreenView }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const { ballot, rule } = view
  const runoff = view.vote?.reason === 'tie' || view.vote?.reason === 'shortfall'
  const candidates: readonly {
    readonly name: string
    readonly place?: string
    readonly budgetFen?: number
  }[] =
    view.vote?.candidates ??
    (ballot === null ? rule?.candidates : ballot.options.map((name) => ({ name }))) ??
    []
  const heading = runoff
    ? words.runoffHeading
    : ballot?.kind === 'satisfaction'
      ? words.assessment
      : words.ruleAndCandidates
  const detailed = candidates.some(({ place }) => place !== undefined)
  const amount = language === 'zh' ? wanYuan : yuan
  return (
    <div class="listing">
      <h1>{heading}</h1>
      <RuleLine view={view} candidates={candidates.length} />
      <Paged items={candidates}>
        {(shown, from) => (
          <table class="candidates">
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.project}</th>
                {detailed && <th scope="col">{words.place}</th>}
                {detailed && (
                  <th scope="col" class="figure">
                    {words.amount}
                  </th>
                )}
              </tr>
            </thead>
            <tbody lang="zh-CN">
              {shown.map(({ name, place, budgetFen }, i) => (
                <tr key={name}>
                  <td class="number">{from + i + 1}</td>
                  <th scope="row">
                    <Name name={name} />
                  </th>
                  {detailed && (
                    <td class="place">
                      <span class="name">{place}</span>
                    </td>
                  )}
                  {detailed && <td class="figure">{amount(budgetFen ?? 0)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Paged>
    </div>
  )
}

/** The rule in a sentence, with the number of votes that it comes to. */
export function RuleLine({ view, candidates }: { readonly view: ScreenView; readonly candidates?: number }) {
  const words = useWords()
  const { ballot, vote, rule, meeting } = view
  const kind = ballot?.kind ?? rule?.marking
  const seats = vote?.seats ?? (ballot === null ? rule?.seats : undefined)
  const majority = vote?.majority ?? (ballot === null ? rule?.majority : undefined)
  const ofYear = ballot === null || vote?.reason === 'first' || vote?.reason === 'practice'
  const count = kind === 'satisfaction' ? words.assessed : words.candidates
  return (
    <p class="rule">
      {seats !== undefined && <strong>{words.seats(seats)}</strong>}
      {candidates !== undefined && <span>{count(candidates)}</span>}
      {candidates !== undefined && ofYear && rule !== null && <span>{words.ratio(rule.ratio)}</span>}
      {kind !== undefined && (
        <span>{words.marking[kind](ballot?.kind === 'choose' ? ballot.choicesMax : (seats ?? 1))}</span>
      )}
      {majority !== undefined && meeting !== null && (
        <span>
          {words.majority[majority](
            approvalsNeeded({ majority, shouldAttend: meeting.shouldAttend, present: meeting.present }),
          )}
        </span>
      )}
    </p>
  )
}

const GROUP = 4

export function Sealed({ ballot }: { readonly ballot: BallotView }) {
  const words = useWords()
  return (
    <div class="sealed">
      <h1>{words.sealed}</h1>
      <p class="title" lang="zh-CN">
        {ballot.title}
      </p>
      <h2>{words.fingerprint}</h2>
      <p class="fingerprint code" aria-label={ballot.fingerprint ?? ''}>
        {groupsOf(ballot.fingerprint ?? '').map((group, i) => (
          <span key={i}>{group}</span>
        ))}
      </p>
      <p class="soft">{words.compareFingerprint}</p>
    </div>
  )
}

export function groupsOf(text: string): string[] {
  return text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
}

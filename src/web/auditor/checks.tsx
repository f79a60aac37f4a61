import { checksOf, type Check } from './check-list.ts'
import type { BallotFacts } from './facts.ts'
import type { Verified } from './found.ts'
import { megabytes } from './sizes.ts'
import { isPractice } from './verdict.ts'
import { useWords } from './words.ts'

/** The verdict in a sentence, and what has to be known before it is read. */
export function Verdict({
  verified,
  facts,
}: {
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
}) {
  const words = useWords()
  const { ok, stage, findings } = verified.report
  const sentence =
    stage === 'unreadable'
      ? words.verdict.unreadable
      : ok
        ? words.verdict[stage]
        : words.verdict.findings(findings.length)
  return (
    <>
      {isPractice(verified, facts) && <p class="notice">{words.practice}</p>}
      {facts?.byHand !== undefined && (
        <p class="notice">
          {words.byHand(words.method[facts.byHand.value])}
          {words.entry(facts.byHand.entry)}
        </p>
      )}
      {facts?.voided !== undefined && (
        <p class="notice">
          {words.voided}
          <span lang="zh-CN">{facts.voided.value}</span>
          {words.entry(facts.voided.entry)}
        </p>
      )}
      <p class={ok ? 'verdict' : 'verdict is-bad'} role="status">
        {sentence}
      </p>
    </>
  )
}

export function FactsList({ verified: { report, sha256, size } }: { readonly verified: Verified }) {
  const words = useWords()
  const { election, head, stage } = report
  const rows: readonly (readonly [keyof typeof words.facts, string | undefined])[] = [
    ['uuid', election?.uuid],
    ['stage', words.stage[stage]],
    ['fingerprint', election?.fingerprint],
    ['head', head],
    ['sha256', sha256],
    ['size', megabytes(size)],
  ]
  return (
    <>
      <dl class="facts">
        {election !== undefined && (
          <div>
            <dt>{words.facts.name}</dt>
            <dd lang="zh-CN">{election.name}</dd>
          </div>
        )}
        {rows.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{words.facts[name]}</dt>
                <dd class={name === 'stage' || name === 'size' ? undefined : 'code'}>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {election !== undefined && <p class="soft">{words.factsText}</p>}
    </>
  )
}

export function ChecksSection({ verified }: { readonly verified: Verified }) {
  const words = useWords()
  return (
    <>
      <h3>{words.checksHeading}</h3>
      <ol class="checks">
        {checksOf(verified).map((check) => (
          <li key={check.name} class={`is-${check.state}`}>
            <span class="check-state">{words.checkState[check.state]}</span>
            <span>
              <b>{words.checkName[check.name]}</b> <Sentence check={check} verified={verified} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Sentence({ check, verified }: { readonly check: Check; readonly verified: Verified }) {
  const words = useWords()
  const { checked } = verified.report
  const { name, count, state, findings } = check
  if (state === 'notYet') return words.checkNotYet
  if (state === 'failed') return words.checkFailed(findings.length)
  switch (name) {
    case 'setup':
      return words.check.setup(checked.trustees, checked.credentials)
    case 'ballots':
      return (
        words.check.ballots(count) +
        (checked.replaced > 0 ? ` ${words.check.replaced(checked.replaced)}` : '')
      )
    case 'file':
    case 'chain':
    case 'shares':
      return words.check[name](count)
    case 'tally':
    case 'result':
      return words.check[name]
  }
}

import { useId, useState } from 'preact/hooks'
import type { Majority } from '../../decide/outcome.ts'
import type { BallotFacts, Said } from './facts.ts'
import type { Verified } from './found.ts'
import { countedByHand, decide, type Basis, type Decided } from './verdict.ts'
import { useWords } from './words.ts'

interface Props {
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
  readonly basis?: Basis | undefined
  readonly onBasis?: ((basis: Basis | undefined) => void) | undefined
}

/** Who is chosen: decided anew from the opened figures and the rule, beside what was announced. */
export function OutcomeSection({ verified, facts, basis, onBasis }: Props) {
  const words = useWords()
  return (
    <>
      <h3>{words.outcomeHeading}</h3>
      <Outcome verified={verified} facts={facts} basis={basis} onBasis={onBasis} />
    </>
  )
}

function Outcome({ verified: { asked }, facts, basis, onBasis }: Props) {
  const words = useWords()
  if (asked === undefined) return <p>{words.outcomeNone}</p>
  if (asked.kind === 'satisfaction') return <p>{words.outcomeSatisfaction}</p>
  const byHand = facts === undefined ? undefined : countedByHand(asked, facts)
  // A box that was given up for a count by hand has nothing to say, whatever it holds.
  const approvals = facts?.byHand === undefined ? asked.approvals : byHand?.value
  if (approvals === undefined) return <p>{words.outcomeNotYet}</p>
  return (
    <>
      {byHand !== undefined && (
        <p>
          {words.handCount}
          {words.entry(byHand.entry)}
        </p>
      )}
      {basis === undefined ? (
        <p>{words.basisMissing}</p>
      ) : (
        <>
          <BasisList basis={basis} />
          <DecidedOutcome decided={decide(asked, approvals, basis, facts?.outcome)} facts={facts} />
        </>
      )}
      {onBasis !== undefined && (
        <details open={basis === undefined}>
          <summary>{words.basisTyped}</summary>
          <BasisForm basis={basis} onBasis={onBasis} />
        </details>
      )}
    </>
  )
}

function BasisList({ basis }: { readonly basis: Basis }) {
  const words = useWords()
  const { seats, majority, shouldAttend, present } = basis
  const rows: readonly (readonly [keyof Basis, string | number, Said<unknown>])[] = [
    ['seats', seats.value, seats],
    ['majority', words.majority[majority.value], majority],
    ['shouldAttend', shouldAttend.value, shouldAttend],
    ['present', present.value, present],
  ]
  return (
    <dl class="facts">
      {rows.map(([name, value, { entry }]) => (
        <div key={name}>
          <dt>{words.basis[name]}</dt>
          <dd>
            {value}
            <span class="soft">{words.entry(entry)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function DecidedOutcome({
  decided: { outcome, elected, tied, announced },
  facts,
}: {
  readonly decided: Decided
  readonly facts?: BallotFacts | undefined
}) {
  const words = useWords()
  const was = facts?.outcome?.value
  return (
    <>
      <div class="decision">
        <p>{words.needed(outcome.needed)}</p>
        {elected.length > 0 && <Names label={words.elected} names={elected} />}
        {elected.length === 0 && tied.length === 0 && <p>{words.nobody}</p>}
        {tied.length > 0 && <Names label={words.tied(outcome.tiedSeats)} names={tied} />}
        {outcome.unfilled > 0 && <p>{words.unfilled(outcome.unfilled)}</p>}
      </div>
      {announced === undefined || was === undefined ? (
        <p>{words.announcedNone}</p>
      ) : (
        <p class={announced.value ? 'verdict' : 'verdict is-bad'} role="status">
          {announced.value ? words.announcedSame : words.announcedDiffers}
          {words.entry(announced.entry)}
        </p>
      )}
      {announced?.value === false && was !== undefined && (
        <div>
          <p>{words.announcedWas}</p>
          <p>{words.needed(was.needed)}</p>
          {was.elected.length > 0 && <Names label={words.elected} names={was.elected} />}
          {was.tied.length > 0 && <Names label={words.tied(was.tied.length)} names={was.tied} />}
          {was.unfilled > 0 && <p>{words.unfilled(was.unfilled)}</p>}
        </div>
      )}
    </>
  )
}

function Names({ label, names }: { readonly label: string; readonly names: readonly string[] }) {
  return (
    <>
      <p>{label}</p>
      <ol lang="zh-CN">
        {names.map((name, i) => (
          <li key={i}>{name}</li>
        ))}
      </ol>
    </>
  )
}

const FIGURES = ['seats', 'shouldAttend', 'present'] as const
const MAJORITIES: readonly Majority[] = ['over-half-of-all-deputies', 'over-half-of-present', 'none']

function typed<T>(value: T): Said<T> {
  return { value, entry: null }
}

function BasisForm({
  basis,
  onBasis,
}: {
  readonly basis?: Basis | undefined
  readonly onBasis: (basis: Basis) => void
}) {
  const words = useWords()
  const id = useId()
  const [figures, setFigures] = useState<Readonly<Record<string, string>>>({})
  const [majority, setMajority] = useState<Majority>(basis?.majority.value ?? 'over-half-of-all-deputies')
  const figure = (name: (typeof FIGURES)[number]): string =>
    figures[name] ?? String(basis?.[name].value ?? '')
  return (
    <form
      class="basis"
      onSubmit={(event) => {
        event.preventDefault()
        onBasis({
          seats: typed(Number(figure('seats'))),
          majority: typed(majority),
          shouldAttend: typed(Number(figure('shouldAttend'))),
          present: typed(Number(figure('present'))),
        })
      }}
    >
      {FIGURES.map((name) => (
        <label key={name}>
          <span>{words.basis[name]}</span>
          <input
            type="number"
            inputMode="numeric"
            min={name === 'seats' ? 1 : 0}
            max={100_000}
            required
            value={figure(name)}
            onInput={({ currentTarget }) => setFigures({ ...figures, [name]: currentTarget.value })}
          />
        </label>
      ))}
      <label for={`${id}majority`}>
        <span>{words.basis.majority}</span>
        <select
          id={`${id}majority`}
          value={majority}
          onChange={({ currentTarget }) => setMajority(currentTarget.value as Majority)}
        >
          {MAJORITIES.map((each) => (
            <option key={each} value={each}>
              {words.majority[each]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.decide}</button>
    </form>
  )
}

/** From the opening to the announcement: what may be known while nothing is opened. */
import { useSecondsUntil } from '../shared/live.ts'
import { groupsOf, RuleLine } from './before.tsx'
import { Message } from './message.tsx'
import { Name } from './name.tsx'
import { Paged } from './paged.tsx'
import type { BallotView, ScreenView } from './service.ts'
import { useWords } from './words.ts'

interface AtBallot {
  readonly view: ScreenView
  readonly ballot: BallotView
}

export function Open({ view, ballot }: AtBallot) {
  const words = useWords()
  const options = ballot.options.map((name) => ({ name }))
  return (
    <div class="open">
      <h1>{words.open}</h1>
      <RuleLine view={view} />
      <div class="open-parts">
        <div class="listing">
          <Paged items={options}>
            {(shown, from) => (
              <ol class="names" start={from + 1} lang="zh-CN">
                {shown.map(({ name }, i) => (
                  <li key={name}>
                    <span class="number">{from + i + 1}</span>
                    <Name name={name} />
                  </li>
                ))}
              </ol>
            )}
          </Paged>
        </div>
        <Returned view={view} ballot={ballot} />
      </div>
    </div>
  )
}

function Returned({ view, ballot }: AtBallot) {
  const words = useWords()
  return (
    <div class="returned" role="status">
      <p>{words.returnedSoFar}</p>
      <p class="huge">{words.atLeast(ballot.returned)}</p>
      {view.issued !== null && (
        <>
          <progress
            max={Math.max(1, view.issued)}
            value={Math.min(ballot.returned, view.issued)}
            aria-label={words.returnedSoFar}
          />
          <p>{words.ofIssued(view.issued)}</p>
        </>
      )}
      <p class="soft">{words.inSteps}</p>
    </div>
  )
}

export function Closing({
  view,
  ballot,
  closesAt,
  offsetMs,
}: AtBallot & { readonly closesAt: string; readonly offsetMs: number }) {
  const words = useWords()
  const seconds = useSecondsUntil(closesAt, offsetMs)
  const over = seconds === 0
  return (
    <div class="closing">
      <h1>{over ? words.cutting : words.closing}</h1>
      {/* Heard once, not every second. */}
      <p class="countdown" role="timer" aria-live="off">
        {over || seconds === null ? '…' : words.secondsLeft(seconds)}
      </p>
      {!over && <p class="verdict">{words.closingHint}</p>}
      <Returned view={view} ballot={ballot} />
    </div>
  )
}

export function Closed({ view, ballot }: AtBallot) {
  const words = useWords()
  return (
    <Message heading={words.closed}>
      <ReturnedExactly returned={ballot.returned} issued={view.issued} />
      <p class="verdict">{ballot.practice ? words.practiceClosed : words.waitingForOpening}</p>
      <Fingerprint ballot={ballot} />
    </Message>
  )
}

function ReturnedExactly({
  returned,
  issued,
}: {
  readonly returned: number
  readonly issued: number | null
}) {
  const words = useWords()
  return (
    <dl class="big-figures">
      {issued !== null && (
        <div>
          <dt>{words.issued}</dt>
          <dd>{issued}</dd>
        </div>
      )}
      <div class="is-first">
        <dt>{words.returned}</dt>
        <dd>{returned}</dd>
      </div>
    </dl>
  )
}

function Fingerprint({ ballot }: { readonly ballot: BallotView }) {
  const words = useWords()
  if (ballot.fingerprint === null) return null
  return (
    <p class="small-fingerprint">
      {words.fingerprint} <span class="code">{groupsOf(ballot.fingerprint).join(' ')}</span>
    </p>
  )
}

export function ByHand({ ballot }: { readonly ballot: BallotView }) {
  const words = useWords()
  return (
    <Message heading={words.byHand[ballot.method]}>
      <p>{words.byHandText[ballot.method]}</p>
      <Reason text={ballot.methodReason} />
      <p class="soft">{words.boxStaysSealed}</p>
    </Message>
  )
}

export function Counted({ ballot }: { readonly ballot: BallotView }) {
  const words = useWords()
  return (
    <Message heading={words.counted}>
      <p>{words.countedHint}</p>
      {ballot.method === 'electronic' && <Fingerprint ballot={ballot} />}
    </Message>
  )
}

export function Void({ ballot }: { readonly ballot: BallotView }) {
  const words = useWords()
  return (
    <Message heading={words.void} grave>
      <p lang="zh-CN">{ballot.title}</p>
      <Reason text={ballot.voidReason} />
    </Message>
  )
}

function Reason({ text }: { readonly text: string | null }) {
  const words = useWords()
  if (text === null) return null
  return (
    <p>
      {words.reason}
      <span lang="zh-CN">{text}</span>
    </p>
  )
}

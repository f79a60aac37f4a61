/** The open box: opening it, what may be known while it is open, announcing the close, cutting it. */
import { useEffect } from 'preact/hooks'
import { useSecondsUntil } from '../../shared/live.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useOffsetMs } from '../parts/fresh.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { DoIt } from './ceremony.tsx'
import { minutes } from './clock.ts'
import { openedAt } from './journal.ts'
import { Attendance } from './sign-in.tsx'
import type { BallotStepProps } from './step-body.tsx'
import { useSecondsSince } from './ticking.ts'
import { useMeetingWords } from './words.ts'

/** After the countdown's end: the service's clock may be a little behind what the page knows of it. */
const ASK_AFTER_MS = 1000

export function OpenStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const { shouldAttend, present, quorum, cardsIssued } = ballot.progress
  const param = { uuid: ballot.uuid }
  const quorate = present > 0 && present >= quorum
  return (
    <>
      {!ballot.practice && <Attendance meeting={{ shouldAttend, present, quorum, quorate }} />}
      {mine && step.status !== 'done' && (
        <DoIt
          missing={step.missing}
          ask={{
            heading: w.open.heading,
            text: ballot.practice ? w.open.practiceText : w.open.text(shouldAttend, present, cardsIssued),
            doIt: w.open.doIt,
          }}
          refresh={refresh}
          onDo={() => body(api.ballots[':uuid'].open.$post({ param }))}
        >
          {w.open.button}
        </DoIt>
      )}
    </>
  )
}

export function VotingStep(props: BallotStepProps) {
  const w = useMeetingWords()
  const { ballot, step, mine, refresh } = props
  const param = { uuid: ballot.uuid }
  return (
    <>
      {(ballot.state === 'open' || step.status === 'done') && <LiveFigures {...props} />}
      {mine && step.status !== 'done' && (
        <>
          <DoIt
            missing={step.missing}
            refresh={refresh}
            onDo={() => body(api.ballots[':uuid'].close.announce.$post({ param }))}
          >
            {w.voting.announceClose}
          </DoIt>
          <p class="soft">{w.voting.announceText}</p>
        </>
      )}
    </>
  )
}

/** What may be known while people vote. The number returned moves in steps of five, so that it tells of nobody. */
function LiveFigures({ ballot, situation }: BallotStepProps) {
  const w = useMeetingWords()
  const open = ballot.state === 'open'
  const elapsed = useSecondsSince(open ? openedAt(situation.journal, ballot.uuid) : undefined)
  return (
    <dl class="big">
      <div>
        <dt>{w.issue.issued}</dt>
        <dd>{ballot.progress.cardsIssued ?? w.issue.notYet}</dd>
      </div>
      <div>
        <dt>{w.voting.returned}</dt>
        <dd data-count="returned">{ballot.returned}</dd>
        {open && <dd class="formula">{w.voting.steps}</dd>}
      </div>
      {elapsed !== undefined && (
        <div>
          <dt>{w.voting.elapsed}</dt>
          <dd>{minutes(elapsed)}</dd>
        </div>
      )}
    </dl>
  )
}

export function CloseStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const offsetMs = useOffsetMs()
  const seconds = useSecondsUntil(ballot.state === 'open' ? ballot.closesAt : null, offsetMs)
  const param = { uuid: ballot.uuid }
  // The page counts down by itself; the service, asked a moment later, knows the same, and whose turn it is.
  const due = seconds === 0
  useEffect(() => {
    if (!due) return
    const asked = setTimeout(() => void refresh(), ASK_AFTER_MS)
    return () => clearTimeout(asked)
  }, [due])
  if (step.status === 'done') return <p>{w.close.returned(ballot.returned)}</p>
  return (
    <>
      {seconds !== null && (
        <p class="countdown" role="timer">
          {due ? w.close.due : w.close.in(seconds)}
        </p>
      )}
      {mine && (
        <>
          <DoIt
            missing={due ? [] : seconds === null ? step.missing : [w.close.wait]}
            refresh={refresh}
            onDo={() => body(api.ballots[':uuid'].close.$post({ param }))}
          >
            {w.close.button}
          </DoIt>
          {seconds !== null && !due && (
            <ReasonButton
              text={w.close.retractText}
              doIt={w.close.retractDo}
              onDo={async (reason) => {
                await body(api.ballots[':uuid'].close.retract.$post({ param, json: { reason } }))
                await refresh()
              }}
            >
              {w.close.retract}
            </ReasonButton>
          )}
        </>
      )}
    </>
  )
}

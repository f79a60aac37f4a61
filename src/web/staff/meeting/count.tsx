/** After the close: the tellers' shares, the count, or two counts by hand; and whether everything adds up. */
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session.tsx'
import { DoIt, Missing, Tellers, ToDevice } from './ceremony.tsx'
import type { BallotStepProps } from './step-body.tsx'
import { Sums } from './sums.tsx'
import { useMeetingWords } from './words.ts'

export function SharesStep({ ballot, step, mine }: BallotStepProps) {
  const w = useMeetingWords()
  return (
    <>
      <p>{w.shares.needed(ballot.threshold, ballot.tellers)}</p>
      <Tellers
        ballot={ballot}
        state={({ share }) => (share ? w.shares.given : w.shares.notYet)}
        done={({ share }) => share}
      />
      {mine && step.status === 'now' && <ToDevice ballot={ballot} />}
    </>
  )
}

export function CountStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const param = { uuid: ballot.uuid }
  if (step.status === 'done') return null
  return (
    <>
      {mine && (
        <DoIt
          missing={step.missing}
          refresh={refresh}
          onDo={() => body(api.ballots[':uuid'].count.$post({ param }))}
        >
          {w.count.button}
        </DoIt>
      )}
    </>
  )
}

/** Two tellers count blind of each other; nobody here sees what they entered before it is the same. */
export function HandCountStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const differences = ballot.progress.handCountDifferences
  return (
    <>
      <p>{w.handCount.how[ballot.method === 'hands' ? 'hands' : 'paper']}</p>
      <Tellers
        ballot={ballot}
        state={({ handCount, handCountAgain }) =>
          handCountAgain ? w.handCount.again : handCount ? w.handCount.entered : w.handCount.notYet
        }
        done={({ handCount, handCountAgain }) => handCount && !handCountAgain}
      />
      {step.status !== 'done' && differences !== null && differences.length > 0 && (
        <p class="refused" role="status">
          {w.handCount.differ(differences.length)}
        </p>
      )}
      {mine && step.status === 'now' && <ToDevice ballot={ballot} />}
      <RestartHandCount ballot={ballot} refresh={refresh} />
    </>
  )
}

/** One of the two cannot go on, say: the presidium lets any two begin anew. */
function RestartHandCount({ ballot, refresh }: Pick<BallotStepProps, 'ballot' | 'refresh'>) {
  const w = useMeetingWords()
  const me = useMe()
  const begun = ballot.progress.tellers.some(({ handCount }) => handCount)
  if (me.role !== 'presidium' || ballot.state !== 'byHand' || !begun) return null
  return (
    <ReasonButton
      text={w.handCount.restartText}
      doIt={w.handCount.restartDo}
      onDo={async (reason) => {
        const param = { uuid: ballot.uuid }
        await body(api.ballots[':uuid']['hand-count'].restart.$post({ param, json: { reason } }))
        await refresh()
      }}
    >
      {w.handCount.restart}
    </ReasonButton>
  )
}

export function ReconcileStep({ ballot, step, mine }: BallotStepProps) {
  return (
    <>
      <Sums ballot={ballot} />
      {step.status === 'now' && ballot.state === 'counted' && <Missing sentences={ballot.missing.announce} />}
      {mine && step.status === 'now' && <ToDevice ballot={ballot} />}
    </>
  )
}

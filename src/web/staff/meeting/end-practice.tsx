/** A practice vote is never opened: it ends by being declared void, and its cards with it. */
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import type { BallotStepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function EndPracticeStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  if (!mine || step.status === 'done') return null
  return (
    <ReasonButton
      quiet={false}
      missing={step.missing}
      text={w.practice.endText}
      doIt={w.practice.endDo}
      onDo={async (reason) => {
        const param = { uuid: ballot.uuid }
        await body(api.ballots[':uuid'].void.$post({ param, json: { reason } }))
        await refresh()
      }}
    >
      {w.practice.end}
    </ReasonButton>
  )
}

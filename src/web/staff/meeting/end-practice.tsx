/** A practice vote is never opened: it ends by being declared void, and its cards with it. */
import { useState } from 'preact/hooks'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { AskReason } from '../parts/ask.tsx'
import type { BallotStepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function EndPracticeStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const [ending, setEnding] = useState(false)
  if (!mine || step.status === 'done') return null
  return (
    <>
      <ActButton missing={step.missing} onAct={() => setEnding(true)}>
        {w.practice.end}
      </ActButton>
      {ending && (
        <AskReason
          heading={w.practice.end}
          doIt={w.practice.endDo}
          onLeave={() => setEnding(false)}
          onDo={async (reason) => {
            const param = { uuid: ballot.uuid }
            await body(api.ballots[':uuid'].void.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          <p>{w.practice.endText}</p>
        </AskReason>
      )}
    </>
  )
}

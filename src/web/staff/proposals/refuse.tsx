/** Not for this year: by which criterion, and why. */
import { useState } from 'preact/hooks'
import type { Criterion } from '../../../db/tables.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Dialog } from '../parts/ask.tsx'
import { Area, Choice, useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { refuseProposal, type Proposal } from './service.ts'
import { useProposalWords } from './words.ts'

export function RefuseButton({
  cycleId,
  proposal,
  refresh,
}: {
  readonly cycleId: string
  readonly proposal: Proposal
  readonly refresh: () => Promise<void>
}) {
  const w = useProposalWords()
  const [asking, setAsking] = useState(false)
  const [criterion, setCriterion] = useState<Criterion>('wide-benefit')
  const [reason, setReason] = useState('')
  const act = useAct(async () => {
    await refuseProposal(cycleId, proposal.id, { criterion, reason })
    await refresh()
  })
  const issue = useIssues(act.error)
  const leave = (): void => setAsking(false)
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {w.refuse}
        <span class="only-heard" lang={OF_THE_HALL}>
          {w.of(proposal.name)}
        </span>
      </button>
      {asking && (
        <Dialog heading={w.refuseHeading} onLeave={leave}>
          <form
            class="fields"
            onSubmit={(event) => {
              event.preventDefault()
              void act.run().then((done) => done && leave())
            }}
          >
            <p lang={OF_THE_HALL}>{proposal.name}</p>
            <p>{w.refuseText}</p>
            <Choice
              label={w.criterion}
              value={criterion}
              onValue={setCriterion}
              options={(Object.entries(w.criteria) as [Criterion, string][]).map(([value, text]) => ({
                value,
                text,
              }))}
            />
            <Area label={w.reason} value={reason} onValue={setReason} wrong={issue('/reason')} required />
            <Refused error={act.error} />
            <div class="answers">
              <ActButton submit busy={act.busy}>
                {w.refuse}
              </ActButton>
              <button type="button" class="quiet" onClick={leave}>
                {w.leave}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}

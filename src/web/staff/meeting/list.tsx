/** The year's candidates: the secretary writes them down, the presidium fixes the list. */
import { useState } from 'preact/hooks'
import type { Candidate, CycleView } from '../../../order/model.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Confirm } from '../parts/ask.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { CandidateForm } from './candidate-form.tsx'
import { Fix } from './fix.tsx'
import { Reviewed } from './reviewed.tsx'
import { arithmetic } from './rule-words.ts'
import type { StepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function ListStep({ situation, step, mine, refresh }: StepProps) {
  const w = useMeetingWords()
  const me = useMe()
  const { cycle, votes } = situation
  const { shortlist, candidates } = cycle
  const editable = me.role === 'secretary' && !shortlist.fixed
  return (
    <>
      <p class={shortlist.enough ? 'sum' : 'sum is-short'} role="status">
        {w.list.sum(shortlist)}{' '}
        {w.list.asks(arithmetic(w, cycle.rule), shortlist.candidates, shortlist.required)}
      </p>
      {cycle.review !== null && <Reviewed review={cycle.review} />}
      {cycle.shortfallReason !== null && <p>{w.list.shortfall(cycle.shortfallReason)}</p>}
      {candidates.length === 0 ? (
        <p class="empty">{w.list.none}</p>
      ) : (
        <Candidates cycle={cycle} refresh={refresh} editable={editable} />
      )}
      <ul class="links">
        <li>
          <a href={linkTo.proposals(cycle.id)}>
            {shortlist.fixed ? w.list.proposalsFixed : w.list.proposals}
          </a>
        </li>
        <li>
          <a href={linkTo.review(cycle.id)}>{w.list.papers}</a>
        </li>
      </ul>
      {editable && <Add cycleId={cycle.id} refresh={refresh} />}
      {mine && !shortlist.fixed && <Fix cycle={cycle} missing={step.missing} refresh={refresh} />}
      {mine && shortlist.fixed && (
        <ReasonButton
          missing={votes.some(({ state }) => state !== 'void') ? [w.list.voted] : []}
          text={w.list.reopenText}
          doIt={w.list.reopenDo}
          onDo={async (reason) => {
            const param = { id: cycle.id }
            await body(api.decide.cycles[':id'].list.reopen.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          {w.list.reopen}
        </ReasonButton>
      )}
    </>
  )
}

function Candidates({
  cycle: { id: cycleId, candidates, files },
  editable,
  refresh,
}: {
  readonly cycle: CycleView
  readonly editable: boolean
  readonly refresh: () => Promise<void>
}) {
  const w = useMeetingWords()
  const [editing, setEditing] = useState<string>()
  const [removing, setRemoving] = useState<Candidate>()
  return (
    <>
      <ol class="candidates">
        {candidates.map((candidate, i) => (
          <li key={candidate.id}>
            {editing === candidate.id ? (
              <CandidateForm
                cycleId={cycleId}
                candidate={candidate}
                refresh={refresh}
                onDone={async () => {
                  await refresh()
                  setEditing(undefined)
                }}
                onLeave={() => setEditing(undefined)}
              />
            ) : (
              <>
                <p class="name" lang={OF_THE_HALL}>
                  <span aria-hidden="true">{i + 1}. </span>
                  {candidate.name}
                </p>
                <p class="soft" lang={OF_THE_HALL}>
                  {candidate.category} · {candidate.place} · {candidate.responsibleUnit}
                </p>
                <p class="soft">{w.list.money(candidate.budgetFen, candidate.finishBy)}</p>
                <p lang={OF_THE_HALL}>{candidate.content}</p>
                <Besides candidate={candidate} />
                <AttachmentLinks
                  label={w.attachments.heading}
                  at={`/api/order/cycles/${cycleId}/candidates/${candidate.id}/attachments`}
                  attachments={candidate.attachments}
                  files={files}
                />
                {editable && (
                  <div class="row">
                    <button type="button" class="quiet" onClick={() => setEditing(candidate.id)}>
                      {w.list.edit}
                      <span class="only-heard" lang={OF_THE_HALL}>
                        {candidate.name}
                      </span>
                    </button>
                    <button type="button" class="quiet" onClick={() => setRemoving(candidate)}>
                      {w.list.remove}
                      <span class="only-heard" lang={OF_THE_HALL}>
                        {candidate.name}
                      </span>
                    </button>
                  </div>
                )}
              </>
            )}
          </li>
        ))}
      </ol>
      {removing !== undefined && (
        <Confirm
          heading={w.list.removeHeading}
          doIt={w.list.remove}
          onLeave={() => setRemoving(undefined)}
          onDo={async () => {
            const param = { id: cycleId, candidateId: removing.id }
            await body(api.order.cycles[':id'].candidates[':candidateId'].$delete({ param }))
            await refresh()
          }}
        >
          <p lang={OF_THE_HALL}>{removing.name}</p>
        </Confirm>
      )}
    </>
  )
}

/** What not every dossier has; frozen with the rest, so it is shown to who fixes the list. */
function Besides({ candidate: { funding, startBy } }: { readonly candidate: Candidate }) {
  const w = useMeetingWords()
  const rest = [
    ...(funding === undefined ? [] : [w.list.funded(funding)]),
    ...(startBy === undefined ? [] : [w.list.startsBy(startBy)]),
  ]
  return rest.length === 0 ? null : <p class="soft">{rest.join(' · ')}</p>
}

function Add({ cycleId, refresh }: { readonly cycleId: string; readonly refresh: () => Promise<void> }) {
  const w = useMeetingWords()
  const [adding, setAdding] = useState(false)
  if (!adding)
    return (
      <button type="button" onClick={() => setAdding(true)}>
        {w.list.add}
      </button>
    )
  return (
    <CandidateForm
      cycleId={cycleId}
      refresh={refresh}
      onDone={async () => {
        await refresh()
        setAdding(false)
      }}
      onLeave={() => setAdding(false)}
    />
  )
}

import { useCallback } from 'preact/hooks'
import { useLoad } from '../shared/load.ts'
import { requiredArithmetic } from '../shared/required.ts'
import { Candidates } from './candidates.tsx'
import { OriginOf } from './origin.tsx'
import { Reason } from './reason.tsx'
import { Reviewed } from './reviewed.tsx'
import {
  isInspected,
  readProposals,
  readReserve,
  readVotes,
  type CycleView,
  type Proposal,
  type ProposalsOfYear,
  type Vote,
} from './service.ts'
import { Failed, Loading } from './states.tsx'
import { VoteSection } from './vote.tsx'
import { useWords } from './words.ts'

/** One assembly's year: its candidates, what was not listed and why, then its votes. */
export function Year({ cycle, assembly }: { readonly cycle: CycleView; readonly assembly: string }) {
  const words = useWords()
  const [votes, retry] = useLoad(useCallback(() => readVotes(cycle.id), [cycle.id]))
  const [proposals, retryProposals] = useLoad(useCallback(() => readProposals(cycle.id), [cycle.id]))
  const [reserve, retryReserve] = useLoad(useCallback(() => readReserve(cycle.id), [cycle.id]))
  const { shortlist, rule } = cycle
  const steps = requiredArithmetic(rule)
  return (
    <section class="year">
      <h2>{words.yearHeading(cycle.year, assembly)}</h2>
      <p>
        {!cycle.ruleAdopted && words.ruleNotAdopted}
        {shortlist.fixed
          ? words.shortlist(shortlist.seats, shortlist.candidates, shortlist.actualRatio)
          : words.listOpen}
      </p>
      {steps !== undefined && (
        <p>
          {words.required(steps, words.roundings[rule.rounding])}
          {shortlist.fixed && words.beside(shortlist.candidates, shortlist.required)}
        </p>
      )}
      {cycle.review !== null && <Reviewed review={cycle.review} />}
      {cycle.shortfallReason !== null && (
        <p>
          {words.shortfallReason}
          <span lang="zh-CN">{cycle.shortfallReason}</span>
        </p>
      )}
      {votes.is === 'ready' && votes.value.some(hasChosen) && (
        <>
          <Progress cycleId={cycle.id} />
          <Inspected cycleId={cycle.id} assemblyId={cycle.assemblyId} />
        </>
      )}
      {votes.is === 'ready' && !votes.value.some(hasChosen) && (
        <InspectedAnyhow cycleId={cycle.id} assemblyId={cycle.assemblyId} />
      )}
      <Candidates
        cycle={cycle}
        votes={votes.is === 'ready' ? votes.value : []}
        proposals={proposals.is === 'ready' ? proposals.value.proposals : []}
        reserve={reserve.is === 'ready' ? reserve.value : []}
      />
      {proposals.is === 'failed' && <Failed error={proposals.error} onRetry={retryProposals} />}
      {proposals.is === 'ready' && <NotListed fixed={shortlist.fixed} {...proposals.value} />}
      {reserve.is === 'failed' && <Failed error={reserve.error} onRetry={retryReserve} />}
      {votes.is === 'loading' && <Loading />}
      {votes.is === 'failed' && <Failed error={votes.error} onRetry={retry} />}
      {votes.is === 'ready' && votes.value.length === 0 && <p class="soft">{words.noVotes}</p>}
      {votes.is === 'ready' && votes.value.map((vote) => <VoteSection key={vote.ballot} vote={vote} />)}
    </section>
  )
}

function hasChosen({ reason, state, outcome }: Vote): boolean {
  return reason !== 'practice' && state === 'announced' && (outcome?.elected.length ?? 0) > 0
}

const loadDelivery = async () => (await import('./delivery.tsx')).Delivery

/** It comes when there is something to follow: before the first vote, nobody loads it. */
function Progress({ cycleId }: { readonly cycleId: string }) {
  const [loaded] = useLoad(loadDelivery)
  if (loaded.is === 'loading') return <Loading />
  // A browser does not fetch a script again that once did not come: the page begins anew.
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => location.reload()} />
  const Delivery = loaded.value
  return <Delivery cycleId={cycleId} />
}

const loadInspection = async () => (await import('./inspection.tsx')).InspectionOf

function Inspected(of: { readonly cycleId: string; readonly assemblyId: string }) {
  const [loaded] = useLoad(loadInspection)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => location.reload()} />
  const InspectionOf = loaded.value
  return <InspectionOf {...of} />
}

/** A year that began on paper has no vote here, and may be judged all the same. */
function InspectedAnyhow(of: { readonly cycleId: string; readonly assemblyId: string }) {
  const [inspected, retry] = useLoad(useCallback(() => isInspected(of.cycleId), [of.cycleId]))
  if (inspected.is === 'failed') return <Failed error={inspected.error} onRetry={retry} />
  return inspected.is === 'ready' && inspected.value ? <Inspected {...of} /> : null
}

/** What was proposed and is not on the list: how many are being examined; by which criterion not, and why. */
function NotListed({ fixed, proposals, counts }: ProposalsOfYear & { readonly fixed: boolean }) {
  const words = useWords()
  const refused = proposals.filter(({ state }) => state === 'refused')
  const left = fixed ? proposals.filter(({ state }) => state === 'collected') : []
  const examined = counts.collected + counts.listed
  return (
    <>
      {!fixed && <p>{examined === 0 ? words.noProposals : words.examined(examined)}</p>}
      {refused.length + left.length > 0 && (
        <details class="not-listed">
          <summary>{words.notListed(refused.length + left.length)}</summary>
          <ul>
            {[...refused, ...left].map((proposal) => (
              <NotTakenUp key={proposal.id} proposal={proposal} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function NotTakenUp({ proposal }: { readonly proposal: Proposal }) {
  const words = useWords()
  return (
    <li>
      <b lang="zh-CN">{proposal.name}</b>
      {proposal.refusal === null ? <p>{words.leftOver}</p> : <Reason refusal={proposal.refusal} />}
      <OriginOf proposal={proposal} />
    </li>
  )
}

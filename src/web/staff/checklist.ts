/**
 * The meeting as a checklist in the order of the ceremony: what is done, what can be done now and by whom, and what the
 * rest waits for. Pure. The gates themselves are the service's (`missing`); what comes before there is a ballot, and
 * what comes after its announcement, is judged here by the same figures.
 */
import type { BallotConsole } from '../../ballot/model.ts'
import { sealChecksNeeded, zeroReportsNeeded } from '../../ballot/states.ts'
import type { VoteView } from '../../decide/model.ts'
import type { CycleView } from '../../order/model.ts'
import type { MeetingWithAttendance } from '../../people/model.ts'

export type StepId =
  | 'rule'
  | 'list'
  | 'signIn'
  | 'draft'
  | 'tellers'
  | 'keys'
  | 'cards'
  | 'zeroReport'
  | 'seal'
  | 'checkSeal'
  | 'issue'
  | 'open'
  | 'voting'
  | 'close'
  | 'shares'
  | 'count'
  | 'handCount'
  | 'reconcile'
  | 'announce'
  | 'goOn'
  | 'print'
  | 'endPractice'

/** Whose step it is. Where two people are needed, they are two of these. */
export type Doer = 'secretary' | 'presidium' | 'tellers' | 'chief'

export interface Step {
  readonly id: StepId
  readonly doer: Doer
  readonly status: 'done' | 'now' | 'waiting'
  /** Why it cannot be done now, "中文 / English" each; empty unless it is waiting. */
  readonly missing: readonly string[]
  /** The one step that the meeting stands at. */
  readonly current: boolean
}

/** As much as the checklist looks at. */
export interface Situation {
  readonly cycle: Pick<CycleView, 'ruleAdopted' | 'shortlist'>
  readonly meeting: Pick<MeetingWithAttendance, 'quorate' | 'shouldAttend'> | null
  /** The vote that the meeting is at; without one, it is to be drafted. */
  readonly vote: Pick<VoteView, 'outcome' | 'acceptedFewerReason'> | null
  readonly ballot: BallotConsole | null
}

const STATES = [
  'draft',
  'keyed',
  'carded',
  'sealed',
  'open',
  'closed',
  'counted',
  'announced',
] as const satisfies readonly BallotConsole['state'][]

const ADOPT_FIRST = '先由主席团登记票决办法已通过 / first the adoption of the rule must be recorded'
const FIX_FIRST = '先由主席团确定候选名单 / first the presidium must fix the list'
const MEETING_FIRST = '先建立会议 / first set up the meeting'
const DRAFT_FIRST = '先设定本次投票 / first set up the vote'
const CANDIDATES_FIRST = '先添加候选项目 / first add the candidates'
const ANNOUNCE_FIRST = '先宣布结果 / first announce the result'

/** Every step of a year's meeting, in order. */
export function checklist(situation: Situation): readonly Step[] {
  return markCurrent([...yearSteps(situation), ...voteSteps(situation)])
}

/** Every step of a satisfaction ballot: what it judges was fixed by the vote, and nothing goes on from it by itself. */
export function judgingChecklist({
  meeting,
  ballot,
}: Pick<Situation, 'meeting' | 'ballot'>): readonly Step[] {
  const all = voteSteps({ cycle: JUDGED, meeting, vote: null, ballot })
  return markCurrent([signIn({ meeting, ballot }), ...all])
}

/** There is no list to be fixed first. */
const JUDGED: Situation['cycle'] = {
  ruleAdopted: true,
  shortlist: { fixed: true } as CycleView['shortlist'],
}

/** Every step of a practice vote. */
export function practiceChecklist(ballot: BallotConsole): readonly Step[] {
  return markCurrent([
    ...preparation(ballot),
    ...electronicVoting(ballot),
    step('endPractice', 'secretary', { done: ballot.state === 'void', missing: ballot.missing.void }),
  ])
}

function yearSteps({ cycle, meeting, ballot }: Situation): Step[] {
  const { fixed, candidates } = cycle.shortlist
  return [
    step('rule', 'presidium', { done: cycle.ruleAdopted, missing: [] }),
    step('list', 'presidium', {
      done: fixed,
      missing: [...(cycle.ruleAdopted ? [] : [ADOPT_FIRST]), ...(candidates > 0 ? [] : [CANDIDATES_FIRST])],
    }),
    signIn({ meeting, ballot }),
  ]
}

/** What was signed in when the box was opened stands; whoever comes late still signs in. */
function signIn({ meeting, ballot }: Pick<Situation, 'meeting' | 'ballot'>): Step {
  return step('signIn', 'secretary', {
    done: isPast(ballot, 'open') || meeting?.quorate === true,
    missing: [],
  })
}

function voteSteps(situation: Situation): Step[] {
  const { cycle, meeting, vote, ballot } = situation
  const missing = [
    ...(cycle.shortlist.fixed ? [] : [FIX_FIRST]),
    ...(meeting === null ? [MEETING_FIRST] : []),
  ]
  const draft = step('draft', 'secretary', { done: ballot !== null, missing })
  if (ballot === null) {
    const waiting = (id: StepId, doer: Doer): Step => step(id, doer, { done: false, missing: [DRAFT_FIRST] })
    return [
      draft,
      waiting('tellers', 'presidium'),
      waiting('keys', 'tellers'),
      waiting('cards', 'chief'),
      waiting('zeroReport', 'tellers'),
      waiting('seal', 'secretary'),
      waiting('checkSeal', 'tellers'),
      waiting('issue', 'chief'),
      waiting('open', 'secretary'),
      waiting('voting', 'secretary'),
      waiting('close', 'secretary'),
      waiting('shares', 'tellers'),
      waiting('count', 'secretary'),
      waiting('reconcile', 'chief'),
      waiting('announce', 'secretary'),
      waiting('print', 'secretary'),
    ]
  }
  const steps =
    ballot.method === 'electronic'
      ? [...preparation(ballot), ...electronicVoting(ballot), ...electronicCount(ballot)]
      : byHand(ballot)
  const announced = ballot.state === 'announced'
  return [
    draft,
    ...steps,
    step('announce', 'secretary', { done: announced, missing: ballot.missing.announce }),
    ...goingOn(vote),
    step('print', 'secretary', { done: false, missing: announced ? [] : [ANNOUNCE_FIRST] }),
  ]
}

/** From the draft to a box that only waits to be opened. */
function preparation(ballot: BallotConsole): Step[] {
  const { progress, missing } = ballot
  const { tellers } = progress
  const sealed = isPast(ballot, 'sealed')
  const signed = tellers.filter(({ zeroReport }) => zeroReport)
  const checked = tellers.filter(({ sealChecked }) => sealChecked)
  const keysMade = isPast(ballot, 'keyed')
  return [
    step('tellers', 'presidium', {
      done: progress.tellersApproved || sealed,
      missing: missing.approveTellers,
    }),
    step('keys', 'tellers', {
      done: sealed || (keysMade && tellers.every(({ secretProved }) => secretProved)),
      missing: keysMade ? missing.proveSecret : missing.makeKeys,
    }),
    step('cards', 'chief', { done: isPast(ballot, 'carded'), missing: missing.makeCards }),
    step('zeroReport', 'tellers', {
      done:
        sealed || (signed.length >= zeroReportsNeeded(tellers.length) && signed.some(({ chief }) => chief)),
      missing: missing.signZeroReport,
    }),
    step('seal', 'secretary', { done: sealed, missing: missing.seal }),
    step('checkSeal', 'tellers', {
      done: isPast(ballot, 'open') || checked.length >= sealChecksNeeded(tellers.length, ballot.threshold),
      missing: missing.checkSeal,
    }),
    step('issue', 'chief', {
      done: progress.cardsIssued !== null || isPast(ballot, 'closed'),
      missing: missing.issueCards,
    }),
  ]
}

function electronicVoting(ballot: BallotConsole): Step[] {
  const { missing, closesAt } = ballot
  const closed = isPast(ballot, 'closed')
  return [
    step('open', 'secretary', { done: isPast(ballot, 'open'), missing: missing.open }),
    step('voting', 'secretary', {
      done: closed || (ballot.state === 'open' && closesAt !== null),
      missing: missing.announceClose,
    }),
    step('close', 'secretary', {
      // A close that was interrupted before the sums were there is finished by pressing again.
      done: closed && !isUnfinishedClose(ballot),
      missing: missing.close,
    }),
  ]
}

function electronicCount(ballot: BallotConsole): Step[] {
  const { progress, missing } = ballot
  const shares = progress.tellers.filter(({ share }) => share).length
  const announced = ballot.state === 'announced'
  return [
    step('shares', 'tellers', {
      done: isPast(ballot, 'counted') || shares >= ballot.threshold,
      missing: missing.giveShare,
    }),
    step('count', 'secretary', { done: isPast(ballot, 'counted'), missing: missing.count }),
    step('reconcile', 'chief', {
      done:
        announced ||
        (ballot.state === 'counted' && progress.unusedDestroyed !== null && missing.announce.length === 0),
      missing: missing.destroyUnused,
    }),
  ]
}

/** After the switch to paper or hands: the tellers are approved, two of them count. */
function byHand(ballot: BallotConsole): Step[] {
  const counted = isPast(ballot, 'counted')
  return [
    step('tellers', 'presidium', {
      done: counted || ballot.progress.tellersApproved,
      missing: ballot.missing.approveTellers,
    }),
    step('handCount', 'tellers', { done: counted, missing: ballot.missing.handCount }),
  ]
}

/** A tie or open seats: another vote, or the presidium accepts fewer. */
function goingOn(vote: Situation['vote']): Step[] {
  const outcome = vote?.outcome
  if (outcome === null || outcome === undefined) return []
  if (outcome.tied.length === 0 && outcome.unfilled === 0) return []
  return [step('goOn', 'secretary', { done: vote?.acceptedFewerReason !== null, missing: [] })]
}

/** Whether the state is this one or a later one. What is void is past nothing: it is over. */
export function isPast(ballot: Pick<BallotConsole, 'state'> | null, state: (typeof STATES)[number]): boolean {
  const states: readonly string[] = STATES
  return ballot !== null && states.indexOf(ballot.state) >= states.indexOf(state)
}

/** Cut, but not summed up yet. */
function isUnfinishedClose(ballot: BallotConsole): boolean {
  return ballot.state === 'closed' && !ballot.practice && ballot.missing.giveShare.length > 0
}

function step(
  id: StepId,
  doer: Doer,
  { done, missing }: { readonly done: boolean; readonly missing: readonly string[] },
): Step {
  if (done) return { id, doer, status: 'done', missing: [], current: false }
  return { id, doer, status: missing.length === 0 ? 'now' : 'waiting', missing, current: false }
}

/**
 * The meeting stands at the first step that is not done. Other steps may be possible before it is: keys are made
 * while heads are still coming in. At printing and signing it never stands: nobody here can know when that is done.
 */
function markCurrent(steps: readonly Step[]): readonly Step[] {
  const at = steps.findIndex(({ id, status }) => status !== 'done' && id !== 'print')
  return steps.map((each, i) => (i === at ? { ...each, current: true } : each))
}

/** Whether this is done at this person's device. */
export function isMine(doer: Doer, me: { readonly role: string; readonly chief: boolean }): boolean {
  switch (doer) {
    case 'secretary':
    case 'presidium':
      return me.role === doer
    case 'tellers':
      return me.role === 'teller'
    case 'chief':
      return me.role === 'teller' && me.chief
  }
}

/** The vote that a meeting is at: the last one that counts and is not void. Practice votes are not of this chain. */
export function currentVote<V extends Pick<VoteView, 'reason' | 'state'>>(votes: readonly V[]): V | null {
  return votes.findLast(({ reason, state }) => reason !== 'practice' && state !== 'void') ?? null
}

/** The practice vote under way, if there is one. */
export function currentPractice<V extends Pick<VoteView, 'reason' | 'state'>>(votes: readonly V[]): V | null {
  return votes.findLast(({ reason, state }) => reason === 'practice' && state !== 'void') ?? null
}

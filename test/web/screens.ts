/** What the service would say of a hall in each of its states. */
import type { Counts } from '../../src/ballot/counts.ts'
import { decideOutcome, type Majority } from '../../src/decide/outcome.ts'
import type { ScreenView } from '../../src/hall/model.ts'

type Ballot = NonNullable<ScreenView['ballot']>
type Vote = NonNullable<ScreenView['vote']>

export const ASSEMBLY = '太和镇人民代表大会'
export const MEETING = '第二十届人民代表大会第五次会议'

export const PROJECTS = [
  '太和镇中心小学运动场改造',
  '四好农村路提升（石城至新村段）',
  '农村饮水安全巩固提升',
  '镇区路灯节能改造',
  '便民服务中心适老化改造',
  '村级养老互助站建设',
  '沿江步道与健身器材更新',
  '农贸市场雨污分流改造',
  '校园周边交通安全设施',
] as const

export const TWELVE = [
  ...PROJECTS,
  '太和镇区至井塘村道路照明与沿线排水沟渠综合整治提升工程（一期）',
  '卫生院发热门诊改造',
  '乡村小舞台',
] as const

/** Of nine projects, five seats: all in, a tie at the cut-off, or too few majorities. */
export const APPROVALS = {
  chosen: [71, 66, 58, 22, 63, 80, 12, 40, 49],
  tied: [71, 66, 58, 22, 63, 50, 12, 50, 50],
  short: [71, 66, 58, 22, 30, 12, 12, 40, 41],
} as const

const FINGERPRINT = 'q3vZ8kTn1pWxYcR5mLdJ7uHaGfBe2SoN4iVyXtKjMwQ'

export const RULE: NonNullable<ScreenView['rule']> = {
  year: 2026,
  adopted: true,
  listFixed: true,
  seats: 5,
  ratio: '70%',
  ratioBasis: 'of-seats',
  marking: 'choose',
  majority: 'over-half-of-all-deputies',
  candidates: PROJECTS.map(dossier),
}

function dossier(name: string, i: number) {
  return { name, place: ['石城村、新村', '镇区', '全镇七个村'][i % 3] ?? '', budgetFen: (i + 1) * 12_345_600 }
}

export function meetingOf(present: number): NonNullable<ScreenView['meeting']> {
  return {
    name: MEETING,
    heldOn: '2026-03-05',
    shouldAttend: 86,
    present,
    quorum: 58,
    quorate: present >= 58,
  }
}

export function screenOf(change: Partial<ScreenView> = {}): ScreenView {
  return {
    now: new Date().toISOString(),
    assembly: { id: 'a', name: ASSEMBLY },
    meeting: meetingOf(81),
    ballot: null,
    issued: null,
    vote: null,
    rule: RULE,
    ...change,
  }
}

export function ballotOf(state: Ballot['state'], change: Partial<Ballot> = {}): Ballot {
  const sealed = !['draft', 'keyed', 'carded'].includes(state)
  return {
    uuid: 'BallotOfTheScreen',
    assemblyId: 'a',
    kind: 'choose',
    title: '2026年民生实事项目票决',
    description: '',
    options: PROJECTS,
    choicesMax: 5,
    state,
    practice: false,
    method: 'electronic',
    methodReason: null,
    threshold: 2,
    tellers: 3,
    fingerprint: sealed ? FINGERPRINT : null,
    closesAt: null,
    returned: 0,
    counts: null,
    figures: null,
    voidReason: null,
    ...change,
  }
}

export function voteOf(names: readonly string[], change: Partial<Vote> = {}): Vote {
  return {
    seats: 5,
    majority: 'over-half-of-all-deputies',
    reason: 'first',
    candidates: names.map((name, i) => ({ ...dossier(name, i), approvals: null })),
    outcome: null,
    counts: null,
    acceptedFewerReason: null,
    ...change,
  }
}

/** A hall that votes on these. */
export function at(
  state: Ballot['state'],
  change: Partial<Ballot> = {},
  vote: Partial<Vote> = {},
): ScreenView {
  const ballot = ballotOf(state, change)
  return screenOf({ ballot, issued: 81, vote: state === 'void' ? null : voteOf(ballot.options, vote) })
}

/** A hall that says how satisfied it is: outside any year's choice. */
export function assessment(state: Ballot['state'], change: Partial<Ballot> = {}): ScreenView {
  const title = '2026年民生实事项目满意度测评'
  return { ...at(state, { kind: 'satisfaction', title, ...change }), vote: null }
}

/** The same, announced: of 80 who answered, so many were satisfied, and so many basically. */
export function assessed(
  answers: readonly (readonly [satisfied: number, basically: number])[],
  change: Partial<Ballot> = {},
): ScreenView {
  const options = answers.map(([satisfied, basicallySatisfied]) => {
    const left = 80 - satisfied - basicallySatisfied
    return { satisfied, basicallySatisfied, notSatisfied: left >> 1, blank: (left + 1) >> 1 }
  })
  const counts = {
    shouldAttend: 86,
    present: 81,
    issued: 81,
    returned: 80,
    valid: 80,
    invalid: 0,
    blank: null,
  }
  const figures = { kind: 'satisfaction' as const, options }
  return assessment('announced', { returned: 80, counts, figures, ...change })
}

/** The same after the announcement of these approvals. */
export function announced(
  approvals: readonly number[],
  change: Partial<Ballot> = {},
  given: { readonly seats?: number; readonly majority?: Majority; readonly reason?: Vote['reason'] } = {},
): ScreenView {
  const { seats = 5, majority = 'over-half-of-all-deputies', reason = 'first' } = given
  const heads = { shouldAttend: 86, present: 81 }
  const counts: Counts = { ...heads, issued: 81, returned: 80, valid: 80, invalid: 0, blank: 2 }
  const figures: Ballot['figures'] =
    change.kind === 'each'
      ? {
          kind: 'each',
          options: approvals.map((approve) => ({
            approve,
            against: (80 - approve) >> 1,
            blank: (81 - approve) >> 1,
          })),
        }
      : { kind: 'choose', blank: 2, approvals }
  const view = at(
    'announced',
    { returned: 80, counts, figures, ...change },
    { seats, majority, reason, outcome: decideOutcome({ approvals, seats, majority, ...heads }), counts },
  )
  const candidates = view.vote?.candidates.map((candidate, i) => ({
    ...candidate,
    approvals: approvals[i] ?? 0,
  }))
  return { ...view, vote: view.vote && { ...view.vote, candidates: candidates ?? [] } }
}

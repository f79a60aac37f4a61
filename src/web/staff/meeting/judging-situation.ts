/** Everything that the checklist of a satisfaction ballot shows, read together. */
import type { AssessmentView, InspectionRule } from '../../../inspect/model.ts'
import type { Rectification } from '../../../inspect/rectification-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { readJournal } from './journal.ts'
import type { MeetingSituation } from './situation.ts'

export type { AssessmentView }

export interface Judging {
  readonly rule: InspectionRule
  /** All of the year, the oldest first. */
  readonly assessments: readonly AssessmentView[]
  /** The one that the meeting is at; null while the next one is to be drafted. */
  readonly assessment: AssessmentView | null
  /** Projects that a vote of the year chose; without any, they are named by hand. */
  readonly chosen: readonly string[]
  /** What the last ballot on it found not satisfactory, by name. */
  readonly fellShort: readonly string[]
  /** What no announced ballot has judged yet though one was held, as after a run-off. */
  readonly leftOut: readonly string[]
  /** How each of them is put right; of what was named by hand, nothing is known here. */
  readonly rectifications: readonly Rectification[]
}

export interface JudgingSituation extends MeetingSituation {
  readonly judging: Judging
}

/** `meetingChosen` is the meeting that the person has picked, `after` the announced ballot that another is to follow. */
export async function readJudging(
  cycleId: string,
  meetingChosen: string | undefined,
  after: string | undefined,
): Promise<JudgingSituation> {
  const id = { param: { id: cycleId } }
  const [cycle, { votes }, rule, { assessments }, { meetings }, journal, { rectifications }] =
    await Promise.all([
      body(api.order.cycles[':id'].$get(id)),
      body(api.decide.cycles[':id'].votes.$get(id)),
      body(api.inspect.cycles[':id'].rule.$get(id)),
      body(api.inspect.cycles[':id'].assessments.$get(id)),
      body(api.people.meetings.$get()),
      readJournal(),
      body(api.inspect.cycles[':id'].rectifications.$get(id)),
    ])
  const last = assessments.findLast(({ state }) => state !== 'void') ?? null
  const assessment = last?.ballot === after ? null : last
  const ballot =
    assessment === null
      ? null
      : await body(api.ballots[':uuid'].console.$get({ param: { uuid: assessment.ballot } }))
  const newest = meetings.toSorted((a, b) => (a.heldOn < b.heldOn ? -1 : 1)).at(-1)
  const meetingId =
    ballot?.progress.meetingId ?? meetings.find(({ id: each }) => each === meetingChosen)?.id ?? newest?.id
  const meeting =
    meetingId === undefined ? null : await body(api.people.meetings[':id'].$get({ param: { id: meetingId } }))
  const chosen = votes.flatMap(({ state, reason, outcome, candidates }) =>
    state === 'announced' && reason !== 'practice'
      ? (outcome?.elected ?? []).flatMap((place) => candidates[place]?.name ?? [])
      : [],
  )
  return {
    cycle,
    votes,
    vote: null,
    ballot,
    practice: null,
    meetings,
    meeting,
    journal,
    readAtMs: Date.now(),
    judging: {
      rule,
      assessments,
      assessment,
      chosen,
      rectifications,
      ...afterwards(chosen, assessments),
    },
  }
}

function afterwards(
  chosen: readonly string[],
  assessments: readonly AssessmentView[],
): Pick<Judging, 'fellShort' | 'leftOut'> {
  const latest = new Map(
    assessments
      .filter(({ state }) => state === 'announced')
      .flatMap(({ projects }) => projects.map(({ name, grade }) => [name, grade] as const)),
  )
  return {
    fellShort: [...latest].filter(([, grade]) => grade === 'not-satisfied').map(([name]) => name),
    leftOut: latest.size === 0 ? [] : chosen.filter((name) => !latest.has(name)),
  }
}

/** The announcement (公告) of a satisfaction ballot, in the words that are read out. Pure. */
import type { Counts } from '../ballot/handover.ts'
import type { BallotMethod } from '../db/tables.ts'
import { takenBy } from '../decide/handover.ts'
import { marksNeeded, type Grade, type GradeRule, type Marks } from './grade.ts'

export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  satisfied: '满意',
  'basically-satisfied': '基本满意',
  'not-satisfied': '不满意',
}

export interface AnnouncedAssessment {
  readonly assembly: string
  readonly year: number
  readonly round: number
  readonly method: BallotMethod
  readonly counts: Counts
  readonly rule: GradeRule
  readonly base: number
  readonly projects: readonly { readonly name: string; readonly marks: Marks; readonly grade: Grade }[]
  /** Null where the electronic box was never sealed. */
  readonly fingerprint: string | null
}

export function announcementText(assessment: AnnouncedAssessment): string {
  const { assembly, year, round, counts, rule, base, projects, method, fingerprint } = assessment
  return [
    `${assembly}公告`,
    `${year}年民生实事项目满意度测评${roundWords(round)}，共${projects.length}项。`,
    `应到代表${counts.shouldAttend}名，实到${counts.present}名。${takenBy({ method, counts })}本次测评有效。`,
    gradedText(rule, base),
    ...projects.map(
      ({ name, grade, marks }) =>
        `${name}：${GRADE_WORDS[grade]}（满意${marks.satisfied}票，基本满意${marks.basicallySatisfied}票，` +
        `不满意${marks.notSatisfied}票，弃权${marks.blank}票）。`,
    ),
    // What lies sealed in the electronic box is not what was counted.
    ...(method === 'electronic' && fingerprint !== null ? [`选举指纹：${fingerprint}`] : []),
  ].join('\n')
}

/** How it is graded, as it is read out: of how many heads, and from how many marks on. */
export function gradedText(rule: GradeRule, base: number): string {
  return (
    `以${rule.base === 'all' ? '全体代表' : '到会代表'}${base}名为基数，满意${marksNeeded(base, rule.half)}票以上（含）的为满意，` +
    '满意和基本满意合计达到的为基本满意，其余为不满意。'
  )
}

export function roundWords(round: number): string {
  return round === 1 ? '' : `（第${round}次测评）`
}

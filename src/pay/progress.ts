/** How far a project is, from what was reported of its milestones. Pure. */
import type { EvidenceFile, Milestone, Report } from './model.ts'
import { daysBetween, firstDay } from './periods.ts'

/** A report that holds: the newest version for its period. */
export interface HeldReport {
  readonly period: string
  readonly report: Report
}

export interface MilestoneProgress extends Milestone {
  readonly percent: number
  readonly doneOn: string | null
  /** How much of what was reported last, in words. */
  readonly figures: string | null
  /** Of every report that named it. */
  readonly evidence: readonly EvidenceFile[]
  /** So many days after it was due it was done, or is still open. */
  readonly daysLate: number
}

/**
 * Each milestone as it was on a day: what the last report of a period that had begun says of it. What was done only
 * after that day was not done.
 */
export function progressOf(
  milestones: readonly Milestone[],
  reports: readonly HeldReport[],
  on: string,
): MilestoneProgress[] {
  const begun = reports
    .filter(({ period }) => firstDay(period) <= on)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
  return milestones.map((milestone) => {
    const said = begun.flatMap(({ report }) =>
      report.milestones.filter(({ milestoneId }) => milestoneId === milestone.id),
    )
    const last = said.at(-1)
    const done = last?.doneOn !== undefined && last.doneOn <= on
    const percent = last === undefined ? 0 : done ? last.percent : Math.min(last.percent, 99)
    const doneOn = done ? (last.doneOn ?? null) : null
    return {
      ...milestone,
      percent,
      doneOn,
      figures: said.findLast(({ figures }) => figures !== undefined)?.figures ?? null,
      evidence: said.flatMap(({ evidence }) => evidence),
      daysLate: Math.max(0, daysBetween(milestone.dueOn, doneOn ?? on)),
    }
  })
}

/** Weighted progress in hundredths of a percent, 0 to 10000, exact: weights make 100. */
export function weightedProgress(
  milestones: readonly Pick<MilestoneProgress, 'weight' | 'percent'>[],
): number {
  return milestones.reduce((total, { weight, percent }) => total + weight * percent, 0)
}

/** Every file that a report names. */
export function evidenceOf({ evidence, milestones }: Report): EvidenceFile[] {
  return [...evidence, ...milestones.flatMap((each) => each.evidence)]
}

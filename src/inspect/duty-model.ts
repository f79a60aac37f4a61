/** 述职: of whom a report is expected in a year, and what each reported. What comes in, what goes out. */
import { z } from 'zod'
import type { DutyHoldersTable } from '../db/tables.ts'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { EvidenceFiles } from '../pay/handover.ts'

/** A county's congress has some hundreds of deputies of its own. */
const HOLDERS_MAX = 1500
const VOTERS_MAX = 100_000

export const LEVELS = ['town', 'county', 'city', 'province', 'nation'] as const satisfies readonly Level[]
export type Level = DutyHoldersTable['level']

/** Its id comes from who writes it. */
export const NewHolder = z.union([
  /** A deputy of this congress: name and level are its own. */
  z.strictObject({ id: Id, deputyId: Id, constituency: line(80).optional() }),
  /** A deputy of a higher congress who was elected here. */
  z.strictObject({ id: Id, name: line(40), level: z.enum(LEVELS), constituency: line(80).optional() }),
])
export type NewHolder = z.infer<typeof NewHolder>

/** All of them, in order. `from` is the digest of the list that it began from. */
export const DutyList = z.strictObject({
  holders: z.array(NewHolder).max(HOLDERS_MAX),
  from: z.string().regex(/^[0-9a-f]{64}$/, '摘要不对 / this is not a digest'),
})
export type DutyList = z.infer<typeof DutyList>

const WHOLE = '请填整数 / please give a whole number'
const Count = z.int(WHOLE).min(0, WHOLE).max(VOTERS_MAX, WHOLE)
const Marks = z.strictObject({ satisfied: Count, basicallySatisfied: Count, notSatisfied: Count })

const shared = { summary: paragraphs(4000), evidence: EvidenceFiles }

/** Oral to voters in a meeting, or written as a document. */
export const DutyReport = z.discriminatedUnion('manner', [
  z
    .strictObject({
      manner: z.literal('oral'),
      heldOn: Day,
      place: line(200),
      voters: Count.min(1, '口头述职要有选民到会 / an oral report needs voters who were there'),
      /** How those who were there marked it. */
      marks: Marks.optional(),
      ...shared,
    })
    .refine(({ marks, voters }) => marks === undefined || sum(marks) <= voters, {
      path: ['marks'],
      message: '评议票数多于到会选民 / there are more marks than voters present',
    }),
  z
    .strictObject({ manner: z.literal('written'), heldOn: Day, ...shared })
    .refine(({ evidence }) => evidence.length > 0, {
      path: ['evidence'],
      message: '书面述职要附上述职报告 / a written report comes with its document',
    }),
])
export type DutyReport = z.infer<typeof DutyReport>

export const SavedDutyReport = z.strictObject({
  report: DutyReport,
  /** The version that this one corrects; 0 for the first. */
  from: z.int().min(0).max(10_000),
})
export type SavedDutyReport = z.infer<typeof SavedDutyReport>

export const HolderParam = z.strictObject({ id: Id, holderId: Id })

function sum({ satisfied, basicallySatisfied, notSatisfied }: z.infer<typeof Marks>): number {
  return satisfied + basicallySatisfied + notSatisfied
}

export interface DutyReportVersion {
  readonly version: number
  /** Its files are for who works for the assembly; to the public there are none. */
  readonly report: DutyReport
  readonly role: 'secretary' | 'deputy'
  readonly at: string
}

export interface DutyHolder {
  readonly id: string
  /** Null for a deputy of another congress. */
  readonly deputyId: string | null
  readonly name: string
  readonly level: Level
  readonly constituency: string | null
  /** As it holds now. */
  readonly report: DutyReportVersion | null
}

export interface Coverage {
  readonly deputies: number
  readonly reported: number
  readonly oral: number
  readonly written: number
}

export interface DutiesOfYear {
  readonly cycleId: string
  readonly year: number
  /** Whether residents mark oral reports, by the year's rule. */
  readonly dutyMarks: boolean
  /** Of the list: what a change of it begins from. */
  readonly listDigest: string
  /** Of everybody on the list. */
  readonly coverage: Coverage
  readonly holders: readonly DutyHolder[]
  /** The place of who asks, for a deputy. */
  readonly own: string | null
}

/** For who works for the assembly: also what a report said before it was corrected. */
export interface DutyHolderInWork extends DutyHolder {
  readonly versions: readonly DutyReportVersion[]
}

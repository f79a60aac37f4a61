/** 整改 and 承诺: what comes in, what goes out. */
import { z } from 'zod'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { EvidenceFiles, type EvidenceFile } from '../pay/handover.ts'

/** Of one visit or sitting, or for one project that was found not satisfactory. */
export const UNDERTAKINGS_MAX = 30

/** What a unit is to do by a day. Its id comes from who writes it, so that what is sent twice is there once. */
export const NewUndertaking = z.strictObject({
  id: Id,
  text: paragraphs(1000),
  unit: line(80),
  /** Who answers for it there. */
  owner: line(40),
  dueOn: Day,
})
export type NewUndertaking = z.infer<typeof NewUndertaking>

export const UndertakingReport = z.strictObject({ text: paragraphs(2000), evidence: EvidenceFiles })
export type UndertakingReport = z.infer<typeof UndertakingReport>

/** What somebody found who looked: done, or not, and then by when. */
export const UndertakingCheck = z.discriminatedUnion('found', [
  z.strictObject({ found: z.literal('done'), text: paragraphs(2000), evidence: EvidenceFiles }),
  z.strictObject({
    found: z.literal('notDone'),
    text: paragraphs(2000),
    evidence: EvidenceFiles,
    dueOn: Day,
  }),
])
export type UndertakingCheck = z.infer<typeof UndertakingCheck>

/** Another day, and perhaps another unit; or not at all any more; and why. */
export const UndertakingMove = z.strictObject({
  reason: paragraphs(500),
  dueOn: Day.nullable(),
  unit: line(80).optional(),
})
export type UndertakingMove = z.infer<typeof UndertakingMove>

export const UndertakingParam = z.strictObject({ id: Id, undertakingId: Id })

/** `open`: the unit is to act. `reported`: somebody is to look. `settled`: found done. `dropped`: not asked for any more. */
export type UndertakingState = 'open' | 'reported' | 'settled' | 'dropped'

export interface UndertakingStep {
  readonly act: 'report' | 'pass' | 'return' | 'move' | 'drop'
  readonly text: string
  readonly evidence: readonly EvidenceFile[]
  readonly dueOn: string | null
  /** Whose it is from this step on, where that changed. */
  readonly unit?: string | undefined
  readonly role: 'secretary' | 'presidium' | 'department' | 'deputy'
  readonly at: string
}

export interface Undertaking {
  readonly id: string
  readonly cycleId: string
  readonly projectId: string | null
  readonly from: 'visit' | 'sitting' | 'verdict'
  /** The visit, the sitting or the ballot. */
  readonly fromId: string
  readonly text: string
  /** Whose it is now. */
  readonly unit: string
  readonly owner: string
  /** As it holds now. */
  readonly dueOn: string
  /** As it was first. */
  readonly firstDueOn: string
  readonly state: UndertakingState
  /** Not found done, and its day is over. */
  readonly overdue: boolean
  readonly steps: readonly UndertakingStep[]
  /** When it was written down. */
  readonly at: string
}

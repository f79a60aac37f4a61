/** 视察: what comes in, what goes out. */
import { z } from 'zod'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { EvidenceFiles, type EvidenceFile } from '../pay/handover.ts'
import { MEMBERS_MAX, type NamedDeputy } from './supervision-model.ts'
import { NewUndertaking, UNDERTAKINGS_MAX } from './undertaking-model.ts'

const Goers = z
  .array(Id)
  .min(1, '至少一名代表 / at least one deputy')
  .max(MEMBERS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, '有人写了两次 / somebody is named twice')

export const VisitPlan = z.strictObject({
  projectId: Id,
  day: Day,
  place: line(80),
  purpose: paragraphs(500),
  deputyIds: Goers,
})
export type VisitPlan = z.infer<typeof VisitPlan>

/** `from` is the version of the plan that was changed, null for a new visit. */
export const SavedVisitPlan = z.strictObject({
  plan: VisitPlan,
  from: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type SavedVisitPlan = z.infer<typeof SavedVisitPlan>

export const VisitRecord = z.strictObject({
  projectId: Id,
  heldOn: Day,
  place: line(80),
  /** Who was there. */
  deputyIds: Goers,
  findings: paragraphs(4000),
  photos: EvidenceFiles,
})
export type VisitRecord = z.infer<typeof VisitRecord>

/**
 * `from` is the record's version that is corrected, 0 for the first. `undertakings` are what a unit is to put right: those
 * that stand already stay, whether they are sent again or not.
 */
export const SavedVisitRecord = z
  .strictObject({
    record: VisitRecord,
    undertakings: z.array(NewUndertaking).max(UNDERTAKINGS_MAX).default([]),
    from: z.int().min(0),
  })
  .refine(({ undertakings }) => new Set(undertakings.map(({ id }) => id)).size === undertakings.length, {
    path: ['undertakings'],
    message: '同一项写了两次 / the same item is there twice',
  })
export type SavedVisitRecord = z.infer<typeof SavedVisitRecord>

export const VisitParam = z.strictObject({ id: Id, visitId: Id })

/** `planned`: to be made. `made`: there is a record of it. */
export type VisitState = 'planned' | 'made' | 'cancelled'

export interface Visit {
  readonly id: string
  readonly cycleId: string
  readonly projectId: string
  readonly state: VisitState
  /** Planned, its day is over, and nobody has recorded it. */
  readonly overdue: boolean
  /** Null for a visit that nobody planned. */
  readonly plan:
    | (Pick<VisitPlan, 'day' | 'place' | 'purpose'> & {
        readonly deputies: readonly NamedDeputy[]
        /** For who changes it: which plan was changed. */
        readonly version: string
      })
    | null
  readonly cancelledReason: string | null
  readonly record:
    | (Pick<VisitRecord, 'heldOn' | 'place' | 'findings'> & {
        readonly deputies: readonly NamedDeputy[]
        readonly photos: readonly EvidenceFile[]
        /** Higher than 1 for one that was corrected. */
        readonly version: number
        readonly role: 'secretary' | 'deputy'
        readonly at: string
      })
    | null
}

/** The year's rule, its candidates, and the list that the presidium fixes: what comes in, what goes out. */
import { z } from 'zod'
import { Sha256 } from '../files/handover.ts'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { Attachments, Refusal, type AttachedFile, type Attachment } from './proposal-model.ts'
import { readFraction, requiredCandidates } from './ratio.ts'

/** As many as a ballot has room for. */
export const LIST_MAX = 60

/** 票决办法: everything that is a matter of the adopted rule and not of the law. */
export const Rule = z
  .strictObject({
    seats: z.int().min(1).max(LIST_MAX),
    ratio: z
      .string()
      .refine(
        (text) => readFraction(text) !== undefined,
        '比例写成 70%、1/3 或 0.7 / write the ratio as 70%, 1/3 or 0.7',
      ),
    ratioBasis: z.enum(['of-seats', 'elected-share']),
    rounding: z.enum(['up', 'down', 'nearest']),
    marking: z.enum(['choose', 'each']),
    majority: z.enum(['over-half-of-all-deputies', 'over-half-of-present', 'none']),
    /** A tie at the cut-off: vote again among the tied. */
    tie: z.enum(['revote']),
    satisfaction: z
      .strictObject({ base: z.enum(['all', 'present']), half: z.enum(['counts', 'fails']) })
      .optional(),
  })
  .superRefine((rule, context) => {
    const fraction = readFraction(rule.ratio)
    if (fraction === undefined) return
    const { numerator, denominator } = fraction
    const impossible =
      rule.ratioBasis === 'elected-share'
        ? numerator === 0n || numerator > denominator
        : numerator > 10n * denominator
    if (impossible || requiredCandidates(rule) > LIST_MAX) {
      context.addIssue({
        code: 'custom',
        path: ['ratio'],
        message: '这个比例得不出合理的候选数 / this ratio gives no sensible number of candidates',
      })
    }
  })
export type Rule = z.infer<typeof Rule>

export const NewCycle = z.strictObject({ year: z.int().min(2000).max(2200), rule: Rule })
export const ChangedRule = z.strictObject({ rule: Rule })

/** A dossier. Money in fen: whole numbers, exact. */
const DossierFields = z.strictObject({
  name: line(80),
  category: line(40),
  content: paragraphs(2000),
  place: line(200),
  responsibleUnit: line(80),
  budgetFen: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  funding: line(200).optional(),
  startBy: Day.optional(),
  finishBy: Day,
  attachments: Attachments.optional(),
})
export const Dossier = DossierFields.refine(
  ({ startBy, finishBy }) => startBy === undefined || startBy <= finishBy,
  { path: ['finishBy'], message: '完成日期早于开工日期 / the project would finish before it starts' },
)
export type Dossier = z.infer<typeof Dossier>

/** `from` is the candidate's `version` that the change began from. */
export const ChangedCandidate = z.strictObject({ dossier: Dossier, from: Sha256 })
export type ChangedCandidate = z.infer<typeof ChangedCandidate>

/** The vote of a body that decides by hands: what is recorded of it. */
export const Resolution = z.strictObject({
  for: z.int().min(0).max(5000),
  against: z.int().min(0).max(5000),
  abstain: z.int().min(0).max(5000),
})
export type Resolution = z.infer<typeof Resolution>

/** A dossier's fields by their names. */
export const DossierField = DossierFields.keyof()
export type DossierField = z.infer<typeof DossierField>

/** As many as a review can hold: every candidate of a full list, once off and once on. */
const ADJUSTMENTS_MAX = 2 * LIST_MAX

/** 调整: what the presidium changes of the list before it decides on it; each with its reason. */
export const Adjustment = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('change'),
    candidateId: Id,
    /** Only these are changed, to what the dossier says of them; one that it says nothing of is emptied. */
    fields: z.array(DossierField).min(1),
    dossier: DossierFields.partial(),
    reason: paragraphs(500),
  }),
  /** Off the list, as the screening would have refused it. */
  z.strictObject({ kind: z.literal('takeOff'), candidateId: Id, ...Refusal.shape }),
  z.strictObject({ kind: z.literal('addBack'), proposalId: Id, reason: paragraphs(500) }),
])
export type Adjustment = z.infer<typeof Adjustment>

export const Review = z.strictObject({
  ...Resolution.shape,
  /** The year's `listDigest` as it was looked at: the presidium decides on no list that it has not seen. */
  listDigest: Sha256,
  /** In the order in which they are made; the votes are on the list as it is afterwards. */
  adjustments: z.array(Adjustment).max(ADJUSTMENTS_MAX).default([]),
  /** Why a list below the required number goes to the vote all the same. */
  shortfallReason: paragraphs(500).optional(),
})
export type Review = z.infer<typeof Review>

/** What a dossier's field holds. */
export type FieldValue = string | number | readonly Attachment[]

/** An adjustment as it was made: in words that stay true when rows go. */
export type Adjusted =
  | {
      readonly kind: 'change'
      readonly name: string
      readonly fields: readonly {
        readonly field: DossierField
        readonly from: FieldValue | null
        readonly to: FieldValue | null
      }[]
      readonly reason: string
    }
  | ({ readonly kind: 'takeOff'; readonly name: string } & Refusal)
  | { readonly kind: 'addBack'; readonly name: string; readonly reason: string }

/** What the presidium decided when it fixed the list. */
export interface ReviewRecord extends Resolution {
  readonly adjustments: readonly Adjusted[]
}

export const CandidateParam = z.strictObject({
  id: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  candidateId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
})

export const CandidateAttachmentParam = CandidateParam.extend({ sha256: Sha256 })

export interface Candidate extends Dossier {
  readonly id: string
  readonly position: number
  /** SHA-256 of the dossier's canonical text as it stands: what a change of it says that it began from. */
  readonly version: string
  /** SHA-256 of the dossier's canonical text, once the list is fixed. */
  readonly dossierDigest: string | null
}

export interface Shortlist {
  readonly seats: number
  readonly required: number
  readonly candidates: number
  /** The ratio that the rule asks for. */
  readonly ratio: string
  /** The ratio that the list has. */
  readonly actualRatio: string
  readonly enough: boolean
  readonly fixed: boolean
}

export interface CycleView {
  readonly id: string
  readonly assemblyId: string
  readonly year: number
  readonly rule: Rule
  readonly ruleAdopted: boolean
  readonly shortlist: Shortlist
  readonly shortfallReason: string | null
  /** Once the list is fixed. */
  readonly review: ReviewRecord | null
  readonly candidates: readonly Candidate[]
  /** Of these candidates in this order, with their dossiers: what a review says that it is of. */
  readonly listDigest: string
  /** What the attachments of their dossiers are. */
  readonly files: readonly AttachedFile[]
}

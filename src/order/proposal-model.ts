/** What demands are collected into before there is a list: what comes in, what goes out. */
import { z } from 'zod'
import type { Criterion } from '../db/tables.ts'
import { Sha256, type FileKind } from '../files/handover.ts'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { FollowUpCode, type Channel, type DemandBrief } from '../intake/handover.ts'

const DEMANDS_MAX = 2000

/** By which a proposal is screened (domain §3). */
export const CRITERIA = [
  'wide-benefit',
  'public-good',
  'basic-need',
  'own-funds',
  'within-year',
  'own-matter',
  'no-burden',
  'feasible',
] as const satisfies readonly Criterion[]

export const ATTACHMENTS_MAX = 10

/** A file that a dossier names: what it is, is seen from the file itself. */
const Attachment = z.strictObject({ sha256: Sha256, title: line(80) })
export type Attachment = z.infer<typeof Attachment>

/** In the order in which they are shown; a dossier without any says nothing of them. */
export const Attachments = z
  .array(Attachment)
  .min(1)
  .max(ATTACHMENTS_MAX, `最多 ${ATTACHMENTS_MAX} 个附件 / at most ${ATTACHMENTS_MAX} attachments`)
  .refine(
    (all) => new Set(all.map(({ sha256 }) => sha256)).size === all.length,
    '同一个文件附了两次 / the same file is attached twice',
  )

/** A file that a dossier names, as it is kept. */
export interface AttachedFile {
  readonly sha256: string
  readonly kind: FileKind
  readonly bytes: number
}

/** A dossier on its way: of what a candidate needs, only the name and the category from the first day. */
export const DraftDossier = z.strictObject({
  name: line(80),
  category: line(40),
  content: paragraphs(2000).optional(),
  place: line(200).optional(),
  responsibleUnit: line(80).optional(),
  budgetFen: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  funding: line(200).optional(),
  startBy: Day.optional(),
  finishBy: Day.optional(),
  attachments: Attachments.optional(),
})
export type DraftDossier = z.infer<typeof DraftDossier>

const DemandIds = z.array(Id).max(DEMANDS_MAX)

export const NewProposal = z.strictObject({ dossier: DraftDossier, demandIds: DemandIds.default([]) })
export type NewProposal = z.infer<typeof NewProposal>

/** `from` is the version that was changed; without it, whichever is the newest. */
export const ChangedDossier = z.strictObject({ dossier: DraftDossier, from: z.int().min(1).optional() })
export type ChangedDossier = z.infer<typeof ChangedDossier>
export const CollectedDemands = z.strictObject({ demandIds: DemandIds.min(1) })
export const ResponsibleDepartment = z.strictObject({ departmentId: Id })

export const Refusal = z.strictObject({ criterion: z.enum(CRITERIA), reason: paragraphs(500) })
export type Refusal = z.infer<typeof Refusal>

export const ProposalParam = z.strictObject({ id: Id, proposalId: Id })
export const ProposalDemandParam = z.strictObject({ id: Id, proposalId: Id, demandId: Id })
export const ProposalAttachmentParam = z.strictObject({ id: Id, proposalId: Id, sha256: Sha256 })
export const CycleAttachmentParam = z.strictObject({ id: Id, sha256: Sha256 })
export const FollowUpQuestion = z.strictObject({ code: FollowUpCode })

export interface Proposal {
  readonly id: string
  readonly name: string
  readonly state: 'collected' | 'refused' | 'listed'
  readonly dossier: DraftDossier
  /** How often the dossier was saved. */
  readonly version: number
  /** What a candidate needs and this has not. */
  readonly missing: readonly string[]
  readonly refusal: Refusal | null
  readonly candidateId: string | null
  /** The candidate of an earlier year that it was, if it comes from the reserve. */
  readonly fromCandidateId: string | null
  readonly departmentId: string | null
  readonly origin: Origin
}

/** Where a proposal came from: how much was asked, which way, where and when; nothing of what anybody wrote. */
export interface Origin {
  readonly demands: number
  /** Who asked, each once of one contact or list; who gave no name and number counts with each demand. */
  readonly residents: number
  readonly byChannel: Readonly<Record<Channel, number>>
  /** What is smaller than a grid of the third level (a building, say) counts for the grid that it lies in. */
  readonly byGrid: readonly { readonly gridId: string; readonly name: string; readonly demands: number }[]
  /** `YYYY-MM`, the earliest first. */
  readonly byMonth: readonly { readonly month: string; readonly demands: number }[]
}

export interface ProposalsOfYear {
  readonly proposals: readonly Proposal[]
  /** How many there are in each state, of all of them. */
  readonly counts: Readonly<Record<Proposal['state'], number>>
  /** What the attachments of their dossiers are. */
  readonly files: readonly AttachedFile[]
}

/** For who works on it: the demands themselves. */
export interface ProposalInWork extends Proposal {
  readonly demands: readonly DemandBrief[]
  /** What the attachments of its dossier are. */
  readonly files: readonly AttachedFile[]
}

/** A department's own, wherever they stand. */
export interface ProposalOfUnit extends Pick<
  Proposal,
  'id' | 'name' | 'state' | 'version' | 'missing' | 'refusal'
> {
  readonly cycleId: string
  readonly year: number
  /** Whether the year's list is fixed, so that nothing changes any more. */
  readonly fixed: boolean
}

export interface DossierVersion {
  readonly version: number
  readonly dossier: DraftDossier
  readonly role: 'secretary' | 'department' | 'presidium'
  /** The department that saved it. */
  readonly unit: string | null
  readonly at: string
}

/** What became of a demand: each year's proposal that it is part of, or that was proposed again from it. */
export interface Became {
  readonly year: number
  readonly cycleId: string
  readonly name: string
  /** Until the presidium has fixed the list, whatever is not refused is being examined. */
  readonly state: 'examined' | 'refused' | 'unlisted' | 'listed'
  readonly refusal: Refusal | null
  /** The candidate on the fixed list. */
  readonly candidateId: string | null
  /** Proposed again from an earlier year. */
  readonly again: boolean
  readonly proposalId: string
  /** When the proposal was begun. */
  readonly at: string
}

/** The demands that one year's proposal answers. */
export interface AnsweredDemands {
  readonly year: number
  readonly cycleId: string
  readonly demandIds: readonly string[]
}

/** 接续: what an earlier year left over, and what of it was proposed again. */
import { z } from 'zod'
import { Id, paragraphs } from '../http/fields.ts'

export const NewCarryOver = z.strictObject({ candidateId: Id, reason: paragraphs(500) })
export type NewCarryOver = z.infer<typeof NewCarryOver>

/** 未入选, 未完成, 评为不满意. */
export type LeftOver = 'reserved' | 'unfinished' | 'not-satisfied'

export interface Citable {
  readonly candidateId: string
  readonly name: string
  /** The earlier year. */
  readonly cycleId: string
  readonly year: number
  /** One of them, or the last two together. */
  readonly why: readonly LeftOver[]
}

/** What a proposal says of where it comes from. */
export interface CarriedOver extends Citable {
  readonly proposalId: string
  readonly reason: string
  /** Of the earlier year's report, where one had been issued. */
  readonly reportDigest: string | null
  readonly at: string
}

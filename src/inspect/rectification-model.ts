/** 不满意项目的整改计划: what comes in, what goes out. */
import { z } from 'zod'
import { UuidParam } from '../ballot/handover.ts'
import { Id } from '../http/fields.ts'
import { NewUndertaking } from './undertaking-model.ts'

/** Its unit is the one that is responsible for the project now. */
export const NewRectification = NewUndertaking.omit({ id: true, unit: true }).extend({ projectId: Id })
export type NewRectification = z.infer<typeof NewRectification>

export const RectificationParam = z.strictObject({ id: Id, uuid: UuidParam.shape.uuid, undertakingId: Id })

/** `missing`: nobody has written a plan. `open`: not all of it is found done. `settled`: it may be judged again. */
export type RectificationState = 'missing' | 'open' | 'settled'

/** Of a project that the last announced ballot on it found not satisfactory. */
export interface Rectification {
  readonly projectId: string
  readonly project: string
  readonly unit: string
  /** That judged it last. */
  readonly ballot: string
  readonly state: RectificationState
  /** What was planned for it, also what was dropped. */
  readonly undertakingIds: readonly string[]
}

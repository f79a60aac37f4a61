/** 促进会 and 约见: what comes in, what goes out. */
import { z } from 'zod'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { EvidenceFiles, type EvidenceFile } from '../pay/handover.ts'
import type { NamedDeputy } from './supervision-model.ts'
import { NewUndertaking, UNDERTAKINGS_MAX, type Undertaking } from './undertaking-model.ts'

/** As many as a year can have. */
const PROJECTS_MAX = 60

const ProjectIds = z
  .array(Id)
  .max(PROJECTS_MAX)
  .refine((ids) => new Set(ids).size === ids.length, '有项目写了两次 / a project is there twice')

/** When, where, who comes, and the projects that are talked about, in order. */
export const Arrangement = z.strictObject({
  day: Day,
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间须为 时:分，例如 14:30 / a time must be like 14:30'),
  place: line(80),
  comers: paragraphs(500),
  projectIds: ProjectIds,
})
export type Arrangement = z.infer<typeof Arrangement>

/** 促进会. */
export const NewMeeting = z
  .strictObject({ subject: line(120), arrangement: Arrangement })
  .refine(({ arrangement }) => arrangement.projectIds.length > 0, {
    path: ['arrangement', 'projectIds'],
    message: '议程至少一个项目 / the agenda has at least one project',
  })
export type NewMeeting = z.infer<typeof NewMeeting>

/** 约见: whom a deputy wants to meet, about what, and what is going to be asked. */
export const NewAppointment = z.strictObject({
  whom: line(120),
  subject: line(120),
  projectIds: ProjectIds,
  questions: z.array(paragraphs(500)).max(20),
})
export type NewAppointment = z.infer<typeof NewAppointment>

/** `from` is how many steps the writer has seen. */
const Seen = { from: z.int().min(0) }

export const NewArrangement = z.strictObject({ arrangement: Arrangement, ...Seen })
export type NewArrangement = z.infer<typeof NewArrangement>

export const NewRefusal = z.strictObject({ reason: paragraphs(500), ...Seen })
export type NewRefusal = z.infer<typeof NewRefusal>

/** What was asked and answered in the room: by whom, and on which project, where that is known. */
const MinutesItem = z.strictObject({
  projectId: Id.nullable(),
  deputyId: Id.nullable(),
  question: paragraphs(1000),
  answer: paragraphs(2000),
})
export type MinutesItem = z.infer<typeof MinutesItem>

export const Minutes = z.strictObject({
  /** Who was there. */
  present: paragraphs(1000),
  text: paragraphs(8000),
  items: z.array(MinutesItem).max(60),
  evidence: EvidenceFiles,
})
export type Minutes = z.infer<typeof Minutes>

const Pledge = NewUndertaking.extend({ projectId: Id.nullable() })
export type Pledge = z.infer<typeof Pledge>

/** Promises that stand already stay, whether they are sent again or not. */
export const NewMinutes = z
  .strictObject({
    minutes: Minutes,
    promises: z.array(Pledge).max(UNDERTAKINGS_MAX).default([]),
    ...Seen,
  })
  .refine(({ promises }) => new Set(promises.map(({ id }) => id)).size === promises.length, {
    path: ['promises'],
    message: '同一项写了两次 / the same item is there twice',
  })
export type NewMinutes = z.infer<typeof NewMinutes>

export const SittingParam = z.strictObject({ id: Id, sittingId: Id })

/** `requested`: the presidium is to arrange or decline it. `held`: there are minutes of it. */
export type SittingState = 'requested' | 'arranged' | 'declined' | 'cancelled' | 'held'

export interface NamedProject {
  readonly id: string
  readonly name: string
}

export interface SittingMinutes extends Omit<Minutes, 'items' | 'evidence'> {
  readonly items: readonly (Pick<MinutesItem, 'question' | 'answer'> & {
    readonly project: NamedProject | null
    readonly deputy: NamedDeputy | null
  })[]
  readonly evidence: readonly EvidenceFile[]
  /** Higher than 1 for those that were corrected. */
  readonly version: number
  readonly role: 'secretary' | 'presidium'
  readonly at: string
}

export interface Sitting {
  readonly id: string
  readonly cycleId: string
  /** 促进会 or 约见. */
  readonly kind: 'progress' | 'appointment'
  readonly subject: string
  /** Of an appointment. */
  readonly whom: string | null
  readonly askedBy: NamedDeputy | null
  readonly askedAt: string
  /** The agenda as it was arranged, else as it was asked for. */
  readonly projects: readonly NamedProject[]
  /** What is going to be asked: for everybody once it was held, before that for who works for the assembly. */
  readonly questions: readonly string[]
  readonly state: SittingState
  readonly arrangement: Pick<Arrangement, 'day' | 'time' | 'place' | 'comers'> | null
  /** Why it was declined or cancelled. */
  readonly reason: string | null
  readonly minutes: SittingMinutes | null
  readonly promises: readonly Undertaking[]
  /** Its day has come, and nobody has written down what was said. */
  readonly lacksMinutes: boolean
  /** Asked for by who reads it. */
  readonly mine: boolean
  /** How many steps it has taken: for who takes the next. */
  readonly steps: number
}

/** Grids, stations, contacts and demands: what comes in, what goes out. Knows no year's list. */
import { z } from 'zod'
import { Sha256 } from '../files/handover.ts'
import { Day, Id, line, paragraphs, Reason } from '../http/fields.ts'
import { ANSWER_MAX, CATEGORY_MAX, DEMANDS_AT_ONCE_MAX, PLACE_MAX, TEXT_MAX, UNIT_MAX } from './limits.ts'
import type { Assembly } from '../people/handover.ts'
import type { DemandAct, DemandState, Phase, StepActor } from './steps.ts'

/** 坐诊, 巡诊, 网诊. */
export const CHANNELS = ['reception', 'visit', 'online'] as const
export type Channel = (typeof CHANNELS)[number]

/** 网格 nest this deep. */
export const GRID_LEVELS_MAX = 4
export const GRIDS_AT_ONCE_MAX = 2000
const RESIDENTS_MAX = 100_000
const DEMANDS_OF_CONTACT_MAX = 100

// ------------------------------------------------------------------------------------------------------------ inputs

/** Each row is a way from the top: ["南片", "玄真社区", "第三网格"]. What is there already stays as it is. */
export const NewGrids = z.strictObject({
  grids: z
    .array(
      z.strictObject({
        path: z
          .array(line(40))
          .min(1)
          .max(
            GRID_LEVELS_MAX,
            `网格最多 ${GRID_LEVELS_MAX} 级 / grids nest ${GRID_LEVELS_MAX} levels at most`,
          ),
        /** Deputies who look after it. */
        deputyIds: z.array(Id).max(200).optional(),
      }),
    )
    .min(1)
    .max(GRIDS_AT_ONCE_MAX),
})
export type NewGrids = z.infer<typeof NewGrids>

export const GridChange = z.strictObject({
  name: line(40).optional(),
  /** All of them: who is not named any more, no longer looks after it. */
  deputyIds: z.array(Id).max(200).optional(),
  /** Within which other grid it lies from now on, with all within it; null is the top. */
  parentId: Id.nullable().optional(),
})
export type GridChange = z.infer<typeof GridChange>

export const NewStation = z.strictObject({ name: line(60), place: line(120), gridId: Id.optional() })
export type NewStation = z.infer<typeof NewStation>

/** What is not named stays; a grid of null is none. */
export const StationChange = z.strictObject({
  name: line(60).optional(),
  place: line(120).optional(),
  gridId: Id.nullable().optional(),
  closed: z.boolean().optional(),
})
export type StationChange = z.infer<typeof StationChange>

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:00 / write the time as 09:00')

export const NewOpening = z
  .strictObject({ heldOn: Day, begins: TimeOfDay, ends: TimeOfDay, topic: line(120).optional() })
  .refine(({ begins, ends }) => begins < ends, {
    path: ['ends'],
    message: '结束早于开始 / it would end before it begins',
  })
export type NewOpening = z.infer<typeof NewOpening>

/** A mainland mobile or landline number, as people write it. */
const Phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{4,19}$/, '电话只写数字 / write the telephone number in digits')

export const NewResident = z
  .strictObject({ name: line(40).optional(), phone: Phone.optional(), address: line(120).optional() })
  .refine((resident) => Object.values(resident).some((value) => value !== undefined), {
    message: '请至少填写姓名、电话、住址中的一项 / give a name, a telephone number or an address',
  })
export type NewResident = z.infer<typeof NewResident>

/** As printed: XXXX-XXXX-XXXX. Dashes and spaces, width and case do not count: it is copied by hand, and typed on phones. */
export const FollowUpCode = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s\p{Pd}]/gu, '')
      .toUpperCase(),
  )
  .pipe(
    z
      .string()
      .regex(
        /^[0-9A-Z]{12}$/,
        '查询码为 12 个字母和数字，例如 7KQA-M3WD-9XHT / a follow-up code has 12 letters and digits, such as 7KQA-M3WD-9XHT',
      ),
  )

const Asked = {
  category: line(CATEGORY_MAX),
  text: paragraphs(TEXT_MAX),
  place: line(PLACE_MAX).optional(),
  gridId: Id.optional(),
}

/** A demand that somebody takes down: the device makes its id and its follow-up code, also without a network. */
export const NewDemand = z.strictObject({
  id: Id,
  ...Asked,
  resident: NewResident.optional(),
  followUpCode: FollowUpCode.optional(),
})
export type NewDemand = z.infer<typeof NewDemand>

const Met = {
  heldOn: Day,
  stationId: Id.optional(),
  gridId: Id.optional(),
  /** Who was there: every one is a person-time (人次). */
  deputyIds: z.array(Id).min(1, '请选在场的代表 / choose the deputies who were there').max(200),
  /** How many residents came, with a demand or without. */
  residents: z.int().min(0).max(RESIDENTS_MAX),
  note: paragraphs(1000).optional(),
}

/** What does not fit each other in a contact, by its field. */
export function misfitsOf(contact: {
  readonly channel: Channel
  readonly stationId?: string | undefined
  readonly gridId?: string | undefined
  readonly deputyIds: readonly string[]
}): readonly (readonly [field: string, message: string])[] {
  const { channel, stationId, gridId, deputyIds } = contact
  const all = [
    [
      channel === 'reception' && stationId === undefined,
      'stationId',
      '坐诊要选联络站 / a reception is held at a station',
    ],
    [
      channel !== 'reception' && stationId !== undefined,
      'stationId',
      '只有坐诊才有联络站 / only a reception is held at a station',
    ],
    [channel === 'visit' && gridId === undefined, 'gridId', '巡诊要选网格 / a visit is made in a grid'],
    [new Set(deputyIds).size < deputyIds.length, 'deputyIds', '同一代表选了两次 / a deputy is named twice'],
  ] as const
  return all.filter(([is]) => is).map(([, field, message]) => [field, message] as const)
}

export const NewContact = z
  .strictObject({
    channel: z.enum(CHANNELS),
    ...Met,
    demands: z.array(NewDemand).max(DEMANDS_OF_CONTACT_MAX),
  })
  .superRefine((contact, context) => {
    const wrong = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message })
    }
    for (const [field, message] of misfitsOf(contact)) wrong(field, message)
    if (new Set(contact.demands.map(({ id }) => id)).size < contact.demands.length)
      wrong('demands', '诉求编号重复 / two demands have one id')
  })
export type NewContact = z.infer<typeof NewContact>

/** The version that somebody looked at: another's correction is not written over unseen. */
const Version = z.int().min(0).max(100_000)

/** All of it as it should be; what is not named is none. */
export const ContactCorrection = z.strictObject({ ...Met, version: Version, ...Reason.shape })
export type ContactCorrection = z.infer<typeof ContactCorrection>

export const ContactWithdrawal = z.strictObject({ version: Version, ...Reason.shape })
export type ContactWithdrawal = z.infer<typeof ContactWithdrawal>

/** What is not named stays; the text stays what was said. A place or a grid of null is none. */
export const DemandCorrection = z.strictObject({
  category: line(CATEGORY_MAX).optional(),
  place: line(PLACE_MAX).nullable().optional(),
  gridId: Id.nullable().optional(),
})
export type DemandCorrection = z.infer<typeof DemandCorrection>

/** Rows of a list that was kept elsewhere. The device makes the ids, so that a list sent twice is taken once. */
export const ImportedDemands = z.strictObject({
  demands: z
    .array(
      z
        .strictObject({
          id: Id,
          ...Asked,
          takenOn: Day,
          channel: z.enum(CHANNELS),
          resident: NewResident.optional(),
          // What had become of it already, as far as the list says.
          dueOn: Day.optional(),
          unit: line(UNIT_MAX).optional(),
          answer: paragraphs(ANSWER_MAX).optional(),
          answeredOn: Day.optional(),
          resolved: z.boolean().optional(),
        })
        .superRefine(({ takenOn, dueOn, answeredOn }, context) => {
          for (const [field, day] of Object.entries({ dueOn, answeredOn }))
            if (day !== undefined && day < takenOn)
              context.addIssue({
                code: 'custom',
                path: [field],
                message: '早于收下日期 / it is before the day on which the demand was taken',
              })
        }),
    )
    .min(1)
    .max(DEMANDS_AT_ONCE_MAX),
})
export type ImportedDemands = z.infer<typeof ImportedDemands>

/** Which rows of a sheet were imported before. */
export const ImportedIds = z.strictObject({ ids: z.array(Id).min(1).max(DEMANDS_AT_ONCE_MAX) })

/** From the public page: the page makes the id and the code. Who asks need not say who they are. */
export const PublicDemand = z.strictObject({
  assemblyId: Id,
  ...Asked,
  resident: NewResident.optional(),
  followUpCode: FollowUpCode,
})
export type PublicDemand = z.infer<typeof PublicDemand>

export const Assignment = z.strictObject({
  unit: line(UNIT_MAX),
  /** The unit's account, if it has one: it then finds the demand on its own page. */
  departmentId: Id.optional(),
  dueOn: Day,
})
export type Assignment = z.infer<typeof Assignment>

/** What is said to the resident with a step. */
export const Said = z.strictObject({ text: paragraphs(ANSWER_MAX) })
export const MaySay = z.strictObject({ text: paragraphs(2000).optional() })

/** By the resident, with the code that the demand was taken down with. */
export const FollowUp = z.strictObject({ code: FollowUpCode })
export const FollowUpReopen = z.strictObject({ code: FollowUpCode, text: paragraphs(2000) })

const Limit = z.coerce.number().pipe(z.int().min(1).max(200))

export const Period = z.object({ from: Day, to: Day, grid: Id.optional() })
export type Period = z.infer<typeof Period>

/** Where the last page ended: its last row's day and id. */
const PageEnd = z.string().regex(/^\d{4}-\d\d-\d\d_[0-9A-Za-z-]{1,64}$/)

export const ContactFilter = z.object({
  from: Day,
  to: Day,
  after: PageEnd.optional(),
  limit: Limit.default(50),
})
export type ContactFilter = z.infer<typeof ContactFilter>

export const DemandFilter = z.object({
  from: Day.optional(),
  to: Day.optional(),
  state: z.enum(['taken', 'assigned', 'handled', 'answered', 'confirmed', 'reopened']).optional(),
  phase: z.enum(['todo', 'handled', 'answered'] as const satisfies readonly Phase[]).optional(),
  channel: z.enum(CHANNELS).optional(),
  category: line(20).optional(),
  grid: Id.optional(),
  overdue: z.enum(['yes']).optional(),
  /** Words, as they are typed. */
  q: z.string().max(100).optional(),
  /** The newest first, unless what is due first is asked for. */
  order: z.enum(['newest', 'due']).default('newest'),
  after: PageEnd.optional(),
  limit: Limit.default(50),
})
export type DemandFilter = z.infer<typeof DemandFilter>

// ----------------------------------------------------------------------------------------------------------- answers

export interface Grid {
  readonly id: string
  readonly parentId: string | null
  readonly level: number
  readonly name: string
  readonly deputyIds: readonly string[]
}

export interface Opening {
  readonly id: string
  readonly heldOn: string
  readonly begins: string
  readonly ends: string
  readonly topic: string | null
}

export interface Station {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly gridId: string | null
  /** 停用: kept for what was held there, not for what is to come. */
  readonly closed: boolean
  /** From today on, the next first. */
  readonly openings: readonly Opening[]
}

export interface Contact {
  readonly id: string
  readonly channel: Channel
  readonly heldOn: string
  readonly stationId: string | null
  readonly gridId: string | null
  readonly deputyIds: readonly string[]
  readonly residents: number
  readonly note: string | null
  /** In the order of their numbers, each with what became of it. */
  readonly demands: readonly ContactDemand[]
  /** 作废: recorded by mistake, and counted nowhere. */
  readonly withdrawn: boolean
  /** How often it was corrected; a correction names the one that it corrects. */
  readonly version: number
  /** Whether this person puts it right, or withdraws it, now. */
  readonly mayCorrect: boolean
  /** What it said before, the first first. */
  readonly versions: readonly ContactVersion[]
}

export interface ContactVersion {
  readonly act: 'correct' | 'withdraw'
  readonly at: string
  readonly role: 'secretary' | 'deputy'
  readonly name: string
  readonly reason: string
  readonly before: ContactInWords
}

/** As its values were called then. */
export interface ContactInWords {
  readonly heldOn: string
  readonly station: string | null
  readonly grid: string | null
  readonly deputies: readonly string[]
  readonly residents: number
  readonly note: string | null
}

export type ContactDemand = Pick<Demand, 'id' | 'number' | 'category' | 'text' | 'state' | 'overdue'>

export interface Demand {
  readonly id: string
  readonly number: string
  readonly channel: Channel
  readonly category: string
  readonly text: string
  readonly place: string | null
  readonly gridId: string | null
  readonly takenOn: string
  readonly state: DemandState
  readonly unit: string | null
  readonly dueOn: string
  readonly overdue: boolean
}

/** As many as show what is the matter. */
export const PHOTOS_MAX = 6

export const PhotoParam = z.strictObject({ id: Id, photoId: Sha256 })
export const FollowedPhotoParam = z.strictObject({ photoId: Sha256 })

/** The code in a header, where the body is a photo: an address would be written to logs. */
export const FollowUpHeader = z.object({ 'follow-up-code': FollowUpCode })

export interface Photo {
  /** SHA-256 of the bytes as they were sent, by which a device knows its photo again. */
  readonly id: string
  readonly width: number
  readonly height: number
}

export interface FollowedPhoto extends Photo {
  /** The resident added it, and may take it back; what the staff added stays. */
  readonly mine: boolean
}

/** What a later stage may know of a demand. */
export interface DemandBrief {
  readonly id: string
  readonly number: string
  readonly channel: Channel
  readonly category: string
  readonly text: string
  readonly gridId: string | null
  readonly takenOn: string
}

export interface Step {
  readonly act: DemandAct | 'take' | 'correct'
  readonly actor: StepActor
  readonly at: string
  readonly unit: string | null
  readonly text: string | null
}

export interface Resident {
  readonly name: string | null
  readonly phone: string | null
  readonly address: string | null
}

export interface DemandView extends Demand {
  readonly contactId: string | null
  /** Where it was taken at a reception. */
  readonly stationId: string | null
  readonly steps: readonly Step[]
  /** What this person may do with it now. */
  readonly acts: readonly DemandAct[]
  readonly photos: readonly Photo[]
  /** Whether this person adds photos to it and takes them away. */
  readonly mayAddPhotos: boolean
  /** Only for those who have to reach the resident. */
  readonly resident: Resident | null
}

/** How much waits for a unit, or for being assigned to one. */
export interface UnitWork {
  /** Null for what no unit has. */
  readonly unit: string | null
  readonly todo: number
  /** Done, and not answered yet. */
  readonly handled: number
  /** Of both. */
  readonly overdue: number
}

/** What a resident reads: nothing of who else asked, and nothing that the code's finder must not know. */
export interface FollowedDemand {
  readonly number: string
  readonly category: string
  readonly text: string
  readonly takenOn: string
  readonly state: DemandState
  readonly unit: string | null
  readonly dueOn: string
  readonly overdue: boolean
  readonly steps: readonly Step[]
  readonly acts: readonly ('confirm' | 'reopen')[]
  readonly photos: readonly FollowedPhoto[]
  /** For a day after the demand was taken or opened again. */
  readonly mayAddPhotos: boolean
}

/** What the public form offers. */
export interface PublicIntake {
  readonly assembly: Assembly
  readonly grids: readonly Omit<Grid, 'deputyIds'>[]
  readonly stations: readonly Station[]
  /** Those used before, the most frequent first. */
  readonly categories: readonly string[]
}

/** One line of the report, by channel, by grid or by category. */
export interface Figures {
  /** 次: how often deputies met residents. */
  readonly sessions: number
  /** 人次 of deputies. */
  readonly deputyVisits: number
  /** 人次 of residents: those met, and those who sent a demand without a meeting. */
  readonly residents: number
  /** 条. */
  readonly opinions: number
  /** 办结: confirmed by the resident, or on the resident's word. */
  readonly resolved: number
  readonly overdue: number
}

export interface Statistics {
  readonly total: Figures
  readonly byChannel: Readonly<Record<Channel, Figures>>
  /** Each grid with all that lies within it; what has no grid is only in the total. */
  readonly byGrid: readonly (Figures & { readonly gridId: string })[]
  readonly byCategory: readonly {
    readonly category: string
    readonly opinions: number
    readonly resolved: number
  }[]
}

/** What comes in over the border for a ballot, and what goes out. */
import { z } from 'zod'
import { Id, line, paragraphs } from '../http/fields.ts'
import type { BallotMethod, BallotState } from '../db/tables.ts'
import type { Counts } from './counts.ts'
import type { BallotKind, Figures } from './questions.ts'
import type { Step } from './states.ts'

const OPTIONS_MAX = 60
const CARDS_MAX = 5000
/** Key material of a teller: a polynomial for 30 tellers has some 60 kB. */
const MESSAGE_CHARACTERS_MAX = 400_000

const distinct = (options: readonly string[]): boolean => new Set(options).size === options.length

export const NewBallot = z
  .strictObject({
    meetingId: Id,
    kind: z.enum(['choose', 'each', 'satisfaction']),
    title: line(120),
    description: paragraphs(2000),
    options: z
      .array(line(120))
      .min(1)
      .max(OPTIONS_MAX)
      .refine(distinct, '有两项名称相同，请区分 / two options have the same name: please tell them apart'),
    /** How many may be chosen; for kind `choose` only. */
    choicesMax: z.int().min(1).optional(),
    tellerIds: z.array(Id).min(1).max(30).refine(distinct, '有监票人重复 / a teller is named twice'),
    /** How many tellers open the box; 2 of 3 unless said otherwise. */
    threshold: z.int().min(1),
    /** Under keys of its own, never opened, never counted. */
    practice: z.boolean().default(false),
  })
  .refine(({ threshold, tellerIds }) => threshold <= tellerIds.length, {
    path: ['threshold'],
    message: '开箱人数不能多于监票人数 / the threshold cannot exceed the number of tellers',
  })
  .refine(({ kind, choicesMax }) => (kind === 'choose') === (choicesMax !== undefined), {
    path: ['choicesMax'],
    message:
      '勾选须写明最多选几项，其他方式不写 / say how many may be chosen for kind "choose", and only there',
  })
  .refine(({ options, choicesMax }) => choicesMax === undefined || choicesMax <= options.length, {
    path: ['choicesMax'],
    message: '最多选几项不能多于选项数 / no more can be chosen than there are options',
  })
export type NewBallot = z.infer<typeof NewBallot>

export const UuidParam = z.strictObject({ uuid: z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{14,32}$/) })

/** A tracker: SHA-256 in Base64 without padding. */
export const TrackerParam = UuidParam.extend({
  tracker: z.string().regex(/^[0-9A-Za-z+/]{43}$/, '回执码不对 / this is not a tracker'),
})

export const TellerMessage = z.strictObject({ message: z.string().min(2).max(MESSAGE_CHARACTERS_MAX) })

export const NewCards = z.strictObject({
  credentials: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位十六进制 / must be 64 lower-case hex digits'))
    .min(1)
    .max(CARDS_MAX),
})

/** Which cards are signed for: the digest of their public halves, as the device that printed them has it. */
export const ZeroReport = z.strictObject({
  cardsDigest: z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位十六进制 / must be 64 lower-case hex digits'),
})

/** The fingerprint that a teller's device computed from the archive. */
export const SealCheck = z.strictObject({
  fingerprint: z.string().regex(/^[0-9A-Za-z+/]{43}$/, '指纹不对 / this is not a fingerprint'),
})

export const IssuedCards = z.strictObject({ count: z.int().min(0).max(CARDS_MAX) })

/** A card by its number: its place, from 1, in the public list. */
export const CardParam = UuidParam.extend({
  number: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, '卡号是 1 以上的数 / a card number is a whole number from 1')
    .transform(Number),
})

export const VoidedCard = z.strictObject({ number: z.int().min(1).max(CARDS_MAX), reason: paragraphs(500) })

/** How many unused cards were destroyed; a number that differs from the books needs a reason. */
export const UnusedCards = z.strictObject({
  count: z.int().min(0).max(CARDS_MAX),
  reason: paragraphs(500).optional(),
})

export const MethodSwitch = z.strictObject({ method: z.enum(['paper', 'hands']), reason: paragraphs(500) })

const Heads = z.int().min(0).max(CARDS_MAX)

/** What one teller counted on paper or by hands, in ballot order. */
export const HandCount = z.strictObject({
  issued: Heads,
  returned: Heads,
  valid: Heads,
  invalid: Heads,
  figures: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('choose'),
      blank: Heads,
      approvals: z.array(Heads).min(1).max(OPTIONS_MAX),
    }),
    z.strictObject({
      kind: z.literal('each'),
      options: z
        .array(z.strictObject({ approve: Heads, against: Heads, blank: Heads }))
        .min(1)
        .max(OPTIONS_MAX),
    }),
    z.strictObject({
      kind: z.literal('satisfaction'),
      options: z
        .array(
          z.strictObject({ satisfied: Heads, basicallySatisfied: Heads, notSatisfied: Heads, blank: Heads }),
        )
        .min(1)
        .max(OPTIONS_MAX),
    }),
  ]),
})
export type HandCount = z.infer<typeof HandCount>

/** What everybody may see of a ballot. */
export interface BallotView {
  readonly uuid: string
  readonly assemblyId: string
  readonly kind: BallotKind
  readonly title: string
  readonly description: string
  readonly options: readonly string[]
  readonly choicesMax: number
  readonly state: BallotState
  /** Never opened, never counted. */
  readonly practice: boolean
  /** How the vote is taken and counted, and why not by sealed ballots where it is not. */
  readonly method: BallotMethod
  readonly methodReason: string | null
  readonly threshold: number
  readonly tellers: number
  /** φ, once sealed: what tablets, auditors and the big screen must agree on. */
  readonly fingerprint: string | null
  readonly closesAt: string | null
  /** In steps of five while the box is open, exact afterwards. */
  readonly returned: number
  readonly counts: Counts | null
  readonly figures: Figures | null
  readonly voidReason: string | null
}

/** What the staff sees besides: each step of the ceremony, and what it still waits for. */
export interface BallotConsole extends BallotView {
  readonly progress: {
    /** The meeting whose heads count. */
    readonly meetingId: string
    readonly tellersApproved: boolean
    readonly tellers: readonly {
      readonly position: number
      readonly staffId: string
      readonly name: string
      readonly chief: boolean
      readonly keyStep: 'certificate' | 'polynomial' | 'voutput' | 'done'
      /** Has entered the secret once more, after the ceremony. */
      readonly secretProved: boolean
      readonly zeroReport: boolean
      readonly sealChecked: boolean
      readonly share: boolean
      /** Has entered a count by hand; what it says is shown to nobody else. */
      readonly handCount: boolean
      /** The two counts differed, and this teller has to count again. */
      readonly handCountAgain: boolean
    }[]
    readonly cardsMade: number | null
    /** SHA-256 of the sorted public halves, as in the journal: which cards, not only how many. */
    readonly cardsDigest: string | null
    readonly cardsIssued: number | null
    readonly cardsVoided: number
    readonly voidedCards: readonly {
      readonly number: number
      readonly reason: string
      /** The position of the teller who asked; it counts once another teller has confirmed. */
      readonly requestedBy: number
      readonly confirmed: boolean
    }[]
    /** Made, less handed out and voided: what must be left over. */
    readonly unusedExpected: number | null
    readonly unusedDestroyed: number | null
    readonly unusedReason: string | null
    /** In which places the last two counts by hand differed; null until two have been entered. */
    readonly handCountDifferences: readonly string[] | null
    readonly shouldAttend: number
    readonly present: number
    readonly quorum: number
  }
  /** Per step: why it cannot be done now; an empty list means it can. */
  readonly missing: Readonly<Record<Step, readonly string[]>>
}

/** The receipt: that the ballot is in the box. The same bytes always get the same receipt. */
export interface Receipt {
  readonly ballot: string
  readonly tracker: string
}

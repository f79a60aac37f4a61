/** What was promised and what is reported of it: what comes in, what goes out. */
import { z } from 'zod'
import { Sha256, type FileKind } from '../files/handover.ts'
import { Day, Id, line, paragraphs } from '../http/fields.ts'
import { Resolution } from '../order/handover.ts'
import { sum, sumFen } from './sums.ts'

/** Far above any town's budget, so that a thousand of them still add up exactly. */
const FEN_MAX = 1_000_000_000_000

const Fen = z
  .int()
  .min(1, '金额要大于零 / an amount is more than nothing')
  .max(FEN_MAX, '金额太大，请检查 / this amount is too large: please check')

/** Names a milestone, budget line, source or criterion within its plan, from one version to the next. */
const Part = z.string().regex(/^[0-9A-Za-z-]{1,64}$/, '编号不对 / this is not an id')

// ---------------------------------------------------------------------------------------------------------------- plan

const Milestone = z.strictObject({
  id: Part,
  name: line(80),
  /** Of the whole, in percent: those of a plan make 100. */
  weight: z.int().min(1).max(100),
  dueOn: Day,
})
export type Milestone = z.infer<typeof Milestone>

const Amount = z.strictObject({ id: Part, name: line(80), fen: Fen })
export type Amount = z.infer<typeof Amount>

const Criterion = z.strictObject({ id: Part, text: line(200) })
export type Criterion = z.infer<typeof Criterion>

/** 实施计划. `unit`, `content`, `place`, the dates and the sum of the budget are what the vote fixed. */
const PlanFields = z.strictObject({
  unit: line(80),
  person: line(40),
  coUnits: z.array(line(80)).max(20).default([]),
  content: paragraphs(2000),
  place: line(200),
  startBy: Day.optional(),
  finishBy: Day,
  milestones: z.array(Milestone).min(1).max(40),
  /** What the money is spent on; nothing where the vote promised something without any. */
  budget: z.array(Amount).max(40),
  /** Where it comes from. */
  sources: z.array(Amount).max(20),
  criteria: z.array(Criterion).min(1).max(40),
})

export const Plan = PlanFields.superRefine((plan, context) => {
  const wrong = (path: (string | number)[], message: string): void =>
    context.addIssue({ code: 'custom', path, message })
  const weights = sum(plan.milestones.map(({ weight }) => weight))
  if (weights !== 100)
    wrong(
      ['milestones'],
      `各节点权重相加应为 100，现为 ${weights} / the weights of the milestones make ${weights}, not 100`,
    )
  if (sumFen(plan.budget) !== sumFen(plan.sources))
    wrong(
      ['sources'],
      '资金来源合计与预算合计不等 / the sources of funds do not add up to what the budget adds up to',
    )
  if (plan.startBy !== undefined && plan.startBy > plan.finishBy)
    wrong(['finishBy'], '完成日期早于开工日期 / the project would finish before it starts')
  for (const [i, { dueOn }] of plan.milestones.entries())
    if (dueOn > plan.finishBy)
      wrong(
        ['milestones', i, 'dueOn'],
        '节点日期晚于完成日期 / this milestone is due after the project is to be finished',
      )
  for (const name of ['milestones', 'budget', 'sources', 'criteria'] as const) {
    const ids = plan[name].map(({ id }) => id)
    if (new Set(ids).size < ids.length) wrong([name], '有两项编号相同 / two of these have the same id')
  }
})
export type Plan = z.infer<typeof Plan>

/** A plan that is being written: whatever is there so far. */
export const DraftPlan = z.strictObject({
  unit: line(80).optional(),
  person: line(40).optional(),
  coUnits: z.array(line(80)).max(20).default([]),
  content: paragraphs(2000).optional(),
  place: line(200).optional(),
  startBy: Day.optional(),
  finishBy: Day.optional(),
  milestones: z.array(Milestone).max(40).default([]),
  budget: z.array(Amount).max(40).default([]),
  sources: z.array(Amount).max(20).default([]),
  criteria: z.array(Criterion).max(40).default([]),
})
export type DraftPlan = z.infer<typeof DraftPlan>

/** `from` is the `draftVersion` that the change began from: 0 where there was none. */
export const SavedDraft = z.strictObject({ plan: DraftPlan, from: z.int().min(0) })
export type SavedDraft = z.infer<typeof SavedDraft>

/** The presidium approves the draft that it saw, on a day. */
export const PlanApproval = z.strictObject({
  ...Resolution.shape,
  draftVersion: z.int().min(1),
  decidedOn: Day,
})
export type PlanApproval = z.infer<typeof PlanApproval>

// ---------------------------------------------------------------------------------------------------------------- rule

/** What is a matter of the assembly's own practice. */
export const DeliveryRule = z
  .strictObject({
    /** A report is due for each so many months; counted from January. */
    periodMonths: z.literal([1, 2, 3, 6]),
    /** So many days after the period. */
    reportDays: z.int().min(1).max(60),
    /** So many days late or without evidence, yellow turns to red. */
    graceDays: z.int().min(1).max(180),
    /** So many points that the share of money paid may be ahead of the weighted progress. */
    aheadYellow: z.int().min(0).max(100),
    aheadRed: z.int().min(0).max(100),
    /** So many percent of the amount voted, above which a change of the amount is for the congress. */
    congressPercent: z.int().min(0).max(100),
  })
  .refine(({ aheadYellow, aheadRed }) => aheadYellow <= aheadRed, {
    path: ['aheadRed'],
    message: '红灯的界线不能低于黄灯 / red cannot begin below yellow',
  })
export type DeliveryRule = z.infer<typeof DeliveryRule>

export const USUAL_RULE: DeliveryRule = {
  periodMonths: 1,
  reportDays: 10,
  graceDays: 30,
  aheadYellow: 20,
  aheadRed: 40,
  congressPercent: 10,
}

// ------------------------------------------------------------------------------------------------------------ evidence

export const EVIDENCE_MAX = 20

const EvidenceFile = z.strictObject({ sha256: Sha256, title: line(80) })
export type EvidenceFile = z.infer<typeof EvidenceFile>

export const EvidenceFiles = z
  .array(EvidenceFile)
  .max(EVIDENCE_MAX, `最多 ${EVIDENCE_MAX} 个文件 / at most ${EVIDENCE_MAX} files`)
  .refine(
    (all) => new Set(all.map(({ sha256 }) => sha256)).size === all.length,
    '同一个文件附了两次 / the same file is attached twice',
  )
  .default([])

/** A file as it is kept. */
export interface KeptEvidence {
  readonly sha256: string
  readonly kind: FileKind
  readonly bytes: number
}

// ------------------------------------------------------------------------------------------------------------- reports

/** A period, by its first month: `2026-03`. */
export const Period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '期间须为 年-月，例如 2026-03 / a period is like 2026-03')

/** What can depart from the plan. */
export const DIFFERENCES = ['amount', 'content', 'place', 'unit', 'date'] as const
export type DifferenceField = (typeof DIFFERENCES)[number]

const ReportedMilestone = z
  .strictObject({
    milestoneId: Part,
    percent: z.int().min(0).max(100),
    /** The day on which it was done. */
    doneOn: Day.optional(),
    /** How much of what, in the units of the work: 已装 320 盏. */
    figures: line(80).optional(),
    evidence: EvidenceFiles,
  })
  .refine(({ percent, doneOn }) => (percent === 100) === (doneOn !== undefined), {
    path: ['doneOn'],
    message:
      '完成的节点要写完成日期，未完成的不写 / a milestone that is done has the day on which it was done, no other has',
  })
export type ReportedMilestone = z.infer<typeof ReportedMilestone>

/** 进度报告 of one period. */
export const Report = z.strictObject({
  text: paragraphs(2000),
  /** Those that moved; the others stay as they were. */
  milestones: z.array(ReportedMilestone).max(40),
  /** Pictures and documents of no one milestone. */
  evidence: EvidenceFiles,
  /** What is done otherwise than the plan says. */
  departures: z
    .array(z.strictObject({ field: z.enum(DIFFERENCES), text: paragraphs(500) }))
    .max(DIFFERENCES.length)
    .default([]),
})
export type Report = z.infer<typeof Report>

/** `from` is the report's version that was corrected: 0 where there was none. */
export const SavedReport = z.strictObject({ report: Report, from: z.int().min(0) })
export type SavedReport = z.infer<typeof SavedReport>

// --------------------------------------------------------------------------------------------------------------- money

const Voucher = {
  fen: Fen,
  bookedOn: Day,
  /** From whom it came, or who is paid. */
  party: line(80),
  /** The number of the voucher or contract. */
  voucher: line(80),
  voucherFile: Sha256.optional(),
  note: line(200).optional(),
}

export const MoneyEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allocated'), sourceId: Part, ...Voucher }),
  z.strictObject({ kind: z.literal('contracted'), lineId: Part, ...Voucher }),
  z.strictObject({ kind: z.literal('paid'), lineId: Part, ...Voucher }),
])
export type MoneyEntry = z.infer<typeof MoneyEntry>

/** Why an entry is taken back, and on which day. */
export const Reversal = z.strictObject({ id: Id, bookedOn: Day, note: line(200) })
export type Reversal = z.infer<typeof Reversal>

// ------------------------------------------------------------------------------------------------------------- changes

export const ChangeRequest = z.strictObject({
  /** The plan's version that was looked at. */
  baseVersion: z.int().min(1),
  plan: Plan,
  reason: paragraphs(2000),
  evidence: EvidenceFiles,
})
export type ChangeRequest = z.infer<typeof ChangeRequest>

export const Opinion = z.strictObject({ supports: z.boolean(), text: paragraphs(1000) })
export type Opinion = z.infer<typeof Opinion>

/** How the presidium, or the congress in a meeting, decided: approved when more are for it than needed. */
export const ChangeDecision = z.strictObject({
  ...Resolution.shape,
  decidedOn: Day,
  /** Where the congress decides: its meeting. */
  meetingId: Id.optional(),
  note: paragraphs(500).optional(),
})
export type ChangeDecision = z.infer<typeof ChangeDecision>

// ---------------------------------------------------------------------------------------------------------- completion

export const Assessment = z.strictObject({ text: paragraphs(4000), evidence: EvidenceFiles })
export type Assessment = z.infer<typeof Assessment>

/** 决算: what each line came to. */
export const FinalAccount = z.strictObject({
  lines: z.array(z.strictObject({ lineId: Part, fen: z.int().min(0).max(FEN_MAX) })).max(40),
  text: paragraphs(2000),
  evidence: EvidenceFiles,
})
export type FinalAccount = z.infer<typeof FinalAccount>

export const Acceptance = z.strictObject({
  criteria: z
    .array(z.strictObject({ criterionId: Part, met: z.boolean(), note: line(200).optional() }))
    .min(1)
    .max(40),
  text: paragraphs(2000),
  evidence: EvidenceFiles,
  acceptedOn: Day,
})
export type Acceptance = z.infer<typeof Acceptance>

// --------------------------------------------------------------------------------------------------------------- params

export const ReportParam = z.strictObject({ id: Id, period: Period })
export const EntryParam = z.strictObject({ id: Id, entryId: Id })
export const ChangeParam = z.strictObject({ id: Id, changeId: Id })
export const ProjectFileParam = z.strictObject({ id: Id, sha256: Sha256 })
/** A day of which lights and figures can be asked for: between the years that a cycle can be of. */
export const LightDay = Day.refine(
  (day) => day >= '2000-01-01' && day <= '2201-12-31',
  '请选 2000 年到 2201 年之间的一天 / please choose a day between 2000 and 2201',
)

/** Of which day lights and figures are; today if it is not said. */
export const AsOf = z.strictObject({ on: LightDay.optional() })

/** A case file: one assembly's year as data (the project’s own cases are in test/cases). Unknown parts are let pass. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Day } from '../http/fields.ts'
import { parseInput } from '../http/valid.ts'
import { GradeRule, GRADES } from '../inspect/grade.ts'
import { Rule } from '../order/handover.ts'
import { DIFFERENCES } from '../pay/model.ts'

const Index = z.int().min(0)
/** A mark of an `each` ballot, in the words that people use. */
const Mark = z.enum(['赞成', '反对', '弃权', 'approve', 'against', 'abstain', 'for', 'blank'])
const CaseBallot = z.union([z.array(Index), z.array(Mark)])
export type CaseBallot = z.infer<typeof CaseBallot>

const CaseCandidate = z.looseObject({
  name: z.string(),
  category: z.string().default('未分类'),
  responsibleUnit: z.string().default('镇政府'),
  budgetYuan: z.number().min(0).default(0),
  place: z.string().default('全镇'),
  startBy: z.string().optional(),
  finishBy: z.string().optional(),
  content: z.string().default('见名称'),
  funding: z.string().optional(),
})
export type CaseCandidate = z.infer<typeof CaseCandidate>

const ChannelSums = z.looseObject({
  deputyVisits: z.int().min(0).optional(),
  sessions: z.int().min(0).optional(),
  residents: z.int().min(0),
  opinions: z.int().min(0),
  resolved: z.int().min(0),
})

const CaseContacts = z.looseObject({
  reception: ChannelSums.optional(),
  visit: ChannelSums.optional(),
  online: ChannelSums.optional(),
})
export type CaseContacts = z.infer<typeof CaseContacts>

/** What goes wrong in the delivery of a project, named by its candidate's index. */
const Trouble = z.discriminatedUnion('kind', [
  /** The last milestones are not done at the year's end. */
  z.strictObject({ project: Index, kind: z.literal('late'), open: z.int().min(1).max(5).default(2) }),
  /** Changed by request, opinion and decision. */
  z
    .strictObject({
      project: Index,
      kind: z.literal('changed'),
      amountPercent: z.int().min(-90).max(500).optional(),
      place: z.string().min(1).optional(),
      content: z.string().min(1).optional(),
      unit: z.string().min(1).optional(),
      finishBy: Day.optional(),
      reason: z.string().min(1).optional(),
    })
    .refine(
      ({ amountPercent, place, content, unit, finishBy }) =>
        (amountPercent ?? 0) !== 0 || [place, content, unit, finishBy].some((each) => each !== undefined),
      '要写明变更什么 / say what is changed',
    ),
  /** Paid above the budget, by so many percent of it. */
  z.strictObject({
    project: Index,
    kind: z.literal('over-paid'),
    percent: z.int().min(1).max(100).default(3),
  }),
  /** No report of these months. */
  z.strictObject({
    project: Index,
    kind: z.literal('silent'),
    months: z.array(z.int().min(1).max(12)).min(1),
  }),
  /** This milestone, counted from 1, is reported done and nothing shows it. */
  z.strictObject({
    project: Index,
    kind: z.literal('no-evidence'),
    milestone: z.int().min(1).max(5).default(1),
  }),
  /** Done otherwise than planned, by the department's own last report, and no change was asked for. */
  z.strictObject({
    project: Index,
    kind: z.literal('unapproved'),
    field: z.enum(DIFFERENCES),
    text: z.string().min(1),
  }),
])
export type Trouble = z.infer<typeof Trouble>

const ExpectedDelivery = z.looseObject({
  project: z.string(),
  weightedProgress: z.number().optional(),
  allocatedFen: z.number().optional(),
  paidFen: z.number().optional(),
  light: z.enum(['green', 'yellow', 'red']).nullable().optional(),
  alarms: z.array(z.string()).optional(),
})
export type ExpectedDelivery = z.infer<typeof ExpectedDelivery>

/** Of so many deputies, of this congress and of higher ones, so many reported orally and so many in writing. */
const DutyReports = z
  .looseObject({ deputies: z.int().min(1).max(1500), oral: Index, written: Index })
  .refine(
    ({ deputies, oral, written }) => oral + written <= deputies,
    '述职的多于应述职的代表 / there are more reports than deputies',
  )

const Expected = z.looseObject({
  shortlist: z
    .looseObject({
      required: z.number().optional(),
      candidates: z.number().optional(),
      actualRatio: z.string().optional(),
    })
    .optional(),
  counts: z.record(z.string(), z.number()).optional(),
  approvals: z.array(z.number()).optional(),
  elected: z.array(Index).optional(),
  tied: z.array(Index).optional(),
  unfilled: z.number().optional(),
  delivery: z.array(ExpectedDelivery).optional(),
  satisfaction: z.array(z.enum(GRADES)).optional(),
  /** Without it, what `inspect.dutyReports` says. */
  dutyReports: z
    .looseObject({
      deputies: Index.optional(),
      reported: Index.optional(),
      oral: Index.optional(),
      written: Index.optional(),
    })
    .optional(),
})

export const Case = z.looseObject({
  id: z.string().min(1),
  title: z.string(),
  assembly: z.looseObject({
    name: z.string(),
    level: z.enum(['subdistrict', 'town', 'county', 'city', 'province']).default('town'),
    deputies: z.int().min(1).max(5000),
    present: z.int().min(0).max(5000),
  }),
  year: z.int(),
  rule: Rule.optional(),
  candidates: z.array(CaseCandidate).optional(),
  ballots: z.array(CaseBallot).optional(),
  runoff: z
    .looseObject({
      ballots: z.array(CaseBallot),
      expect: z
        .looseObject({ elected: z.array(Index).optional(), approvals: z.array(z.number()).optional() })
        .optional(),
    })
    .optional(),
  contacts: CaseContacts.optional(),
  delivery: z.looseObject({ troubles: z.array(Trouble) }).optional(),
  inspect: z
    .looseObject({
      /** Per project 满意, 基本满意, 不满意; the others of those present are blank. */
      satisfaction: z
        .array(z.tuple([Index, Index, Index]))
        .min(1)
        .optional(),
      /** Their names, where the case has no vote to take them from. */
      projects: z.array(z.string().min(1)).optional(),
      /** How they are graded, where the case has no rule for a vote. */
      grades: GradeRule.optional(),
      dutyReports: DutyReports.optional(),
    })
    .optional(),
  expect: Expected.optional(),
})
export type Case = z.infer<typeof Case>

/** A case file cannot be used; the message says why. */
export class CaseFileError extends Error {
  override readonly name = 'CaseFileError'
}

/** Reads a case. Throws `CaseFileError` with a sentence when the file is missing or is not a case. */
export async function readCase(file: string): Promise<Case> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new CaseFileError(`读不到案例文件 ${file} / the case file cannot be read`)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new CaseFileError(`${file} 不是 JSON / ${file} is not JSON`)
  }
  try {
    return checkedCase(parseInput(Case, withoutVote(parsed)))
  } catch (error) {
    throw new CaseFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const OnlyJudged = z.looseObject({
  rule: z.strictObject({ satisfaction: GradeRule }),
  inspect: z.looseObject({}),
})

/** The rule of a case that only judges says nothing of a vote: it is a part of the inspection. */
function withoutVote(parsed: unknown): unknown {
  const { success, data } = OnlyJudged.safeParse(parsed)
  if (!success) return parsed
  const { rule, inspect, ...rest } = data
  return { ...rest, inspect: { grades: rule.satisfaction, ...inspect } }
}

/** Finds, before a whole ceremony has been held, ballots that no tablet would seal. */
function checkedCase(theCase: Case): Case {
  const { rule, candidates = [], ballots = [], runoff } = theCase
  for (const [list, given] of [
    ['ballots', ballots],
    ['runoff/ballots', runoff?.ballots ?? []],
  ] as const) {
    for (const [i, marks] of given.entries()) {
      const wrong = wrongMarks(marks, candidates.length, rule?.marking ?? 'choose', rule?.seats ?? 1)
      if (wrong !== undefined) throw new CaseFileError(`/${list}/${i}: ${wrong}`)
    }
  }
  const { satisfaction: marks = [], projects } = theCase.inspect ?? {}
  for (const [i, of] of marks.entries())
    if (of[0] + of[1] + of[2] > theCase.assembly.present)
      throw new CaseFileError(
        `/inspect/satisfaction/${i}: 票数多于到会代表 / there are more marks than deputies present`,
      )
  if (projects !== undefined && marks.length > 0 && projects.length !== marks.length)
    throw new CaseFileError(
      '/inspect/projects: 项目名称和票数的组数不同 / there are not as many names as marks',
    )
  for (const [i, { project, kind }] of (theCase.delivery?.troubles ?? []).entries()) {
    const place = `/delivery/troubles/${i}`
    if (project >= candidates.length)
      throw new CaseFileError(`${place}/project: 没有这个候选项目 / there is no such candidate`)
    const first = theCase.delivery?.troubles.findIndex(
      (each) => each.project === project && each.kind === kind,
    )
    if (first !== i)
      throw new CaseFileError(`${place}: 同一项目的同一种情况写了两次 / the same trouble stands there twice`)
  }
  const { deputies, present } = theCase.assembly
  if (present > deputies)
    throw new CaseFileError('/assembly/present: 实到多于应到 / more present than there are deputies')
  if (ballots.length > present) {
    throw new CaseFileError('/ballots: 票数多于到会人数 / more ballots than deputies present')
  }
  return theCase
}

function wrongMarks(
  marks: CaseBallot,
  candidates: number,
  marking: 'choose' | 'each',
  seats: number,
): string | undefined {
  const indexes = marks.filter((mark) => typeof mark === 'number')
  if (indexes.length < marks.length) {
    return marking === 'each'
      ? undefined
      : '勾选的选票要列出候选项目的序号 / kind "choose" lists candidate indexes'
  }
  if (indexes.some((index) => index >= candidates)) return '没有这个候选项目 / there is no such candidate'
  if (new Set(indexes).size < indexes.length) return '同一项目选了两次 / a candidate is chosen twice'
  if (marking === 'choose' && indexes.length > seats) {
    return `选了 ${indexes.length} 项，最多 ${seats} 项，平板不会接受 / more are chosen than a tablet accepts`
  }
  return undefined
}

/** A case file: one assembly's year as data (the project’s own cases are in test/cases). Unknown parts are let pass. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { parseInput } from '../http/valid.ts'
import { Rule } from '../order/handover.ts'

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
  inspect: z.unknown().optional(),
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
    return checkedCase(parseInput(Case, parsed))
  } catch (error) {
    throw new CaseFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
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

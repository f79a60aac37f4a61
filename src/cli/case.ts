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

const Expected = z.looseObject({
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
  contacts: z.unknown().optional(),
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
    return parseInput(Case, parsed)
  } catch (error) {
    throw new CaseFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

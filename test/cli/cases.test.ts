/** Other ratios, bases and roundings from end to end, beside a calculation that counts instead of dividing. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCase, type Case } from '../../src/cli/case.ts'
import { runCase } from '../support/case-year.ts'
import { present } from '../support/present.ts'

const CASES = path.join(import.meta.dirname, '../cases')
const FILES = (await readdir(CASES)).filter((name) => name.startsWith('ratio-')).toSorted()

/** "70%", "5/3", "0%" as two whole numbers, read digit by digit. */
function shareOf(text: string): readonly [over: bigint, under: bigint] {
  const [over = '', under = '100'] = text.replace('%', '').split('/')
  return [BigInt(over), BigInt(under)]
}

/** Counts up from nothing until so many candidates are what the rule means: no division, no shared code. */
function counted({ seats, ratio, ratioBasis, rounding }: NonNullable<Case['rule']>): bigint {
  const [over, under] = shareOf(ratio)
  const s = BigInt(seats)
  // The number asked for is a ÷ b: s + s × ratio, or s ÷ ratio.
  const [a, b] = ratioBasis === 'of-seats' ? [s * under + s * over, under] : [s * under, over]
  const isReached = {
    up: (n: bigint) => n * b >= a,
    down: (n: bigint) => (n + 1n) * b > a,
    nearest: (n: bigint) => 2n * (n * b - a) > -b,
  }[rounding]
  let n = 0n
  while (!isReached(n)) n += 1n
  return n
}

describe('cases of other rules', { timeout: 300_000 }, () => {
  test('are of each basis and rounding, with a ratio of nothing and one above one', async () => {
    const rules = await Promise.all(FILES.map(async (file) => present((await caseOf(file)).rule)))
    expect(new Set(rules.map(({ ratioBasis }) => ratioBasis)).size).toBe(2)
    expect(new Set(rules.map(({ rounding }) => rounding)).size).toBe(3)
    const shares = rules.map(({ ratio }) => shareOf(ratio))
    expect(shares.some(([over]) => over === 0n)).toBe(true)
    expect(shares.some(([over, under]) => over > under)).toBe(true)
  })

  test.each(FILES)('%s comes out as it is counted', async (file) => {
    const theCase = await caseOf(file)
    const required = Number(counted(present(theCase.rule)))
    expect(theCase.expect?.shortlist?.required).toBe(required)
    const { summary, differences } = await runCase(theCase)
    expect(differences).toEqual([])
    expect(summary.shortlist).toMatchObject({ required, candidates: theCase.candidates?.length })
    expect(summary.elected).toEqual(theCase.expect?.elected)
  })

  test('another number than the case expects is said', async () => {
    const theCase = await caseOf('ratio-equal-number.json')
    const wrong = { shortlist: { required: 5, candidates: 4, actualRatio: '25%' } }
    const { differences } = await runCase({ ...theCase, expect: wrong })
    expect(differences).toEqual([
      'shortlist.required: 4，案例期望 / expected 5',
      'shortlist.actualRatio: "0%"，案例期望 / expected "25%"',
    ])
  })
})

function caseOf(file: string): Promise<Case> {
  return readCase(path.join(CASES, file))
}

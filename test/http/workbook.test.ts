/** Workbooks that are written row by row: what another program reads in them. */
import * as fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { workbookOf, type Cell } from '../../src/http/workbook.ts'

async function readBack(cells: readonly Cell[]): Promise<unknown[][]> {
  async function* rows() {
    yield cells.map((cell) => [cell])
  }
  const sheet = { name: '表', headings: ['数'], widths: [20], rows: rows() }
  const pieces: Uint8Array[] = []
  for await (const piece of workbookOf(sheet)) pieces.push(piece)
  return readSheet(Buffer.concat(pieces))
}

test('an amount is a number, exact to the hundredth', async () => {
  const amounts = fc.array(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), { minLength: 1, maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(amounts, async (all) => {
      const [, ...read] = await readBack(all.map((hundredths) => ({ hundredths })))
      expect(read.map(([value]) => (value as number) * 100)).toEqual(
        all.map((each) => expect.closeTo(each, 1)),
      )
    }),
    { numRuns: 20 },
  )
})

test('what looks like a number or a formula stays the text that it is', async () => {
  const texts = ['0012', '1e5', '=1+1', '+86', '-3', '@x', "'quoted", '<b>&amp;']
  const [, ...read] = await readBack([...texts, 86])
  expect(read.map(([value]) => value)).toEqual([...texts, 86])
})

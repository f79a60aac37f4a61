/** Finding demands by words, as they are typed, and others that ask for the same. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { gramsOf, soughtIn } from '../../src/intake/grams.ts'
import type { Demand } from '../../src/intake/model.ts'
import { makeApp } from '../support/app.ts'
import { ask } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeTown, readDemands, takenDemand, type TestTown } from '../support/intake.ts'

describe('the words of a text', () => {
  test('a part of it is found in it, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom('路', '灯', '修', '𠀀', 'A栋', 'wifi', '５Ｇ', '3号', '，', ' ', '\n', '🚧'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.nat(), fc.nat(), fc.nat(), (pieces, a, b, c) => {
        // As it is compared: composed, and in one width and case.
        const text = pieces.join('').normalize('NFKC').toLowerCase()
        const grams = gramsOf(text)
        // A whole run of characters, as somebody may type it.
        const runs = text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((run) => run !== '')
        const run = runs[a % Math.max(1, runs.length)] ?? ''
        const characters = [...run]
        // From any place on where the text is Han, otherwise from the beginning of a word.
        const from = /^\p{Script=Han}*$/u.test(run) ? c % Math.max(1, characters.length) : 0
        const length = 1 + (b % Math.max(1, characters.length - from))
        const { whole, begun } = soughtIn(characters.slice(from, from + length).join(''))
        for (const gram of whole) expect(grams).toContain(gram)
        for (const start of begun) expect(grams.some((gram) => gram.startsWith(start))).toBe(true)
        for (const gram of grams) expect(gram).toMatch(/^[0-9a-f]+$/)
      }),
    )
  })

  test('width and case do not count', () => {
    expect(gramsOf('ＷＩＦＩ信号')).toEqual(gramsOf('wifi信号'))
  })
})

describeOnEachDatabase('a search', (make) => {
  let town: TestTown
  const TEXTS = {
    lamp: '村口路灯不亮，晚上看不见路。',
    lamps: '我们村口的路灯坏了，晚上不亮。',
    school: '学校门口没有斑马线，孩子过马路危险。',
    wifi: '5G 信号不好，WiFi 也连不上。',
  }
  const ids = new Map<string, string>()

  beforeAll(async () => {
    town = await makeTown(makeApp(await make()))
    for (const [name, text] of Object.entries(TEXTS)) ids.set(name, (await takenDemand(town, { text })).id)
  })

  test.each([
    ['路灯', ['lamp', 'lamps']],
    ['路灯 晚上', ['lamp', 'lamps']],
    ['斑马线', ['school']],
    ['马', ['school']],
    // The last one of a run.
    ['亮', ['lamp', 'lamps']],
    // 不 is U+4E0D, and 04e0 looks like a number.
    ['不', ['lamp', 'lamps', 'wifi']],
    ['不亮', ['lamp', 'lamps']],
    ['不好', ['wifi']],
    ['wi', ['wifi']],
    ['ＷＩＦＩ', ['wifi']],
    ['5g信号', ['wifi']],
    ['斑灯', []],
    ['" OR *', []],
    ["路灯' & !", ['lamp', 'lamps']],
    ['，。', ['lamp', 'lamps', 'school', 'wifi']],
  ])('%s', async (q, names) => {
    const { demands } = await readDemands(town.secretary, `q=${encodeURIComponent(q)}`)
    expect(demands.map(({ id }) => id).toSorted()).toEqual(names.map((name) => ids.get(name)).toSorted())
  })

  test('a word that has no end is taken down, and found by its beginning', async () => {
    const { id } = await takenDemand(town, { text: 'x'.repeat(2000) })
    for (const letters of [3, 64, 100]) {
      const { demands } = await readDemands(town.secretary, `q=${'x'.repeat(letters)}`)
      expect(demands.map((each) => each.id)).toEqual([id])
    }
  })

  test('goes together with the other filters', async () => {
    const { demands } = await readDemands(town.secretary, `q=${encodeURIComponent('路灯')}&state=confirmed`)
    expect(demands).toEqual([])
  })

  test('a number finds its demand', async () => {
    const { demands } = await readDemands(town.secretary, 'q=0003')
    expect(demands.map(({ id }) => id)).toEqual([ids.get('school')])
  })

  test('what asks for the same is suggested, and what does not is not', async () => {
    const path = `/api/intake/demands/${ids.get('lamp')}/similar`
    const { demands } = await ask<{ demands: Demand[] }>(town.secretary, `GET ${path}`)
    expect(demands.map(({ id }) => id)).toEqual([ids.get('lamps')])
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inGroups, newFollowUpCode } from '../../src/intake/follow-up-code.ts'
import { FollowUpCode } from '../../src/intake/model.ts'

const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0))

const bytes = (values: readonly number[]) => {
  let used = 0
  return (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => values[used++ % values.length] ?? 0)
}

test('has no two characters that look alike, and each is as likely as another', () => {
  const times = new Map<string, number>()
  for (let byte = 0; byte < 243; byte += 1) {
    const [character = ''] = newFollowUpCode(bytes([byte]))
    times.set(character, (times.get(character) ?? 0) + 1)
  }
  expect(new Set(times.values())).toEqual(new Set([9]))
  const characters = [...times.keys()]
  for (const alike of ['0O', '1IL', '2Z', '5S', '8B', 'UV'])
    expect(characters.filter((each) => alike.includes(each)).length, alike).toBeLessThanOrEqual(1)
  // What would make the first ones likelier is drawn again.
  expect(newFollowUpCode(bytes([255, 243, 0]))).toBe('222222222222')
})

test('is the same however it is typed: in small letters, full width, with dashes or spaces', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(242), { minLength: 12, maxLength: 12 }), (values) => {
      const code = newFollowUpCode(bytes(values))
      const printed = inGroups(code)
      expect(printed).toMatch(/^\w{4}-\w{4}-\w{4}$/)
      for (const typed of [
        code,
        printed,
        printed.toLowerCase(),
        wide(printed),
        printed.replaceAll('-', ' – '),
        ` ${code} `,
      ])
        expect(FollowUpCode.parse(typed)).toBe(code)
    }),
  )
  for (const wrong of ['', '123', '7KQAM3WD9XHTX', '7KQA-M3WD-9XH学'])
    expect(FollowUpCode.safeParse(wrong).success, wrong).toBe(false)
})

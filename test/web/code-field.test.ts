/** What a person types and a scanner sends, as the field shows and reads it. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCode } from '../../src/protocol/index.ts'
import { codePart, grouped, isAddressBegun, readTyped } from '../../src/web/voter/code-field.ts'
import { emptyDraft, packed, unpacked, type Draft } from '../../src/web/voter/draft.ts'
import { systemRandom } from '../support/random.ts'

const code = makeCode(systemRandom)
const bare = code.replaceAll('-', '')

test('typed one after the other, a code is in its groups all the time', () => {
  let text = ''
  for (const character of bare) {
    text = grouped({ text: text + character, caret: text.length + 1 }).text
    expect(code.startsWith(text)).toBe(true)
  }
  expect(text).toBe(code)
  expect(readTyped(text)).toEqual({ state: 'complete', code })
})

test('the caret stays behind the same character, wherever one types', () => {
  fc.assert(
    fc.property(fc.nat(22), fc.string({ unit: fc.constantFrom('-', ' ', '–') }), (at, between) => {
      const text = bare.slice(0, at) + between + bare.slice(at)
      const shown = grouped({ text, caret: at + between.length })
      expect(shown.text).toBe(code)
      expect(shown.text.slice(0, shown.caret).replaceAll('-', '')).toBe(bare.slice(0, at))
    }),
  )
})

test('nothing that is typed gets lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ123é0-'), maxLength: 40 }), (text) => {
      const shown = grouped({ text, caret: text.length }).text
      expect(shown.replaceAll('-', '')).toBe(text.replaceAll('-', ''))
    }),
  )
})

test('an address gives the code after its #; while it is being typed it is no mistake', () => {
  const address = `https://hall.example/vote?lang=en#${code}`
  expect(codePart(address)).toBe(code)
  expect(codePart(code)).toBe(code)
  expect(codePart(`#${encodeURIComponent(code)}`)).toBe(code)
  expect(codePart('#%E0%A4%A')).toBe('%E0%A4%A')
  for (let length = 6; length < address.indexOf('#'); length++) {
    const part = address.slice(0, length)
    expect(isAddressBegun(part)).toBe(true)
    expect(grouped({ text: part, caret: length }).text).toBe(part)
  }
  expect(isAddressBegun(address)).toBe(false)
})

test('any draft is kept and read again, by its own ballot only', () => {
  const options = ['修路', '改水', '路灯']
  const drafts: fc.Arbitrary<Draft> = fc.oneof(
    fc.record({
      kind: fc.constant('choose' as const),
      chosen: fc.subarray([0, 1, 2], { maxLength: 2 }),
      blank: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('each' as const, 'satisfaction' as const),
      answers: fc.array(fc.constantFrom(0, 1, null, undefined), { minLength: 3, maxLength: 3 }),
    }),
  )
  fc.assert(
    fc.property(drafts, fc.nat(2), fc.boolean(), (draft, option, reviewing) => {
      const definition = { kind: draft.kind, title: '票决', options, choicesMax: 2 }
      const text = packed('uuid', { draft, option, reviewing })
      expect(unpacked('uuid', definition, text)).toEqual({ draft, option, reviewing })
      expect(unpacked('other', definition, text)).toBeUndefined()
      const wrong = draft.kind === 'choose' ? 'each' : 'choose'
      expect(unpacked('uuid', { ...definition, kind: wrong }, text)).toBeUndefined()
    }),
  )
  expect(emptyDraft({ kind: 'each', title: '', options, choicesMax: 1 })).toEqual({
    kind: 'each',
    answers: [undefined, undefined, undefined],
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/board/canonical.ts'

test('keys are sorted by UTF-16 units, at every depth, and nothing is spaced', () => {
  const value = { b: [{ z: 1, a: null }], a: '太和 "x"\n', 10: true, 9: -5, '\u{1f600}': 1, '\ufb01': 2 }
  expect(canonicalJson(value)).toBe(
    String.raw`{"10":true,"9":-5,"a":"太和 \"x\"\n","b":[{"a":null,"z":1}],"😀":1,"ﬁ":2}`,
  )
})

test('what has no single text is refused', () => {
  const bad: unknown[] = [
    1.5,
    Number.NaN,
    Infinity,
    -0,
    2 ** 53,
    undefined,
    1n,
    new Date(),
    [undefined],
    { a: undefined },
  ]
  for (const value of bad) expect(() => canonicalJson(value as Json)).toThrow(TypeError)
})

test('reading and writing again gives the same text, whatever the order of the keys was', () => {
  const whole = fc.maxSafeInteger().map((number) => (Object.is(number, -0) ? 0 : number))
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      whole,
      fc.string({ unit: 'binary' }),
      fc.array(tie('value')),
      fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
    ),
  })).value
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value)
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
    }),
  )
})

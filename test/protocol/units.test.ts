/** Numbers, texts, hashes, codes and shapes: the small parts that everything else is made of (§4.1, §4.2, §4.8). */
import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BASE58,
  compactJson,
  ed25519,
  hexToCompactBase64,
  makeCode,
  makeSeed,
  publicCredential,
  randomBase58,
  randomUuid,
  readCode,
  readPrivateKey,
  readSeed,
  secret,
  sha256CompactBase64,
  sha256Hex,
  type RandomBytes,
} from '../../src/protocol/index.ts'
import { decodeScalar, hashToScalar, inverse, mod, randomScalar } from '../../src/protocol/scalar.ts'
import { array, object, optional, read, smallInteger, text } from '../../src/protocol/shape.ts'
import { present } from '../support/present.ts'
import { seededRandom, systemRandom } from '../support/random.ts'

const q = ed25519.order

describe('scalars', () => {
  test('a remainder is least and not negative', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        const remainder = mod(value, q)
        expect(remainder >= 0n && remainder < q).toBe(true)
        expect((value - remainder) % q).toBe(0n)
      }),
    )
  })

  test('an inverse inverts; zero has none', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: q - 1n }), (value) => {
        expect(mod(value * inverse(value, q), q)).toBe(1n)
      }),
    )
    expect(() => inverse(0n, q)).toThrow(RangeError)
    expect(() => inverse(q, q)).toThrow(RangeError)
  })

  test('a decimal number below q is read, and nothing else', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: q - 1n }), (value) => {
        expect(decodeScalar(value.toString(), q)).toBe(value)
        expect(decodeScalar((value + q).toString(), q)).toBeUndefined()
        expect(decodeScalar(`0${value}`, q)).toBeUndefined()
      }),
    )
    for (const wrong of [
      '',
      '-1',
      '+1',
      ' 1',
      '1 ',
      '1.0',
      '1e3',
      '0x1',
      '00',
      '１',
      `${q}`,
      '9'.repeat(79),
      '9'.repeat(1_000_000),
    ]) {
      expect(decodeScalar(wrong, q)).toBeUndefined()
    }
  })

  test('a challenge is the hash as a big-endian number modulo q', () => {
    const hash = createHash('sha256').update('挑战').digest('hex')
    expect(hashToScalar('挑战', q)).toBe(BigInt(`0x${hash}`) % q)
  })

  test('a random scalar takes 64 bytes; a source that gives fewer is refused', () => {
    const asked: number[] = []
    const source: RandomBytes = (length) => {
      asked.push(length)
      return new Uint8Array(length).fill(255)
    }
    expect(randomScalar(source, q)).toBe((2n ** 512n - 1n) % q)
    expect(asked).toEqual([64])
    expect(() => randomScalar(() => new Uint8Array(32), q)).toThrow(RangeError)
  })
})

describe('texts and hashes', () => {
  test('a hash is that of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (content) => {
        expect(sha256Hex(content)).toBe(createHash('sha256').update(content, 'utf8').digest('hex'))
        expect(sha256Hex(new TextEncoder().encode(content))).toBe(sha256Hex(content))
        expect(sha256CompactBase64(content)).toBe(
          createHash('sha256').update(content, 'utf8').digest('base64').replace(/=+$/, ''),
        )
      }),
    )
  })

  test('compact Base64 is Base64 without padding, also where the hash begins with zeros', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(32), (bytes, zeros) => {
        bytes.fill(0, 0, zeros)
        const buffer = Buffer.from(bytes)
        expect(hexToCompactBase64(buffer.toString('hex'))).toBe(buffer.toString('base64').replace(/=+$/, ''))
      }),
    )
  })

  test('compact JSON is read back as the same value, without spaces, DEL escaped', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(compactJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(compactJson({ a: [1, 'x'], b: '\u007f\u0080"\\/\n\u0001\u2028😀票' })).toBe(
      '{"a":[1,"x"],"b":"\\u007f\u0080\\"\\\\/\\n\\u0001\u2028😀票"}',
    )
  })
})

describe('shapes', () => {
  const shape = object({ name: text, count: optional(smallInteger), list: array(text) })

  test('exactly the fields in exactly their order are read', () => {
    expect(read(shape, '{"name":"a","count":1,"list":["b"]}')).toEqual({
      ok: true,
      value: { name: 'a', count: 1, list: ['b'] },
    })
    expect(read(shape, '{"name":"a","list":[]}').ok).toBe(true)
  })

  test.each([
    ['{"name":"a","list":[],"count":1}', '/count'],
    ['{"list":[],"name":"a"}', '/name'],
    ['{"name":"a","count":null,"list":[]}', '/count'],
    ['{"name":"a","count":1.5,"list":[]}', '/count'],
    ['{"name":"a","count":-0,"list":[]}', '/count'],
    ['{"name":"a","count":9007199254740992,"list":[]}', '/count'],
    ['{"name":"a","list":[1]}', '/list/0'],
    ['{"name":"a","list":{}}', '/list'],
    ['{"name":"a","list":[],"x":1}', '/x'],
    ['{"name":"a","name":"a","list":[]}', ''],
    ['{"name":"\\u0061","list":[]}', ''],
    ['{"name":"a","count":1.0,"list":[]}', ''],
    ['{"name":"a","count":1e0,"list":[]}', ''],
    ['{"name":"a", "list":[]}', ''],
    ['{"name":"a","list":[]}\n', ''],
    ['[]', ''],
    ['null', ''],
    ['', ''],
  ])('%s is refused at "%s"', (json, path) => {
    expect(read(shape, json)).toMatchObject({ ok: false, malformed: { path } })
  })

  test('what is read is written the same, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(),
        fc.array(fc.string({ unit: 'grapheme' })),
        (name, count, list) => {
          const json = compactJson({ name, count, list })
          const form = read(shape, json)
          expect(form.ok && compactJson(form.value)).toBe(json)
        },
      ),
    )
  })

  test('no text at all makes reading throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (anything) => {
        expect(typeof read(shape, anything).ok).toBe('boolean')
      }),
    )
  })
})

describe('codes and seeds', () => {
  test('a code has 22 characters of the alphabet in four groups, all of them likely (§4.8)', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 200; i++) {
      const code = makeCode(systemRandom)
      expect(code).toMatch(
        /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/,
      )
      for (const character of code) seen.add(character)
    }
    expect([...seen].toSorted().join('')).toBe(`-${BASE58}`)
  })

  test('bytes that would make some characters likelier are drawn again', () => {
    const bytes = [255, 232, 231, 0, 57, 58]
    let next = 0
    const source: RandomBytes = (length) =>
      Uint8Array.from({ length }, () => present(bytes[next++ % bytes.length]))
    expect(randomBase58(source, 4)).toBe('z1z1')
  })

  test('a code is read with any spaces and dashes that people and printers put in it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(25),
            fc.constantFrom(' ', '-', '–', '—', '‑', '−', '\u00a0', '\t', '\n', '_', '·', '\u3000'),
          ),
          {
            maxLength: 8,
          },
        ),
        (inserted) => {
          const code = makeCode(systemRandom)
          const characters = [...code]
          for (const [where, what] of inserted) characters.splice(where, 0, what)
          expect(readCode(characters.join(''))).toBe(code)
        },
      ),
    )
    const code = makeCode(systemRandom)
    expect(readCode(code.replaceAll('-', ''))).toBe(code)
  })

  test('a code with a wrong character, one too few or too many is refused', () => {
    const code = makeCode(seededRandom('code'))
    for (const wrong of [
      '',
      code.slice(1),
      `${code}1`,
      code.replace(/^./, '0'),
      code.replace(/^./, 'O'),
      code.replace(/^./, 'l'),
      code.replace(/^./, '票'),
      `+${code.slice(1)}`,
    ]) {
      expect(readCode(wrong)).toBeUndefined()
    }
  })

  test('case matters: another case is another credential', () => {
    const code = present(readCode('abcdefghijkmnopqrstuvw'))
    const upper = present(readCode('Abcdefghijkmnopqrstuvw'))
    expect(publicCredential(ed25519, 'uuid', code)).not.toBe(publicCredential(ed25519, 'uuid', upper))
  })

  test('the same code is another credential in another election (§4.8)', () => {
    const code = makeCode(systemRandom)
    const [first, second] = [randomUuid(systemRandom), randomUuid(systemRandom)]
    expect(publicCredential(ed25519, first, code)).not.toBe(publicCredential(ed25519, second, code))
    expect(publicCredential(ed25519, first, code)).toBe(publicCredential(ed25519, first, code))
  })

  test('a seed is read without regard to spaces; anything else is refused', () => {
    const seed = makeSeed(systemRandom)
    expect(readSeed(` ${seed.slice(0, 11)} ${seed.slice(11)}\n`)).toBe(seed)
    for (const wrong of ['', seed.slice(1), `${seed}1`, `0${seed.slice(1)}`])
      expect(readSeed(wrong)).toBeUndefined()
  })

  test('a private key is read as the reference writes it; anything else is refused', () => {
    expect(readPrivateKey(ed25519, secret('"12"\n'))).toBe(12n)
    for (const wrong of ['12', '"012"', '"-1"', `"${q}"`, '""', 'null', '"1" "2"']) {
      expect(readPrivateKey(ed25519, secret(wrong))).toBeUndefined()
    }
  })
})

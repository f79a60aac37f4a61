/** Statements that a trustee signs with the key of its seed (§4.6.1): right ones are taken, everything else is not. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkStatement,
  ed25519,
  makeCertificate,
  makeSeed,
  signStatement,
} from '../../src/protocol/index.ts'
import { systemRandom } from '../support/random.ts'

const certificateOf = (seed: ReturnType<typeof makeSeed>): string =>
  makeCertificate(ed25519, systemRandom, seed, { index: 1, size: 3, threshold: 2 })

describe('a signed statement', () => {
  const seed = makeSeed(systemRandom)
  const certificate = certificateOf(seed)

  test('is good for the certificate of the seed that signed it', () => {
    fc.assert(
      fc.property(fc.string(), (statement) => {
        const signed = signStatement(ed25519, systemRandom, seed, statement)
        expect(checkStatement(ed25519, certificate, statement, signed)).toBe(true)
        expect(signed).not.toContain(seed)
      }),
      { numRuns: 20 },
    )
  })

  test('is not good for another statement, another trustee, or when altered', () => {
    const signed = signStatement(ed25519, systemRandom, seed, 'piaojue|secret|A')
    const other = certificateOf(makeSeed(systemRandom))
    expect(checkStatement(ed25519, certificate, 'piaojue|secret|B', signed)).toBe(false)
    expect(checkStatement(ed25519, other, 'piaojue|secret|A', signed)).toBe(false)
    const parts = JSON.parse(signed) as { signature: { challenge: string; response: string } }
    const { challenge, response } = parts.signature
    const altered = [
      { ...parts, signature: { challenge: response, response: challenge } },
      { ...parts, signature: { challenge: '0', response: '0' } },
      { ...parts, message: JSON.stringify({ statement: 'piaojue|secret|A', more: 1 }) },
      { ...parts, more: 1 },
    ]
    for (const each of altered)
      expect(checkStatement(ed25519, certificate, 'piaojue|secret|A', JSON.stringify(each))).toBe(false)
  })

  test('a certificate is not a statement, and nonsense is false, not an error', () => {
    expect(checkStatement(ed25519, certificate, '', certificate)).toBe(false)
    for (const nonsense of ['', '{}', 'null', '[]', '{"message":"","signature":{}}', signStatement.name]) {
      expect(checkStatement(ed25519, certificate, '', nonsense)).toBe(false)
      expect(checkStatement(ed25519, nonsense, '', signStatement(ed25519, systemRandom, seed, ''))).toBe(
        false,
      )
    }
  })
})

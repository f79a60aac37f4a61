/** The threshold key generation (§3.1.1, §4.6): every message that is wrong is named with its sender. */
import { createCipheriv, createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { receiveMessage, seedKeys, sendMessage, signMessage } from '../../src/protocol/channel.ts'
import {
  checkCertificate,
  checkCertificates,
  checkPolynomial,
  checkVoutput,
  compactJson,
  ed25519 as group,
  encodeOne,
  makeCertificate,
  makePolynomial,
  makeSeed,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  opens,
  secret,
  trusteeIndex,
  type Element,
  type Seed,
} from '../../src/protocol/index.ts'
import { checkThresholdParameters } from '../../src/protocol/threshold.ts'
import type { Loose } from '../support/attacks.ts'
import { runCeremony, type Ceremony } from '../support/elections.ts'
import { TORSION } from '../support/odd-points.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

const edit = (text: string, change: (value: Loose) => void): string => {
  const value = JSON.parse(text) as Loose
  change(value)
  return compactJson(value)
}
const found = (problems: readonly { code: string; path: string }[]): string[] =>
  problems.map(({ code, path }) => `${code} ${path}`)

let ceremony: Ceremony
beforeAll(() => {
  ceremony = runCeremony(2, 3)
})

const seedOf = (i: number): Seed => present(ceremony.seeds[i])

/** What trustee `to` makes of its messages, when some of them were changed on the way. */
const voutputOf = (to: number, change: (vinput: Loose) => void): string[] => {
  const { certificates, vinputs } = ceremony
  const made = makeVoutput(group, systemRandom, certificates, seedOf(to), edit(present(vinputs[to]), change))
  if (made.problems.length === 0) expect(made.voutput).toBeDefined()
  else expect(made.voutput).toBeUndefined()
  return found(made.problems)
}

describe('the whole ceremony', () => {
  test.each([
    [1, 1],
    [1, 3],
    [2, 3],
    [3, 3],
    [3, 5],
    [5, 7],
  ])('%i of %i comes to parameters that check, and every seed opens its own key', (threshold, size) => {
    const made = runCeremony(threshold, size)
    const { checked, problems } = checkThresholdParameters(group, made.parameters)
    expect(problems).toEqual([])
    for (const [i, seed] of made.seeds.entries()) {
      expect(checkPolynomial(group, made.certificates, i + 1, present(made.polynomials[i]))).toEqual([])
      expect(
        checkVoutput(group, made.certificates, made.polynomials, i + 1, present(made.voutputs[i])),
      ).toEqual([])
      const exponent = present(openDecryptionKey(group, seed, present(made.decryptionKeys[i])))
      expect(group.equals(group.generator.multiply(exponent), present(checked?.members[i]))).toBe(true)
    }
  })
})

describe('certificates (§4.6.2)', () => {
  test.each([
    { size: 0, threshold: 0, index: 0 },
    { size: 3, threshold: 0, index: 1 },
    { size: 3, threshold: 4, index: 1 },
    { size: 3, threshold: 2, index: 0 },
    { size: 3, threshold: 2, index: 4 },
  ])('$threshold of $size at $index is not made', (place) => {
    expect(() => makeCertificate(group, systemRandom, makeSeed(systemRandom), place)).toThrow(RangeError)
  })

  test('a threshold other than the agreed one is refused', () => {
    const cert = makeCertificate(group, systemRandom, seedOf(0), { size: 3, threshold: 1, index: 1 })
    expect(found(checkCertificate(group, cert, { size: 3, index: 1, threshold: 2 }).problems)).toEqual([
      'threshold.context /message',
    ])
    expect(checkCertificate(group, cert, { size: 3, index: 1 }).problems).toEqual([])
  })

  test('no certificates are not enough; text that is none is refused', () => {
    expect(found(checkCertificates(group, []).problems)).toEqual(['threshold.context '])
    expect(found(checkCertificates(group, ['{}']).problems)).toEqual(['form /0/message'])
    expect(found(checkCertificates(group, ['', 'null']).problems)).toEqual(['form /0', 'form /1'])
  })

  test('an encryption key outside the group is refused, though signed', () => {
    const cert = present(ceremony.certificates.texts[0])
    const changed = edit(cert, (value) => {
      value.message = edit(value.message, (keys) => {
        const element = group.add(present(group.decode(keys.encryption)), present(TORSION[2]).point)
        keys.encryption = encodeOne(group, element)
      })
      value.signature = signMessage(group, systemRandom, seedKeys(group, seedOf(0)).signing, value.message)
    })
    expect(found(checkCertificate(group, changed, { size: 3, index: 1 }).problems)).toEqual([
      'element /message',
    ])
  })

  test('a seed is found among the certificates, or it is nobody’s', () => {
    expect(ceremony.seeds.map((seed) => trusteeIndex(group, ceremony.certificates, seed))).toEqual([1, 2, 3])
    const stranger = makeSeed(systemRandom)
    expect(trusteeIndex(group, ceremony.certificates, stranger)).toBeUndefined()
    expect(() => makePolynomial(group, systemRandom, ceremony.certificates, stranger)).toThrow(RangeError)
  })
})

function checkedAs(index: number, text: string): string[] {
  return found(checkPolynomial(group, ceremony.certificates, index, text))
}

describe('polynomials, as the server sees them (§4.6.4)', () => {
  test('in another’s name', () => {
    expect(checkedAs(2, present(ceremony.polynomials[0]))).toEqual([
      'threshold.signature /coefexps/signature',
      'threshold.signature /signature',
    ])
  })

  test('a message too few', () => {
    expect(
      checkedAs(
        1,
        edit(present(ceremony.polynomials[0]), ({ secrets }) => secrets.pop()),
      ),
    ).toEqual(['threshold.shares /secrets'])
  })

  test('of a lower degree than agreed, signed', () => {
    const text = edit(present(ceremony.polynomials[0]), (value) => {
      value.coefexps.message = edit(value.coefexps.message, ({ coefexps }) => coefexps.pop())
      const { signing } = seedKeys(group, seedOf(0))
      value.coefexps.signature = signMessage(group, systemRandom, signing, value.coefexps.message)
    })
    expect(checkedAs(1, text)).toEqual(['threshold.coefficients /coefexps'])
  })

  test('not a polynomial', () => {
    expect(checkedAs(1, '{}')).toEqual(['form /polynomial'])
    expect(() => makeVinputs(['{}'])).toThrow(RangeError)
  })
})

describe('shares, as a trustee receives them (§4.6.5)', () => {
  test('all as sent', () => {
    for (const to of [0, 1, 2]) expect(voutputOf(to, () => undefined)).toEqual([])
  })

  test('a share that does not fit the sender’s coefficients names the sender', () => {
    const { signing } = seedKeys(group, seedOf(2))
    const recipient = present(ceremony.certificates.keys[0]).encryption
    const wrong = sendMessage(group, systemRandom, {
      signing,
      recipient,
      message: secret('{"secret":"12345"}'),
    })
    expect(
      voutputOf(0, ({ secrets }) => {
        secrets[2] = wrong
      }),
    ).toEqual(['threshold.share /secrets/2'])
  })

  test('a share for another recipient, one from another sender, a broken one and an old one', () => {
    const other = JSON.parse(present(ceremony.vinputs[1])) as Loose
    const inAnothersName = sendMessage(group, systemRandom, {
      signing: seedKeys(group, seedOf(1)).signing,
      recipient: present(ceremony.certificates.keys[0]).encryption,
      message: secret('{"secret":"1"}'),
    })
    for (const wrong of [other.secrets[2], inAnothersName, '', '{}']) {
      expect(
        voutputOf(0, ({ secrets }) => {
          secrets[2] = wrong
        }),
      ).toEqual(['threshold.channel /secrets/2'])
    }
    expect(
      voutputOf(0, ({ secrets }) => {
        secrets[2] = edit(secrets[2], (value) => {
          value.data = value.data.replace(/.$/, (digit: string) => (digit === '0' ? '1' : '0'))
        })
      }),
    ).toEqual(['threshold.channel /secrets/2'])
    // Two shares of one sender and none of the other.
    expect(
      voutputOf(0, ({ secrets }) => {
        secrets[2] = secrets[1]
      }),
    ).toEqual(['threshold.channel /secrets/2'])
  })

  test('a share that is not below q, or not a share', () => {
    const { signing } = seedKeys(group, seedOf(1))
    const recipient = present(ceremony.certificates.keys[0]).encryption
    for (const message of [`{"secret":"${group.order}"}`, '{"secret":1}', '{"secret":"01"}', '{}', '']) {
      const wrong = sendMessage(group, systemRandom, { signing, recipient, message: secret(message) })
      expect(
        voutputOf(0, ({ secrets }) => {
          secrets[1] = wrong
        }),
      ).toEqual(['threshold.channel /secrets/1'])
    }
  })

  test('coefficients and signatures that were changed on the way name whose they are', () => {
    expect(
      voutputOf(1, ({ coefexps }) => {
        coefexps[2] = coefexps[0]
      }),
    ).toEqual(['threshold.signature /coefexps/2/signature', 'threshold.signature /signatures/2'])
    expect(
      voutputOf(1, ({ signatures }) => {
        signatures[0] = signatures[1]
      }),
    ).toEqual(['threshold.signature /signatures/0'])
    expect(voutputOf(1, ({ signatures }) => signatures.pop())).toEqual(['threshold.shares /secrets'])
  })

  test('a server that speaks in a trustee’s own name cannot: the polynomial kept with it tells', () => {
    const stranger = runCeremony(2, 3)
    expect(
      voutputOf(0, (vinput) => {
        vinput.polynomial = (JSON.parse(present(stranger.vinputs[0])) as Loose).polynomial
      }),
    ).toEqual(['threshold.channel /polynomial'])
    // The owner’s own earlier polynomial, from another run with the same certificates.
    const earlier = makePolynomial(group, systemRandom, ceremony.certificates, seedOf(0))
    expect(
      voutputOf(0, (vinput) => {
        vinput.polynomial = (JSON.parse(earlier) as Loose).polynomial
      }),
    ).toEqual(['threshold.channel /polynomial'])
  })

  test('not a vinput', () => {
    expect(found(makeVoutput(group, systemRandom, ceremony.certificates, seedOf(0), '[]').problems)).toEqual([
      'form ',
    ])
  })

  test('with a stranger’s seed', () => {
    expect(() =>
      makeVoutput(
        group,
        systemRandom,
        ceremony.certificates,
        makeSeed(systemRandom),
        present(ceremony.vinputs[0]),
      ),
    ).toThrow(RangeError)
  })
})

describe('keys, as the server sees them (§4.6.6, §4.6.7)', () => {
  test('a key in another’s place', () => {
    const { certificates, polynomials, voutputs } = ceremony
    expect(found(checkVoutput(group, certificates, polynomials, 2, present(voutputs[0])))).toEqual([
      'threshold.signature /public_key/signature',
    ])
    expect(found(checkVoutput(group, certificates, polynomials, 1, '{}'))).toEqual(['form /private_key'])
  })

  test('a key that fits other polynomials', () => {
    const { certificates, polynomials, voutputs } = ceremony
    const again = [makePolynomial(group, systemRandom, certificates, seedOf(0)), ...polynomials.slice(1)]
    expect(found(checkVoutput(group, certificates, again, 1, present(voutputs[0])))).toEqual([
      'threshold.key /public_key/public_key',
    ])
  })

  test('messages that were never checked are not put together', () => {
    expect(() => makeThresholdParameters(ceremony.certificates, ['{}'], ['{}'])).toThrow(RangeError)
  })

  test('a decryption key opens with no other seed, and not when changed', () => {
    const key = present(ceremony.decryptionKeys[0])
    expect(opens(group, seedKeys(group, seedOf(0)), key)).toBe(true)
    expect(opens(group, seedKeys(group, seedOf(1)), key)).toBe(false)
    expect(openDecryptionKey(group, seedOf(1), key)).toBeUndefined()
    expect(openDecryptionKey(group, seedOf(0), '')).toBeUndefined()
    expect(openDecryptionKey(group, seedOf(0), key.replace('AES-GCM', 'AES-CCM'))).toBeUndefined()
  })
})

describe('the channel (§4.6.3)', () => {
  const seeds = [makeSeed(systemRandom), makeSeed(systemRandom), makeSeed(systemRandom)]
  const [alice, bob, carol] = seeds.map((seed) => seedKeys(group, seed)) as [
    ReturnType<typeof seedKeys>,
    ReturnType<typeof seedKeys>,
    ReturnType<typeof seedKeys>,
  ]

  test.each(['', 'x', '票决 "\\\n\u007f\u0000😀', 'long '.repeat(10_000)])(
    'brings a message as it was',
    (message) => {
      const sent = sendMessage(group, systemRandom, {
        signing: alice.signing,
        recipient: bob.encryption,
        message: secret(message),
      })
      expect(receiveMessage(group, { keys: bob, sender: alice.verification, sent })).toBe(message)
      expect(receiveMessage(group, { keys: bob, sender: carol.verification, sent })).toBeUndefined()
      expect(receiveMessage(group, { keys: carol, sender: alice.verification, sent })).toBeUndefined()
    },
  )

  test('a message cannot be passed on to somebody else as if it had been meant for him', () => {
    // Bob opens what Alice sent him, and encrypts the signed inside for Carol.
    const inner = compactJson({ recipient: bob.encryption, message: 'for Bob' })
    const signed = { message: inner, signature: signMessage(group, systemRandom, alice.signing, inner) }
    const again = (recipient: typeof bob): string => encryptFor(recipient.encryption, compactJson(signed))
    expect(receiveMessage(group, { keys: bob, sender: alice.verification, sent: again(bob) })).toBe('for Bob')
    const sent = again(carol)
    expect(receiveMessage(group, { keys: carol, sender: alice.verification, sent })).toBeUndefined()
  })

  test('nobody can be written to without a key', () => {
    for (const recipient of ['', 'f'.repeat(64)]) {
      expect(() =>
        sendMessage(group, systemRandom, { signing: alice.signing, recipient, message: secret('x') }),
      ).toThrow(RangeError)
    }
  })
})

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** ElGamal and AES-GCM by the letter of §4.6.1, with Node’s own cipher. */
function encryptFor(recipient: string, message: string): string {
  const [r, shared] = [5n, 7n].map((k) => group.generator.multiply(k)) as [Element, Element]
  const [raised] = group.multiples(present(group.decode(recipient)), [5n])
  const [alpha, beta, key] = [r, group.add(present(raised), shared), shared].map((one) =>
    encodeOne(group, one),
  )
  const cipher = createCipheriv('aes-256-gcm', sha256(`key|${key}`), sha256(`iv|${alpha}`))
  const data = Buffer.concat([cipher.update(message, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return compactJson({ algorithm: 'AES-GCM', alpha, beta, data: data.toString('hex') })
}

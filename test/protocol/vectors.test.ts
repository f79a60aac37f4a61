/** Elections made with the reference program are read, checked and accepted in every part. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  ballotTracker,
  checkCertificate,
  checkCertificates,
  checkPolynomial,
  checkTrusteePublicKey,
  checkVoutput,
  compactJson,
  ed25519,
  encodeOne,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  publicCredential,
  trusteeIndex,
  verifyArchive,
  verifyBytes,
  type Stage,
  type TrusteePublicKey,
} from '../../src/protocol/index.ts'
import { buildDraft, inChunks } from '../support/draft.ts'
import { counted, enough } from '../support/elections.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'
import { loadVector, VECTORS, type Vector, type VectorName } from '../support/vectors.ts'

const STAGES: Record<VectorName, Stage> = {
  'single-3': 'counted',
  'threshold-2-of-3': 'counted',
  'voting-open': 'open',
  'eighty-six': 'counted',
}

describe.each(VECTORS)('vector %s', (name) => {
  let vector: Vector
  beforeAll(async () => {
    vector = await loadVector(name)
  })

  test('the archive verifies, with the right stage, counts, result and trackers', async () => {
    const report = await verifyArchive(inChunks(vector.bytes, 64 * 1024))
    expect(report.findings).toEqual([])
    expect(report.ok).toBe(true)
    expect(report.stage).toBe(STAGES[name])
    const last = new Map(vector.votes.map(({ code, tracker }) => [code, tracker]))
    expect(report.checked).toMatchObject({
      ballots: vector.votes.length,
      replaced: vector.votes.length - last.size,
      credentials: vector.codes.length,
      trustees: vector.singles.length + vector.members.length,
      partialDecryptions: vector.draft.decryptions.length,
    })
    const lastInOrder = vector.votes.filter(({ code, tracker }) => last.get(code) === tracker)
    expect(report.trackers).toEqual(lastInOrder.map(({ tracker }) => tracker))
    expect(report.result).toEqual(STAGES[name] === 'counted' ? vector.expected : undefined)
    expect(report.election).toMatchObject({
      uuid: vector.election.parameters.uuid,
      name: vector.election.parameters.name,
    })
  })

  test('taken apart and built again, it is the same file byte for byte', () => {
    expect(buildDraft(vector.draft).bytes).toEqual(vector.bytes)
  })

  test('every code gives the public credential that is listed (§4.8)', () => {
    const derived = vector.codes.map((code) =>
      publicCredential(ed25519, vector.election.parameters.uuid, code),
    )
    expect(derived.toSorted()).toEqual((JSON.parse(vector.draft.credentials) as string[]).toSorted())
  })

  test('trackers are those that the reference program printed (§4.17)', () => {
    expect(vector.draft.ballots.map((ballot) => ballotTracker(ballot))).toEqual(
      vector.votes.map(({ tracker }) => tracker),
    )
  })

  test('every Single key checks, and belongs to its private key (§4.5)', () => {
    expect(vector.singles.length).toBeGreaterThan(0)
    for (const { privateKey, publicKey } of vector.singles) {
      const key = JSON.parse(publicKey) as TrusteePublicKey
      expect(checkTrusteePublicKey(ed25519, key).problems).toEqual([])
      expect(encodeOne(ed25519, ed25519.generator.multiply(privateKey))).toBe(key.public_key)
    }
  })

  test('all private keys together are the election’s key; each is its trustee’s', () => {
    expect([...vector.privateKeys.keys()].toSorted((a, b) => a - b)).toEqual(
      vector.trustees.keys.map((_, i) => i + 1),
    )
  })

  test('what we count from its ballots verifies and gives the expected sums', async () => {
    const weights = new Map((JSON.parse(vector.draft.credentials) as string[]).map((entry) => [entry, 1]))
    const draft = counted(vector.draft, { ...vector, weights })
    const report = await verifyBytes(buildDraft(draft).bytes, {
      // The ballots have been checked above.
      checkBallots: () => async () => [],
    })
    expect(report.findings).toEqual([])
    expect(report.result).toEqual(vector.expected)
    expect(report.checked.partialDecryptions).toBe(enough(vector.trustees).length)
  })
})

/** The polynomials are not kept; all their parts stand in the vinputs, which are only a routing of them (§4.6.5). */
function polynomialsOf({ members }: Vector): string[] {
  const vinputs = members.map(
    ({ vinput }) =>
      JSON.parse(vinput) as {
        polynomial: string
        secrets: string[]
        coefexps: unknown[]
        signatures: unknown[]
      },
  )
  return vinputs.map(({ polynomial, coefexps, signatures }, i) =>
    compactJson({
      polynomial,
      secrets: vinputs.map(({ secrets }) => secrets[i]),
      coefexps: coefexps[i],
      signature: signatures[i],
    }),
  )
}

function publicKeyOf(voutput: string): string {
  return (JSON.parse(voutput) as { public_key: { public_key: string } }).public_key.public_key
}

describe.each(VECTORS.filter((name) => name !== 'single-3'))('key generation of vector %s', (name) => {
  let vector: Vector
  beforeAll(async () => {
    vector = await loadVector(name)
  })

  test('step 1: every certificate checks in its place, alone and together (§4.6.2)', () => {
    const { members } = vector
    for (const { cert, index } of members) {
      expect(checkCertificate(ed25519, cert, { size: 3, threshold: 2, index }).problems).toEqual([])
      expect(checkCertificate(ed25519, cert, { size: 3, index: (index % 3) + 1 }).problems).toEqual([
        { code: 'threshold.context', path: '/message' },
      ])
    }
    const checked = checkCertificates(
      ed25519,
      members.map(({ cert }) => cert),
    )
    expect(checked.problems).toEqual([])
    expect(checked.certificates?.threshold).toBe(2)
  })

  test('every seed belongs to its certificate (§4.6.1)', () => {
    const certificates = present(vector.certificates)
    expect(vector.members.map(({ seed }) => trusteeIndex(ed25519, certificates, seed))).toEqual([1, 2, 3])
  })

  test('steps 3 and 4: the polynomials check, and are routed as the reference did (§4.6.4, §4.6.5)', () => {
    const polynomials = polynomialsOf(vector)
    for (const [i, polynomial] of polynomials.entries()) {
      expect(checkPolynomial(ed25519, present(vector.certificates), i + 1, polynomial)).toEqual([])
    }
    expect(makeVinputs(polynomials)).toEqual(vector.members.map(({ vinput }) => vinput))
  })

  test('step 5: we open every vinput and come to the same public key (§4.6.5, §4.6.6)', () => {
    for (const { seed, vinput, voutput } of vector.members) {
      const made = makeVoutput(ed25519, systemRandom, present(vector.certificates), seed, vinput)
      expect(made.problems).toEqual([])
      expect(publicKeyOf(present(made.voutput))).toBe(publicKeyOf(voutput))
    }
  })

  test('step 5: another’s vinput cannot be opened', () => {
    const [first, second] = vector.members.map((member) => member)
    const made = makeVoutput(
      ed25519,
      systemRandom,
      present(vector.certificates),
      present(first).seed,
      present(second).vinput,
    )
    expect(made.voutput).toBeUndefined()
    expect(made.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'threshold.channel /polynomial',
      'threshold.channel /secrets/0',
      'threshold.channel /secrets/1',
      'threshold.channel /secrets/2',
    ])
  })

  test('step 6: every voutput checks, and together they are the published parameters (§4.6.6, §4.6.7)', () => {
    const polynomials = polynomialsOf(vector)
    const certificates = present(vector.certificates)
    for (const [i, { voutput }] of vector.members.entries()) {
      expect(checkVoutput(ed25519, certificates, polynomials, i + 1, voutput)).toEqual([])
    }
    const { parameters, decryptionKeys } = makeThresholdParameters(
      certificates,
      polynomials,
      vector.members.map(({ voutput }) => voutput),
    )
    expect(compactJson(parameters)).toBe(vector.thresholdParameters)
    expect(decryptionKeys).toEqual(vector.members.map(({ decryptionKey }) => decryptionKey))
  })

  test('a decryption key opens with its own seed only (§4.6.6)', () => {
    for (const [i, { decryptionKey }] of vector.members.entries()) {
      for (const [j, { seed }] of vector.members.entries()) {
        expect(openDecryptionKey(ed25519, seed, decryptionKey) === undefined).toBe(i !== j)
      }
    }
  })
})

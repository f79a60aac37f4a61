/**
 * A server between the tellers: it shows each of them certificates of its own for the others, and at the end an archive
 * whose keys it made up alone, in which every teller's own public key stands at its place.
 */
import { describe, expect, test } from 'vitest'
import type { KeyTask } from '../../src/ballot/keys.ts'
import { makeRehearsal } from '../../src/devices/rehearsal.ts'
import { checkSealed, examineBox, keyFingerprint, nextKeyMessage } from '../../src/devices/teller.ts'
import { receiveMessage, seedKeys } from '../../src/protocol/channel.ts'
import { inverse, mod } from '../../src/protocol/scalar.ts'
import {
  checkCertificates,
  ed25519,
  encodeOne,
  makeCertificate,
  makePolynomial,
  makeSeed,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  readTrustees,
  verifyBytes,
  writeTrustees,
  type RandomBytes,
  type Seed,
  type TrusteeKind,
} from '../../src/protocol/index.ts'
import { buildDraft, readDraft } from '../support/draft.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

const SIZE = 3
const THRESHOLD = 2
const PLACES = [0, 1, 2] as const

const seedsOfAll = (): Seed[] => PLACES.map(() => makeSeed(systemRandom))
const certificateOf = (seed: Seed, place: number): string =>
  makeCertificate(ed25519, systemRandom, seed, { index: place + 1, size: SIZE, threshold: THRESHOLD })
const checkedOf = (texts: readonly string[]) => present(checkCertificates(ed25519, texts).certificates)

/** A source of randomness whose first scalars are the ones that are wanted. */
function first(...wanted: bigint[]): RandomBytes {
  const rest = [...wanted]
  return (length) => {
    const next = rest.shift()
    return next === undefined
      ? systemRandom(length)
      : Uint8Array.from(Buffer.from(next.toString(16).padStart(2 * length, '0'), 'hex'))
  }
}

/** f(x) through two points; the threshold is two. */
function line([x1, y1]: [bigint, bigint], [x2, y2]: [bigint, bigint], x: bigint): bigint {
  const slope = (y2 - y1) * inverse(x2 - x1, ed25519.order)
  return mod(y1 + slope * (x - x1), ed25519.order)
}

/** A whole ceremony among these seeds. */
function ceremony(seeds: readonly Seed[]) {
  const certificates = checkedOf(seeds.map((seed, i) => certificateOf(seed, i)))
  const polynomials = seeds.map((seed) => makePolynomial(ed25519, systemRandom, certificates, seed))
  const voutputs = makeVinputs(polynomials).map((vinput, i) =>
    present(makeVoutput(ed25519, systemRandom, certificates, present(seeds[i]), vinput).voutput),
  )
  return makeThresholdParameters(certificates, polynomials, voutputs)
}

/** What the server and one teller's device say to each other, until that device has the key that the server wants. */
function deceive(place: number, seed: Seed, fakes: readonly Seed[], wanted: bigint): KeyTask {
  const texts = fakes.map((fake, i) => certificateOf(i === place ? seed : fake, i))
  const certificates = checkedOf(texts)
  const task: KeyTask = {
    position: place + 1,
    size: SIZE,
    threshold: THRESHOLD,
    step: 'polynomial',
    waiting: false,
    certificates: texts,
    vinput: null,
    decryptionKey: null,
  }
  const sent = present(nextKeyMessage(task, seed, systemRandom)).message
  // The others' shares of this teller's polynomial are encrypted for the server: it learns the polynomial.
  const { secrets } = JSON.parse(sent) as { secrets: string[] }
  const others = PLACES.filter((other) => other !== place)
  const points = others.map((other): [bigint, bigint] => {
    const opened = receiveMessage(ed25519, {
      keys: seedKeys(ed25519, present(fakes[other])),
      sender: seedKeys(ed25519, seed).verification,
      sent: present(secrets[other]),
    })
    const { secret } = JSON.parse(present(opened)) as { secret: string }
    return [BigInt(other + 1), BigInt(secret)]
  })
  const x = BigInt(place + 1)
  const own = line(present(points[0]), present(points[1]), x)
  // Of the two polynomials that it adds, a and b·x, the sum at this place is what is still lacking.
  const slope = 7n
  const constants = [5n, mod(wanted - own - 5n - 2n * slope * x, ed25519.order)]
  const polynomials = PLACES.map((i) =>
    i === place
      ? sent
      : makePolynomial(
          ed25519,
          first(present(constants[others.indexOf(i)]), slope),
          certificates,
          present(fakes[i]),
        ),
  )
  const last: KeyTask = { ...task, step: 'voutput', vinput: present(makeVinputs(polynomials)[place]) }
  const { message } = present(nextKeyMessage(last, seed, systemRandom))
  const { private_key } = JSON.parse(message) as { private_key: string }
  return { ...last, step: 'done', decryptionKey: private_key }
}

/** A sealed box, or a closed one, under these keys beside the service's own. */
async function boxOf(parameters: ReturnType<typeof ceremony>['parameters']): Promise<Uint8Array> {
  const { archive } = makeRehearsal({
    title: '票决',
    options: ['修路', '路灯', '水渠'],
    size: SIZE,
    threshold: THRESHOLD,
    timeSec: 1_700_000_000,
    random: systemRandom,
  })
  const draft = await readDraft(archive)
  const [service] = JSON.parse(draft.trustees) as TrusteeKind[]
  const trustees = writeTrustees([present(service), ['Pedersen', parameters]])
  const { electionKey } = present(readTrustees(ed25519, trustees).trustees)
  const election = JSON.stringify({
    ...(JSON.parse(draft.election) as object),
    public_key: encodeOne(ed25519, electionKey),
  })
  return buildDraft({ ...draft, election, trustees, ballots: [], ended: false, tally: undefined }).bytes
}

describe('a server that exchanges the tellers’ certificates', () => {
  test('holds every key, each teller’s public key stands in its archive, and each device finds it out', async () => {
    const [seeds, fakes] = [seedsOfAll(), seedsOfAll()]
    const { parameters, decryptionKeys } = ceremony(fakes)
    const keys = fakes.map((fake, i) => present(openDecryptionKey(ed25519, fake, present(decryptionKeys[i]))))
    const tasks = PLACES.map((i) => deceive(i, present(seeds[i]), fakes, present(keys[i])))
    const archive = await boxOf(parameters)
    const report = await verifyBytes(archive)
    expect(report.findings).toEqual([])
    for (const [i, task] of tasks.entries()) {
      const seed = present(seeds[i])
      // The key that the device will open is the one that the server has, and its public half stands in the archive.
      const key = present(openDecryptionKey(ed25519, seed, present(task.decryptionKey)))
      expect(key).toBe(keys[i])
      const owner = i + 2
      expect(report.trusteeKeys[owner - 1]).toBe(encodeOne(ed25519, ed25519.generator.multiply(key)))

      const found = 'does not hold this device’s certificate'
      await expect(checkSealed({ archive, task, seed })).rejects.toThrow(found)
      const share = { owner, decryptionKey: present(task.decryptionKey) }
      await expect(examineBox({ archive, task: share as never, seed })).rejects.toThrow(found)
    }
    // Read aloud, it is found out before.
    expect(new Set(tasks.map(({ certificates }) => keyFingerprint(certificates ?? []))).size).toBe(SIZE)
  })

  test('is told from one that passes on what the tellers sent', async () => {
    const seeds = seedsOfAll()
    const { parameters, decryptionKeys } = ceremony(seeds)
    const archive = await boxOf(parameters)
    for (const [i, seed] of seeds.entries()) {
      const task = { position: i + 1, size: SIZE, threshold: THRESHOLD }
      const decryptionKey = present(decryptionKeys[i])
      expect((await checkSealed({ archive, task: { ...task, decryptionKey }, seed })).report.ok).toBe(true)
    }
  })

  test('has 128 bits of a fingerprint to match', () => {
    expect(keyFingerprint([certificateOf(makeSeed(systemRandom), 0)])).toMatch(/^[0-9A-F]{32}$/)
  })
})

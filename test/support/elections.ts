/** Elections made with the library, with all their secrets: for tests that play every part themselves. */
import {
  addBallot,
  ballotChoices,
  checkCertificates,
  compactJson,
  computeResult,
  ed25519,
  emptyTally,
  encodeOne,
  makeCertificate,
  makeCode,
  makePolynomial,
  makeSeed,
  makeSingleKey,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  missingShares,
  openDecryptionKey,
  partialDecryption,
  publicCredential,
  randomUuid,
  readElection,
  readPrivateKey,
  readTally,
  readTrustees,
  sealBallot,
  secret,
  writeElection,
  writeResult,
  writeTally,
  writeTrustees,
  checkBallot,
  type Certificates,
  type Code,
  type Election,
  type ElectionParameters,
  type EncryptedTally,
  type Problem,
  type Question,
  type RandomBytes,
  type SecretScalar,
  type Seed,
  type ThresholdParameters,
  type TrusteeKind,
  type Trustees,
  type VerifyOptions,
} from '../../src/protocol/index.ts'
import type { Draft } from './draft.ts'
import { present } from './present.ts'
import { systemRandom } from './random.ts'

export const TIMESTAMP_SEC = 1_700_000_000

/** A threshold key generation, with every message of it. */
export interface Ceremony {
  readonly seeds: readonly Seed[]
  readonly certificates: Certificates
  readonly polynomials: readonly string[]
  readonly vinputs: readonly string[]
  readonly voutputs: readonly string[]
  readonly parameters: ThresholdParameters
  readonly decryptionKeys: readonly string[]
}

/** Runs all six steps of the key generation (§3.1.1) among trustees who are all ours. */
export function runCeremony(threshold: number, size: number, random: RandomBytes = systemRandom): Ceremony {
  const seeds = Array.from({ length: size }, () => makeSeed(random))
  const texts = seeds.map((seed, i) =>
    makeCertificate(ed25519, random, seed, { size, threshold, index: i + 1 }),
  )
  const certificates = present(checkCertificates(ed25519, texts).certificates, 'certificates')
  const polynomials = seeds.map((seed) => makePolynomial(ed25519, random, certificates, seed))
  const vinputs = makeVinputs(polynomials)
  const voutputs = seeds.map((seed, i) =>
    present(makeVoutput(ed25519, random, certificates, seed, present(vinputs[i])).voutput, 'voutput'),
  )
  return {
    seeds,
    certificates,
    polynomials,
    vinputs,
    voutputs,
    ...makeThresholdParameters(certificates, polynomials, voutputs),
  }
}

/** `1` is a `Single` trustee; `[t, m]` is a group of which t are enough. */
export type TrusteeSpec = readonly (1 | readonly [number, number])[]

export interface TestTrustees {
  readonly text: string
  readonly trustees: Trustees
  readonly privateKeys: ReadonlyMap<number, SecretScalar>
  /** Of each `[t, m]`, in order. */
  readonly ceremonies: readonly Ceremony[]
}

export function makeTrustees(spec: TrusteeSpec, random: RandomBytes = systemRandom): TestTrustees {
  const kinds: TrusteeKind[] = []
  const privateKeys = new Map<number, SecretScalar>()
  const ceremonies: Ceremony[] = []
  for (const part of spec) {
    if (part === 1) {
      const { privateKey, publicKey } = makeSingleKey(ed25519, random)
      kinds.push(['Single', publicKey])
      privateKeys.set(privateKeys.size + 1, present(readPrivateKey(ed25519, privateKey)))
    } else {
      const ceremony = runCeremony(part[0], part[1], random)
      kinds.push(['Pedersen', ceremony.parameters])
      ceremonies.push(ceremony)
      for (const [i, key] of ceremony.decryptionKeys.entries()) {
        const exponent = openDecryptionKey(ed25519, present(ceremony.seeds[i]), key)
        privateKeys.set(privateKeys.size + 1, present(exponent, 'decryption key'))
      }
    }
  }
  const text = writeTrustees(kinds)
  return {
    text,
    trustees: present(readTrustees(ed25519, text).trustees, 'trustees'),
    privateKeys,
    ceremonies,
  }
}

export interface TestElection extends TestTrustees {
  readonly election: Election
  /** One per card; the last one may be unused. */
  readonly codes: readonly Code[]
  readonly credentials: string
  /** Weight of each public credential. */
  readonly weights: ReadonlyMap<string, number>
}

/** A question with as many answers as asked for. */
export function question(answers: number, min: number, max: number, blank?: boolean): Question {
  return {
    answers: Array.from({ length: answers }, (_, i) => `候选项目 ${i + 1}`),
    ...(blank === undefined ? {} : { blank }),
    min,
    max,
    question: `至多选 ${max} 项`,
  }
}

export function makeElection(options: {
  readonly questions: readonly Question[]
  readonly trustees?: TrusteeSpec | TestTrustees
  /** How many cards; or each card's weight, which is then written into the list. */
  readonly voters: number | readonly number[]
  readonly parameters?: Partial<ElectionParameters>
  readonly random?: RandomBytes
}): TestElection {
  const random = options.random ?? systemRandom
  const given = options.trustees ?? [1]
  const trustees = isTestTrustees(given) ? given : makeTrustees(given, random)
  const uuid = randomUuid(random)
  const text = writeElection({
    version: 1,
    description: '候选项目档案摘要',
    name: '民生实事项目票决',
    group: ed25519.name,
    public_key: encodeOne(ed25519, trustees.trustees.electionKey),
    questions: [...options.questions],
    uuid,
    administrator: '主席团',
    credential_authority: '总监票人',
    ...options.parameters,
  })
  const read = readElection(ed25519, text)
  const election = present(read.election, JSON.stringify(read.problems))
  const weighted = typeof options.voters !== 'number'
  const voters =
    typeof options.voters === 'number' ? Array.from({ length: options.voters }, () => 1) : options.voters
  const cards = voters.map((weight) => {
    const code = makeCode(random)
    return { code, weight, credential: publicCredential(ed25519, election.parameters.uuid, code) }
  })
  const listed = cards.map(({ credential, weight }) => (weighted ? `${credential},${weight}` : credential))
  return {
    ...trustees,
    election,
    codes: cards.map(({ code }) => code),
    credentials: compactJson(listed.toSorted()),
    weights: new Map(cards.map(({ credential, weight }) => [credential, weight])),
  }
}

function isTestTrustees(given: TrusteeSpec | TestTrustees): given is TestTrustees {
  return 'privateKeys' in given
}

/** Seals one ballot of a test: plain lists of marks, one per question. */
export function seal(
  { election }: { readonly election: Election },
  code: Code,
  marks: readonly (readonly number[])[],
  random: RandomBytes = systemRandom,
): string {
  return sealBallot({ election, code, marks: marks.map((list) => secret(list)), random }).text
}

/** An archive's parts with these ballots, open for more. */
export function openDraft(test: TestElection, ballots: readonly string[]): Draft {
  return {
    timestampSec: TIMESTAMP_SEC,
    election: test.election.text,
    trustees: test.text,
    credentials: test.credentials,
    ballots: [...ballots],
    ended: false,
    decryptions: [],
  }
}

/** What is needed to count: everybody's keys, and who has which weight. */
export interface Count {
  readonly election: Election
  readonly trustees: Trustees
  readonly privateKeys: ReadonlyMap<number, SecretScalar>
  readonly weights: ReadonlyMap<string, number>
}

/** The sum of the last ballot of every listed credential (§4.17, §4.18), added up anew from the texts. */
export function sumOf(
  { election, weights }: Count,
  ballots: readonly string[],
): {
  readonly tally: EncryptedTally
  readonly numTallied: number
  readonly totalWeight: number
} {
  const last = new Map<string, EncryptedTally>()
  for (const ballot of ballots) {
    const read = ballotChoices(election, ballot)
    if (read !== undefined && weights.has(read.credential)) last.set(read.credential, read.choices)
  }
  let tally = emptyTally(election)
  let totalWeight = 0
  for (const [credential, choices] of last) {
    const weight = present(weights.get(credential))
    tally = addBallot(election, tally, choices, weight)
    totalWeight += weight
  }
  return { tally, numTallied: last.size, totalWeight }
}

/** Ends the vote and counts it with the shares of `owners`: replaces whatever the draft said about the count. */
export function counted(
  draft: Draft,
  count: Count,
  owners: readonly number[] = enough(count.trustees),
  random: RandomBytes = systemRandom,
): Draft {
  const { tally, numTallied, totalWeight } = sumOf(count, draft.ballots)
  const sized = { numTallied, totalWeight, tally: writeTally(ed25519, tally) }
  return opened({ ...draft, ended: true, tally: sized }, count, owners, random)
}

/** Decrypts the tally that the draft has, whatever it is, and writes the result that comes out, if one does. */
export function opened(
  draft: Draft,
  count: Count,
  owners: readonly number[],
  random: RandomBytes = systemRandom,
): Draft {
  const { election, trustees, privateKeys } = count
  const sized = present(draft.tally, 'the tally')
  const tally = present(readTally(election, sized.tally), 'a readable tally')
  const decryptions = owners.map((owner) => ({
    owner,
    decryption: partialDecryption(election, random, present(privateKeys.get(owner)), tally),
  }))
  // Taken as they are: whether their proofs hold is what the tests ask the library.
  const factors = new Map(
    decryptions.map(({ owner, decryption }) => {
      const { decryption_factors } = JSON.parse(decryption) as { decryption_factors: string[][] }
      return [owner, decryption_factors.map((row) => row.map((text) => present(ed25519.decode(text))))]
    }),
  )
  const complete = missingShares(trustees, new Set(factors.keys())).length === 0
  const result = complete ? computeResult(election, trustees, tally, factors, sized.totalWeight) : undefined
  return { ...draft, decryptions, result: result === undefined ? draft.result : writeResult(result) }
}

/** The first trustees who are enough to open the count. */
export function enough(trustees: Trustees): number[] {
  return trustees.entries.flatMap((entry) =>
    entry.kind === 'Single' ? [entry.owner] : entry.owners.slice(0, entry.threshold),
  )
}

/** What the result must be: plain sums of the last marks of every voter, weighted. */
export function plainSums(
  questions: readonly Question[],
  votes: readonly { readonly voter: number; readonly marks: readonly (readonly number[])[] }[],
  weights: readonly number[] = [],
): number[][] {
  const last = new Map(votes.map(({ voter, marks }) => [voter, marks]))
  return questions.map((asked, i) =>
    Array.from({ length: asked.answers.length + (asked.blank === true ? 1 : 0) }, (_, j) =>
      [...last].reduce((sum, [voter, marks]) => sum + (marks[i]?.[j] ?? 0) * (weights[voter] ?? 1), 0),
    ),
  )
}

/**
 * A checker that remembers: archives of the attack tests differ in one ballot each, so that all others need not be
 * checked again. It checks exactly as the verifier would by itself.
 */
export function rememberingChecker(): NonNullable<VerifyOptions['checkBallots']> {
  const remembered = new Map<string, readonly Problem[]>()
  return (electionText) => {
    const election = present(readElection(ed25519, electionText).election, 'election')
    return async (ballotText) => {
      const key = `${electionText}\n${ballotText}`
      const problems = remembered.get(key) ?? checkBallot(election, ballotText).problems
      remembered.set(key, problems)
      return problems
    }
  }
}

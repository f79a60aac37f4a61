/**
 * A rehearsal of the opening, on one device alone: a small election of its own with a real archive, in which this teller
 * holds a practice secret and the other tellers are played. Nothing of it is real, and nothing of it goes out.
 */
import type { ShareTask } from '../ballot/counting.ts'
import { figuresOf, marksOf, questionsOf, type Definition, type Figures } from '../ballot/questions.ts'
import {
  addBallot,
  ballotChoices,
  checkCertificates,
  checkPartialDecryption,
  compactJson,
  computeResult,
  ed25519,
  emptyTally,
  encodeOne,
  encodeRecord,
  headerRecord,
  makeCertificate,
  makePolynomial,
  makeSeed,
  makeSingleKey,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  partialDecryption,
  randomUuid,
  readElection,
  readPrivateKey,
  readTrustees,
  recordsOf,
  sealBallot,
  sha256Hex,
  writeElection,
  writeTally,
  writeTrustees,
  type ArchiveRecord,
  type ChainHead,
  type Code,
  type Election,
  type EncryptedTally,
  type EventType,
  type RandomBytes,
  type SecretScalar,
  type Seed,
  type Trustees,
} from '../protocol/index.ts'
import { makeCards } from './cards.ts'
import { TellerDeviceError, type KnownByPeople } from './teller.ts'

export interface Rehearsal {
  readonly uuid: string
  readonly definition: Definition
  /** The practice secret of this teller. */
  readonly seed: Seed
  readonly archive: Uint8Array
  readonly task: ShareTask
  /** What the chair would announce, and what would stand on paper. */
  readonly known: KnownByPeople
  /** Opens the sums with this teller's share and those of the others who are played. */
  finish(share: string): Figures
}

/** Which options each played deputy chooses. */
const CHOICES: readonly (readonly number[])[] = [[0, 1], [0, 2], [0], []]
const CHOICES_MAX = 2

/** `size` tellers of whom `threshold` open; this one is the first of them. Any time in the past will do. */
export function makeRehearsal(options: {
  readonly title: string
  /** Three names. */
  readonly options: readonly [string, string, string]
  readonly size: number
  readonly threshold: number
  readonly timeSec: number
  readonly random: RandomBytes
}): Rehearsal {
  const { title, size, threshold, timeSec, random } = options
  const definition: Definition = { kind: 'choose', title, options: options.options, choicesMax: CHOICES_MAX }
  const keys = playKeys(size, threshold, random)
  const uuid = randomUuid(random)
  const electionText = writeElection({
    version: 1,
    description: title,
    name: title,
    group: ed25519.name,
    public_key: encodeOne(ed25519, keys.trustees.electionKey),
    questions: questionsOf(definition),
    uuid,
  })
  const { election } = readElection(ed25519, electionText)
  if (election === undefined) throw new Error('an election that was just written can be read')
  const { codes, credentials } = makeCards(uuid, CHOICES.length, random)
  const box = playBallots(election, definition, codes, random)
  return {
    uuid,
    definition,
    seed: keys.seed,
    archive: writeArchive({ electionText, trusteesText: keys.text, credentials, ...box, timeSec }),
    task: {
      owner: FIRST_TELLER,
      decryptionKey: keys.decryptionKey,
      shares: threshold - 1,
      needed: threshold,
    },
    known: { fingerprint: election.fingerprint, returned: CHOICES.length },
    finish: (share) => open(election, keys, box.tally, share, random),
  }
}

/** The server is trustee 1, this teller 2, the others follow. */
const SERVER = 1
const FIRST_TELLER = 2

interface PlayedKeys {
  readonly text: string
  readonly trustees: Trustees
  readonly seed: Seed
  readonly decryptionKey: string
  /** Of those who are played and help to open: the server, and one fewer than the threshold. */
  readonly privateKeys: ReadonlyMap<number, SecretScalar>
}

/** The whole key ceremony, with every part played here. */
function playKeys(size: number, threshold: number, random: RandomBytes): PlayedKeys {
  const seeds = Array.from({ length: size }, () => makeSeed(random))
  const { certificates } = checkCertificates(
    ed25519,
    seeds.map((seed, i) => makeCertificate(ed25519, random, seed, { size, threshold, index: i + 1 })),
  )
  if (certificates === undefined) throw new RangeError('the numbers of tellers do not fit together')
  const polynomials = seeds.map((seed) => makePolynomial(ed25519, random, certificates, seed))
  const voutputs = makeVinputs(polynomials).map((vinput, i) => {
    const { voutput } = makeVoutput(ed25519, random, certificates, seeds[i] as Seed, vinput)
    if (voutput === undefined) throw new Error('played tellers send what is right')
    return voutput
  })
  const { parameters, decryptionKeys } = makeThresholdParameters(certificates, polynomials, voutputs)
  const server = makeSingleKey(ed25519, random)
  const text = writeTrustees([
    ['Single', server.publicKey],
    ['Pedersen', parameters],
  ])
  const { trustees } = readTrustees(ed25519, text)
  if (trustees === undefined) throw new Error('trustees that were just written can be read')
  const privateKeys = new Map<number, SecretScalar>()
  privateKeys.set(SERVER, readPrivateKey(ed25519, server.privateKey) as SecretScalar)
  for (let i = 1; i < threshold; i++) {
    const key = openDecryptionKey(ed25519, seeds[i] as Seed, decryptionKeys[i] as string)
    privateKeys.set(FIRST_TELLER + i, key as SecretScalar)
  }
  return {
    text,
    trustees,
    seed: seeds[0] as Seed,
    decryptionKey: decryptionKeys[0] as string,
    privateKeys,
  }
}

function playBallots(
  election: Election,
  definition: Definition,
  codes: readonly Code[],
  random: RandomBytes,
): { readonly ballots: readonly string[]; readonly tally: EncryptedTally } {
  let tally = emptyTally(election)
  const ballots = CHOICES.map((chosen, i) => {
    const marks = marksOf(definition, { kind: 'choose', chosen })
    const { text } = sealBallot({ election, code: codes[i] as Code, marks, random })
    tally = addBallot(election, tally, ballotChoices(election, text)?.choices ?? [])
    return text
  })
  return { ballots, tally }
}

/** From the setup to the encrypted sum, as the service writes it. */
function writeArchive(parts: {
  readonly electionText: string
  readonly trusteesText: string
  readonly credentials: readonly string[]
  readonly ballots: readonly string[]
  readonly tally: EncryptedTally
  readonly timeSec: number
}): Uint8Array {
  const { electionText, trusteesText, ballots, timeSec } = parts
  const credentials = compactJson(parts.credentials)
  const tally = writeTally(ed25519, parts.tally)
  const records: ArchiveRecord[] = [headerRecord(timeSec)]
  let head: ChainHead | undefined
  const append = (type: EventType, contents: readonly string[]): void => {
    const next = recordsOf(head, type, contents)
    records.push(...next.records)
    head = next.head
  }
  const setup = compactJson({
    election: sha256Hex(electionText),
    trustees: sha256Hex(trusteesText),
    credentials: sha256Hex(credentials),
  })
  append('Setup', [electionText, trusteesText, credentials, setup])
  for (const ballot of ballots) append('Ballot', [ballot])
  append('EndBallots', [])
  const sized = compactJson({
    num_tallied: ballots.length,
    total_weight: ballots.length,
    encrypted_tally: sha256Hex(tally),
  })
  append('EncryptedTally', [tally, sized])
  const encoded = records.map((record) => encodeRecord(record, timeSec))
  const archive = new Uint8Array(encoded.reduce((length, bytes) => length + bytes.length, 0))
  let offset = 0
  for (const bytes of encoded) {
    archive.set(bytes, offset)
    offset += bytes.length
  }
  return archive
}

function open(
  election: Election,
  keys: PlayedKeys,
  tally: EncryptedTally,
  share: string,
  random: RandomBytes,
): Figures {
  const shares = new Map([[FIRST_TELLER, share]])
  for (const [owner, key] of keys.privateKeys) {
    shares.set(owner, partialDecryption(election, random, key, tally))
  }
  const factors = new Map<number, NonNullable<ReturnType<typeof checkPartialDecryption>['factors']>>()
  for (const [owner, text] of shares) {
    const checked = checkPartialDecryption(election, keys.trustees, owner, tally, text)
    if (checked.factors === undefined)
      throw new TellerDeviceError('这一份开不了箱 / this share does not open the box')
    factors.set(owner, checked.factors)
  }
  const result = computeResult(election, keys.trustees, tally, factors, CHOICES.length)
  if (result === undefined) throw new Error('sums of played ballots open')
  return figuresOf('choose', result)
}

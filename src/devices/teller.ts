/**
 * What a teller's own device does: its part of the key ceremony, and its share at the opening. Knows the protocol and
 * the tasks that the service hands out; the seed never leaves it.
 */
import type { ShareTask } from '../ballot/counting.ts'
import type { KeyStep, KeyTask } from '../ballot/keys.ts'
import { secretStatement } from '../ballot/secret-statement.ts'
import {
  checkCertificates,
  compactJson,
  ed25519,
  encodeOne,
  makeCertificate,
  makePolynomial,
  makeVoutput,
  openDecryptionKey,
  partialDecryption,
  readElection,
  readTally,
  sha256Hex,
  signStatement,
  trusteeIndex,
  verifyBytes,
  type RandomBytes,
  type Report,
  type SecretScalar,
  type Seed,
  type VerifyOptions,
} from '../protocol/index.ts'

/** The device found that something is wrong, and did not go on. The sentence is for the teller. */
export class TellerDeviceError extends Error {
  override readonly name = 'TellerDeviceError'
}

/**
 * The teller's next message in the ceremony, or null when there is nothing to do now (others come first, or all is
 * done). Throws `TellerDeviceError` when what the service passed on is not what the others can have sent.
 */
export function nextKeyMessage(
  task: KeyTask,
  seed: Seed,
  random: RandomBytes,
): { readonly step: KeyStep; readonly message: string } | null {
  const { position, size, threshold, step } = task
  if (step === 'done' || task.waiting) return null
  if (step === 'certificate') {
    return { step, message: makeCertificate(ed25519, random, seed, { index: position, size, threshold }) }
  }
  const { certificates, problems } = checkCertificates(ed25519, task.certificates ?? [])
  if (certificates === undefined) {
    throw new TellerDeviceError(
      `监票人的证书不对 / a certificate is wrong: ${problems.map(({ code }) => code).join(', ')}`,
    )
  }
  if (trusteeIndex(ed25519, certificates, seed) !== position || certificates.threshold !== threshold) {
    throw new TellerDeviceError(
      '这不是您抄下的开箱密码：请对照密码纸再输一遍。确实没有输错，就停下来，告诉总监票人：证书或开箱人数被改过 / ' +
        'This is not the secret that you copied: compare it with your paper and type it again. If it is right, stop and tell the chief teller: the certificates or the threshold were changed',
    )
  }
  if (step === 'polynomial') return { step, message: makePolynomial(ed25519, random, certificates, seed) }
  const made = makeVoutput(ed25519, random, certificates, seed, task.vinput ?? '')
  if (made.voutput === undefined) {
    const places = made.problems.map(({ code, path }) => `${code} ${path}`).join(', ')
    throw new TellerDeviceError(`收到的份额有误 / a share that was received is wrong: ${places}`)
  }
  return { step, message: made.voutput }
}

/** What shows the service that the teller still has the secret, entered once more from paper. The seed stays here. */
export function proveSecret(uuid: string, seed: Seed, random: RandomBytes): string {
  return signStatement(ed25519, random, seed, secretStatement(uuid))
}

/** A box that a teller's device has found sealed as the ceremony left it. */
export interface CheckedSeal {
  /** To be compared aloud with the other tellers', and with what stands on paper. */
  readonly fingerprint: string
  readonly report: Report
}

/**
 * Checks the sealed, empty box (specification §3.1.1, "when the election is open"): the archive verifies, this teller's
 * own certificate and key stand in their place, the threshold is the one agreed on, and the cards are those printed. Whoever exchanged other tellers'
 * keys is found by those tellers' devices. Throws `TellerDeviceError` otherwise.
 */
export async function checkSealed(options: {
  readonly archive: Uint8Array
  readonly task: Pick<KeyTask, 'position' | 'size' | 'threshold' | 'decryptionKey'>
  readonly seed: Seed
  /** The digest of the cards that came out of this device's printer, where it has made them. */
  readonly cardsDigest?: string | undefined
  readonly verify?: VerifyOptions
}): Promise<CheckedSeal> {
  const { archive, task, seed, cardsDigest, verify } = options
  const report = await verified(archive, verify)
  if (report.checked.ballots > 0)
    throw new TellerDeviceError('箱里已经有票 / there are ballots in the box already')
  const [server, group, ...others] = report.trustees
  const agreed =
    server?.kind === 'Single' &&
    group?.kind === 'Pedersen' &&
    others.length === 0 &&
    group.threshold === task.threshold &&
    group.owners.length === task.size
  if (!agreed)
    throw new TellerDeviceError(
      '监票人数或门限与约定的不同 / the tellers or the threshold are not those agreed on',
    )
  requireOwnKey(report, group.owners[task.position - 1] ?? 0, seed, task.decryptionKey ?? '')
  if (cardsDigest !== undefined && report.credentialsHash !== cardsDigest) {
    throw new TellerDeviceError(
      '封进箱的票卡名单不是本机印出、清点的那一批；没有在别处重新制过卡，就是被人换过，不要使用这个票箱 / the sealed list is not of the cards that this device printed: unless they were made anew elsewhere, somebody exchanged them; do not use this box',
    )
  }
  return { fingerprint: report.election?.fingerprint ?? '', report }
}

/** What is known of a closed ballot from people, not from the service. */
export interface KnownByPeople {
  /** The fingerprint that was confirmed at the sealing, and stands on paper. */
  readonly fingerprint: string
  /** How many ballots the chair announced as returned (收回). */
  readonly returned: number
}

/** A closed box that a teller's device has verified: what there is to open, shown before anything is opened. */
export interface ExaminedBox {
  readonly report: Report
  /** The hash of the sum. */
  readonly tallyHash: string
  readonly fingerprint: string
  readonly returned: number
  /** Stays on the device. */
  readonly key: SecretScalar
}

/** What the teller sends. */
export interface OpenedShare {
  readonly share: string
  readonly report: Report
  /** The hash of the sum that was opened: to be remembered with the seed, and given again as `opened`. */
  readonly tallyHash: string
}

interface Examination {
  readonly archive: Uint8Array
  readonly task: Pick<ShareTask, 'owner' | 'decryptionKey'>
  readonly seed: Seed
  readonly verify?: VerifyOptions
}

interface Opening {
  readonly known: KnownByPeople
  /** The `tallyHash` of an earlier time, if this device has opened with this seed before. */
  readonly opened?: string
  readonly random: RandomBytes
}

/**
 * Makes a teller's share of a closed ballot. A sum of fewer ballots than were cast would tell how somebody voted, so it
 * decrypts only the sum of an archive that it has verified from beginning to end, that has the fingerprint of the
 * sealing and as many ballots as the chair announced; and with one seed never two different sums.
 * Throws `TellerDeviceError` when any of that fails, or the seed is not the one of the ceremony.
 */
export async function openShare(options: Examination & Opening): Promise<OpenedShare> {
  return shareOf(await examineBox(options), options)
}

/** The first half of `openShare`: verifies everything, and opens nothing yet. */
export async function examineBox({ archive, task, seed, verify }: Examination): Promise<ExaminedBox> {
  const report = await verified(archive, verify)
  const key = requireOwnKey(report, task.owner, seed, task.decryptionKey)
  if (report.encryptedTally === undefined)
    throw new TellerDeviceError('还没有截止，不能开箱 / the ballot is not closed yet')
  return {
    report,
    tallyHash: sha256Hex(report.encryptedTally),
    fingerprint: report.election?.fingerprint ?? '',
    returned: report.trackers.length,
    key,
  }
}

/** The second half: the share, if what was found is what people know. */
export function shareOf(box: ExaminedBox, { known, opened, random }: Opening): OpenedShare {
  const { report, tallyHash, fingerprint, returned, key } = box
  if (fingerprint !== known.fingerprint) {
    throw new TellerDeviceError(
      '指纹与封箱时的不同，不要开箱 / the fingerprint is not the one of the sealing: do not open',
    )
  }
  if (returned !== known.returned) {
    throw new TellerDeviceError(
      `档案里有 ${returned} 张票，宣布收回 ${known.returned} 张，不要开箱 / the archive holds ${returned}, not as many ballots as were announced (${known.returned}): do not open`,
    )
  }
  if (opened !== undefined && opened !== tallyHash) {
    throw new TellerDeviceError(
      '本机已经开过另一个总数，不能再开 / this device has opened another sum with this secret',
    )
  }
  const { election } = readElection(ed25519, report.electionText ?? '')
  const tally = election === undefined ? undefined : readTally(election, report.encryptedTally ?? '')
  if (election === undefined || tally === undefined)
    throw new Error('a verified archive has an election and a tally')
  return { share: partialDecryption(election, random, key, tally), report, tallyHash }
}

/** Throws `TellerDeviceError` unless this seed opens the decryption key: told at once, before an archive is loaded. */
export function requireSecret(seed: Seed, decryptionKey: string): SecretScalar {
  const key = openDecryptionKey(ed25519, seed, decryptionKey)
  if (key === undefined)
    throw new TellerDeviceError('开箱密码不是本次投票的 / this is not the secret of this ballot')
  return key
}

/**
 * The short fingerprint of the tellers' keys: the same on every device if the service gave all of them the same
 * certificates. To be read aloud, in groups of four.
 */
export function keyFingerprint(certificates: readonly string[]): string {
  return sha256Hex(compactJson(certificates)).slice(0, 32).toUpperCase()
}

async function verified(archive: Uint8Array, verify: VerifyOptions | undefined): Promise<Report> {
  const report = await verifyBytes(archive, verify)
  const [finding] = report.findings
  if (finding !== undefined) throw new TellerDeviceError(`${finding.zh} / ${finding.en}`)
  return report
}

/**
 * The private key of this seed, if its public half and this device's certificate stand in the archive at this trustee's
 * place.
 *
 * The key alone is not enough. A server between the tellers can show each of them certificates of its own for the others,
 * read the shares that are then encrypted for it, and choose what it answers so that every teller's key fits an archive
 * that it made up alone, and can open. But a verified archive has, for each certificate, coefficients and a signature over
 * them and all the certificates of the archive, by that certificate's own key. So where a teller's certificate stands in
 * it, this teller's device has seen exactly these certificates when it drew this polynomial, and has encrypted its shares
 * for their owners; another polynomial, drawn for other certificates, is signed for those and has no place in it. When
 * each teller finds its own certificate, all of them are those of the tellers, and nobody else has read a share.
 */
function requireOwnKey(report: Report, owner: number, seed: Seed, decryptionKey: string): SecretScalar {
  const key = requireSecret(seed, decryptionKey)
  if (report.trusteeKeys[owner - 1] !== encodeOne(ed25519, ed25519.generator.multiply(key))) {
    throw new TellerDeviceError(
      '档案里没有本机的公钥：钥匙被换过 / the archive does not hold this device’s key: it was exchanged',
    )
  }
  const group = report.trustees.find((entry) => entry.kind === 'Pedersen' && entry.owners.includes(owner))
  const { certificates } = checkCertificates(ed25519, group?.kind === 'Pedersen' ? group.certs : [])
  const place = certificates === undefined ? undefined : trusteeIndex(ed25519, certificates, seed)
  if (group?.kind !== 'Pedersen' || place === undefined || group.owners[place - 1] !== owner) {
    throw new TellerDeviceError(
      '档案里没有本机的证书：做钥匙时有人居中调换，不要使用这个票箱 / the archive does not hold this device’s certificate: somebody stood between the tellers when the keys were made; do not use this box',
    )
  }
  return key
}

/**
 * What a teller's own device does: its part of the key ceremony, and its share at the opening. Knows the protocol and
 * the tasks that the service hands out; the seed never leaves it.
 */
import type { ShareTask } from '../ballot/counting.ts'
import type { KeyStep, KeyTask } from '../ballot/keys.ts'
import {
  checkCertificates,
  ed25519,
  encodeOne,
  makeCertificate,
  makePolynomial,
  makeVoutput,
  openDecryptionKey,
  partialDecryption,
  readElection,
  readTally,
  trusteeIndex,
  verifyBytes,
  type RandomBytes,
  type Report,
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
      '证书里没有本机的钥匙,或门限不同 / this device’s key is not among the certificates',
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

/** What the teller sees before it opens, and what it sends. */
export interface OpenedShare {
  readonly share: string
  readonly report: Report
}

/**
 * Makes a teller's share of a closed ballot. It decrypts only the sum of all ballots of an archive that it has verified
 * from beginning to end: a sum of fewer ballots, or of one, would tell how somebody voted.
 * Throws `TellerDeviceError` when the archive has findings, or the seed is not the one of the ceremony.
 */
export async function openShare(options: {
  readonly archive: Uint8Array
  readonly task: Pick<ShareTask, 'owner' | 'decryptionKey'>
  readonly seed: Seed
  readonly random: RandomBytes
  readonly verify?: VerifyOptions
}): Promise<OpenedShare> {
  const { archive, task, seed, random } = options
  const report = await verifyBytes(archive, options.verify)
  const [finding] = report.findings
  if (finding !== undefined) throw new TellerDeviceError(`${finding.zh} / ${finding.en}`)
  const key = openDecryptionKey(ed25519, seed, task.decryptionKey)
  if (key === undefined)
    throw new TellerDeviceError('密码不是本次票决的 / this is not the secret of this ballot')
  if (report.encryptedTally === undefined || report.trusteeKeys[task.owner - 1] === undefined) {
    throw new TellerDeviceError('还没有截止,不能开箱 / the ballot is not closed yet')
  }
  if (report.trusteeKeys[task.owner - 1] !== encodeOne(ed25519, ed25519.generator.multiply(key))) {
    throw new TellerDeviceError('档案里的公钥不是本机的 / the archive does not hold this device’s key')
  }
  const { election } = readElection(ed25519, report.electionText ?? '')
  const tally = election === undefined ? undefined : readTally(election, report.encryptedTally)
  if (election === undefined || tally === undefined)
    throw new Error('a verified archive has an election and a tally')
  return { share: partialDecryption(election, random, key, tally), report }
}

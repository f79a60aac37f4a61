/**
 * The key ceremony as the server sees it (specification §3.1.1): it passes the tellers' messages on, checks what can
 * be checked without their secrets, and puts the public parameters together. It never sees a seed or a share.
 */
import type { Context } from '../context.ts'
import type { BallotsTable, BallotTellersTable, Trx } from '../db/tables.ts'
import {
  checkCertificate,
  checkCertificates,
  checkPolynomial,
  checkVoutput,
  ed25519,
  makeThresholdParameters,
  makeVinputs,
  sha256Hex,
  writeTrustees,
  type Certificates,
  type Problem,
  type TrusteePublicKey,
} from '../protocol/index.ts'
import { AlreadySentError, TellerMessageError } from './errors.ts'
import { keyStepOf, requireStep } from './progress.ts'
import { clearTellerKeys, tellersOf, updateBallot, updateTeller } from './queries.ts'
import { act, change, requireTeller, type Actor } from './setup.ts'

export type KeyStep = 'certificate' | 'polynomial' | 'voutput'

/** What a teller's device needs to know to do its next step. Everything here is public or encrypted for that teller. */
export interface KeyTask {
  readonly position: number
  readonly size: number
  readonly threshold: number
  /** The step that this teller is at; `waiting` is true while others have to finish theirs first. */
  readonly step: KeyStep | 'done'
  readonly waiting: boolean
  /** From the second step on. */
  readonly certificates: readonly string[] | null
  /** At the third step: the messages that the others encrypted for this teller. */
  readonly vinput: string | null
  /** This teller's encrypted decryption key, once made. */
  readonly decryptionKey: string | null
}

export function keyTask(ctx: Context, actor: Actor, uuid: string): Promise<KeyTask> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const own = await requireTeller(trx, actor, uuid)
    const tellers = await tellersOf(trx, uuid)
    const step = keyStepOf(own)
    const certificates = all(tellers, 'certificate')
    const polynomials = all(tellers, 'polynomial')
    return {
      position: own.position,
      size: tellers.length,
      threshold: ballot.threshold,
      step,
      waiting:
        (step === 'polynomial' && certificates === null) || (step === 'voutput' && polynomials === null),
      certificates,
      vinput: polynomials === null ? null : (makeVinputs(polynomials)[own.position - 1] ?? null),
      decryptionKey: decryptionKeyOf(own),
    }
  })
}

/** The encrypted decryption key inside a teller's third message; only the teller's seed opens it. */
export function decryptionKeyOf(teller: BallotTellersTable): string | null {
  return teller.voutput === null ? null : (JSON.parse(teller.voutput) as { private_key: string }).private_key
}

/** All tellers' messages of one step, or null while one is missing. */
function all(tellers: readonly BallotTellersTable[], step: KeyStep): string[] | null {
  const messages = tellers.map((teller) => teller[step])
  return messages.includes(null) ? null : (messages as string[])
}

/**
 * Takes a teller's message for a step, after checking it. The same message again changes nothing; another one is
 * refused. The last message of the last step makes the ballot `keyed`.
 */
export function takeKeyMessage(
  ctx: Context,
  actor: Actor,
  uuid: string,
  step: KeyStep,
  message: string,
): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const own = await requireTeller(trx, actor, uuid)
    if (own[step] === message) return
    if (own[step] !== null) throw new AlreadySentError()
    await requireStep(trx, ctx.clock, ballot, 'makeKeys')
    const tellers = await tellersOf(trx, uuid)
    const problems = checkMessage(ballot, tellers, own.position, step, message)
    if (problems.length > 0) {
      throw new TellerMessageError(problems.map(({ code, path }) => `${code} ${path}`.trim()).join('; '))
    }
    await updateTeller(trx, uuid, own.position, { [step]: message })
    if (step === 'voutput') await completeKeys(ctx, trx, actor, ballot)
  })
}

function checkMessage(
  ballot: BallotsTable,
  tellers: readonly BallotTellersTable[],
  position: number,
  step: KeyStep,
  message: string,
): readonly Problem[] {
  if (step === 'certificate') {
    const place = { size: tellers.length, index: position, threshold: ballot.threshold }
    return checkCertificate(ed25519, message, place).problems
  }
  const certificates = readCertificates(tellers)
  if (step === 'polynomial') return checkPolynomial(ed25519, certificates, position, message)
  const polynomials = all(tellers, 'polynomial')
  if (polynomials === null)
    throw new TellerMessageError('等其他监票人完成上一步 / wait for the other tellers’ step')
  return checkVoutput(ed25519, certificates, polynomials, position, message)
}

function readCertificates(tellers: readonly BallotTellersTable[]): Certificates {
  const texts = all(tellers, 'certificate')
  if (texts === null)
    throw new TellerMessageError('等其他监票人完成上一步 / wait for the other tellers’ step')
  const { certificates, problems } = checkCertificates(ed25519, texts)
  if (certificates === undefined) throw new TellerMessageError(problems.map(({ code }) => code).join('; '))
  return certificates
}

async function completeKeys(ctx: Context, trx: Trx, actor: Actor, ballot: BallotsTable): Promise<void> {
  const tellers = await tellersOf(trx, ballot.uuid)
  const polynomials = all(tellers, 'polynomial')
  const voutputs = all(tellers, 'voutput')
  if (polynomials === null || voutputs === null) return
  const { parameters } = makeThresholdParameters(readCertificates(tellers), polynomials, voutputs)
  const serverKey = JSON.parse(ballot.server_public_key) as TrusteePublicKey
  // The order gives everybody's number at the count: the service is 1, teller n is n + 1.
  const trustees = writeTrustees([
    ['Single', serverKey],
    ['Pedersen', parameters],
  ])
  await updateBallot(trx, ballot.uuid, { trustees, state: 'keyed' })
  await act(ctx, trx, actor, ballot, 'ballot.keysMade', {
    tellers: tellers.length,
    threshold: ballot.threshold,
    trusteesDigest: sha256Hex(trustees),
  })
}

/** Throws the ceremony's messages away, so that it begins anew: a teller lost its secret, or sent a wrong share. */
export function restartKeys(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'makeKeys')
    await clearTellerKeys(trx, uuid)
    await act(ctx, trx, actor, ballot, 'ballot.keysRestarted', { reason })
  })
}

/**
 * The key ceremony as the server sees it (specification §3.1.1): it passes the tellers' messages on, checks what can
 * be checked without their secrets, and puts the public parameters together. It never sees a seed or a share.
 */
import type { Context } from '../context.ts'
import type { BallotsTable, BallotTellersTable, Db, Trx } from '../db/tables.ts'
import {
  checkStatement,
  compactJson,
  ed25519,
  makeThresholdParameters,
  makeVinputs,
  sha256Hex,
  writeTrustees,
  type TrusteePublicKey,
} from '../protocol/index.ts'
import {
  AlreadySentError,
  BallotNotFoundError,
  NotYourBallotError,
  SecretNotProvedError,
  StepRefusedError,
  TellerMessageError,
} from './errors.ts'
import { secretStatement } from './secret-statement.ts'
import { keyStepOf, requireStep } from './progress.ts'
import {
  clearTellerKeys,
  deleteCredentials,
  findBallot,
  tellersOf,
  updateBallot,
  updateTeller,
} from './queries.ts'
import { act, change, type Actor } from './setup.ts'

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

export async function keyTask({ db }: Context, actor: Actor, uuid: string): Promise<KeyTask> {
  const { ballot, own, tellers } = await readTellers(db, actor, uuid)
  const step = keyStepOf(own)
  const certificates = all(tellers, 'certificate')
  const polynomials = all(tellers, 'polynomial')
  return {
    position: own.position,
    size: tellers.length,
    threshold: ballot.threshold,
    step,
    waiting: (step === 'polynomial' && certificates === null) || (step === 'voutput' && polynomials === null),
    certificates,
    vinput: polynomials === null ? null : (makeVinputs(polynomials)[own.position - 1] ?? null),
    decryptionKey: decryptionKeyOf(own),
  }
}

/** The ballot, all its tellers, and the one who asks. Throws when the ballot is none of theirs. */
export async function readTellers(db: Db, actor: Actor, uuid: string) {
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined || ballot.assembly_id !== actor.assemblyId) throw new BallotNotFoundError()
  const tellers = await tellersOf(db, uuid)
  const own = tellers.find(({ staff_id }) => staff_id === actor.staffId)
  if (own === undefined) throw new NotYourBallotError()
  return { ballot, own, tellers }
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
 * Takes a teller's message for a step, after checking it off the event loop. The same message again changes nothing;
 * another one is refused. The last message of the last step makes the ballot `keyed`.
 */
export async function takeKeyMessage(
  ctx: Context,
  actor: Actor,
  uuid: string,
  step: KeyStep,
  message: string,
): Promise<void> {
  const before = await readTellers(ctx.db, actor, uuid)
  if (before.own[step] === message) return
  if (before.own[step] !== null) throw new AlreadySentError()
  await requireStep(ctx.db, ctx.clock, before.ballot, 'makeKeys')
  const certificates = all(before.tellers, 'certificate')
  const polynomials = all(before.tellers, 'polynomial')
  const early =
    (step === 'polynomial' && certificates === null) || (step === 'voutput' && polynomials === null)
  if (early) throw new TellerMessageError('等其他监票人完成上一步 / wait for the other tellers’ step')
  const { problems } = await ctx.proofs.run({
    kind: 'keyMessage',
    step,
    message,
    place: { size: before.tellers.length, index: before.own.position, threshold: before.ballot.threshold },
    certificates: certificates ?? [],
    polynomials: polynomials ?? [],
  })
  if (problems.length > 0) {
    throw new TellerMessageError(problems.map(({ code, path }) => `${code} ${path}`.trim()).join('; '))
  }
  await change(ctx, actor, uuid, async (trx, ballot) => {
    const { own, tellers } = await readTellers(trx, actor, uuid)
    if (own[step] === message) return
    if (own[step] !== null) throw new AlreadySentError()
    await requireStep(trx, ctx.clock, ballot, 'makeKeys')
    // The ceremony was begun anew while this was being checked: what it was checked against is gone.
    const unchanged =
      compactJson(all(tellers, 'certificate')) === compactJson(certificates) || step === 'certificate'
    if (
      !unchanged ||
      (step === 'voutput' && compactJson(all(tellers, 'polynomial')) !== compactJson(polynomials))
    ) {
      throw new TellerMessageError(
        '钥匙已重新开始做，请从第一步做起 / the ceremony was begun anew: start from its first step',
      )
    }
    await updateTeller(trx, uuid, own.position, { [step]: message })
    if (step === 'voutput') await completeKeys(ctx, trx, actor, ballot)
  })
}

async function completeKeys(ctx: Context, trx: Trx, actor: Actor, ballot: BallotsTable): Promise<void> {
  const tellers = await tellersOf(trx, ballot.uuid)
  const certificates = all(tellers, 'certificate')
  const polynomials = all(tellers, 'polynomial')
  const voutputs = all(tellers, 'voutput')
  if (certificates === null || polynomials === null || voutputs === null) return
  const { parameters } = makeThresholdParameters(
    { texts: certificates, threshold: ballot.threshold },
    polynomials,
    voutputs,
  )
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

/**
 * A teller has entered the secret once more, from paper: the device signs a statement with it, which only the owner of
 * this teller's certificate can. Before all have, the box is not sealed: a lost secret is found out while it costs little.
 */
export function takeSecretProof(ctx: Context, actor: Actor, uuid: string, message: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    const { own } = await readTellers(trx, actor, uuid)
    await requireStep(trx, ctx.clock, ballot, 'proveSecret')
    if (own.certificate === null) throw new StepRefusedError(['先完成钥匙 / first finish the key'])
    if (!checkStatement(ed25519, own.certificate, secretStatement(uuid), message))
      throw new SecretNotProvedError()
    if (own.secret_proved === 1) return
    await updateTeller(trx, uuid, own.position, { secret_proved: 1 })
    await act(ctx, trx, actor, ballot, 'ballot.secretProved', { teller: own.position })
  })
}

/**
 * Throws the ceremony's messages away, so that it begins anew: a teller lost its secret, or sent a wrong share. Cards and
 * zero reports speak of the old keys, and go too.
 */
export function restartKeys(ctx: Context, actor: Actor, uuid: string, reason: string): Promise<void> {
  return change(ctx, actor, uuid, async (trx, ballot) => {
    await requireStep(trx, ctx.clock, ballot, 'restartKeys')
    await clearTellerKeys(trx, uuid)
    await deleteCredentials(trx, uuid)
    await updateBallot(trx, uuid, { state: 'draft', trustees: null, cards_made: null })
    await act(ctx, trx, actor, ballot, 'ballot.keysRestarted', { reason })
  })
}

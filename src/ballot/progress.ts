/** Gathers what the gates look at, and shows a ballot to the public and to the staff. Reads only. */
import type { Clock } from '../context.ts'
import type { BallotsTable, BallotTellersTable, Db } from '../db/tables.ts'
import { compactJson, readResult, sha256CompactBase64, sha256Hex } from '../protocol/index.ts'
import { attendance, findStaff, quorum } from '../people/handover.ts'
import { reconcile, type Counts } from './counts.ts'
import { StepRefusedError } from './errors.ts'
import type { BallotConsole, BallotView } from './model.ts'
import { differencesIn, isWaiting } from './hand-counts.ts'
import { credentialsOf, tellersOf, voidedCards } from './queries.ts'
import { figuresOf, type Figures } from './questions.ts'
import { missingFor, type Progress, type Step } from './states.ts'

const STEPS: readonly Step[] = [
  'approveTellers',
  'makeKeys',
  'restartKeys',
  'proveSecret',
  'makeCards',
  'signZeroReport',
  'seal',
  'checkSeal',
  'open',
  'issueCards',
  'voidCard',
  'cast',
  'announceClose',
  'retractClose',
  'close',
  'destroyUnused',
  'giveShare',
  'count',
  'switchMethod',
  'handCount',
  'restartHandCount',
  'announce',
  'void',
]

/** Throws `StepRefusedError` with everything that is missing for a step. */
export async function requireStep(db: Db, clock: Clock, ballot: BallotsTable, step: Step): Promise<Progress> {
  const progress = await progressOf(db, clock, ballot)
  const missing = missingFor(step, progress)
  if (missing.length > 0) {
    const { state, present, quorum: needed } = progress
    throw new StepRefusedError(missing, step === 'open' ? { state, present, quorum: needed } : { state })
  }
  return progress
}

export async function progressOf(db: Db, clock: Clock, ballot: BallotsTable): Promise<Progress> {
  const tellers = await tellersOf(db, ballot.uuid)
  const { shouldAttend, present } = await headsOf(db, ballot)
  const figures = figuresIn(ballot)
  const counts = countsIn(ballot)
  return {
    state: ballot.state,
    practice: ballot.practice === 1,
    method: ballot.method,
    tellers: {
      count: tellers.length,
      threshold: ballot.threshold,
      approved: ballot.tellers_approved === 1,
      secretsProved: tellers.filter(({ secret_proved }) => secret_proved === 1).length,
      zeroReports: tellers.filter(({ zero_report }) => zero_report === 1).length,
      chiefSignedZero: tellers.some(({ chief, zero_report }) => chief === 1 && zero_report === 1),
      sealChecks: tellers.filter(({ seal_checked }) => seal_checked === 1).length,
      shares: tellers.filter(({ share }) => share !== null).length,
    },
    cardsIssued: ballot.cards_issued,
    moreThanIssued: ballot.cards_issued !== null && ballot.returned > ballot.cards_issued,
    unusedDestroyed: ballot.unused_destroyed !== null,
    present,
    quorum: quorum(shouldAttend),
    closesAt: ballot.closes_at,
    now: clock.now().toISOString(),
    tallied: ballot.tally !== null,
    discrepancies:
      figures === null || counts === null
        ? null
        : reconcile(counts, figures, { choicesMax: ballot.choices_max, method: ballot.method }),
  }
}

/** The frozen counts once the ballot has been opened, the register's until then. */
export async function headsOf(
  db: Db,
  ballot: BallotsTable,
): Promise<{ shouldAttend: number; present: number }> {
  if (ballot.should_attend !== null && ballot.present !== null) {
    return { shouldAttend: ballot.should_attend, present: ballot.present }
  }
  return attendance(db, ballot.meeting_id)
}

export function countsIn(ballot: BallotsTable): Counts | null {
  return ballot.counts === null ? null : (JSON.parse(ballot.counts) as Counts)
}

export function figuresIn(ballot: BallotsTable): Figures | null {
  const result = ballot.result === null ? undefined : readResult(ballot.result).result
  return result === undefined ? null : figuresOf(ballot.kind, result)
}

const RETURNED_STEP = 5

/** What everybody may see. `tellers` is how many there are. */
export async function viewBallot(db: Db, ballot: BallotsTable): Promise<BallotView> {
  const tellers = await tellersOf(db, ballot.uuid)
  const open = ballot.state === 'open'
  return {
    uuid: ballot.uuid,
    assemblyId: ballot.assembly_id,
    kind: ballot.kind,
    title: ballot.title,
    description: ballot.description,
    options: JSON.parse(ballot.options) as string[],
    choicesMax: ballot.choices_max,
    state: ballot.state,
    threshold: ballot.threshold,
    tellers: tellers.length,
    fingerprint: ballot.election === null ? null : sha256CompactBase64(ballot.election),
    practice: ballot.practice === 1,
    method: ballot.method,
    methodReason: ballot.method_reason,
    closesAt: ballot.closes_at,
    returned: open ? ballot.returned - (ballot.returned % RETURNED_STEP) : ballot.returned,
    counts: countsIn(ballot),
    figures: figuresIn(ballot),
    voidReason: ballot.void_reason,
  }
}

/** What the staff sees: the ceremony as a checklist. */
export async function viewConsole(db: Db, clock: Clock, ballot: BallotsTable): Promise<BallotConsole> {
  const [view, progress, tellers, heads, cards] = [
    await viewBallot(db, ballot),
    await progressOf(db, clock, ballot),
    await tellersOf(db, ballot.uuid),
    await headsOf(db, ballot),
    await cardsOf(db, ballot),
  ]
  const names = new Map(
    (
      await findStaff(
        db,
        tellers.map(({ staff_id }) => staff_id),
      )
    ).map(({ id, name }) => [id, name]),
  )
  return {
    ...view,
    progress: {
      meetingId: ballot.meeting_id,
      tellersApproved: progress.tellers.approved,
      tellers: tellers.map((teller) => ({
        position: teller.position,
        staffId: teller.staff_id,
        name: names.get(teller.staff_id) ?? '',
        chief: teller.chief === 1,
        keyStep: keyStepOf(teller),
        secretProved: teller.secret_proved === 1,
        zeroReport: teller.zero_report === 1,
        sealChecked: teller.seal_checked === 1,
        share: teller.share !== null,
        handCount: teller.hand_count !== null,
        handCountAgain: teller.hand_count !== null && !isWaiting(teller, tellers),
      })),
      ...cards,
      handCountDifferences: differencesIn(ballot),
      shouldAttend: heads.shouldAttend,
      present: heads.present,
      quorum: progress.quorum,
    },
    missing: Object.fromEntries(STEPS.map((step) => [step, missingFor(step, progress)])) as Record<
      Step,
      string[]
    >,
  }
}

export function keyStepOf(teller: BallotTellersTable): 'certificate' | 'polynomial' | 'voutput' | 'done' {
  if (teller.certificate === null) return 'certificate'
  if (teller.polynomial === null) return 'polynomial'
  return teller.voutput === null ? 'voutput' : 'done'
}

/** What a device that made cards compares: of their public halves in the public order. */
export function digestOfCards(credentials: readonly string[]): string {
  return sha256Hex(compactJson(credentials))
}

/** The stock of cards: made, handed out, voided, left over, destroyed. */
async function cardsOf(db: Db, ballot: BallotsTable) {
  const [credentials, voided] = [await credentialsOf(db, ballot.uuid), await voidedCards(db, ballot.uuid)]
  const cardsVoided = voided.filter(({ confirmed_by }) => confirmed_by !== null).length
  const { cards_made: made, cards_issued: issued } = ballot
  return {
    cardsMade: made,
    cardsDigest: made === null ? null : digestOfCards(credentials),
    cardsIssued: issued,
    cardsVoided,
    voidedCards: voided.map(({ credential, reason, requested_by, confirmed_by }) => ({
      number: credentials.indexOf(credential) + 1,
      reason,
      requestedBy: requested_by,
      confirmed: confirmed_by !== null,
    })),
    unusedExpected: made === null || issued === null ? null : made - issued - cardsVoided,
    unusedDestroyed: ballot.unused_destroyed,
    unusedReason: ballot.unused_reason,
  }
}

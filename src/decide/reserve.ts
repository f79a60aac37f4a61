/** 储备库: what an earlier year did not choose may be proposed again. */
import type { Context } from '../context.ts'
import { inTransaction, isUniqueViolation } from '../db/dialect.ts'
import type { Session } from '../http/session.ts'
import { bringInCandidate, CandidateNotFoundError, NameTakenError, readCycle } from '../order/handover.ts'
import { findReserved } from './queries.ts'

/**
 * Proposes a candidate of the reserve for a later year. Throws `CandidateNotFoundError`, `BroughtInAlreadyError`,
 * `NameTakenError`.
 */
export async function bringIn(
  ctx: Context,
  session: Session,
  cycleId: string,
  candidateId: string,
): Promise<{ id: string }> {
  try {
    return await inTransaction(ctx.db, async (trx) => {
      const reserved = await findReserved(trx, candidateId)
      if (reserved?.assembly_id !== session.assemblyId || reserved.cycle_id === cycleId)
        throw new CandidateNotFoundError()
      const { candidates, year } = await readCycle(trx, reserved.cycle_id)
      // An earlier year takes up nothing of a later one.
      if (year >= (await readCycle(trx, cycleId)).year) throw new CandidateNotFoundError()
      const candidate = candidates.find(({ id }) => id === candidateId)
      if (candidate === undefined) throw new CandidateNotFoundError()
      const {
        id: _id,
        position: _position,
        version: _version,
        dossierDigest: _digest,
        ...dossier
      } = candidate
      return bringInCandidate(ctx, trx, session, { cycleId, candidateId, dossier })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new NameTakenError()
    throw error
  }
}

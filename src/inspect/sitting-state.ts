/** What a progress meeting or an appointment has come to, from its steps. */
import type { Db, SittingStepsTable } from '../db/tables.ts'
import { NotArrangedError, SittingNotFoundError } from './sitting-errors.ts'
import type { Arrangement, SittingState } from './sitting-model.ts'
import { findSitting, sittingStepsOf } from './sitting-queries.ts'

type Step = Pick<SittingStepsTable, 'act' | 'content'>

export function sittingState(steps: readonly Pick<Step, 'act'>[]): SittingState {
  switch (steps.at(-1)?.act) {
    case 'arrange':
      return 'arranged'
    case 'decline':
      return 'declined'
    case 'cancel':
      return 'cancelled'
    case 'minutes':
      return 'held'
    case undefined:
      return 'requested'
  }
}

/** As it was arranged last; it stays known of what was cancelled afterwards. */
export function arrangementIn(steps: readonly Step[]): Arrangement | null {
  const step = steps.findLast(({ act }) => act === 'arrange')
  return step === undefined ? null : (JSON.parse(step.content) as Arrangement)
}

/** What nobody arranged is between who asked for it, the presidium and the deputies. */
export function isPublicSitting(steps: readonly Step[]): boolean {
  return arrangementIn(steps) !== null
}

/** Questions are put to what is arranged or was held: others would tell of a request. */
export async function requireSittingToAsk(db: Db, cycleId: string, sittingId: string): Promise<void> {
  if ((await findSitting(db, sittingId))?.cycle_id !== cycleId) throw new SittingNotFoundError()
  const state = sittingState((await sittingStepsOf(db, { cycleId, id: sittingId })).get(sittingId) ?? [])
  if (state !== 'arranged' && state !== 'held') throw new NotArrangedError()
}

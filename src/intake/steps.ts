/** The life of a demand: which act leads from where to where, and whose it is. Pure. */

export type DemandState = 'taken' | 'assigned' | 'handled' | 'answered' | 'confirmed' | 'reopened'
export type DemandAct = 'assign' | 'handle' | 'return' | 'answer' | 'confirm' | 'reopen'
export type StepActor = 'secretary' | 'deputy' | 'department' | 'resident'

interface Rule {
  readonly from: readonly DemandState[]
  readonly to: DemandState
  readonly by: readonly StepActor[]
}

/**
 * A demand may be answered at once, where it was taken; it may be assigned again while nobody has answered; a unit that
 * it is not for hands it back, to be assigned to another; and a resident who is not content opens it again, as often as
 * need be: the unit then goes on, unless it is assigned anew.
 */
export const ACTS: Readonly<Record<DemandAct, Rule>> = {
  assign: { from: ['taken', 'assigned', 'reopened'], to: 'assigned', by: ['secretary'] },
  handle: { from: ['assigned', 'reopened'], to: 'handled', by: ['secretary', 'department'] },
  return: { from: ['assigned', 'reopened'], to: 'taken', by: ['department'] },
  answer: {
    from: ['taken', 'assigned', 'handled', 'reopened'],
    to: 'answered',
    by: ['secretary', 'deputy', 'department'],
  },
  confirm: { from: ['answered'], to: 'confirmed', by: ['secretary', 'deputy', 'resident'] },
  reopen: { from: ['answered', 'confirmed'], to: 'reopened', by: ['secretary', 'deputy', 'resident'] },
}

const ALL = Object.keys(ACTS) as DemandAct[]

/** What this actor may do with a demand in this state. */
export function actsOf(state: DemandState, actor: StepActor): DemandAct[] {
  // What is not assigned is no unit's.
  if (actor === 'department' && state === 'taken') return []
  return ALL.filter((act) => ACTS[act].from.includes(state) && ACTS[act].by.includes(actor))
}

/** Whether somebody still waits for an answer. */
export function isWaiting(state: DemandState): boolean {
  return WAITING.includes(state)
}

/** Whether the answer was due before this day. */
export function isOverdue(
  demand: { readonly state: DemandState; readonly due_on: string },
  day: string,
): boolean {
  return isWaiting(demand.state) && demand.due_on < day
}

export const WAITING: readonly DemandState[] = ['taken', 'assigned', 'handled', 'reopened']

/** What is to be done, what was done and waits for its answer, and what is answered. */
export const PHASES = {
  todo: ['taken', 'assigned', 'reopened'],
  handled: ['handled'],
  answered: ['answered', 'confirmed'],
} as const satisfies Readonly<Record<string, readonly DemandState[]>>
export type Phase = keyof typeof PHASES

/**
 * Whether this actor has to reach the resident now. A unit has to while the demand is with it: what it has answered, or
 * handed back, no longer tells it who asked.
 */
export function mustReach(state: DemandState, actor: StepActor): boolean {
  return actor !== 'department' || (isWaiting(state) && state !== 'taken')
}

/** An answer is due this many days after a demand was taken, unless it is assigned with another day. */
const ANSWER_DAYS = 30

/** A calendar day so many days later; both YYYY-MM-DD. */
export function dueFrom(day: string, days = ANSWER_DAYS): string {
  const later = new Date(`${day}T00:00:00Z`)
  later.setUTCDate(later.getUTCDate() + days)
  return later.toISOString().slice(0, 10)
}

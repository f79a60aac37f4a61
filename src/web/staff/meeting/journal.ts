/** What the public journal says was done and when, as far as a meeting shows it. */
import type { JournalEntry } from '../../../board/model.ts'
import { ask } from '../api.ts'
import type { StepId } from '../checklist.ts'

export type Entry = Pick<JournalEntry, 'seq' | 'at' | 'assembly' | 'act' | 'role'> & {
  readonly payload: Readonly<Record<string, unknown>>
}

/** The act that ends each step. */
const ACT_OF: Readonly<Record<Exclude<StepId, 'signIn' | 'print'>, string>> = {
  rule: 'order.ruleAdopted',
  list: 'order.listFixed',
  draft: 'decide.voteDrafted',
  tellers: 'ballot.tellersApproved',
  keys: 'ballot.secretProved',
  cards: 'ballot.cardsMade',
  zeroReport: 'ballot.zeroReport',
  seal: 'ballot.sealed',
  checkSeal: 'ballot.sealChecked',
  issue: 'ballot.cardsIssued',
  open: 'ballot.opened',
  voting: 'ballot.closeAnnounced',
  close: 'ballot.closed',
  shares: 'ballot.shareGiven',
  count: 'ballot.counted',
  handCount: 'ballot.counted',
  reconcile: 'ballot.unusedDestroyed',
  announce: 'ballot.announced',
  goOn: 'decide.fewerAccepted',
  endPractice: 'ballot.voided',
}

let known: readonly Entry[] = []
let reading: Promise<readonly Entry[]> | undefined

/** Reads what has been added since the last time. A journal only grows. */
export function readJournal(): Promise<readonly Entry[]> {
  reading ??= readOn().finally(() => (reading = undefined))
  return reading
}

async function readOn(): Promise<readonly Entry[]> {
  const last = known.at(-1)
  const response = await ask(`/api/board/journal${last === undefined ? '' : `?after=${last.seq}`}`)
  if (!response.ok) return known
  const text = await response.text()
  const added = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry)
  if (added.length > 0) known = [...known, ...added]
  return known
}

/** When the step was done: the last such act of this year or this vote. */
export function doneAt(
  journal: readonly Entry[],
  step: StepId,
  of: { readonly cycleId: string; readonly ballot: string | undefined },
): string | undefined {
  if (step === 'signIn' || step === 'print') return undefined
  const acts: readonly string[] =
    step === 'draft' ? [ACT_OF.draft, 'inspect.assessmentDrafted'] : [ACT_OF[step]]
  return journal.findLast(
    ({ act: done, payload }) =>
      acts.includes(done) &&
      (step === 'rule' || step === 'list'
        ? payload['cycle'] === of.cycleId
        : payload['ballot'] === of.ballot),
  )?.at
}

/** When the box was opened. */
export function openedAt(journal: readonly Entry[], ballot: string): string | undefined {
  return doneAt(journal, 'open', { cycleId: '', ballot })
}

/** Where votes of other years than this one were set up. */
export function meetingsOfOtherYears(journal: readonly Entry[], cycleId: string): ReadonlySet<unknown> {
  return new Set(
    journal
      .filter(({ act, payload }) => act === ACT_OF.draft && payload['cycle'] !== cycleId)
      .map(({ payload }) => payload['meetingId']),
  )
}

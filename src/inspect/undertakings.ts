/**
 * What a unit has undertaken to do by a day: it is reported done, looked at, found done or not, until it is settled. Knows
 * where it comes from (a visit, a sitting, a verdict) only by name: those stages write it with `undertake`.
 */
import { isoNow, today, type Context } from '../context.ts'
import type { Db, Trx, UndertakingsTable, UndertakingStepsTable } from '../db/tables.ts'
import type { EvidenceFile } from '../pay/handover.ts'
import { activeStaffByRole } from '../people/handover.ts'
import { isOver } from './deadline.ts'
import {
  DayOverError,
  NoSuchUnitError,
  UndertakingNotFoundError,
  UndertakingNotReportedError,
  UndertakingOverError,
  UndertakingTakenError,
} from './errors.ts'
import { useFiles } from './files.ts'
import { isInGroup } from './supervision.ts'
import type {
  NewUndertaking,
  Undertaking,
  UndertakingCheck,
  UndertakingMove,
  UndertakingReport,
  UndertakingState,
  UndertakingStep,
} from './undertaking-model.ts'
import {
  askerOf,
  insertUndertakings,
  insertUndertakingStep,
  undertakingsById,
  undertakingsOf,
  undertakingStepsOf,
} from './undertaking-queries.ts'
import { NotInGroupError } from './visit-errors.ts'
import { changeYear, ownDeputy, requireUnit, type Actor } from './year.ts'

/** Where it comes from; exactly one. */
export type UndertakenAt =
  | { readonly from: 'visit' | 'sitting'; readonly id: string; readonly projectId: string | null }
  | { readonly from: 'verdict'; readonly id: string; readonly projectId: string }

/**
 * Writes down what was undertaken, in the caller's transaction, which holds the year. One that is there already stays as it
 * is; throws `UndertakingTakenError` when its id is another's, or it was written otherwise.
 */
export async function undertake(
  ctx: Pick<Context, 'clock'>,
  trx: Trx,
  cycleId: string,
  at: UndertakenAt,
  wanted: readonly NewUndertaking[],
): Promise<void> {
  const rows = wanted.map((each) => rowOf(each, cycleId, at, isoNow(ctx.clock)))
  const there = new Map(
    (
      await undertakingsById(
        trx,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  for (const row of rows) {
    const before = there.get(row.id)
    if (before !== undefined && !isSame(before, row)) throw new UndertakingTakenError()
  }
  await insertUndertakings(
    trx,
    rows.filter(({ id }) => !there.has(id)),
  )
}

/** All of a year, as they stand today. */
export async function readUndertakings(
  ctx: Pick<Context, 'db' | 'clock'>,
  cycleId: string,
): Promise<Undertaking[]> {
  const steps = await undertakingStepsOf(ctx.db, { cycleId })
  return (await undertakingsOf(ctx.db, cycleId)).map((row) =>
    viewOf(
      row,
      steps.filter((each) => each.undertaking_id === row.id),
      today(ctx.clock),
    ),
  )
}

/** The unit says that it is done. Throws `UndertakingOverError`, `NotYoursToInspectError` for another unit. */
export function reportUndertaking(
  ctx: Context,
  actor: Actor,
  at: UndertakingPlace,
  { text, evidence }: UndertakingReport,
): Promise<Undertaking> {
  return goOn(ctx, actor, at, async (trx, before) => {
    await requireUnit(trx, actor, before.unit)
    return {
      step: { act: 'report', content: { text, evidence }, dueOn: null },
      requireNow: async () => {
        if (before.state !== 'open') throw new UndertakingOverError()
        await useFiles(ctx, trx, at.cycleId, evidence, 'public')
      },
    }
  })
}

/** Somebody looked. Throws `NotInGroupError`, `UndertakingNotReportedError` where nobody has said yet that it is done. */
export function checkUndertaking(
  ctx: Context,
  actor: Actor,
  at: UndertakingPlace,
  check: UndertakingCheck,
): Promise<Undertaking> {
  return goOn(ctx, actor, at, async (trx, before) => {
    await requireMayCheck(trx, actor, before)
    const { found, text, evidence } = check
    const dueOn = check.found === 'notDone' ? check.dueOn : null
    return {
      step: { act: found === 'done' ? 'pass' : 'return', content: { text, evidence }, dueOn },
      requireNow: async () => {
        if (before.state !== 'reported') throw new UndertakingNotReportedError()
        if (dueOn !== null) requireAhead(ctx, dueOn)
        await useFiles(ctx, trx, at.cycleId, evidence, 'public')
      },
    }
  })
}

/**
 * Gives it another day, or another unit, or drops it. Throws `UndertakingOverError` once it is settled, `NoSuchUnitError` for a
 * unit that nobody signs in for.
 */
export function moveUndertaking(
  ctx: Context,
  actor: Actor,
  at: UndertakingPlace,
  { reason, dueOn, unit }: UndertakingMove,
): Promise<Undertaking> {
  const to = dueOn === null || unit === undefined ? {} : { unit }
  return goOn(ctx, actor, at, async (trx, before) => ({
    step: { act: dueOn === null ? 'drop' : 'move', content: { text: reason, evidence: [], ...to }, dueOn },
    requireNow: async () => {
      if (before.state === 'settled' || before.state === 'dropped') throw new UndertakingOverError()
      if (dueOn !== null) requireAhead(ctx, dueOn)
      if (to.unit !== undefined && !(await unitsReached(trx, actor.assemblyId)).includes(to.unit))
        throw new NoSuchUnitError(to.unit)
    },
  }))
}

/** The units that somebody signs in for: what any other is to do reaches nobody. */
export async function unitsReached(db: Db, assemblyId: string): Promise<string[]> {
  const accounts = await activeStaffByRole(db, assemblyId, 'department')
  return [...new Set(accounts.map(({ name }) => name))].toSorted()
}

export interface UndertakingPlace {
  readonly cycleId: string
  readonly undertakingId: string
}

type Step = Pick<UndertakingStep, 'act' | 'dueOn'> & {
  readonly content: {
    readonly text: string
    readonly evidence: readonly EvidenceFile[]
    readonly unit?: string
  }
}

/** A step, and what has to hold before it is taken. */
interface Next {
  readonly step: Step
  readonly requireNow: () => Promise<void>
}

/** One step further, by the year held. The same step sent again after a lost answer is the one that was taken. */
function goOn(
  ctx: Context,
  actor: Actor,
  { cycleId, undertakingId }: UndertakingPlace,
  next: (trx: Trx, before: Undertaking) => Promise<Next>,
): Promise<Undertaking> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const [row] = await undertakingsById(trx, [undertakingId])
    if (row?.cycle_id !== cycleId) throw new UndertakingNotFoundError()
    const steps = await undertakingStepsOf(trx, { cycleId, id: undertakingId })
    const before = viewOf(row, steps, today(ctx.clock))
    const { step: made, requireNow } = await next(trx, before)
    const last = steps.at(-1)
    if (last !== undefined && isSameStep(last, made, roleOf(actor))) return before
    await requireNow()
    const added: UndertakingStepsTable = {
      undertaking_id: undertakingId,
      position: steps.length,
      act: made.act,
      content: JSON.stringify(made.content),
      due_on: made.dueOn,
      role: roleOf(actor),
      at: isoNow(ctx.clock),
    }
    await insertUndertakingStep(trx, added)
    await act('inspect.undertakingStep', {
      undertaking: undertakingId,
      step: made.act,
      dueOn: made.dueOn,
      ...(made.content.unit === undefined ? {} : { unit: made.content.unit }),
    })
    return viewOf(row, [...steps, added], today(ctx.clock))
  })
}

function isSameStep(
  { act, content, due_on: dueOn, role }: UndertakingStepsTable,
  wanted: Step,
  by: UndertakingStepsTable['role'],
): boolean {
  return (
    act === wanted.act && dueOn === wanted.dueOn && role === by && content === JSON.stringify(wanted.content)
  )
}

/**
 * A deputy looks at what belongs to a project in whose group it is, or at what was promised at a sitting that it had asked
 * for. Throws `NotInGroupError`.
 */
async function requireMayCheck(
  db: Db,
  actor: Actor,
  { projectId, from, fromId }: Undertaking,
): Promise<void> {
  const own = await ownDeputy(db, actor)
  if (own === undefined) return
  if (projectId !== null && (await isInGroup(db, actor, projectId))) return
  if (from === 'sitting' && (await askerOf(db, fromId)) === own) return
  throw new NotInGroupError()
}

function roleOf({ role }: Actor): UndertakingStepsTable['role'] {
  if (role === 'auditor' || role === 'teller') throw new Error('the door lets none of these in')
  return role
}

function requireAhead(ctx: Pick<Context, 'clock'>, day: string): void {
  if (isOver(day, today(ctx.clock))) throw new DayOverError(day)
}

/** What it has come to, from its steps. */
export function stateAfter(steps: readonly Pick<UndertakingStepsTable, 'act'>[]): UndertakingState {
  let state: UndertakingState = 'open'
  for (const { act } of steps) {
    if (act === 'report') state = 'reported'
    else if (act === 'pass') state = 'settled'
    else if (act === 'return') state = 'open'
    else if (act === 'drop') state = 'dropped'
  }
  return state
}

function viewOf(row: UndertakingsTable, steps: readonly UndertakingStepsTable[], onDay: string): Undertaking {
  const state = stateAfter(steps)
  const dueOn = steps.findLast(({ due_on: moved }) => moved !== null)?.due_on ?? row.due_on
  const [from, fromId] = originOf(row)
  const said = steps.map(({ act, content, due_on: moved, role, at }) => ({
    act,
    ...(JSON.parse(content) as Step['content']),
    dueOn: moved,
    role,
    at,
  }))
  return {
    id: row.id,
    cycleId: row.cycle_id,
    projectId: row.project_id,
    from,
    fromId,
    text: row.text,
    unit: said.findLast(({ unit }) => unit !== undefined)?.unit ?? row.unit,
    owner: row.owner,
    dueOn,
    firstDueOn: row.due_on,
    state,
    overdue: state === 'open' && isOver(dueOn, onDay),
    steps: said,
    at: row.at,
  }
}

function originOf(row: UndertakingsTable): [Undertaking['from'], string] {
  if (row.visit_id !== null) return ['visit', row.visit_id]
  if (row.sitting_id !== null) return ['sitting', row.sitting_id]
  if (row.ballot_uuid !== null) return ['verdict', row.ballot_uuid]
  throw new Error('an undertaking comes from nowhere')
}

function rowOf(
  { id, text, unit, owner, dueOn }: NewUndertaking,
  cycleId: string,
  { from, id: fromId, projectId }: UndertakenAt,
  at: string,
): UndertakingsTable {
  return {
    id,
    cycle_id: cycleId,
    project_id: projectId,
    visit_id: from === 'visit' ? fromId : null,
    sitting_id: from === 'sitting' ? fromId : null,
    ballot_uuid: from === 'verdict' ? fromId : null,
    unit,
    owner,
    text,
    due_on: dueOn,
    at,
  }
}

function isSame(
  { at: _then, ...before }: UndertakingsTable,
  { at: _now, ...wanted }: UndertakingsTable,
): boolean {
  return Object.entries(wanted).every(([name, value]) => before[name as keyof typeof before] === value)
}

/** For who reads one of many in the same transaction. */
export async function undertakingsFrom(
  ctx: Pick<Context, 'clock'>,
  db: Db,
  cycleId: string,
  fromId: string,
): Promise<Undertaking[]> {
  return (await readUndertakings({ db, clock: ctx.clock }, cycleId)).filter((each) => each.fromId === fromId)
}

/** 资金: what comes in, what is contracted, what is paid; each with its voucher. Nothing is struck out, only taken back. */
import { isoNow, type Context } from '../context.ts'
import type { ProjectMoneyTable } from '../db/tables.ts'
import {
  EntryNotFoundError,
  EntryReversedError,
  EntryTakenError,
  ReversedTooEarlyError,
  UnknownPartError,
} from './errors.ts'
import { useEvidence } from './evidence.ts'
import type { MoneyEntry, Reversal } from './model.ts'
import {
  act,
  changeProject,
  heldPlan,
  requireNotFuture,
  requireOpen,
  writerOf,
  type Actor,
} from './projects.ts'
import { entriesOf, findEntry, insertEntry } from './queries.ts'

export interface EntryPlace {
  readonly projectId: string
  readonly entryId: string
}

/** Books an entry under an id that its device made, so that sending it again books nothing twice. */
export function bookEntry(
  ctx: Context,
  actor: Actor,
  { projectId, entryId }: EntryPlace,
  entry: MoneyEntry,
): Promise<{ id: string }> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    requireOpen(project.row)
    const plan = await heldPlan(trx, project.row)
    requireNotFuture(ctx, entry.bookedOn)
    const parts = entry.kind === 'allocated' ? plan.sources : plan.budget
    const part = entry.kind === 'allocated' ? entry.sourceId : entry.lineId
    if (!parts.some(({ id }) => id === part)) throw new UnknownPartError(part)
    const row: ProjectMoneyTable = {
      id: entryId,
      project_id: projectId,
      kind: entry.kind,
      fen: entry.fen,
      booked_on: entry.bookedOn,
      source_id: entry.kind === 'allocated' ? entry.sourceId : null,
      line_id: entry.kind === 'allocated' ? null : entry.lineId,
      party: entry.party,
      voucher: entry.voucher,
      voucher_sha256: entry.voucherFile ?? null,
      note: entry.note ?? null,
      reverses: null,
      role: writerOf(actor.role),
      at: isoNow(ctx.clock),
    }
    const before = await findEntry(trx, entryId)
    if (before !== undefined) {
      if (!isSame(before, row)) throw new EntryTakenError()
      return { id: entryId }
    }
    if (entry.voucherFile !== undefined)
      await useEvidence(ctx, trx, projectId, [{ sha256: entry.voucherFile, title: entry.voucher }])
    await insertEntry(trx, row)
    const { kind, fen, bookedOn } = entry
    await act(ctx, trx, actor, project, 'pay.moneyBooked', { entry: entryId, kind, fen, bookedOn })
    return { id: entryId }
  })
}

/** Takes an entry back by another of the same amount below zero, with the reason (红字冲销). */
export function reverseEntry(
  ctx: Context,
  actor: Actor,
  { projectId, entryId }: EntryPlace,
  { id, bookedOn, note }: Reversal,
): Promise<{ id: string }> {
  return changeProject(ctx, actor, projectId, async (trx, project) => {
    requireOpen(project.row)
    const entries = await entriesOf(trx, [projectId])
    const wrong = entries.find((entry) => entry.id === entryId)
    if (wrong === undefined) throw new EntryNotFoundError()
    const again = entries.find(({ reverses }) => reverses === entryId)
    if (again?.id === id) return { id }
    if (again !== undefined || wrong.reverses !== null) throw new EntryReversedError()
    requireNotFuture(ctx, bookedOn)
    if (bookedOn < wrong.booked_on) throw new ReversedTooEarlyError(wrong.booked_on)
    if ((await findEntry(trx, id)) !== undefined) throw new EntryTakenError()
    await insertEntry(trx, {
      ...wrong,
      id,
      fen: -wrong.fen,
      booked_on: bookedOn,
      note,
      reverses: entryId,
      role: writerOf(actor.role),
      at: isoNow(ctx.clock),
    })
    // Why may name who was paid, which is not public; the journal is.
    const facts = { entry: id, reverses: entryId, kind: wrong.kind, fen: -wrong.fen, bookedOn }
    await act(ctx, trx, actor, project, 'pay.moneyReversed', facts)
    return { id }
  })
}

function isSame({ at: _at, role: _role, ...before }: ProjectMoneyTable, now: ProjectMoneyTable): boolean {
  return Object.entries(before).every(([name, value]) => now[name as keyof ProjectMoneyTable] === value)
}

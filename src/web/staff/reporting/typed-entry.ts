/** An entry of money as it stands in the fields. Pure. */
import type { MoneyEntry } from '../../../pay/model.ts'
import { sumFen } from '../../../pay/sums.ts'
import type { Project } from '../../../pay/views.ts'
import { newId } from '../../shared/new-id.ts'
import { fenOfYuan } from './amounts.ts'
import { named, type TypedFile } from './typed-file.ts'

export type Kind = MoneyEntry['kind']
export const KINDS = ['allocated', 'contracted', 'paid'] as const satisfies readonly Kind[]

export interface TypedEntry {
  /** Under which it is booked: sent again, it is the same entry. */
  readonly id: string
  readonly kind: Kind
  /** The source or the budget line; empty for the first. */
  readonly part: string
  /** In yuan. */
  readonly amount: string
  readonly bookedOn: string
  readonly party: string
  readonly voucher: string
  readonly note: string
  readonly files: readonly TypedFile[]
}

export function newEntry(on: string): TypedEntry {
  return {
    id: newId(),
    kind: 'paid',
    part: '',
    amount: '',
    bookedOn: on,
    party: '',
    voucher: '',
    note: '',
    files: [],
  }
}

export type WrongEntry = 'part' | 'amount' | 'bookedOn' | 'party' | 'voucher'

export function readEntry(
  typed: TypedEntry,
  plan: NonNullable<Project['plan']>,
): { readonly entry: MoneyEntry; readonly wrong: readonly WrongEntry[] } {
  const fen = fenOfYuan(typed.amount) ?? 0
  const [file] = named(typed.files, null)
  const parts = partsOf(plan, typed.kind)
  const part = parts.find(({ id }) => id === typed.part)?.id ?? parts[0]?.id ?? ''
  const voucher = {
    fen,
    bookedOn: typed.bookedOn,
    party: typed.party.trim(),
    voucher: typed.voucher.trim(),
    ...(file === undefined ? {} : { voucherFile: file.sha256 }),
    ...(typed.note.trim() === '' ? {} : { note: typed.note.trim() }),
  }
  const checks: readonly (readonly [WrongEntry, boolean])[] = [
    ['part', part === ''],
    ['amount', fen === 0],
    ['bookedOn', typed.bookedOn === ''],
    ['party', voucher.party === ''],
    ['voucher', voucher.voucher === ''],
  ]
  return {
    entry:
      typed.kind === 'allocated'
        ? { kind: typed.kind, sourceId: part, ...voucher }
        : { kind: typed.kind, lineId: part, ...voucher },
    wrong: checks.filter(([, is]) => is).map(([name]) => name),
  }
}

export function partsOf(plan: NonNullable<Project['plan']>, kind: Kind) {
  return kind === 'allocated' ? plan.sources : plan.budget
}

/** Whether what stands in the books is what was typed. */
export function isBooked(there: Project['entries'][number], entry: MoneyEntry): boolean {
  const part = entry.kind === 'allocated' ? entry.sourceId : entry.lineId
  return (
    there.kind === entry.kind &&
    there.fen === entry.fen &&
    there.bookedOn === entry.bookedOn &&
    (there.sourceId ?? there.lineId) === part &&
    there.party === entry.party &&
    there.voucher === entry.voucher &&
    there.voucherFile === (entry.voucherFile ?? null) &&
    there.note === (entry.note ?? null)
  )
}

/** What was booked so far of one kind on one source or line. */
export function bookedOn(entries: Project['entries'], kind: Kind, part: string): number {
  return sumFen(entries.filter((each) => each.kind === kind && (each.sourceId ?? each.lineId) === part))
}

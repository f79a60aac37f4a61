/** 年度报告: the secretary writes the words, the records give the figures, the presidium issues both, frozen by digest. */
import { canonicalJson, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import type { Db, YearReportsTable } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { readCycle } from '../order/handover.ts'
import { assemblyName } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { readYearFigures, type YearFigures } from './year-figures.ts'
import {
  UnknownFigureError,
  YearReportChangedError,
  YearReportNotFoundError,
  YearReportNotSeenError,
} from './year-report-errors.ts'
import type {
  IssuedYearReport,
  SavedYearReport,
  YearReport,
  YearReportDraft,
  YearReportIssue,
} from './year-report-model.ts'
import { insertYearReport, issueYearReportRow, yearReportsOf } from './year-report-queries.ts'
import { filled, SECTIONS, unknownNames, type YearWords } from './year-sections.ts'
import { namedFigures, proposedWords } from './year-words.ts'
import { changeYear, isInside, type Actor } from './year.ts'

/** To the public what was issued; to who works for the assembly also what is being written, with the figures of now. */
export async function readYearReport(
  ctx: Context,
  cycleId: string,
  session: Session | null,
): Promise<YearReport> {
  const { year, assemblyId } = await readCycle(ctx.db, cycleId)
  const rows = await yearReportsOf(ctx.db, cycleId)
  const issued = rows.flatMap(issuedIn).toReversed()
  return {
    cycleId,
    year,
    assembly: await assemblyName(ctx.db, assemblyId),
    issued: issued.map(({ version, issuedAt, digest }) => ({ version, issuedAt, digest })),
    latest: issued[0] ?? null,
    draft: isInside(session, assemblyId) ? await draftOf(ctx, cycleId, year, rows.at(-1)) : null,
  }
}

/** An issued version, as it was then. Throws `YearReportNotFoundError`. */
export async function readIssued(db: Db, cycleId: string, version: number): Promise<IssuedYearReport> {
  await readCycle(db, cycleId)
  const found = (await yearReportsOf(db, cycleId)).flatMap(issuedIn).find((each) => each.version === version)
  if (found === undefined) throw new YearReportNotFoundError()
  return found
}

/** The same words again are the same version. Throws `YearReportChangedError`, `UnknownFigureError`. */
export function saveYearReport(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  { words, from }: SavedYearReport,
): Promise<{ version: number }> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const before = (await yearReportsOf(trx, cycleId)).at(-1)
    const text = canonicalJson(words)
    if (before !== undefined && before.version === from + 1 && before.words === text)
      return { version: before.version }
    if ((before?.version ?? 0) !== from) throw new YearReportChangedError()
    const { year } = await readCycle(trx, cycleId)
    const named = namedFigures(await readYearFigures({ ...ctx, db: trx }, cycleId), year)
    const [unknown] = SECTIONS.flatMap((section) => unknownNames(words[section], named))
    if (unknown !== undefined) throw new UnknownFigureError(`{${unknown}}`)
    const version = from + 1
    await insertYearReport(trx, {
      cycle_id: cycleId,
      version,
      words: text,
      figures: null,
      digest: null,
      issued_at: null,
      at: isoNow(ctx.clock),
    })
    await act('inspect.yearReportSaved', { version, digest: sha256Hex(text) })
    return { version }
  })
}

/**
 * Freezes the words with the figures of now, and publishes them. Throws `YearReportNotSeenError` when either is not what
 * was looked at. An earlier issue stays; the same again is the same.
 */
export function issueYearReport(
  ctx: Context,
  actor: Actor,
  cycleId: string,
  { version, digest }: YearReportIssue,
): Promise<IssuedYearReport> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const row = (await yearReportsOf(trx, cycleId)).at(-1)
    if (row?.version !== version) throw new YearReportNotSeenError()
    const [before] = issuedIn(row)
    if (before !== undefined) {
      if (before.digest !== digest) throw new YearReportNotSeenError()
      return before
    }
    const { year } = await readCycle(trx, cycleId)
    const draft = await draftOf({ ...ctx, db: trx }, cycleId, year, row)
    if (draft.digest !== digest) throw new YearReportNotSeenError()
    const words = filledWords(draft.words, draft.named)
    const issuedAt = isoNow(ctx.clock)
    await issueYearReportRow(trx, {
      cycle_id: cycleId,
      version,
      figures: JSON.stringify({ words, figures: draft.figures } satisfies Frozen),
      digest,
      issued_at: issuedAt,
    })
    await act('inspect.yearReportIssued', { version, digest })
    return { version, issuedAt, digest, words, figures: draft.figures }
  })
}

/** Words and figures as they were when they were issued: how a figure is written may change with the program. */
interface Frozen {
  readonly words: YearWords
  readonly figures: YearFigures
}

function issuedIn({ version, figures, digest, issued_at: issuedAt }: YearReportsTable): IssuedYearReport[] {
  if (figures === null || digest === null || issuedAt === null) return []
  return [{ version, issuedAt, digest, ...(JSON.parse(figures) as Frozen) }]
}

async function draftOf(
  ctx: Context,
  cycleId: string,
  year: number,
  row: YearReportsTable | undefined,
): Promise<YearReportDraft> {
  const figures = await readYearFigures(ctx, cycleId)
  const named = namedFigures(figures, year)
  const proposed = proposedWords(figures)
  const words = row === undefined ? proposed : (JSON.parse(row.words) as YearWords)
  const version = row?.version ?? 0
  return {
    version,
    issued: row?.issued_at != null,
    words,
    proposed,
    named,
    figures,
    digest: digestOf(cycleId, version, { words: filledWords(words, named), figures }),
  }
}

function digestOf(cycle: string, version: number, { words, figures }: Frozen): string {
  return sha256Hex(canonicalJson({ cycle, version, words, figures } as unknown as Json))
}

function filledWords(words: YearWords, named: Readonly<Record<string, string>>): YearWords {
  return Object.fromEntries(SECTIONS.map((section) => [section, filled(words[section], named)])) as Record<
    (typeof SECTIONS)[number],
    string
  >
}

/** 述职: the year's list of who is to report to the voters, what each reported, and how many of all have. */
import { canonicalJson, type Json } from '../board/handover.ts'
import { isoNow, today, type Context } from '../context.ts'
import type { Db, DutyHoldersTable, DutyReportsTable, Trx } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly, readCycle } from '../order/handover.ts'
import { deputiesOf, findAssembly, type Assembly } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import {
  DutyDayError,
  DutyReportChangedError,
  HolderNotFoundError,
  HolderReportedError,
  HolderTwiceError,
  LevelNotHigherError,
  ListChangedError,
  NoDutyMarksError,
  NotADeputyHereError,
  NotYourDutyError,
} from './duty-errors.ts'
import {
  LEVELS,
  type Coverage,
  type DutiesOfYear,
  type DutyHolder,
  type DutyHolderInWork,
  type DutyList,
  type DutyReport,
  type DutyReportVersion,
  type Level,
  type NewHolder,
  type SavedDutyReport,
} from './duty-model.ts'
import {
  dutyReportsOf,
  findHolder,
  heldElsewhere,
  holdersOf,
  insertDutyReport,
  replaceHolders,
} from './duty-queries.ts'
import { RoleError } from '../http/session.ts'
import { useFiles } from './files.ts'
import { ruleOf } from './rule.ts'
import { changeYear, isInside, ownDeputy, type Act, type Actor } from './year.ts'

/** The whole list, with everybody's newest report. Its files are for who works for the assembly. */
export async function readDuties(db: Db, cycleId: string, session: Session | null): Promise<DutiesOfYear> {
  const { year, assemblyId } = await readCycle(db, cycleId)
  const inside = isInside(session, assemblyId)
  const rows = await holdersOf(db, cycleId)
  const newest = new Map((await dutyReportsOf(db, { cycleId })).map((row) => [row.holder_id, row]))
  const holders = rows.map((row): DutyHolder => viewOf(row, newest.get(row.id), inside))
  const deputyId = inside && session !== null ? await ownIfAny(db, session) : undefined
  return {
    cycleId,
    year,
    dutyMarks: (await ruleOf(db, cycleId)).dutyMarks,
    listDigest: digestOf(rows),
    coverage: coverageOf(holders),
    holders,
    own: rows.find((row) => row.deputy_id !== null && row.deputy_id === deputyId)?.id ?? null,
  }
}

/** With what it said before. Throws `HolderNotFoundError`. */
export async function readDutyHolder(db: Db, cycleId: string, holderId: string): Promise<DutyHolderInWork> {
  await cycleAssembly(db, cycleId)
  const row = await findHolder(db, holderId)
  if (row?.cycle_id !== cycleId) throw new HolderNotFoundError()
  const versions = await dutyReportsOf(db, { cycleId, holderId })
  return { ...viewOf(row, versions.at(-1), true), versions: versions.map((each) => versionOf(each, true)) }
}

export function coverageOf(holders: readonly Pick<DutyHolder, 'report'>[]): Coverage {
  const of = (manner: DutyReport['manner']): number =>
    holders.filter(({ report }) => report?.report.manner === manner).length
  const [oral, written] = [of('oral'), of('written')]
  return { deputies: holders.length, reported: oral + written, oral, written }
}

/**
 * Sets the whole list. Who is on it already may stay on it though not a deputy any more. Throws `HolderReportedError` for
 * one who has reported and is not on it any more, `ListChangedError`, `NotADeputyHereError`, `HolderTwiceError`,
 * `LevelNotHigherError`.
 */
export function setDutyList(ctx: Context, actor: Actor, cycleId: string, list: DutyList): Promise<ListSet> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const before = await holdersOf(trx, cycleId)
    const wanted = await rowsFor(trx, actor, { cycleId, before, holders: list.holders })
    // What is sent again, because no answer came, changes nothing.
    if (digestOf(wanted) === digestOf(before)) return answerOf(before)
    if (digestOf(before) !== list.from) throw new ListChangedError()
    return replace(trx, act, cycleId, before, wanted)
  })
}

/** Puts every active deputy of the congress on the list who is not on it yet, before those of other congresses. */
export function fillDutyList(ctx: Context, actor: Actor, cycleId: string): Promise<ListSet> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const before = await holdersOf(trx, cycleId)
    const there = new Set(before.map(({ deputy_id: deputyId }) => deputyId))
    const level = levelOf(await findAssembly(trx, actor.assemblyId))
    const missing = (await deputiesOf(trx, actor.assemblyId)).filter(
      ({ id, active }) => active && !there.has(id),
    )
    if (missing.length === 0) return answerOf(before)
    const added = missing.map(({ id: deputyId, name, delegation }) => ({
      id: ctx.newId(),
      cycle_id: cycleId,
      position: 0,
      deputy_id: deputyId,
      name,
      level,
      constituency: delegation,
    }))
    const own = before.filter(({ deputy_id: deputyId }) => deputyId !== null)
    const others = before.filter(({ deputy_id: deputyId }) => deputyId === null)
    const wanted = [...own, ...added, ...others].map((row, position) => ({ ...row, position }))
    return replace(trx, act, cycleId, before, wanted)
  })
}

/**
 * Records or corrects one report: a deputy the own one, the office any. The same again is the same one. Throws
 * `HolderNotFoundError`, `NotYourDutyError`, `NoDutyMarksError`, `DutyDayError`, `DutyReportChangedError`, `FileUnknownError`.
 */
export function reportDuty(
  ctx: Context,
  actor: Actor,
  { cycleId, holderId }: { readonly cycleId: string; readonly holderId: string },
  { report, from }: SavedDutyReport,
): Promise<{ version: number }> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const holder = await findHolder(trx, holderId)
    if (holder?.cycle_id !== cycleId) throw new HolderNotFoundError()
    const own = await ownDeputy(trx, actor)
    if (own !== undefined && holder.deputy_id !== own) throw new NotYourDutyError()
    const before = (await dutyReportsOf(trx, { cycleId, holderId })).at(-1)
    const text = JSON.stringify(report)
    if (before !== undefined && before.version === from + 1 && before.report === text)
      return { version: before.version }
    if ((before?.version ?? 0) !== from) throw new DutyReportChangedError()
    const { year } = await readCycle(trx, cycleId)
    if (report.heldOn < `${year}-01-01` || report.heldOn > today(ctx.clock))
      throw new DutyDayError(report.heldOn)
    if (report.manner === 'oral' && report.marks !== undefined && !(await ruleOf(trx, cycleId)).dutyMarks)
      throw new NoDutyMarksError()
    // A report signed by hand, or a sheet with voters' names: not even its pictures are for everybody.
    await useFiles(ctx, trx, cycleId, report.evidence, 'assembly')
    const version = from + 1
    await insertDutyReport(trx, {
      holder_id: holderId,
      version,
      manner: report.manner,
      report: text,
      role: own === undefined ? 'secretary' : 'deputy',
      at: isoNow(ctx.clock),
    })
    const { manner } = report
    await act('inspect.dutyReported', { holder: holderId, version, manner, digest: sha256Hex(text) })
    return { version }
  })
}

export interface ListSet {
  readonly listDigest: string
  readonly deputies: number
}

function answerOf(rows: readonly DutyHoldersTable[]): ListSet {
  return { listDigest: digestOf(rows), deputies: rows.length }
}

async function replace(
  trx: Trx,
  act: Act,
  cycleId: string,
  before: readonly DutyHoldersTable[],
  wanted: readonly DutyHoldersTable[],
): Promise<ListSet> {
  const reported = new Set((await dutyReportsOf(trx, { cycleId })).map((row) => row.holder_id))
  const after = new Map(wanted.map((row) => [row.id, row]))
  for (const { id, deputy_id: deputyId, name } of before)
    if (reported.has(id) && after.get(id)?.deputy_id !== deputyId) throw new HolderReportedError(name)
  await replaceHolders(trx, cycleId, wanted, reported)
  await act('inspect.dutyListSet', { deputies: wanted.length, digest: digestOf(wanted) })
  return answerOf(wanted)
}

async function rowsFor(
  trx: Trx,
  { assemblyId }: Actor,
  {
    cycleId,
    before,
    holders,
  }: {
    readonly cycleId: string
    readonly before: readonly DutyHoldersTable[]
    readonly holders: readonly NewHolder[]
  },
): Promise<DutyHoldersTable[]> {
  const ids = holders.map(({ id }) => id)
  const named = holders.flatMap((holder) => ('deputyId' in holder ? [holder.deputyId] : []))
  if (new Set(ids).size < ids.length || new Set(named).size < named.length) throw new HolderTwiceError()
  if (await heldElsewhere(trx, cycleId, ids)) throw new HolderNotFoundError()
  const level = levelOf(await findAssembly(trx, assemblyId))
  const deputies = new Map((await deputiesOf(trx, assemblyId)).map((deputy) => [deputy.id, deputy]))
  const there = new Map(before.map((row) => [row.deputy_id, row]))
  return holders.map((holder, position) => {
    const { id, constituency } = holder
    if (!('deputyId' in holder)) {
      if (LEVELS.indexOf(holder.level) <= LEVELS.indexOf(level)) throw new LevelNotHigherError(holder.name)
      return {
        id,
        cycle_id: cycleId,
        position,
        deputy_id: null,
        name: holder.name,
        level: holder.level,
        constituency: constituency ?? null,
      }
    }
    const { deputyId } = holder
    const deputy = deputies.get(deputyId)
    const known = there.get(deputyId)
    if (deputy === undefined || !(deputy.active || known !== undefined))
      throw new NotADeputyHereError(deputyId)
    return {
      id,
      cycle_id: cycleId,
      position,
      deputy_id: deputyId,
      name: deputy.name,
      level,
      constituency: constituency ?? deputy.delegation,
    }
  })
}

/** A sub-district has no congress of its own: who works there for one counts with the towns. */
function levelOf(assembly: Assembly | undefined): Level {
  const level = assembly?.level
  return LEVELS.find((each) => each === level) ?? 'town'
}

function digestOf(rows: readonly DutyHoldersTable[]): string {
  const list = rows.map(({ id, deputy_id: deputyId, name, level, constituency }) => ({
    id,
    deputyId,
    name,
    level,
    constituency,
  }))
  return sha256Hex(canonicalJson(list as unknown as Json))
}

function viewOf(row: DutyHoldersTable, newest: DutyReportsTable | undefined, inside: boolean): DutyHolder {
  const { id, deputy_id: deputyId, name, level, constituency } = row
  const report = newest === undefined ? null : versionOf(newest, inside)
  return { id, deputyId, name, level, constituency, report }
}

function versionOf({ version, report, role, at }: DutyReportsTable, inside: boolean): DutyReportVersion {
  const given = JSON.parse(report) as DutyReport
  return { version, report: inside ? given : { ...given, evidence: [] }, role, at }
}

/** An account of a deputy that stands for nobody reads as everybody does. */
async function ownIfAny(db: Db, session: Session): Promise<string | undefined> {
  try {
    return await ownDeputy(db, session)
  } catch (error) {
    if (error instanceof RoleError) return undefined
    throw error
  }
}

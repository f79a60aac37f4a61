/** 整改计划: what puts a project right that was found not satisfactory; until it is found done, nobody judges it again. */
import { today, type Context } from '../context.ts'
import { sha256Hex } from '../protocol/index.ts'
import { isOver } from './deadline.ts'
import { DayOverError } from './errors.ts'
import { assessmentsOf } from './queries.ts'
import type { NewRectification, Rectification, RectificationState } from './rectification-model.ts'
import type { Undertaking } from './undertaking-model.ts'
import { undertakingsById } from './undertaking-queries.ts'
import { readUndertakings, undertake } from './undertakings.ts'
import { fellShortIn, type Verdict } from './verdicts.ts'
import { NoRectificationError, NotFoundWantingError, RectificationOpenError } from './visit-errors.ts'
import { changeYear, projectOf, requireUnit, type Actor } from './year.ts'

type Reading = Pick<Context, 'db' | 'clock'>

/** The same plan again is the same one. Throws `NotFoundWantingError`, `NotYoursToInspectError`, `DayOverError`. */
export function planRectification(
  ctx: Context,
  actor: Actor,
  {
    cycleId,
    ballot,
    undertakingId: id,
  }: { readonly cycleId: string; readonly ballot: string; readonly undertakingId: string },
  { projectId, ...plan }: NewRectification,
): Promise<Undertaking> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const { unit } = await projectOf(trx, cycleId, projectId)
    await requireUnit(trx, actor, unit)
    const reading = { db: trx, clock: ctx.clock }
    const find = async () => (await readUndertakings(reading, cycleId)).find((each) => each.id === id)
    const before = await find()
    // The unit that was responsible then: by now it may be another's.
    const [kept] = await undertakingsById(trx, [id])
    const wanted = { ...plan, id, unit: kept?.unit ?? unit }
    if (before === undefined) {
      const fellShort = await fellShortIn(trx, await announcedOf(reading, cycleId))
      if (!fellShort.some((each) => each.id === projectId && each.ballot === ballot))
        throw new NotFoundWantingError()
      if (isOver(plan.dueOn, today(ctx.clock))) throw new DayOverError(plan.dueOn)
    }
    await undertake(ctx, trx, cycleId, { from: 'verdict', id: ballot, projectId }, [wanted])
    if (before !== undefined) return before
    await act('inspect.rectificationPlanned', {
      ballot,
      project: projectId,
      undertaking: id,
      dueOn: plan.dueOn,
      digest: sha256Hex(JSON.stringify(wanted)),
    })
    const made = await find()
    if (made === undefined) throw new Error('what was undertaken is there')
    return made
  })
}

/** Of every project that is to be judged again. Those that were named by hand have no unit here, and no plan. */
export async function readRectifications(reading: Reading, cycleId: string): Promise<Rectification[]> {
  const fellShort = await fellShortIn(reading.db, await announcedOf(reading, cycleId))
  const undertakings = await readUndertakings(reading, cycleId)
  return Promise.all(
    fellShort.flatMap(({ id, name, ballot }) => {
      if (id === null) return []
      const planned = plannedFor(undertakings, { id, ballot })
      return [
        projectOf(reading.db, cycleId, id).then(({ unit }) => ({
          projectId: id,
          project: name,
          unit,
          ballot,
          state: stateOf(planned),
          undertakingIds: planned.map((each) => each.id),
        })),
      ]
    }),
  )
}

/**
 * What is to be judged again was put right before: planned, reported, and found done. Throws `NoRectificationError`,
 * `RectificationOpenError`. A project that was named by hand is put right on paper, too.
 */
export async function requireRectified(
  reading: Reading,
  cycleId: string,
  verdicts: readonly Verdict[],
): Promise<void> {
  const undertakings = await readUndertakings(reading, cycleId)
  const inState = (wanted: RectificationState): string[] =>
    verdicts.flatMap(({ id, name, ballot }) =>
      id !== null && stateOf(plannedFor(undertakings, { id, ballot })) === wanted ? [name] : [],
    )
  const [missing, open] = [inState('missing'), inState('open')]
  if (missing.length > 0) throw new NoRectificationError(missing.join('、'))
  if (open.length > 0) throw new RectificationOpenError(open.join('、'))
}

function plannedFor(
  undertakings: readonly Undertaking[],
  { id, ballot }: { readonly id: string; readonly ballot: string },
): Undertaking[] {
  return undertakings.filter(
    ({ from, fromId, projectId }) => from === 'verdict' && fromId === ballot && projectId === id,
  )
}

/** What was dropped is no plan any more. */
function stateOf(planned: readonly Undertaking[]): RectificationState {
  const held = planned.filter(({ state }) => state !== 'dropped')
  if (held.length === 0) return 'missing'
  return held.every(({ state }) => state === 'settled') ? 'settled' : 'open'
}

async function announcedOf({ db }: Reading, cycleId: string) {
  return (await assessmentsOf(db, cycleId)).filter(({ state }) => state === 'announced')
}

/**
 * Looks whether anything changed that the hall's pages show. One look for all who listen to an assembly in this process,
 * and none while nobody listens. It looks into the database, so that it also sees what other processes did.
 */
import { isoNow, type Context } from '../context.ts'
import type { Db } from '../db/tables.ts'
import type { ServerEvent } from '../http/events.ts'
import { compactJson, sha256Hex } from '../protocol/index.ts'
import { headCounts, journalLength, recentBallots, recentYears, tellersOf, voidedCards } from './queries.ts'

export interface WatchTimes {
  readonly pollMs: number
  readonly beatMs: number
}

const TIMES: WatchTimes = { pollMs: 700, beatMs: 10_000 }

/** As everywhere while a box is open: a single ballot must not be seen to arrive. */
const RETURNED_STEP = 5

export type Listener = (event: ServerEvent) => void

export class HallWatch {
  readonly #ctx: Context
  readonly #times: WatchTimes
  readonly #assemblies = new Map<string, AssemblyWatch>()

  constructor(ctx: Context, times: WatchTimes = TIMES) {
    this.#ctx = ctx
    this.#times = times
  }

  /** Tells the listener the version now, and again whenever it changes. Gives what ends it. */
  listen(assemblyId: string, listener: Listener): () => void {
    const known = this.#assemblies.get(assemblyId)
    const watch = known ?? new AssemblyWatch(this.#ctx, assemblyId, this.#times)
    if (known === undefined) this.#assemblies.set(assemblyId, watch)
    watch.add(listener)
    return () => {
      if (watch.remove(listener) && this.#assemblies.get(assemblyId) === watch)
        this.#assemblies.delete(assemblyId)
    }
  }

  /** How many assemblies are being looked at. */
  get size(): number {
    return this.#assemblies.size
  }
}

class AssemblyWatch {
  readonly #ctx: Context
  readonly #assemblyId: string
  readonly #times: WatchTimes
  readonly #listeners = new Set<Listener>()
  #version: string | undefined
  /** Whether the last look succeeded: no beat says that all is well when it is not. */
  #sees = false
  #next: NodeJS.Timeout | undefined
  #beats: NodeJS.Timeout | undefined

  constructor(ctx: Context, assemblyId: string, times: WatchTimes) {
    this.#ctx = ctx
    this.#assemblyId = assemblyId
    this.#times = times
  }

  add(listener: Listener): void {
    this.#listeners.add(listener)
    if (this.#version !== undefined) listener(this.#state(this.#version))
    if (this.#beats !== undefined) return
    this.#beats = setInterval(() => {
      if (this.#sees) this.#tell({ event: 'beat', data: { now: isoNow(this.#ctx.clock) } })
    }, this.#times.beatMs)
    void this.#look()
  }

  /** Whether that was the last one. */
  remove(listener: Listener): boolean {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return false
    clearInterval(this.#beats)
    clearTimeout(this.#next)
    return true
  }

  async #look(): Promise<void> {
    try {
      const version = await versionOf(this.#ctx.db, this.#assemblyId)
      this.#sees = true
      if (version !== this.#version) {
        this.#version = version
        this.#tell(this.#state(version))
      }
    } catch (error) {
      // Said once. Who listens notices by the beats that stay away.
      if (this.#sees && this.#listeners.size > 0)
        this.#ctx.log.warn('hall.watchFailed', { error: String(error) })
      this.#sees = false
    }
    if (this.#listeners.size > 0) this.#next = setTimeout(() => void this.#look(), this.#times.pollMs)
  }

  #state(version: string): ServerEvent {
    return { event: 'state', data: { version, now: isoNow(this.#ctx.clock) } }
  }

  #tell(event: ServerEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

/** A digest of what pages show: equal in every process that looks at the same database. */
export async function versionOf(db: Db, assemblyId: string): Promise<string> {
  const ballots = (await recentBallots(db, assemblyId)).map((ballot) => ({
    ...ballot,
    returned: ballot.state === 'open' ? ballot.returned - (ballot.returned % RETURNED_STEP) : ballot.returned,
  }))
  const uuids = ballots.map(({ uuid }) => uuid)
  const shown = [
    await journalLength(db),
    await headCounts(db, assemblyId),
    ballots,
    await tellersOf(db, uuids),
    await voidedCards(db, uuids),
    await recentYears(db, assemblyId),
  ]
  return sha256Hex(compactJson(shown)).slice(0, 16)
}

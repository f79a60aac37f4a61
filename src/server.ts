/** Config, database, app, listen; and a stop that lets requests in flight end. */
import type { AddressInfo } from 'node:net'
import { serve, type ServerType } from '@hono/node-server'
import { createApp } from './app.ts'
import { parseConfig, type Config, type Environment } from './config.ts'
import { systemClock, systemNewId, systemRandom, type Clock, type Context, type Log } from './context.ts'
import { openDb } from './db/open.ts'
import { sweepFiles } from './files/handover.ts'
import { OpenStreams } from './http/events.ts'
import { jsonLog } from './http/log.ts'
import { operatorCode, operatorCodeFile } from './people/operator-code.ts'
import { setupNeeded } from './people/service.ts'
import { openProofPool } from './proof-pool/pool.ts'

export interface ServerOptions {
  /** Default: read from `env`. */
  readonly config?: Config
  /** Default: `process.env`. */
  readonly env?: Environment
  readonly clock?: Clock
  /** Default: one line of JSON an event, on standard output. */
  readonly log?: Log
}

export interface RunningServer {
  /** `http://host:port`, with the port that was really taken. */
  readonly url: string
  readonly ctx: Context
  /** Takes no new requests, lets the running ones end, closes the database. May be called twice. */
  readonly close: () => Promise<void>
  /** Resolves when the service has stopped, by whatever cause. */
  readonly closed: Promise<void>
}

const REQUESTS_MAY_TAKE_MS = 10_000

/**
 * Longer than proxies and programs keep a connection that nobody uses (a minute, as a rule): whoever closes it first must
 * not be the service, or it closes one on which a request is just coming, and that request is lost.
 */
const KEPT_IDLE_MS = 75_000

/** Throws `ConfigError`, `SchemaDigestMismatchError`, or what the system says of the port (`EADDRINUSE`). */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const config = options.config ?? parseConfig(options.env ?? process.env)
  const clock = options.clock ?? systemClock
  const log = options.log ?? jsonLog(clock, (line) => process.stdout.write(line))
  const db = await openDb(config)
  const proofs = openProofPool()
  const ctx: Context = { db, config, clock, log, proofs, random: systemRandom, newId: systemNewId }
  try {
    // Made now, so that it is there before anybody asks for it. It is not logged: a log is read by more people.
    await operatorCode(config)
    if (await setupNeeded(ctx)) log.info('setup.needed', { operatorCodeFile: operatorCodeFile(config) })
    const streams = new OpenStreams()
    const server = await listen(ctx, streams)
    const url = urlOf(server, config.host)
    log.info('server.started', { url, database: config.databaseUrl === null ? 'sqlite' : 'postgres' })
    const stopSweeping = sweepRegularly(ctx)
    let closing: Promise<void> | undefined
    let stopped: (() => void) | undefined
    const closed = new Promise<void>((settle) => {
      stopped = settle
    })
    return {
      url,
      ctx,
      closed,
      close: () =>
        (closing ??= stopSweeping()
          .then(() => close(server, ctx, streams))
          .finally(() => stopped?.())),
    }
  } catch (error) {
    await proofs.close()
    await db.destroy()
    throw error
  }
}

const SWEEP_EVERY_MS = 3_600_000

/** The disk is looked through once a day, and when the service starts: every file on it is asked for its row. */
const SWEEPS_A_DAY = 24

/**
 * Removes files that nobody uses, now and every hour, in the background. Gives how to stop: a sweep that runs ends after
 * the file that it is at.
 */
function sweepRegularly(ctx: Context): () => Promise<void> {
  const stopping = new AbortController()
  let sweeps = 0
  const sweep = async (): Promise<void> => {
    if (stopping.signal.aborted) return
    const disk = sweeps % SWEEPS_A_DAY === 0
    sweeps += 1
    try {
      const swept = await sweepFiles(ctx, { signal: stopping.signal, disk })
      if (swept > 0) ctx.log.info('files.swept', { files: swept })
    } catch (error) {
      ctx.log.error('files.sweepFailed', { error: String(error) })
    }
  }
  let sweeping = sweep()
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep)
  }, SWEEP_EVERY_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    stopping.abort()
    return sweeping
  }
}

/** Stops at the first SIGTERM or SIGINT, and lets the process end by itself. */
export function closeOnSignals(server: RunningServer): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close().catch((error: unknown) => {
        server.ctx.log.error('server.closeFailed', { error: String(error) })
        process.exitCode = 1
      })
    })
  }
}

function listen(ctx: Context, streams: OpenStreams): Promise<ServerType> {
  const { host, port } = ctx.config
  return new Promise((resolve, reject) => {
    const { fetch } = createApp(ctx, streams)
    const serverOptions = { keepAliveTimeout: KEPT_IDLE_MS }
    const server = serve({ fetch, hostname: host, port, serverOptions }, () => resolve(server))
    server.once('error', reject)
  })
}

async function close(server: ServerType, ctx: Context, streams: OpenStreams): Promise<void> {
  // They would go on for as long as somebody listens.
  streams.stop()
  await new Promise<void>((resolve) => {
    const tooLong = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
    }, REQUESTS_MAY_TAKE_MS)
    // A browser keeps its connection for later requests, also after the one that we still answer.
    const sweep = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    }, 20)
    server.close(() => {
      clearTimeout(tooLong)
      clearInterval(sweep)
      resolve()
    })
  })
  await ctx.proofs.close()
  await ctx.db.destroy()
  ctx.log.info('server.stopped')
}

function urlOf(server: ServerType, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** What whoever runs the server does at its command line. Works while the service runs and while it does not. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import { systemClock, systemNewId, systemRandom, type Context } from '../context.ts'
import { openDb } from '../db/open.ts'
import { silentLog } from '../http/log.ts'
import { parseInput } from '../http/valid.ts'
import { FirstPassword, NewAssembly } from '../people/model.ts'
import { operatorCode } from '../people/operator-code.ts'
import { createAssembly, resetSecondFactorByOperator, setPasswordByOperator } from '../people/service.ts'
import { openProofPool } from '../proof-pool/pool.ts'

export interface SetupOptions {
  readonly name: string
  readonly level: string
  readonly secretary: string
  readonly username: string
}

/**
 * Makes an assembly with its secretary: the first step of a deployment, and of every further assembly. Asks for the
 * secretary's password, or reads a line of standard input. Throws a `DomainError` that says what to do.
 */
export async function setUpAssembly(config: Config, options: SetupOptions): Promise<void> {
  const { name, level, secretary, username } = options
  const password = await readPassword()
  const input = parseInput(NewAssembly, {
    operatorCode: await operatorCode(config),
    assembly: { name, level },
    secretary: { username, name: secretary, password },
  })
  await withContext(config, (ctx) => createAssembly(ctx, input))
}

/** For a secretary who has lost the second factor: the next sign-in sets up another. */
export async function resetSecondFactor(config: Config, username: string): Promise<void> {
  await withContext(config, (ctx) => resetSecondFactorByOperator(ctx, username))
}

/** For a secretary who has forgotten the password: asks for another one. The second factor stays. */
export async function setPassword(config: Config, username: string): Promise<void> {
  const input = parseInput(FirstPassword, { password: await readPassword() })
  await withContext(config, (ctx) => setPasswordByOperator(ctx, username, input))
}

async function withContext(config: Config, work: (ctx: Context) => Promise<unknown>): Promise<void> {
  const db = await openDb(config)
  const proofs = openProofPool()
  const clock = systemClock
  try {
    await work({ db, config, proofs, clock, log: silentLog, random: systemRandom, newId: systemNewId })
  } finally {
    await proofs.close()
    await db.destroy()
  }
}

async function readPassword(): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY)
    stderr.write('秘书的密码（至少 10 个字符，不显示）/ the secretary’s password (not shown): ')
  // What is typed is echoed nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    if (stdin.isTTY) stderr.write('\n')
  }
}

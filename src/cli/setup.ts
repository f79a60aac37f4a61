/**
 * `piaojue setup`: makes an assembly with its secretary, for whoever runs the server. The first step of a deployment,
 * and of every further assembly. Works while the service runs and while it does not.
 */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import { systemClock, systemNewId, systemRandom, type Context } from '../context.ts'
import { openDb } from '../db/open.ts'
import { silentLog } from '../http/log.ts'
import { parseInput } from '../http/valid.ts'
import { NewAssembly } from '../people/model.ts'
import { operatorCode } from '../people/operator-code.ts'
import { createAssembly } from '../people/service.ts'
import { openProofPool } from '../proof-pool/pool.ts'

export interface SetupOptions {
  readonly name: string
  readonly level: string
  readonly secretary: string
  readonly username: string
}

/** Asks for the secretary's password (or reads a line of standard input). Throws a `DomainError` that says what to do. */
export async function setup(
  config: Config,
  { name, level, secretary, username }: SetupOptions,
): Promise<void> {
  const password = await readPassword()
  const input = parseInput(NewAssembly, {
    operatorCode: await operatorCode(config),
    assembly: { name, level },
    secretary: { username, name: secretary, password },
  })
  const db = await openDb(config)
  const proofs = openProofPool()
  try {
    const ctx: Context = {
      db,
      config,
      proofs,
      clock: systemClock,
      log: silentLog,
      random: systemRandom,
      newId: systemNewId,
    }
    await createAssembly(ctx, input)
  } finally {
    await proofs.close()
    await db.destroy()
  }
}

async function readPassword(): Promise<string> {
  const { stdin, stderr } = process
  if (stdin.isTTY) stderr.write('秘书的密码(至少 10 个字符,不显示)/ the secretary’s password (not shown): ')
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

/** A case's year, as `demo --once --case` runs it, in this process; it can be asked what everybody reads afterwards. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Case } from '../../src/cli/case.ts'
import { furnishHall } from '../../src/cli/hall.ts'
import { runYear, type Year } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer } from '../../src/server.ts'
import { QUICK_PASSWORDS } from './databases.ts'

export interface CaseRun extends Year {
  /** What it told on its way. */
  readonly said: readonly string[]
}

interface CaseOptions {
  /** When it begins; time goes on from there. */
  readonly begins?: Date
  /** While the service still runs: the public's own view of it. */
  readonly look?: (read: <T>(path: string) => Promise<T>, year: Year) => Promise<void>
}

export async function runCase(
  theCase: Case,
  { begins = new Date(), look }: CaseOptions = {},
): Promise<CaseRun> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-cases-'))
  const settings = { DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }
  const config = { ...parseConfig(settings), passwordCost: QUICK_PASSWORDS }
  const offset = begins.getTime() - Date.now()
  const now = (): Date => new Date(Date.now() + offset)
  const server = await startServer({ config, log: silentLog, clock: { now } })
  const said: string[] = []
  try {
    const { name, level } = theCase.assembly
    const hall = await furnishHall({
      url: server.url,
      operatorCode: await operatorCode(config),
      assembly: { name, level },
      random: systemRandom,
      now,
    })
    const say = { stage() {}, line: (text: string) => void said.push(text), progress() {} }
    const year = await runYear(theCase, { hall, pool: server.ctx.proofs, say })
    await look?.(async <T>(where: string) => {
      const response = await fetch(`${server.url}${where}`)
      const isJson = response.headers.get('content-type')?.includes('json') === true
      return (isJson && !where.endsWith('/journal') ? await response.json() : await response.text()) as T
    }, year)
    return { ...year, said }
  } finally {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Projects that a vote has chosen behind the real server, for browsers: it is the 5th of March 2026 there. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseConfig } from '../../src/config.ts'
import { silentLog } from '../../src/http/log.ts'
import { startServer } from '../../src/server.ts'
import { makeApp, testClock, type TestApp, type TestClock } from './app.ts'
import { QUICK_PASSWORDS } from './databases.ts'
import { makeDelivery, type TestDelivery } from './delivery.ts'

export interface ServedDelivery extends TestDelivery {
  readonly url: string
  /** The same database and clock without the network between. */
  readonly app: TestApp
  readonly clock: TestClock
  close(): Promise<void>
}

export async function serveDelivery(
  wanted: Parameters<typeof makeDelivery>[1] = {},
): Promise<ServedDelivery> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-web-'))
  const config = { ...parseConfig({ DATA_DIR: dataDir, PORT: '0' }), passwordCost: QUICK_PASSWORDS }
  const clock = testClock()
  const server = await startServer({ config, clock, log: silentLog })
  const app = makeApp({ db: server.ctx.db, config }, { clock })
  const delivery = await makeDelivery(app, wanted)
  return {
    ...delivery,
    url: server.url,
    app,
    clock,
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

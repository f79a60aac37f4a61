/** A small year for tests of pages: the first project is chosen, two have equal votes, and a run-off decides. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Case } from '../../src/cli/case.ts'
import { furnishHall, type Hall } from '../../src/cli/hall.ts'
import { runYear } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer } from '../../src/server.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'

export const TIED_YEAR = {
  id: 'tied',
  title: '太和镇，有并列',
  assembly: { name: '太和镇人民代表大会', level: 'town', deputies: 12, present: 9 },
  year: 2026,
  rule: {
    seats: 2,
    ratio: '50%',
    ratioBasis: 'of-seats',
    rounding: 'up',
    marking: 'choose',
    majority: 'over-half-of-present',
    tie: 'revote',
  },
  candidates: ['镇中心小学运动场改造', '四好农村路提升', '农村饮水安全巩固提升', '镇区路灯节能改造'].map(
    (name, i) => ({
      name,
      place: `地点${i + 1}`,
      responsibleUnit: '镇城建办',
      budgetYuan: 1000 * (i + 1),
      content: '内容。',
      finishBy: '2026-11-30',
    }),
  ),
  ballots: [[0, 1], [0, 1], [0, 1], [0, 2], [0, 2], [0, 2], [1, 2], [1, 2], []],
  runoff: { ballots: [[1], [1], [1], [1], [2], [2], [2], []] },
}

export interface ServedYear {
  readonly url: string
  readonly hall: Hall
  /** The year's vote, and its run-off. */
  readonly ballots: readonly string[]
  close(): Promise<void>
}

/** A server on which this year has been voted on. */
export async function serveYear(): Promise<ServedYear> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-year-'))
  const config = {
    ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }),
    passwordCost: QUICK_PASSWORDS,
  }
  const server = await startServer({ config, log: silentLog })
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(config),
    assembly: { name: '太和镇人民代表大会', level: 'town' },
    random: systemRandom,
    now: () => new Date(),
  })
  const pool = server.ctx.proofs
  const say = { stage() {}, line() {}, progress() {} }
  const { summary } = await runYear(Case.parse(TIED_YEAR), { hall, pool, say })
  return {
    url: server.url,
    hall,
    ballots: summary.ballots.map(({ uuid }) => uuid),
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

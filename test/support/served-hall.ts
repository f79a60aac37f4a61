/** A hall behind the real server, for browsers: people who have signed in, and ballots in any state. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Figures } from '../../src/ballot/questions.ts'
import type { NewBallot } from '../../src/ballot/model.ts'
import { done } from '../../src/cli/client.ts'
import {
  archiveOf,
  checkedBy,
  closeBox,
  convene,
  furnishHall,
  openBox,
  sealBox,
  type Hall,
} from '../../src/cli/hall.ts'
import { parseConfig } from '../../src/config.ts'
import { systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { verifyBytes, type Code, type Report } from '../../src/protocol/index.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { QUICK_PASSWORDS } from './databases.ts'
import { present } from './present.ts'

export interface ServedHall {
  readonly url: string
  readonly server: RunningServer
  readonly hall: Hall
  /** The meeting at which all deputies have signed in. */
  readonly meetingId: string
  /** A ballot that is sealed, with its cards handed out. */
  sealedBallot(wanted: Wanted): Promise<TestBallot>
  /** The same, and open. */
  openBallot(wanted: Wanted): Promise<TestBallot>
  close(): Promise<void>
}

export interface Wanted extends Pick<NewBallot, 'kind' | 'title' | 'options' | 'choicesMax'> {
  /** Cards made and handed out; 5 unless said otherwise. */
  readonly cards?: number
  readonly practice?: boolean
  /** Made besides, and kept by the chief teller; their numbers follow. */
  readonly spares?: number
}

export interface TestBallot {
  readonly uuid: string
  readonly title: string
  readonly options: readonly string[]
  /** The card with this number, each used by one test at most. */
  card(number: number): Code
  /** How many ballots are in the box, exactly. */
  inBox(): Promise<number>
  has(tracker: string): Promise<boolean>
  open(): Promise<void>
  /** Announces the close and cuts the box. */
  cut(): Promise<void>
  /** Opens the sums of a box that is cut. */
  count(): Promise<Figures | null>
  verify(): Promise<Report>
}

const DEPUTIES = 9

export async function serveHall({ closeNoticeSeconds = 0 } = {}): Promise<ServedHall> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-web-'))
  const server = await startServer({
    config: {
      ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: String(closeNoticeSeconds) }),
      passwordCost: QUICK_PASSWORDS,
    },
    log: silentLog,
  })
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(server.ctx.config),
    assembly: { name: '太和镇人民代表大会', level: 'town' },
    random: systemRandom,
    now: () => new Date(),
  })
  const { api } = hall.secretary.client
  const deputies = Array.from({ length: DEPUTIES }, (_, i) => ({ name: `代表${i + 1}` }))
  const added = await done(api.people.deputies.$post({ json: { deputies } }))
  const meetingId = await convene(
    hall,
    '第二十届人民代表大会第五次会议',
    '2026-03-05',
    added.deputies.map(({ id }) => id),
  )

  async function sealedBallot({
    cards = 5,
    practice = false,
    spares = 0,
    ...wanted
  }: Wanted): Promise<TestBallot> {
    const tellerIds = hall.tellers.map(({ staffId }) => staffId)
    const json = { description: '试验。', meetingId, tellerIds, threshold: 2, practice, ...wanted }
    const { uuid } = await done(api.ballots.$post({ json }))
    const param = { uuid }
    const { codes, fingerprint } = await sealBox(hall, uuid, { made: cards + spares, issued: cards })
    let returned: number | undefined
    return {
      uuid,
      title: wanted.title,
      options: wanted.options,
      card: (number) => present(codes[number], `card ${number}`),
      inBox: async () => {
        const row = await server.ctx.db
          .selectFrom('ballots')
          .select('returned')
          .where('uuid', '=', uuid)
          .executeTakeFirstOrThrow()
        return row.returned
      },
      has: async (tracker) => {
        const response = await fetch(`${server.url}/api/ballots/${uuid}/has/${tracker}`)
        return ((await response.json()) as { inBox: boolean }).inBox
      },
      open: async () => {
        await done(api.ballots[':uuid'].open.$post({ param }))
      },
      cut: async () => {
        returned = await closeBox(hall, uuid, (until) => sleepUntil(until))
      },
      count: async () => {
        const known = { fingerprint, returned: present(returned, 'the number returned: cut the box first') }
        await openBox(hall, uuid, known, server.ctx.proofs, () => undefined)
        return (await done(api.ballots[':uuid'].$get({ param }))).figures
      },
      verify: async () => verifyBytes(await archiveOf(hall, uuid), checkedBy(server.ctx.proofs)),
    }
  }

  return {
    url: server.url,
    server,
    hall,
    meetingId,
    sealedBallot,
    openBallot: async (wanted) => {
      const ballot = await sealedBallot(wanted)
      await ballot.open()
      return ballot
    },
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function sleepUntil(time: Date): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time.getTime() - Date.now() + 5)))
}

/** One ballot of a case from its draft to its announcement, by the simulated people of a hall. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Decision, Definition } from '../ballot/questions.ts'
import type { ProofPool } from '../proof-pool/pool.ts'
import { verifyBytes, type Code } from '../protocol/index.ts'
import type { Case } from './case.ts'
import { done } from './client.ts'
import { archiveOf, castAll, checkedBy, closeBox, openBox, prepareBox, type Hall } from './hall.ts'

/** How the run tells what it does. */
export interface Say {
  stage(title: string): void
  line(text: string): void
  progress(text: string): void
}

export interface Ceremony {
  readonly hall: Hall
  readonly pool: ProofPool
  readonly say: Say
  readonly uuid: string
  readonly name: string
}

export interface SavedBallot {
  readonly ballot: {
    readonly uuid: string
    readonly kind: string
    readonly file: string
    readonly returned: number
  }
  readonly archive: Uint8Array
}

const SPARE_CARDS = 4

/** `decisions` are those of the cards that come back. */
export async function holdBallot<T extends { readonly announcement: string | null }>(
  { present, deputies }: Case['assembly'],
  { hall, pool, say, uuid, name }: Ceremony,
  ours: {
    readonly decisions: (definition: Definition) => readonly Decision[]
    readonly announce: () => Promise<T>
  },
): Promise<{ announced: T; saved: SavedBallot }> {
  say.stage(name)
  const { codes, fingerprint } = await prepareBox(hall, uuid, {
    made: present + SPARE_CARDS,
    issued: present,
  })
  say.line(
    `三名监票人各在自己的设备上生成钥匙（3 取 2）；制卡 ${codes.length} 张，其中备用 ${SPARE_CARDS} 张`,
  )
  say.line(`零票报告已签，封箱，两名监票人在自己的设备上核对无误。选举指纹 ${fingerprint}`)
  say.line(`应到 ${deputies} 人，实到 ${present} 人，达到法定人数；发出票卡 ${present} 张，开始投票`)
  const ballots = hall.secretary.client.api.ballots[':uuid']
  const definition: Definition & { uuid: string } = {
    ...(await done(ballots.$get({ param: { uuid } }))),
    uuid,
  }
  const votes = ours.decisions(definition).map((decision, i) => ({ code: codes[i] as Code, decision }))
  const started = performance.now()
  await castAll(hall, definition, votes, (cast) => say.progress(`已收回 ${cast} / ${votes.length}`))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say.line(`${votes.length} 张选票在平板上封好、投出、逐张核验、落盘（${seconds} 秒）`)
  const returned = await closeBox(hall, uuid, async (until) => {
    const ms = until.getTime() - hall.now().getTime()
    say.line(`预告截止：${Math.max(0, Math.ceil(ms / 1000))} 秒后关箱`)
    await sleep(Math.max(0, ms + 5))
  })
  say.line(`截止。收回 ${returned} 张`)
  await openBox(hall, uuid, { fingerprint, returned }, pool, (report) =>
    say.line(`监票人核验了全部 ${report.checked.ballots} 张选票的证明，交出一份开箱份额`),
  )
  const announced = await ours.announce()
  for (const line of (announced.announcement ?? '').split('\n')) say.line(`  ${line}`)

  const archive = await archiveOf(hall, uuid)
  const report = await verifyBytes(archive, checkedBy(pool))
  if (!report.ok || report.stage !== 'counted') {
    throw new Error(`the archive does not verify: ${report.findings.map(({ zh }) => zh).join(' ')}`)
  }
  say.line(
    `独立核验档案 ${uuid}.bel：${report.checked.records} 条记录、${report.checked.ballots} 张选票，没有发现问题`,
  )
  return {
    announced,
    saved: { ballot: { uuid, kind: definition.kind, file: `${uuid}.bel`, returned }, archive },
  }
}

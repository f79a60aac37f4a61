/** `piaojue demo`: a case's year, run by a hall of simulated people through the real service. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '../config.ts'
import { systemClock, systemRandom } from '../context.ts'
import { silentLog } from '../http/log.ts'
import { operatorCode } from '../people/operator-code.ts'
import { closeOnSignals, startServer, type RunningServer } from '../server.ts'
import { readCase, type Case } from './case.ts'
import { done } from './client.ts'
import { convene, furnishHall, prepareBox, type Account, type Hall } from './hall.ts'
import type { Say } from './ceremony.ts'
import { runYear, type Year } from './year.ts'

const TAIHE = fileURLToPath(new URL('../../test/cases/taihe-2020.json', import.meta.url))

/** Three seconds instead of thirty: nobody in this hall needs the time to finish. */
const CLOSE_NOTICE_SECONDS = 3

export interface DemoOptions {
  readonly once: boolean
  readonly caseFile?: string
  readonly out?: string
  readonly port?: number
}

/** Exit code: 0, or 1 when anything differs from what the case expects. Without `once` it keeps serving. */
export async function demo({ once, caseFile, out, port }: DemoOptions): Promise<number> {
  const theCase = await readCase(caseFile ?? TAIHE)
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'piaojue-demo-'))
  const server = await startServer({
    config: {
      // Nothing of this may reach a real database.
      ...parseConfig({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }),
      closeNoticeSeconds: CLOSE_NOTICE_SECONDS,
      ...(port === undefined && !once ? {} : { port: port ?? 0 }),
    },
    log: silentLog,
  })
  const removeData = (): Promise<void> => rm(dataDir, { recursive: true, force: true })
  try {
    const say = consoleSay()
    const { hall, year } = await run(theCase, server, say, out)
    const failed = report(year, out)
    if (once || failed) {
      await server.close()
      await removeData()
      return failed ? 1 : 0
    }
    await lookAround(hall, year)
    const stopped = server.closed.then(removeData)
    closeOnSignals(server)
    await stopped
    return 0
  } catch (error) {
    await server.close()
    await removeData()
    throw error
  }
}

async function run(
  theCase: Case,
  server: RunningServer,
  say: Say,
  out: string | undefined,
): Promise<{ hall: Hall; year: Year }> {
  process.stdout.write(`\n票决 Piaojue · ${theCase.title}\n`)
  say.stage('准备')
  const hall = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(server.ctx.config),
    assembly: { name: theCase.assembly.name, level: theCase.assembly.level },
    random: systemRandom,
    now: () => systemClock.now(),
  })
  say.line(
    `${theCase.assembly.name}：代表 ${theCase.assembly.deputies} 名；秘书、主席团、三名监票人、审计已登录`,
  )
  const year = await runYear(theCase, {
    hall,
    pool: server.ctx.proofs,
    say,
    ...(out === undefined ? {} : { out }),
  })
  return { hall, year }
}

function report({ differences }: Year, out: string | undefined): boolean {
  write('')
  if (out !== undefined) write(`档案、日志和汇总在 ${out} / archives, journal and summary are in ${out}`)
  if (differences.length === 0) {
    write('与案例一致。/ Everything is as the case expects.')
    return false
  }
  write('与案例不一致 / Differs from what the case expects:')
  for (const difference of differences) write(`  ${difference}`)
  return true
}

/** Leaves a practice ballot open, and says where to look and how to sign in. */
async function lookAround(hall: Hall, year: Year): Promise<void> {
  const heldOn = systemClock.now().toISOString().slice(0, 10)
  const meetingId = await convene(hall, '试投', heldOn, year.deputyIds)
  const uuid = await practise(hall, year, meetingId)
  const { codes } = await prepareBox(hall, uuid, { made: 5, issued: 5 })
  write('\n服务仍在运行，可以看看 / The service keeps running, have a look around:')
  write(`  公开页 public page      ${hall.url}/`)
  write(`  会议工作台 staff        ${hall.url}/staff`)
  write(`  大屏幕 big screen       ${hall.url}/screen`)
  write(`  核验 auditor's page     ${hall.url}/audit`)
  write(`  公开日志 journal        ${hall.url}/api/board/journal`)
  for (const ballot of year.summary.ballots) {
    write(`  选票档案 archive        ${hall.url}/api/ballots/${ballot.uuid}/archive.bel`)
  }
  write('\n试投三张票卡(每卡一票)/ three cards to vote with, one ballot each:')
  for (const code of codes.slice(0, 3)) write(`  ${hall.url}/vote#${code}`)
  write(`\n登录 sign-ins (${hall.url}/staff; TOTP 密钥可加进任何动态口令应用):`)
  const others = [...(await hireOthers(hall, year)), ...year.departments]
  for (const { role, username, password, totpSecret } of [...hall.accounts, ...others]) {
    write(`  ${role}\t${username}\t${password}\t${totpSecret === undefined ? '' : `TOTP ${totpSecret}`}`)
  }
  write('\n按 Ctrl-C 结束 / press Ctrl-C to stop')
}

/** Who had no part in the case: a deputy who meets residents, and a department that answers them where there is none yet. */
async function hireOthers(
  hall: Hall,
  { deputyIds: [deputyId], departments }: Pick<Year, 'deputyIds' | 'departments'>,
): Promise<readonly Account[]> {
  const { staff } = hall.secretary.client.api.people
  const password = (): string => Buffer.from(hall.random(9)).toString('base64url')
  const hired: Account[] = []
  if (deputyId !== undefined) {
    const deputy = { role: '代表', name: '代表001', username: 'deputy', password: password() }
    await done(staff.$post({ json: { ...deputy, role: 'deputy', deputyId } }))
    hired.push(deputy)
  }
  if (departments.length === 0) {
    const department = { role: '责任单位', name: '镇城建办', username: 'department', password: password() }
    await done(staff.$post({ json: { ...department, role: 'department' } }))
    hired.push(department)
  }
  return hired
}

/** A practice vote on the year's own list, with its dossiers; on some list, where the case has none. */
async function practise(hall: Hall, { cycleId }: Year, meetingId: string): Promise<string> {
  const { api } = hall.secretary.client
  const json = { meetingId, tellerIds: hall.tellers.map(({ staffId }) => staffId), threshold: 2 }
  if (cycleId !== undefined) {
    const param = { id: cycleId }
    return (await done(api.decide.cycles[':id'].practice.$post({ param, json }))).ballot
  }
  const options = ['甲', '乙', '丙']
  const some = {
    kind: 'choose',
    practice: true,
    title: '明年先办哪几件?',
    description: '供参观者试投。',
  } as const
  const { uuid } = await done(api.ballots.$post({ json: { ...json, ...some, options, choicesMax: 2 } }))
  return uuid
}

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}

function consoleSay(): Say {
  const live = process.stdout.isTTY
  const clear = live ? '\r\u001b[K' : ''
  return {
    stage: (title) => process.stdout.write(`\n■ ${title}\n`),
    line: (text) => process.stdout.write(`${clear}  ${text}\n`),
    progress: (text) => {
      if (live) process.stdout.write(`${clear}  ${text}`)
    },
  }
}

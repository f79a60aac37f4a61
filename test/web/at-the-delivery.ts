/** A year whose projects are delivered, behind the real server: one light of each colour, and one that has no plan yet. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Case } from '../../src/cli/case.ts'
import { done, newPerson, type Person } from '../../src/cli/client.ts'
import { furnishHall, type Account, type Hall } from '../../src/cli/hall.ts'
import { runYear } from '../../src/cli/year.ts'
import { parseConfig } from '../../src/config.ts'
import { systemNewId, systemRandom } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import type { DraftPlan, MoneyEntry, Plan, Report } from '../../src/pay/model.ts'
import { addDays, periodsBetween } from '../../src/pay/periods.ts'
import { operatorCode } from '../../src/people/operator-code.ts'
import { startServer, type RunningServer } from '../../src/server.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

/** Chosen in this order. */
export const NAMES = {
  green: '镇中心小学运动场改造',
  yellow: '农村饮水安全巩固提升',
  red: '四好农村路提升（石城至新村段）及沿线排水沟渠综合整治工程（一期）',
  none: '镇区路灯节能改造',
} as const
export type Which = keyof typeof NAMES

export const UNIT = '镇城建办'
export const PASSWORD = 'a long password'
const BUDGET_FEN = 120_000_00

export const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
export const dayAt = (days: number): string => addDays(TODAY, days)
/** The plans hold from then on. */
const HELD = dayAt(-70)

export interface Delivery {
  readonly url: string
  readonly server: RunningServer
  readonly hall: Hall
  readonly cycleId: string
  readonly deputyIds: readonly string[]
  readonly department: Person
  readonly accounts: { readonly department: Account; readonly deputy: Account }
  idOf(which: Which): string
  close(): Promise<void>
}

/** As the dossiers have it; what the vote fixed is not changed unless told so. */
export function planOf(change: Partial<Plan> = {}): Plan {
  return {
    unit: UNIT,
    person: '王主任',
    coUnits: ['供电所', '石城村'],
    content: '新建与改造，含照明和排水。',
    place: '玄真社区',
    startBy: dayAt(-100),
    finishBy: dayAt(120),
    milestones: [
      { id: 'm1', name: '招标和设计', weight: 30, dueOn: dayAt(-60) },
      { id: 'm2', name: '主体施工', weight: 50, dueOn: dayAt(40) },
      { id: 'm3', name: '竣工验收资料', weight: 20, dueOn: dayAt(120) },
    ],
    budget: [
      { id: 'b1', name: '工程', fen: BUDGET_FEN - 20_000_00 },
      { id: 'b2', name: '监理和其他', fen: 20_000_00 },
    ],
    sources: [
      { id: 's1', name: '县级财政', fen: 70_000_00 },
      { id: 's2', name: '镇级财政', fen: 50_000_00 },
    ],
    criteria: [
      { id: 'c1', text: '工程量与设计一致' },
      { id: 'c2', text: '资料齐全' },
    ],
    ...change,
  }
}

const SAID = '本期按计划推进，现场无安全事故。'

export async function serveDelivery(): Promise<Delivery> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-delivery-'))
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
  const say = { stage() {}, line() {}, progress() {} }
  const { deputyIds } = await runYear(Case.parse(YEAR), { hall, pool: server.ctx.proofs, say })
  const { cycles } = await done(hall.secretary.client.api.order.cycles.$get())
  const cycle = present(cycles[0], 'a year')
  const ids = new Map(cycle.candidates.map(({ id, name }) => [name, id]))
  const hire = async (role: 'department' | 'deputy', name: string, username: string, more: object = {}) => {
    const json = { username, name, role, password: PASSWORD, ...more }
    await done(hall.secretary.client.api.people.staff.$post({ json }))
    const person = newPerson(server.url)
    await done(person.client.api.people.session.$post({ json: { username, password: PASSWORD } }))
    return { person, account: { role, name, username, password: PASSWORD } }
  }
  const department = await hire('department', UNIT, 'chengjian')
  const deputy = await hire('deputy', '代表001', 'daibiao', { deputyId: deputyIds[0] })
  return {
    url: server.url,
    server,
    hall: { ...hall, accounts: [...hall.accounts, department.account, deputy.account] },
    cycleId: cycle.id,
    deputyIds,
    department: department.person,
    accounts: { department: department.account, deputy: deputy.account },
    idOf: (which) => present(ids.get(NAMES[which]), which),
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const YEAR = {
  id: 'delivery',
  title: '太和镇，实施中的四个项目',
  assembly: { name: '太和镇人民代表大会', level: 'town', deputies: 5, present: 5 },
  year: Number(TODAY.slice(0, 4)),
  rule: {
    seats: 4,
    ratio: '20%',
    ratioBasis: 'of-seats',
    rounding: 'up',
    marking: 'choose',
    majority: 'over-half-of-all-deputies',
    tie: 'revote',
  },
  candidates: [...Object.values(NAMES), '村级小舞台'].map((name) => ({
    name,
    category: '基础设施',
    content: '新建与改造，含照明和排水。',
    place: '玄真社区',
    responsibleUnit: UNIT,
    budgetYuan: BUDGET_FEN / 100,
    funding: '县镇两级财政',
    startBy: dayAt(-100),
    finishBy: dayAt(120),
  })),
  ballots: Array.from({ length: 5 }, () => [0, 1, 2, 3]),
}

// ------------------------------------------------------------------------------------- what a unit does, over the API

export async function saveDraft(
  delivery: Delivery,
  which: Which,
  plan: DraftPlan,
  from = 0,
): Promise<number> {
  const param = { id: delivery.idOf(which) }
  const { draft } = delivery.department.client.api.pay.projects[':id']
  return (await done(draft.$put({ param, json: { plan, from } }))).draftVersion
}

export async function approvePlan(delivery: Delivery, which: Which, plan: Plan = planOf()): Promise<void> {
  const draftVersion = await saveDraft(delivery, which, plan)
  const route = delivery.hall.presidium.client.api.pay.projects[':id'].plan
  const json = { for: 9, against: 0, abstain: 0, draftVersion, decidedOn: HELD }
  await done(route.$post({ param: { id: delivery.idOf(which) }, json }))
}

export async function sendFile(delivery: Delivery, which: Which, bytes: Uint8Array): Promise<string> {
  const at = `/api/pay/projects/${delivery.idOf(which)}/files/${sha256(bytes)}`
  const headers = { 'content-type': 'application/octet-stream' }
  const response = await delivery.department.fetch(at, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers,
  })
  if (!response.ok) throw new Error(await response.text())
  return ((await response.json()) as { sha256: string }).sha256
}

/** The last period is told by `last`, those before by a few words. */
export async function report(delivery: Delivery, which: Which, last: Partial<Report> = {}): Promise<void> {
  const route = delivery.department.client.api.pay.projects[':id'].reports[':period']
  const periods = periodsBetween(HELD, TODAY, 1)
  for (const period of periods) {
    const more = period === periods.at(-1) ? last : {}
    const json = { report: { text: SAID, milestones: [], evidence: [], departures: [], ...more }, from: 0 }
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are written
    await done(route.$put({ param: { id: delivery.idOf(which), period }, json }))
  }
}

export async function book(delivery: Delivery, which: Which, entry: Partial<MoneyEntry>): Promise<void> {
  const route = delivery.department.client.api.pay.projects[':id'].money[':entryId']
  const json = {
    bookedOn: dayAt(-20),
    party: '县第一建筑公司',
    voucher: '支-2026-018',
    ...entry,
  } as MoneyEntry
  await done(route.$put({ param: { id: delivery.idOf(which), entryId: systemNewId() }, json }))
}

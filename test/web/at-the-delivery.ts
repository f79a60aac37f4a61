/** A year whose projects are delivered, behind the real server: one light of each colour, and one that has no plan yet. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser as Chromium } from 'playwright-core'
import { parseConfig } from '../../src/config.ts'
import { systemNewId, today } from '../../src/context.ts'
import { silentLog } from '../../src/http/log.ts'
import type { DraftPlan, MoneyEntry, Plan, Report } from '../../src/pay/model.ts'
import { addDays, periodsBetween } from '../../src/pay/periods.ts'
import { startServer } from '../../src/server.ts'
import { makeApp, type Person } from '../support/app.ts'
import { ask, ballotAt, makeHall, type Asker } from '../support/ballots.ts'
import { newTablet, type Tablet } from '../support/browser.ts'
import { CARRIED, decide, dossierOf, reviewOf, ruleOf, voteBody } from '../support/cycles.ts'
import { QUICK_PASSWORDS } from '../support/databases.ts'
import { planOf as somePlan, project, reportOf, sendFile as send, UNIT } from '../support/delivery.ts'
import { present } from '../support/present.ts'

/** Chosen in this order. */
export const NAMES = {
  green: '镇中心小学运动场改造',
  yellow: '农村饮水安全巩固提升',
  red: '四好农村路提升（石城至新村段）及沿线排水沟渠综合整治工程（一期）',
  none: '镇区路灯节能改造',
} as const
export type Which = keyof typeof NAMES

export const TODAY = today({ now: () => new Date() })
export const YEAR = Number(TODAY.slice(0, 4))
export const dayAt = (days: number): string => addDays(TODAY, days)
/** The plans hold from then on. */
const HELD = dayAt(-70)

/** What the vote fixed of each of them. */
const VOTED = {
  place: '玄真社区',
  responsibleUnit: UNIT,
  budgetFen: 120_000_00,
  funding: '县镇两级财政',
  startBy: dayAt(-100),
  finishBy: dayAt(120),
}

export function planOf(change: Partial<Plan> = {}): Plan {
  const { place, startBy, finishBy } = VOTED
  return somePlan({
    place,
    startBy,
    finishBy,
    milestones: [
      { id: 'm1', name: '招标和设计', weight: 30, dueOn: dayAt(-60) },
      { id: 'm2', name: '主体施工', weight: 50, dueOn: dayAt(40) },
      { id: 'm3', name: '竣工验收资料', weight: 20, dueOn: dayAt(120) },
    ],
    ...change,
  })
}

export type Role = 'secretary' | 'presidium' | 'auditor' | 'deputy' | 'department'

export interface Delivery {
  readonly url: string
  readonly cycleId: string
  readonly deputyIds: readonly string[]
  idOf(which: Which): string
  /** The same person over the network, so that open pages hear of what they do. */
  as(role: Role): Asker
  /** A desk of their own, where they have signed in. */
  desk(browser: Chromium, role: Role): Promise<Tablet>
  close(): Promise<void>
}

export async function serveDelivery(): Promise<Delivery> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-web-'))
  const config = {
    ...parseConfig({ DATA_DIR: dataDir, PORT: '0', CLOSE_NOTICE_SECONDS: '0' }),
    passwordCost: QUICK_PASSWORDS,
  }
  const server = await startServer({ config, log: silentLog })
  // Plans are read on this day: the clock is the machine's, and days are counted from it.
  let ahead = 0
  const now = (): Date => new Date(Date.now() + ahead)
  const clock = { now, advance: (seconds: number) => void (ahead += seconds * 1000) }
  const app = makeApp({ db: server.ctx.db, config }, { clock })
  const hall = await makeHall(app, { deputies: 3, tellers: 1 })
  const rule = ruleOf({ seats: 4, ratio: '20%' })
  const { id } = await ask<{ id: string }>(
    hall.secretary,
    'POST /api/order/cycles',
    { year: YEAR, rule },
    201,
  )
  const at = `/api/order/cycles/${id}`
  const ids: string[] = []
  for (const name of [...Object.values(NAMES), '村级小舞台']) {
    const dossier = dossierOf(name, VOTED)
    // oxlint-disable-next-line no-await-in-loop -- in the order of the list
    ids.push((await ask<{ id: string }>(hall.secretary, `POST ${at}/candidates`, dossier, 201)).id)
  }
  await ask(hall.presidium, `POST ${at}/rule/adopt`, CARRIED)
  await ask(hall.presidium, `POST ${at}/review`, await reviewOf(hall, { path: at }, CARRIED))
  const votes = `POST /api/decide/cycles/${id}/votes`
  const { ballot } = await ask<{ ballot: string }>(hall.secretary, votes, voteBody(hall), 201)
  const all = [0, 1, 2, 3]
  await decide(await ballotAt(hall, ballot), [all, all, all])
  const people: Readonly<Record<Role, Person>> = {
    secretary: hall.secretary,
    presidium: hall.presidium,
    auditor: await hall.assembly.person('auditor'),
    deputy: await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) }),
    department: await hall.assembly.person('department', { name: UNIT }),
  }
  const cookieOf = (role: Role): string => present(people[role].cookie, role)
  return {
    url: server.url,
    cycleId: id,
    deputyIds: hall.assembly.deputyIds,
    idOf: (which) => present(ids[Object.keys(NAMES).indexOf(which)], which),
    as: (role) => ({
      fetch: (where, init = {}) => {
        const headers = new Headers(init.headers)
        headers.set('cookie', cookieOf(role))
        return fetch(`${server.url}${where}`, { ...init, headers })
      },
    }),
    desk: async (browser, role) => {
      const desk = await newTablet(browser)
      const [name = '', ...value] = cookieOf(role).split('=')
      await desk.context.addCookies([{ name, value: value.join('='), url: server.url }])
      desk.page.setDefaultTimeout(60_000)
      return desk
    },
    close: async () => {
      await server.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

// ------------------------------------------------------------------------------------- what a unit does, over the API

export async function saveDraft(
  delivery: Delivery,
  which: Which,
  plan: DraftPlan,
  from = 0,
): Promise<number> {
  const route = `PUT ${project(delivery.idOf(which))}/draft`
  const saved = await ask<{ draftVersion: number }>(delivery.as('department'), route, { plan, from })
  return saved.draftVersion
}

export async function approvePlan(delivery: Delivery, which: Which, plan: Plan = planOf()): Promise<void> {
  const draftVersion = await saveDraft(delivery, which, plan)
  const approval = { ...CARRIED, draftVersion, decidedOn: HELD }
  await ask(delivery.as('presidium'), `POST ${project(delivery.idOf(which))}/plan`, approval, 201)
}

export function sendFile(delivery: Delivery, which: Which, bytes: Uint8Array): Promise<string> {
  return send(delivery.as('department'), delivery.idOf(which), bytes)
}

/** The last period is told by `last`, those before by a few words. */
export async function report(delivery: Delivery, which: Which, last: Partial<Report> = {}): Promise<void> {
  const periods = periodsBetween(HELD, TODAY, 1)
  for (const period of periods) {
    const said = reportOf(period === periods.at(-1) ? last : {})
    const route = `PUT ${project(delivery.idOf(which))}/reports/${period}`
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are written
    await ask(delivery.as('department'), route, { report: said, from: 0 })
  }
}

export async function book(delivery: Delivery, which: Which, entry: Partial<MoneyEntry>): Promise<void> {
  const route = `PUT ${project(delivery.idOf(which))}/money/${systemNewId()}`
  const body = { bookedOn: dayAt(-20), party: '县第一建筑公司', voucher: '支-2026-018', ...entry }
  await ask(delivery.as('department'), route, body)
}

/** Projects that a vote has chosen, with their units, plans and reports, through the HTTP API. */
import type { DraftPlan, MoneyEntry, Plan, Report } from '../../src/pay/model.ts'
import type { Project, ProjectsOfYear } from '../../src/pay/views.ts'
import { codeAt } from '../../src/people/totp.ts'
import { PASSWORD, type Person, type TestApp, type TestClock } from './app.ts'
import { ask, makeHall, type Asker, type TestHall } from './ballots.ts'
import { CARRIED, decide, dossierOf, fixedCycle, startVote, type TestCycle } from './cycles.ts'
import { sha256 } from './files.ts'
import { present } from './present.ts'

/** Who is responsible for what `dossierOf` says. */
export const UNIT = '镇政府'

export interface TestDelivery {
  readonly hall: TestHall
  readonly cycle: TestCycle
  /** What was chosen, in the order of the list. */
  readonly projectIds: readonly string[]
  readonly department: Person
}

/** A vote of three deputies that chooses as many as there are names, with the responsible unit's account. */
export async function makeDelivery(
  app: TestApp,
  { names = ['路灯', '水渠'], unchosen = [] as readonly string[], name = '太和镇人民代表大会' } = {},
): Promise<TestDelivery> {
  const hall = await makeHall(app, { deputies: 3, tellers: 1, name })
  const cycle = await fixedCycle(hall, [...names, ...unchosen], { seats: names.length, ratio: '100%' })
  const ballot = await startVote(hall, cycle)
  const all = names.map((_, i) => i)
  await decide(ballot, [all, all, all])
  const department = await hall.assembly.person('department', { name: UNIT })
  return { hall, cycle, projectIds: cycle.candidateIds.slice(0, names.length), department }
}

/** Two milestones, two budget lines, two sources, two criteria; what the vote fixed is as `dossierOf` has it. */
export function planOf(change: Partial<Plan> = {}): Plan {
  const { content, place, responsibleUnit, budgetFen, finishBy } = dossierOf('')
  return {
    unit: responsibleUnit,
    person: '王主任',
    coUnits: ['供电所'],
    content,
    place,
    finishBy,
    milestones: [
      { id: 'm1', name: '设计', weight: 30, dueOn: '2026-04-30' },
      { id: 'm2', name: '施工', weight: 70, dueOn: '2026-10-31' },
    ],
    budget: [
      { id: 'b1', name: '设备', fen: budgetFen - 20_000_00 },
      { id: 'b2', name: '安装', fen: 20_000_00 },
    ],
    sources: [
      { id: 's1', name: '县级财政', fen: budgetFen - 50_000_00 },
      { id: 's2', name: '镇级财政', fen: 50_000_00 },
    ],
    criteria: [
      { id: 'c1', text: '全部亮灯' },
      { id: 'c2', text: '资料齐全' },
    ],
    ...change,
  }
}

export function reportOf(change: Partial<Report> = {}): Report {
  return { text: '按计划进行。', milestones: [], evidence: [], departures: [], ...change }
}

export function paid(fen: number, change: Partial<MoneyEntry> = {}): MoneyEntry {
  const entry = { kind: 'paid', lineId: 'b1', fen, bookedOn: '2026-03-05', party: '某公司', voucher: '凭-1' }
  return { ...entry, ...change } as MoneyEntry
}

export const project = (id: string | undefined): string => `/api/pay/projects/${present(id)}`

export function readProject(who: Asker, id: string | undefined, on?: string): Promise<Project> {
  return ask<Project>(who, `GET ${project(id)}${on === undefined ? '' : `?on=${on}`}`)
}

export function readBoard(who: Asker, { id }: Pick<TestCycle, 'id'>, on?: string): Promise<ProjectsOfYear> {
  return ask(who, `GET /api/pay/cycles/${id}/projects${on === undefined ? '' : `?on=${on}`}`)
}

export async function approvePlan(
  { hall, department }: TestDelivery,
  id: string | undefined,
  plan: Plan | DraftPlan = planOf(),
  decidedOn = '2026-03-05',
): Promise<void> {
  const saved = { plan, from: 0 }
  const { draftVersion } = await ask<{ draftVersion: number }>(department, `PUT ${project(id)}/draft`, saved)
  await ask(hall.presidium, `POST ${project(id)}/plan`, { ...CARRIED, draftVersion, decidedOn }, 201)
}

export function sendReport(
  who: Asker,
  id: string | undefined,
  period: string,
  report: Report = reportOf(),
  from = 0,
): Promise<{ version: number }> {
  return ask(who, `PUT ${project(id)}/reports/${period}`, { report, from })
}

/** Sends a file for the project; gives the digest by which evidence names it. */
export async function sendFile(who: Asker, id: string | undefined, bytes: Uint8Array): Promise<string> {
  const response = await who.fetch(`${project(id)}/files/${sha256(bytes)}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
  })
  if (response.status !== 200) throw new Error(`The file was not taken: ${await response.text()}`)
  return ((await response.json()) as { sha256: string }).sha256
}

/** The acts of delivery that stand in the public journal. */
export async function journalOf(who: Asker): Promise<{ act: string; role: string; payload: object }[]> {
  const text = await (await who.fetch('/api/board/journal')).text()
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { act: string; role: string; payload: object })
  return lines.filter(({ act }) => act.startsWith('pay.'))
}

/** After months, a department has to sign in again; whoever has a second factor, with the code of that time. */
export async function signInAgain(who: Person, clock?: TestClock): Promise<void> {
  const { username, totpSecret: secret } = who
  const totp = secret === undefined || clock === undefined ? {} : { totp: codeAt(secret, clock.now()) }
  const json = { username, password: PASSWORD, ...totp }
  const response = await who.client.api.people.session.$post({ json })
  if (!response.ok) throw new Error(`${who.username} could not sign in again: ${await response.text()}`)
}

/** 买单 of a case: plans, twelve months of reports, money, changes and completion of what was chosen, through the HTTP API. */
import { today } from '../context.ts'
import type { EvidenceFile, Plan } from '../pay/model.ts'
import { firstDay, lastDay } from '../pay/periods.ts'
import { sumFen } from '../pay/sums.ts'
import { CaseFileError, type Trouble } from './case.ts'
import { done, newPerson, sendFile, type Person } from './client.ts'
import {
  booked,
  courseOf,
  moneyOf,
  percentOn,
  planOn,
  type CaseDossier,
  type Course,
} from './delivery-course.ts'
import { shortPdf, sitePicture } from './evidence.ts'
import { convene, enter, type Account, type Hall } from './hall.ts'
import type { Say } from './ceremony.ts'

/** What is said of a project in the summary. */
export interface DeliveryFigures {
  readonly project: string
  /** In percent. */
  readonly weightedProgress: number
  readonly allocatedFen: number
  readonly paidFen: number
  readonly light: 'green' | 'yellow' | 'red' | null
  /** The kinds of its alarms, each once. */
  readonly alarms: readonly string[]
}

export interface CaseDelivery {
  readonly cycleId: string
  readonly year: number
  /** What was chosen: the candidates' indexes in the case, with their dossiers. */
  readonly chosen: readonly { readonly index: number; readonly dossier: CaseDossier }[]
  readonly troubles: readonly Trouble[] | undefined
  /** Who signs in where the congress has to decide. */
  readonly present: readonly string[]
}

/** Undefined where the case's year has not come so far. */
export async function runDelivery(
  hall: Hall,
  theCase: CaseDelivery,
  say: Say,
): Promise<{ figures: readonly DeliveryFigures[]; accounts: readonly Account[] } | undefined> {
  const { cycleId, year, chosen, present } = theCase
  say.stage('买单 · 项目实施')
  const now = today({ now: hall.now })
  const until = earlier(now, `${year}-12-31`)
  const approvedOn = `${year}-01-20`
  if (approvedOn > until) {
    say.line(`${year} 年还没有到，项目没有开始实施`)
    return undefined
  }
  const troubles = theCase.troubles ?? usualTroubles(chosen.map(({ index }) => index))
  for (const [i, { project }] of troubles.entries())
    if (!chosen.some(({ index }) => index === project))
      throw new CaseFileError(
        `/delivery/troubles/${i}/project: 这个项目没有入选 / this project was not chosen`,
      )
  const { pay } = newPerson(hall.url).client.api
  const cycle = { id: cycleId }
  const { projects } = await done(pay.cycles[':id'].projects.$get({ param: cycle, query: {} }))
  const departments = new Departments(hall)
  const sums = { reports: 0, pictures: 0, entries: 0 }
  for (const [position, { index, dossier }] of chosen.entries()) {
    const project = projects.find(({ name }) => name === dossier.name)
    if (project === undefined) throw new Error(`${dossier.name} was chosen, and is no project`)
    const course = courseOf(
      dossier,
      troubles.filter((trouble) => trouble.project === index),
      { approvedOn, until, position },
    )
    await new Delivery({ hall, say, departments, course, year, position, present, sums }, project.id).run()
    say.progress(`${position + 1} / ${chosen.length}`)
  }
  say.line(
    `${chosen.length} 项实施计划由主席团通过并冻结（${approvedOn}）；${departments.accounts.length} 个责任单位按月报告 ${sums.reports} 期，` +
      `照片和文件 ${sums.pictures} 个，到位、合同、支付 ${sums.entries} 笔`,
  )
  const after = await done(pay.cycles[':id'].projects.$get({ param: cycle, query: { on: until } }))
  const figures = after.projects.map(({ name, weightedProgress, money, light, alarms }) => ({
    project: name,
    weightedProgress: weightedProgress / 100,
    allocatedFen: money.allocatedFen,
    paidFen: money.paidFen,
    light,
    alarms: [...new Set(alarms.map(({ kind }) => kind))],
  }))
  for (const { project, weightedProgress, paidFen, light, alarms } of figures)
    say.line(
      `${until} ${light === null ? '没有计划' : LIGHTS[light]}　${project}：加权进度 ${weightedProgress}%，支付 ${paidFen / 100} 元` +
        alarms.map((kind) => `；${ALARMS[kind]}`).join(''),
    )
  return { figures, accounts: departments.accounts }
}

const LIGHTS = { green: '绿灯', yellow: '黄灯', red: '红灯' }

const ALARMS = {
  late: '节点逾期',
  silent: '没有报告',
  moneyAhead: '资金超前或超预算',
  noEvidence: '完成没有佐证',
  unapproved: '未经批准的变更',
}

/** One late, one changed, one paid above its budget, as many as fit; the others go well. */
function usualTroubles(chosen: readonly number[]): Trouble[] {
  const [late, changed, overPaid] = chosen
  return [
    ...(late === undefined ? [] : [{ project: late, kind: 'late' as const, open: 2 }]),
    ...(changed === undefined
      ? []
      : [
          {
            project: changed,
            kind: 'changed' as const,
            amountPercent: 8,
            reason: '主要材料涨价，按实际工程量调整投资额。',
          },
        ]),
    ...(overPaid === undefined ? [] : [{ project: overPaid, kind: 'over-paid' as const, percent: 3 }]),
  ]
}

/** The units' accounts, made by the secretary when they are first needed. */
class Departments {
  readonly accounts: Account[] = []
  readonly #people = new Map<string, Person>()
  readonly #hall: Hall

  constructor(hall: Hall) {
    this.#hall = hall
  }

  async of(unit: string): Promise<Person> {
    const known = this.#people.get(unit)
    if (known !== undefined) return known
    const { secretary, url, random, now } = this.#hall
    const count = this.accounts.length + 1
    const username = count === 1 ? 'department' : `department${count}`
    const account = { name: unit, username, password: Buffer.from(random(9)).toString('base64url') }
    await done(secretary.client.api.people.staff.$post({ json: { ...account, role: 'department' } }))
    const person = newPerson(url)
    this.accounts.push(await enter(person, { role: '责任单位', ...account }, now))
    this.#people.set(unit, person)
    return person
  }
}

interface DeliveryOf {
  readonly hall: Hall
  readonly say: Say
  readonly departments: Departments
  readonly course: Course
  readonly year: number
  readonly position: number
  readonly present: readonly string[]
  /** Of all projects. */
  readonly sums: { reports: number; pictures: number; entries: number }
}

/** One project on its course. */
class Delivery {
  readonly #of: DeliveryOf
  readonly #param: { id: string }
  /** Who works on it: a change may give it to another unit. */
  #unit: string

  constructor(of: DeliveryOf, id: string) {
    this.#of = of
    this.#param = { id }
    this.#unit = of.course.plan.unit
  }

  async run(): Promise<void> {
    const { course, year } = this.#of
    await this.#approve(course.plan)
    const money = moneyOf(course)
    const said = course.plan.milestones.map(() => 0)
    let booking = 0
    let isChanged = false
    for (let month = 1; month <= 12; month += 1) {
      const period = `${year}-${String(month).padStart(2, '0')}`
      if (firstDay(period) > course.until) break
      const last = earlier(lastDay(period, 1), course.until)
      if (!isChanged && course.change !== undefined && course.change.on <= last) {
        isChanged = true
        await this.#change(course.change)
      }
      for (
        let entry = money[booking];
        entry !== undefined && entry.bookedOn <= last;
        entry = money[booking]
      ) {
        await this.#book(entry)
        booking += 1
      }
      if (!course.silentMonths.has(month)) await this.#report(period, last, said)
    }
    await this.#complete()
  }

  #department(): Promise<Person> {
    return this.#of.departments.of(this.#unit)
  }

  #project(person: Person) {
    return person.client.api.pay.projects[':id']
  }

  async #approve(plan: Plan): Promise<void> {
    const { hall, course } = this.#of
    const param = this.#param
    const unit = await this.#department()
    const { draftVersion } = await done(this.#project(unit).draft.$put({ param, json: { plan, from: 0 } }))
    const json = { for: 9, against: 0, abstain: 0, draftVersion, decidedOn: course.approvedOn }
    await done(this.#project(hall.presidium).plan.$post({ param, json }))
  }

  async #book(entry: ReturnType<typeof moneyOf>[number]): Promise<void> {
    const param = { ...this.#param, entryId: this.#newId() }
    const unit = await this.#department()
    await done(this.#project(unit).money[':entryId'].$put({ param, json: entry }))
    this.#of.sums.entries += 1
  }

  /** What moved in the month; `said` is what was said so far of each milestone, and is brought up to date. */
  async #report(period: string, last: string, said: number[]): Promise<void> {
    const { course, position, sums } = this.#of
    const unit = await this.#department()
    const { milestones: planned } = planOn(course, last)
    const milestones = []
    const sentences: string[] = []
    for (const [i, { id: milestoneId, name }] of planned.entries()) {
      const percent = percentOn(course, i, last)
      if (percent <= (said[i] ?? 0)) continue
      said[i] = percent
      const doneOn = percent === 100 ? course.doneOn[i] : undefined
      const picture = doneOn !== undefined && !course.unshown.has(i)
      const evidence = picture
        ? [await this.#send(unit, sitePicture(position, i + 1, planned.length), `${name}完成（示意图）`)]
        : []
      milestones.push({ milestoneId, percent, evidence, ...(doneOn === undefined ? {} : { doneOn }) })
      sentences.push(doneOn === undefined ? `正在进行“${name}”` : `“${name}”已完成`)
    }
    const isLast = period.endsWith('-12')
    const departures = isLast && course.departure !== undefined ? [course.departure] : []
    const text = `${sentences.length === 0 ? quiet(course, last) : sentences.join('；')}。`
    const report = { text, milestones, evidence: [], departures }
    const param = { ...this.#param, period }
    await done(this.#project(unit).reports[':period'].$put({ param, json: { report, from: 0 } }))
    sums.reports += 1
  }

  /** Asked for by the unit, examined by the office, decided by whom the rule says. */
  async #change({ on, plan, reason }: NonNullable<Course['change']>): Promise<void> {
    const { hall, say, course, present } = this.#of
    const unit = await this.#department()
    const param = { ...this.#param, changeId: this.#newId() }
    const evidence = [await this.#send(unit, shortPdf('Application for a change'), '变更论证材料')]
    const { decidedBy } = await done(
      this.#project(unit).changes[':changeId'].$put({
        param,
        json: { baseVersion: 1, plan, reason, evidence },
      }),
    )
    const opinion = { supports: true, text: '理由属实，同意提请决定。' }
    await done(this.#project(hall.secretary).changes[':changeId'].opinion.$post({ param, json: opinion }))
    const votes =
      decidedBy === 'presidium'
        ? { for: 9, against: 0, abstain: 0 }
        : {
            for: present.length,
            against: 0,
            abstain: 0,
            meetingId: await convene(hall, '项目变更审议', on, present),
          }
    const json = { ...votes, decidedOn: on }
    const { approved } = await done(
      this.#project(hall.presidium).changes[':changeId'].decision.$post({ param, json }),
    )
    this.#unit = plan.unit
    const amounts = [course.plan, plan].map(({ budget }) => sumFen(budget) / 100)
    say.line(
      `变更：${course.name}${amounts[0] === amounts[1] ? '' : `，金额 ${amounts[0]} → ${amounts[1]} 元`}，` +
        `${decidedBy === 'presidium' ? '主席团' : '代表大会'}${approved ? '批准' : '没有批准'}（${on}）`,
    )
  }

  /** What went well is accepted; what was paid above its budget goes back; anything else stays open. */
  async #complete(): Promise<void> {
    const { hall, course, year } = this.#of
    const { until, doneOn, overPaidPercent, silentMonths, unshown, departure } = course
    if (doneOn.includes(undefined)) return
    if (silentMonths.size > 0 || unshown.size > 0 || departure !== undefined) return
    const param = this.#param
    const unit = await this.#department()
    const plan = planOn(course, until)
    const file = await this.#send(unit, shortPdf('Acceptance record'), '完工资料')
    const text = '全部节点已完成，自评合格。'
    await done(this.#project(unit).assessment.$post({ param, json: { text, evidence: [file] } }))
    const money = moneyOf(course)
    const lines = plan.budget.map(({ id: lineId }) => ({ lineId, fen: booked(money, 'paid', lineId) }))
    const accounted = { lines, text: '决算与支付一致。', evidence: [] }
    await done(this.#project(unit).account.$post({ param, json: accounted }))
    const office = this.#project(hall.secretary)
    if (overPaidPercent !== undefined) {
      const reason = '支付超过预算，请说明超支部分的来源和依据。'
      await done(office.return.$post({ param, json: { reason } }))
      return
    }
    const criteria = plan.criteria.map(({ id: criterionId }) => ({ criterionId, met: true }))
    const acceptedOn = later(doneOn.at(-1) ?? until, earlier(`${year}-12-30`, until))
    const accepted = { criteria, text: '现场查看，同意验收。', evidence: [], acceptedOn }
    await done(office.acceptance.$post({ param, json: accepted }))
  }

  async #send(person: Person, bytes: Uint8Array, title: string): Promise<EvidenceFile> {
    const sent = await sendFile(person, `/api/pay/projects/${this.#param.id}/files`, bytes, title)
    this.#of.sums.pictures += 1
    return sent
  }

  #newId(): string {
    return Buffer.from(this.#of.hall.random(12)).toString('hex')
  }
}

function quiet({ doneOn }: Course, last: string): string {
  return doneOn.every((day) => day !== undefined && day <= last)
    ? '节点已全部完成，整理资料'
    : '继续推进，没有新完成的节点'
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

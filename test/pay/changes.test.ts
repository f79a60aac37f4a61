/** 变更 and 验收: a frozen plan changes only by a decision, and ends with every criterion met. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/pay/digest.ts'
import type { Plan } from '../../src/pay/model.ts'
import { sweepFiles } from '../../src/files/sweeping.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { CARRIED, decide, fixedCycle, startVote } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  journalOf,
  makeDelivery,
  paid,
  planOf,
  project,
  readBoard,
  readProject,
  reportOf,
  sendFile,
  sendReport,
  type TestDelivery,
} from '../support/delivery.ts'
import { stateOf } from '../support/dump.ts'
import { pdfOf, photoOf } from '../support/files.ts'
import { present } from '../support/present.ts'

const SUPPORTED = { supports: true, text: '同意。' }
const DECIDED = { ...CARRIED, decidedOn: '2026-03-05' }

/** The same plan with another amount, on one line and from one source. */
function planFor(fen: number, change: Partial<Plan> = {}): Plan {
  const budget = [{ id: 'b1', name: '设备', fen }]
  return planOf({ budget, sources: [{ id: 's1', name: '县级财政', fen }], ...change })
}

const change = (id: string, changeId: string) => `${project(id)}/changes/${changeId}`

function askFor(
  who: Person,
  id: string,
  changeId: string,
  plan: Plan,
  baseVersion = 1,
  evidence: object[] = [],
) {
  const body = { baseVersion, plan, reason: '管线改道，地点要移。', evidence }
  return send(who, `PUT ${change(id, changeId)}`, body)
}

describeOnEachDatabase('changes and completion', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let other: Person
  let lamps: string
  let canal: string
  let path: string

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app, { names: ['路灯', '水渠', '步道'] })
    other = await delivery.hall.assembly.person('department', { name: '镇水务站' })
    ;[lamps = '', canal = '', path = ''] = delivery.projectIds
    for (const id of [lamps, canal, path]) await approvePlan(delivery, id)
  })

  test('a change goes from request to opinion to decision, and then is a version with its difference', async () => {
    const { hall, department, cycle } = delivery
    const before = await stateOf(app.ctx.db)
    const moved = planOf({ place: '村口' })
    await problemOf(askFor(other, lamps, 'c1', moved), 403)
    await problemOf(askFor(hall.presidium, lamps, 'c1', moved), 403)
    expect(await problemOf(askFor(department, lamps, 'c1', planOf()), 409)).toMatchObject({
      code: 'pay.nothingChanges',
    })
    expect(await problemOf(askFor(department, lamps, 'c1', moved, 2), 409)).toMatchObject({
      code: 'pay.changedMeanwhile',
    })
    const foreign = [{ sha256: 'f'.repeat(64), title: '别处' }]
    expect(await problemOf(askFor(department, lamps, 'c1', moved, 1, foreign), 409)).toMatchObject({
      code: 'pay.evidenceUnknown',
    })
    expect(await stateOf(app.ctx.db)).toEqual(before)

    const photo = await sendFile(department, lamps, await photoOf())
    const evidence = [{ sha256: photo, title: '现场' }]
    expect(await (await askFor(department, lamps, 'c1', moved, 1, evidence)).json()).toEqual({
      id: 'c1',
      decidedBy: 'presidium',
    })
    // Sent again, it is the same request; another one has to wait.
    expect((await askFor(department, lamps, 'c1', moved, 1, evidence)).status).toBe(200)
    expect(await problemOf(askFor(department, lamps, 'c2', planOf({ place: '别处' })), 409)).toMatchObject({
      code: 'pay.changePending',
    })
    expect(await waiting(hall.secretary)).toContain('路灯 opinion secretary')
    // The plan is still what it was.
    expect(await readProject(hall.tablet, lamps)).toMatchObject({
      planVersion: 1,
      differences: [],
      plan: planOf(),
    })
    expect(
      await problemOf(send(hall.presidium, `POST ${change(lamps, 'c1')}/decision`, DECIDED), 409),
    ).toMatchObject({
      code: 'pay.opinionNeeded',
    })
    await problemOf(send(department, `POST ${change(lamps, 'c1')}/opinion`, SUPPORTED), 403)
    await ask(hall.secretary, `POST ${change(lamps, 'c1')}/opinion`, SUPPORTED)
    expect(await waiting(hall.presidium)).toContain('路灯 decision presidium')
    await problemOf(send(hall.secretary, `POST ${change(lamps, 'c1')}/decision`, DECIDED), 403)
    expect(await ask(hall.presidium, `POST ${change(lamps, 'c1')}/decision`, DECIDED)).toEqual({
      approved: true,
    })
    expect(
      await problemOf(send(hall.presidium, `POST ${change(lamps, 'c1')}/decision`, DECIDED), 409),
    ).toMatchObject({
      code: 'pay.changeDone',
    })
    const difference = { field: 'place', from: '全镇', to: '村口' }
    expect(await readProject(hall.tablet, lamps)).toMatchObject({
      planVersion: 2,
      light: 'green',
      differences: [difference],
      plan: { place: '村口' },
      voted: { dossier: { place: '全镇' } },
      versions: [
        { version: 1, differences: [], changedParts: [] },
        {
          version: 2,
          changeId: 'c1',
          differences: [difference],
          changedParts: ['place'],
          holdsFrom: '2026-03-05',
        },
      ],
      changes: [{ id: 'c1', state: 'approved', opinion: { supports: true }, decision: { for: 3 } }],
    })
    expect((await readBoard(hall.tablet, cycle)).projects[0]).toMatchObject({ differences: [difference] })
    const acts = (await journalOf(hall.tablet)).map(({ act }) => act)
    expect(acts.filter((act) => act.startsWith('pay.change'))).toEqual([
      'pay.changeAsked',
      'pay.changeExamined',
      'pay.changeApproved',
    ])
  })

  test('what was refused or withdrawn changes nothing', async () => {
    const { hall, department } = delivery
    await ask(department, `PUT ${change(canal, 'd1')}`, {
      baseVersion: 1,
      plan: planOf({ finishBy: '2027-06-30' }),
      reason: '天气。',
    })
    await ask(hall.secretary, `POST ${change(canal, 'd1')}/opinion`, { supports: false, text: '工期足够。' })
    const against = { for: 1, against: 2, abstain: 0, decidedOn: '2026-03-05' }
    expect(await ask(hall.presidium, `POST ${change(canal, 'd1')}/decision`, against)).toEqual({
      approved: false,
    })
    await ask(department, `PUT ${change(canal, 'd2')}`, {
      baseVersion: 1,
      plan: planOf({ place: '别处' }),
      reason: '试。',
    })
    await problemOf(send(hall.presidium, `POST ${change(canal, 'd2')}/withdraw`), 403)
    await ask(department, `POST ${change(canal, 'd2')}/withdraw`)
    await problemOf(send(hall.secretary, `POST ${change(canal, 'd2')}/opinion`, SUPPORTED), 409)
    await problemOf(send(hall.secretary, `POST ${change(canal, 'none')}/opinion`, SUPPORTED), 404)
    // A change of another project is not there.
    await problemOf(send(hall.secretary, `POST ${change(canal, 'c1')}/opinion`, SUPPORTED), 404)
    expect(await readProject(hall.tablet, canal)).toMatchObject({
      planVersion: 1,
      differences: [],
      changes: [{ state: 'refused' }, { state: 'withdrawn' }],
    })
  })

  test('a change of the amount above the share is for the congress, by more than half of all deputies', async () => {
    const { hall, department } = delivery
    const { meetingId } = hall
    // 10% of 120,000 yuan: at the border the presidium, one fen above it the congress.
    const small = await ask(department, `PUT ${change(canal, 'e1')}`, {
      baseVersion: 1,
      plan: planFor(132_000_00),
      reason: '涨价。',
    })
    expect(small).toMatchObject({ decidedBy: 'presidium' })
    await ask(department, `POST ${change(canal, 'e1')}/withdraw`)
    const large = { baseVersion: 1, plan: planFor(132_000_01), reason: '涨价。' }
    expect(await ask(department, `PUT ${change(canal, 'e2')}`, large)).toMatchObject({
      decidedBy: 'congress',
    })
    await ask(hall.secretary, `POST ${change(canal, 'e2')}/opinion`, SUPPORTED)
    const decideIt = (body: object) => send(hall.presidium, `POST ${change(canal, 'e2')}/decision`, body)
    expect(await problemOf(decideIt(DECIDED), 409)).toMatchObject({ code: 'pay.forCongress' })
    // Before the plan held that it would change.
    const early = { ...DECIDED, meetingId, decidedOn: '2026-03-04' }
    expect(await problemOf(decideIt(early), 409)).toMatchObject({ code: 'pay.decidedBeforePlan' })
    const meeting = { name: '第六次会议', heldOn: '2026-03-06' }
    const later = await ask<{ id: string }>(hall.secretary, 'POST /api/people/meetings', meeting, 201)
    expect(await problemOf(decideIt({ ...DECIDED, meetingId: later.id }), 409)).toMatchObject({
      code: 'pay.beforeMeeting',
    })
    expect(await problemOf(decideIt({ ...DECIDED, for: 4, meetingId }), 409)).toMatchObject({
      code: 'pay.votesExceedPresent',
    })
    await problemOf(decideIt({ ...DECIDED, meetingId: 'none' }), 404)
    await problemOf(decideIt({ ...DECIDED, meetingId, decidedOn: '2026-03-06' }), 409)
    // One of three deputies is more than those against, and not more than half of all.
    const one = { for: 1, against: 0, abstain: 1, decidedOn: '2026-03-05', meetingId }
    expect(await (await decideIt(one)).json()).toEqual({ approved: false })
    await ask(department, `PUT ${change(canal, 'e3')}`, large)
    await ask(hall.secretary, `POST ${change(canal, 'e3')}/opinion`, SUPPORTED)
    const two = { ...one, for: 2 }
    expect(await ask(hall.presidium, `POST ${change(canal, 'e3')}/decision`, two)).toEqual({ approved: true })
    expect((await readProject(hall.tablet, canal)).differences).toEqual([
      { field: 'amount', from: '12000000', to: '13200001', since: '2026-03-05' },
    ])
    // Another unit is responsible from then on.
    const handed = planFor(132_000_01, { unit: '镇水务站' })
    await ask(department, `PUT ${change(canal, 'e4')}`, {
      baseVersion: 2,
      plan: handed,
      reason: '职责调整。',
    })
    await ask(hall.secretary, `POST ${change(canal, 'e4')}/opinion`, SUPPORTED)
    await ask(hall.presidium, `POST ${change(canal, 'e4')}/decision`, DECIDED)
    await problemOf(
      send(department, `PUT ${project(canal)}/reports/2026-03`, { report: reportOf(), from: 0 }),
      403,
    )
    await sendReport(other, canal, '2026-03')
    expect(await waiting(other)).toEqual([])
    expect((await ask<Digest>(other, 'GET /api/pay/digest')).projects.map(({ name }) => name)).toEqual([
      '水渠',
    ])
    expect((await ask<Digest>(department, 'GET /api/pay/digest')).projects.map(({ name }) => name)).toEqual([
      '路灯',
      '步道',
    ])
  })

  test('no request of any kind but a decision makes a version', async () => {
    const { hall, department } = delivery
    const before = JSON.stringify((await readProject(hall.secretary, path)).versions)
    const entry = fc.record({
      fen: fc.integer({ min: 1, max: 10_000 }),
      bookedOn: fc.constantFrom('2026-03-01', '2026-03-05'),
    })
    const anything = fc.oneof(
      fc
        .record({ place: fc.constantFrom('甲', '乙') })
        .map((part) => [`PUT ${project(path)}/draft`, { plan: planOf(part), from: 0 }]),
      fc.constant([`POST ${project(path)}/plan`, { ...CARRIED, draftVersion: 1, decidedOn: '2026-03-05' }]),
      fc.integer({ min: 0, max: 100 }).map((percent) => [
        `PUT ${project(path)}/reports/2026-03`,
        {
          report: reportOf({
            milestones: [{ milestoneId: 'm2', percent: Math.min(percent, 99), evidence: [] }],
          }),
          from: 0,
        },
      ]),
      entry.map((part) => [`PUT ${project(path)}/money/any-${part.fen}`, paid(part.fen, part)]),
      fc
        .constantFrom('甲', '乙')
        .map((place) => [
          `PUT ${change(path, `any-${place}`)}`,
          { baseVersion: 1, plan: planOf({ place }), reason: '试。' },
        ]),
      fc.constant([`POST ${change(path, 'any-甲')}/opinion`, SUPPORTED]),
      fc.constant([`POST ${change(path, 'any-甲')}/withdraw`, undefined]),
    )
    const who = fc.constantFrom(department, hall.secretary, hall.presidium, other, hall.tablet)
    await fc.assert(
      fc.asyncProperty(who, anything, async (person, [route, body]) => {
        const response = await send(person, String(route), body)
        expect(response.status).toBeLessThan(500)
        expect(JSON.stringify((await readProject(hall.secretary, path)).versions)).toBe(before)
      }),
      { numRuns: 40 },
    )
  })

  test('completion goes in order, and ends with every criterion met', async () => {
    const { hall, department } = delivery
    const at = project(lamps)
    const text = '按计划完成。'
    const refusedTo = async (who: Person, route: string, body: object) =>
      (await problemOf(send(who, `POST ${at}/${route}`, body), 409)).code
    expect(await refusedTo(department, 'assessment', { text })).toBe('pay.notDone')
    const photo = await sendFile(department, lamps, await photoOf())
    const evidence = [{ sha256: photo, title: '竣工' }]
    const done = ['m1', 'm2'].map((milestoneId) => ({
      milestoneId,
      percent: 100,
      doneOn: '2026-03-05',
      evidence,
    }))
    await sendReport(department, lamps, '2026-03', reportOf({ milestones: done }))
    expect(await waiting(department)).toContain('路灯 assessment department')
    const lines = [
      { lineId: 'b1', fen: 99_000_00 },
      { lineId: 'b2', fen: 0 },
    ]
    const criteria = ['c1', 'c2'].map((criterionId) => ({ criterionId, met: true }))
    const accepted = { criteria, text, acceptedOn: '2026-03-05' }
    expect(await refusedTo(department, 'account', { lines, text })).toBe('pay.wrongStep')
    expect(await refusedTo(hall.secretary, 'acceptance', accepted)).toBe('pay.wrongStep')
    await ask(department, `POST ${at}/assessment`, { text, evidence })
    expect(await waiting(department)).toContain('路灯 account department')
    expect(await readProject(hall.tablet, lamps)).toMatchObject({ state: 'assessed' })
    expect(await refusedTo(hall.secretary, 'acceptance', accepted)).toBe('pay.wrongStep')
    expect(await refusedTo(department, 'account', { lines: lines.slice(1), text })).toBe('pay.linesOpen')
    expect(await refusedTo(department, 'account', { lines: [...lines, { lineId: 'x', fen: 1 }], text })).toBe(
      'pay.linesOpen',
    )
    await ask(department, `POST ${at}/account`, { lines, text })
    expect(await waiting(hall.secretary)).toContain('路灯 acceptance secretary')
    await ask(hall.presidium, `POST ${at}/return`, { reason: '资料不齐。' })
    expect((await ask<Digest>(department, 'GET /api/pay/digest')).projects[0]?.due).toEqual([
      { kind: 'assessment', who: 'department', isSentBack: true },
    ])
    expect(await readProject(hall.tablet, lamps)).toMatchObject({ state: 'underway' })
    // Each sent again after a lost answer: the same step, not another.
    await ask(department, `POST ${at}/assessment`, { text })
    await ask(department, `POST ${at}/assessment`, { text })
    await ask(department, `POST ${at}/account`, { lines, text })
    await ask(department, `POST ${at}/account`, { lines, text })
    const notAll = [
      { criterionId: 'c1', met: true },
      { criterionId: 'c2', met: false, note: '缺图纸' },
    ]
    expect(await refusedTo(hall.secretary, 'acceptance', { ...accepted, criteria: notAll })).toBe(
      'pay.criteriaOpen',
    )
    expect(await refusedTo(hall.secretary, 'acceptance', { ...accepted, criteria: criteria.slice(1) })).toBe(
      'pay.criteriaOpen',
    )
    expect(await refusedTo(hall.secretary, 'acceptance', { ...accepted, acceptedOn: '2026-03-06' })).toBe(
      'pay.inTheFuture',
    )
    // Who accepts shows what was seen: of this project, and nobody else's.
    const seen = await sendFile(hall.presidium, lamps, await photoOf({ width: 300, height: 200 }))
    const signed = await sendFile(hall.presidium, lamps, pdfOf())
    const elsewhere = await sendFile(hall.presidium, canal, await photoOf({ width: 200, height: 300 }))
    const shown = [
      { sha256: seen, title: '验收现场' },
      { sha256: signed, title: '验收单' },
    ]
    const foreign = { ...accepted, evidence: [...shown, { sha256: elsewhere, title: '别处' }] }
    expect(await refusedTo(hall.presidium, 'acceptance', foreign)).toBe('pay.evidenceUnknown')
    await ask(hall.presidium, `POST ${at}/acceptance`, { ...accepted, evidence: shown })
    expect(await readProject(hall.tablet, lamps, '2027-12-31')).toMatchObject({
      state: 'accepted',
      light: 'green',
      closedOn: '2026-03-05',
      weightedProgress: 10_000,
      completion: ['assess', 'account', 'return', 'assess', 'account', 'accept'].map((act) => ({ act })),
    })
    // From then on nothing of it changes.
    const before = await stateOf(app.ctx.db)
    for (const [route, body] of [
      [`PUT ${at}/reports/2026-03`, { report: reportOf(), from: 1 }],
      [`PUT ${at}/money/late`, paid(1)],
      [`PUT ${change(lamps, 'late')}`, { baseVersion: 2, plan: planOf(), reason: '改回。' }],
      [`POST ${at}/assessment`, { text }],
      [`POST ${at}/return`, { reason: '再看。' }],
    ] as const) {
      const who = route.endsWith('return') ? hall.secretary : department
      expect(await problemOf(send(who, route, body), 409)).toMatchObject({ code: 'pay.projectClosed' })
    }
    expect(await stateOf(app.ctx.db)).toEqual(before)
    expect(present((await journalOf(hall.tablet)).at(-1))).toMatchObject({
      act: 'pay.accepted',
      role: 'presidium',
    })
    // What was shown is kept for as long as the project is; the picture is for everybody, the paper for who works here.
    const later = () => new Date(app.clock.now().getTime() + 2 * 86_400_000)
    await sweepFiles({ ...app.ctx, clock: { now: later } })
    const statusOf = async (who: Asker, sha256: string) => (await who.fetch(`${at}/files/${sha256}`)).status
    expect((await readProject(hall.tablet, lamps)).completion.at(-1)).toMatchObject({
      content: { evidence: shown.slice(0, 1) },
    })
    expect((await readProject(hall.secretary, lamps)).completion.at(-1)).toMatchObject({
      content: { evidence: shown },
    })
    expect([await statusOf(hall.tablet, seen), await statusOf(hall.tablet, signed)]).toEqual([200, 404])
    expect(await statusOf(hall.secretary, signed)).toBe(200)
    expect(await statusOf(hall.secretary, elsewhere)).toBe(404)
    const again = { method: 'PUT', body: new Uint8Array(pdfOf()) }
    const more = await hall.presidium.fetch(`${at}/files/${signed}`, again)
    expect(more.status).toBe(409)
  })

  test('an earlier year that is not finished stays before its unit and the office when the next one is voted', async () => {
    const { hall, department, cycle } = delivery
    const next = await fixedCycle(hall, ['凉亭'], { seats: 1, ratio: '100%' })
    const ballot = await startVote(hall, next)
    const before = await ask<Digest>(department, 'GET /api/pay/digest')
    expect(before.projects.map(({ name }) => name)).toEqual(['路灯', '步道'])
    await decide(ballot, [[0], [0], [0]])
    // 路灯 is accepted, 水渠 another unit's.
    expect(await named(department)).toEqual([next.id, '凉亭', '步道'])
    for (const who of [hall.secretary, hall.presidium])
      expect(await named(who)).toEqual([next.id, '凉亭', '水渠', '步道'])
    // Each says of which year it is.
    const { projects } = await ask<Digest>(hall.secretary, 'GET /api/pay/digest')
    expect(projects.map(({ cycleId }) => cycleId)).toEqual([next.id, cycle.id, cycle.id])
    expect(new Set(projects.map(({ year }) => year)).size).toBe(2)
    expect(await named(hall.secretary, `?cycle=${cycle.id}`)).toEqual([cycle.id, '路灯', '水渠', '步道'])
  })
})

/** What the digest of the day says is waiting, and for whom. */
async function waiting(who: Person): Promise<string[]> {
  const { projects } = await ask<Digest>(who, 'GET /api/pay/digest')
  return projects.flatMap(({ name, due }) => due.map(({ kind, who: whose }) => `${name} ${kind} ${whose}`))
}

/** The year of the digest, and what stands in it. */
async function named(who: Person, query = ''): Promise<(string | null)[]> {
  const { cycleId, projects } = await ask<Digest>(who, `GET /api/pay/digest${query}`)
  return [cycleId, ...projects.map(({ name }) => name)]
}

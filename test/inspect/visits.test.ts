/** 监督小组 and 视察: who follows a project, which visits are planned, and what they found. */
import { beforeAll, expect, test } from 'vitest'
import type { Group } from '../../src/inspect/supervision-model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import type { Visit } from '../../src/inspect/visit-model.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { readCycle } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, signInAgain, UNIT, type TestDelivery } from '../support/delivery.ts'
import { photoOf, pdfOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const DAY_SECONDS = 86_400

const refused = async (who: Asker, route: string, body: object, status: number): Promise<string> =>
  (await problemOf(send(who, route, body), status)).code

describeOnEachDatabase('the visits of a year', (make) => {
  let app: TestApp
  let year: TestDelivery
  let lamps: string
  let canal: string
  /** The deputies' accounts: the first two follow the lamps. */
  let deputies: readonly Person[]
  let ids: readonly string[]
  let made = 0

  const at = (rest = ''): string => `/api/inspect/cycles/${year.cycle.id}${rest}`
  const newVisit = (): string => {
    made += 1
    return `visit-${made}`
  }
  const planOf = (change: object = {}) => ({
    projectId: lamps,
    day: '2026-04-10',
    place: '北街',
    purpose: '看灯杆基础',
    deputyIds: ids.slice(0, 2),
    ...change,
  })
  const recordOf = (change: object = {}) => ({
    projectId: lamps,
    heldOn: '2026-03-05',
    place: '北街',
    deputyIds: ids.slice(0, 2),
    findings: '基础已浇筑，两处积水。',
    photos: [],
    ...change,
  })
  const plan = (who: Asker, id: string, change: object = {}, from: string | null = null) =>
    ask<Visit>(who, `PUT ${at(`/visits/${id}/plan`)}`, { plan: planOf(change), from })
  const record = (who: Asker, id: string, change: object = {}, rest: object = {}) =>
    ask<Visit>(who, `PUT ${at(`/visits/${id}/record`)}`, { record: recordOf(change), from: 0, ...rest })
  const refusedPlan = (who: Asker, id: string, change: object, status: number, from: string | null = null) =>
    refused(who, `PUT ${at(`/visits/${id}/plan`)}`, { plan: planOf(change), from }, status)
  const refusedRecord = (who: Asker, id: string, change: object, status: number, rest: object = {}) =>
    refused(who, `PUT ${at(`/visits/${id}/record`)}`, { record: recordOf(change), from: 0, ...rest }, status)
  const visits = async (who: Asker = year.hall.tablet): Promise<readonly Visit[]> =>
    (await ask<{ visits: Visit[] }>(who, `GET ${at('/visits')}`)).visits
  const setGroup = (who: Asker, projectId: string, leadId: string | null, memberIds: readonly string[]) =>
    ask<Group>(who, `PUT ${at(`/projects/${projectId}/group`)}`, { leadId, memberIds })
  const groupOf = (id: string) => `PUT ${at(`/projects/${id}/group`)}`
  const acts = async (): Promise<readonly { act: string; payload: Record<string, unknown> }[]> => {
    const text = await (await year.hall.tablet.fetch('/api/board/journal')).text()
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { act: string; payload: Record<string, unknown> })
      .filter(({ act }) => /^inspect\.(group|visit)/.test(act))
  }

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app)
    lamps = present(year.projectIds[0])
    canal = present(year.projectIds[1])
    ids = year.hall.assembly.deputyIds
    deputies = await Promise.all(
      ids.map((deputyId) => year.hall.assembly.person('deputy', { deputyId, name: '代表' })),
    )
  })

  test('are by the group of the project, which the office names from serving deputies', async () => {
    const { secretary, presidium, tablet } = year.hall
    const group = await setGroup(secretary, lamps, present(ids[1]), [present(ids[0])])
    expect(group).toEqual({
      projectId: lamps,
      project: '路灯',
      unit: UNIT,
      members: [
        { id: ids[1], name: '代表2', lead: true, active: true },
        { id: ids[0], name: '代表1', lead: false, active: true },
      ],
    })
    const before = (await acts()).length
    // Named again, with the lead among the members: the same group, nothing in the journal.
    expect(await setGroup(presidium, lamps, present(ids[1]), ids.slice(0, 2))).toEqual(group)
    expect((await acts()).length).toBe(before)
    const { groups } = await ask<{ groups: Group[] }>(tablet, `GET ${at('/groups')}`)
    expect(groups).toEqual([group, { projectId: canal, project: '水渠', unit: UNIT, members: [] }])
    expect((await acts()).at(-1)).toMatchObject({
      act: 'inspect.groupSet',
      payload: { cycle: year.cycle.id, project: lamps, lead: ids[1], members: ids.slice(0, 2).toSorted() },
    })
  })

  test('have no group without a lead, of strangers, or for what no vote chose', async () => {
    const { secretary } = year.hall
    const one = present(ids[0])
    expect(await refused(secretary, groupOf(lamps), { leadId: null, memberIds: [one] }, 400)).toBe(
      'input.invalid',
    )
    const other = await app.newAssembly({ deputies: 1 })
    const stranger = present(other.deputyIds[0])
    expect(await refused(secretary, groupOf(lamps), { leadId: stranger, memberIds: [] }, 400)).toBe(
      'inspect.notActiveDeputy',
    )
    expect(await refused(secretary, groupOf('none'), { leadId: one, memberIds: [] }, 404)).toBe(
      'inspect.projectNotOfYear',
    )
    expect(await refused(other.secretary, groupOf(lamps), { leadId: one, memberIds: [] }, 404)).toBe(
      'inspect.yearNotFound',
    )
    await setGroup(secretary, canal, present(ids[2]), [])
    expect((await setGroup(secretary, canal, null, [])).members).toEqual([])
  })

  test('keep in the group who is a deputy no more, and say so; but nobody puts that one in anew', async () => {
    const { secretary } = year.hall
    const { deputies: added } = await ask<{ deputies: { id: string }[] }>(
      secretary,
      'POST /api/people/deputies',
      { deputies: [{ name: '赵六' }] },
      201,
    )
    const id = present(added[0]).id
    await setGroup(secretary, canal, id, [present(ids[2])])
    await ask(secretary, `PATCH /api/people/deputies/${id}`, { active: false })
    const { groups } = await ask<{ groups: Group[] }>(year.hall.tablet, `GET ${at('/groups')}`)
    expect(groups[1]?.members[0]).toEqual({ id, name: '赵六', lead: true, active: false })
    expect(
      await refused(
        secretary,
        `PUT ${at(`/projects/${canal}/group`)}`,
        { leadId: ids[2], memberIds: [id] },
        400,
      ),
    ).toBe('inspect.notActiveDeputy')
    await setGroup(secretary, canal, present(ids[2]), [])
  })

  test('are planned by the group or the office, for a day to come, and planned once however often it is sent', async () => {
    const [inGroup, , outside] = deputies
    const id = newVisit()
    const first = await plan(present(inGroup), id)
    expect(first).toMatchObject({
      id,
      projectId: lamps,
      state: 'planned',
      overdue: false,
      plan: {
        day: '2026-04-10',
        place: '北街',
        purpose: '看灯杆基础',
        deputies: [
          { id: ids[0], name: '代表1' },
          { id: ids[1], name: '代表2' },
        ],
      },
      cancelledReason: null,
      record: null,
    })
    expect(await plan(year.hall.secretary, id)).toEqual(first)
    expect((await acts()).filter(({ payload }) => payload['visit'] === id)).toHaveLength(1)
    expect(await refusedPlan(present(outside), newVisit(), {}, 403)).toBe('inspect.notInGroup')
    expect(await refusedPlan(present(outside), id, { place: '别处' }, 403, first.plan?.version)).toBe(
      'inspect.notInGroup',
    )
    await plan(year.hall.secretary, newVisit(), { projectId: canal })
    expect(await refusedPlan(year.hall.secretary, newVisit(), { day: '2026-03-04' }, 400)).toBe(
      'inspect.dayOver',
    )
    await plan(year.hall.secretary, newVisit(), { day: '2026-03-05' })
    expect(await refusedPlan(year.hall.secretary, newVisit(), { deputyIds: ['none'] }, 400)).toBe(
      'inspect.notActiveDeputy',
    )
    expect(await refusedPlan(year.hall.secretary, newVisit(), { deputyIds: [] }, 400)).toBe('input.invalid')
    expect(await visits()).toContainEqual(first)
    expect(await ask(year.hall.tablet, `GET ${at(`/visits/${id}`)}`)).toEqual({ ...first, files: [] })
    await problemOf(send(year.hall.tablet, `GET ${at('/visits/none')}`), 404)
    await problemOf(send(year.hall.tablet, 'GET /api/inspect/cycles/none/visits'), 404)
  })

  test('are planned otherwise by who saw the plan that holds, and by nobody else', async () => {
    const [one, two] = deputies
    const id = newVisit()
    const first = await plan(present(one), id)
    const version = present(first.plan).version
    const moved = await plan(present(two), id, { day: '2026-04-12' }, version)
    expect(moved.plan).toMatchObject({ day: '2026-04-12' })
    expect(await refusedPlan(present(one), id, { place: '南街' }, 409, version)).toBe('inspect.visitChanged')
    expect(await refusedPlan(present(one), id, { place: '南街' }, 409)).toBe('inspect.visitChanged')
    expect(await refusedPlan(present(one), newVisit(), {}, 409, version)).toBe('inspect.visitChanged')
    expect(await refusedPlan(year.hall.secretary, id, { projectId: canal }, 409)).toBe('inspect.visitTaken')
    // What was sent twice, and arrives again after the other changed it, does not take that back.
    expect((await visits()).find((each) => each.id === id)).toEqual(moved)
  })

  test('are cancelled with a reason, and then neither planned nor cancelled otherwise', async () => {
    const [one, , outside] = deputies
    const id = newVisit()
    const { plan: planned } = await plan(present(one), id)
    const route = `POST ${at(`/visits/${id}/cancel`)}`
    expect(await refused(present(outside), route, { reason: '雨' }, 403)).toBe('inspect.notInGroup')
    const cancelled = await ask<Visit>(present(one), route, { reason: '大雨，路不通' })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelledReason: '大雨，路不通', overdue: false })
    expect(await ask(present(one), route, { reason: '大雨，路不通' })).toEqual(cancelled)
    expect(await refused(present(one), route, { reason: '别的' }, 409)).toBe('inspect.visitCancelled')
    expect(await refusedPlan(present(one), id, { place: '南街' }, 409, present(planned).version)).toBe(
      'inspect.visitCancelled',
    )
    const unplanned = newVisit()
    await record(present(one), unplanned)
    expect(
      await refused(present(one), `POST ${at(`/visits/${unplanned}/cancel`)}`, { reason: '雨' }, 409),
    ).toBe('inspect.visitUnplanned')
    await problemOf(send(present(one), `POST ${at('/visits/none/cancel')}`, { reason: '雨' }), 404)
    expect((await acts()).filter(({ act }) => act === 'inspect.visitCancelled')).toHaveLength(1)
    // Whoever went all the same loses nothing.
    expect(await record(present(one), id)).toMatchObject({ state: 'made', cancelledReason: null })
  })

  test('are recorded with findings, pictures and what is to be put right, once however often it is sent', async () => {
    const [one] = deputies
    const id = newVisit()
    await plan(present(one), id, { day: '2026-03-05' })
    const photo = await photoOf()
    const { sha256: kept } = (await (
      await putBytes(present(one), at(`/files/${sha256(photo)}`), photo)
    ).json()) as { sha256: string }
    const photos = [{ sha256: kept, title: '积水' }]
    const item = { id: `${id}-1`, text: '排干积水', unit: UNIT, owner: '王主任', dueOn: '2026-03-20' }
    const tablet = year.hall.tablet
    expect((await tablet.fetch(at(`/files/${kept}`))).status).toBe(404)
    const first = await record(present(one), id, { photos }, { undertakings: [item] })
    expect(first).toMatchObject({
      state: 'made',
      record: {
        heldOn: '2026-03-05',
        place: '北街',
        findings: '基础已浇筑，两处积水。',
        photos,
        version: 1,
        role: 'deputy',
      },
    })
    expect(first.record?.deputies.map(({ name }) => name)).toEqual(['代表1', '代表2'])
    const before = await acts()
    expect(await record(present(one), id, { photos }, { undertakings: [item] })).toEqual(first)
    expect(await acts()).toEqual(before)
    const { undertakings } = await ask<{ undertakings: Undertaking[] }>(tablet, `GET ${at('/undertakings')}`)
    expect(undertakings.filter(({ fromId }) => fromId === id)).toMatchObject([
      { ...item, from: 'visit', projectId: lamps, state: 'open', overdue: false, firstDueOn: item.dueOn },
    ])
    expect((await tablet.fetch(at(`/files/${kept}`))).headers.get('content-type')).toBe('image/jpeg')
    const act = present(before.at(-1))
    expect(act).toMatchObject({ act: 'inspect.visitRecorded', payload: { visit: id, version: 1 } })
    const journal = JSON.stringify(before)
    for (const word of ['积水', '王主任', '大雨', '北街', '看灯杆基础']) expect(journal).not.toContain(word)
    expect(await refusedPlan(present(one), id, { place: '南街' }, 409, first.plan?.version)).toBe(
      'inspect.visitMade',
    )
    expect(await refused(present(one), `POST ${at(`/visits/${id}/cancel`)}`, { reason: '雨' }, 409)).toBe(
      'inspect.visitMade',
    )
  })

  test('show the public their pictures, and not even what their documents are called', async () => {
    const [one] = deputies
    const id = newVisit()
    const pdf = pdfOf('试压')
    await putBytes(present(one), at(`/files/${sha256(pdf)}`), pdf)
    const photo = await photoOf()
    const sent = (await (await putBytes(present(one), at(`/files/${sha256(photo)}`), photo)).json()) as {
      sha256: string
    }
    const photos = [
      { sha256: sent.sha256, title: '试压现场' },
      { sha256: sha256(pdf), title: '试压报告' },
    ]
    await record(present(one), id, { photos })
    const read = (who: Asker) => ask<Visit & { files: { kind: string }[] }>(who, `GET ${at(`/visits/${id}`)}`)
    const seen = await read(year.hall.tablet)
    expect(seen.record?.photos.map(({ title }) => title)).toEqual(['试压现场'])
    expect(seen.files.map(({ kind }) => kind)).toEqual(['jpeg'])
    const inside = await read(year.department)
    expect(inside.record?.photos).toEqual(photos)
    expect(inside.files.map(({ kind }) => kind).toSorted()).toEqual(['jpeg', 'pdf'])
    const text = await (await year.hall.tablet.fetch(at('/visits'))).text()
    expect(text).toContain('试压现场')
    expect(text).not.toContain('试压报告')
  })

  test('are corrected by another version, which adds to what is to be put right and takes nothing from it', async () => {
    const [one, two] = deputies
    const id = newVisit()
    const items = [1, 2].map((n) => ({
      id: `${id}-${n}`,
      text: `整改${n}`,
      unit: UNIT,
      owner: '王主任',
      dueOn: '2026-03-20',
    }))
    await record(present(one), id, {}, { undertakings: items.slice(0, 1) })
    const second = await record(
      present(two),
      id,
      { findings: '三处积水。' },
      { from: 1, undertakings: items.slice(1) },
    )
    expect(second.record).toMatchObject({ findings: '三处积水。', version: 2 })
    const of = async () => {
      const route = `GET ${at('/undertakings')}`
      const { undertakings } = await ask<{ undertakings: Undertaking[] }>(year.hall.tablet, route)
      return undertakings.filter(({ fromId }) => fromId === id).map(({ text }) => text)
    }
    expect(await of()).toEqual(['整改1', '整改2'])
    // The other phone did not know of it.
    expect(await refusedRecord(present(one), id, { findings: '四处。' }, 409, { from: 1 })).toBe(
      'inspect.visitChanged',
    )
    expect(await refusedRecord(present(one), id, { findings: '四处。' }, 409)).toBe('inspect.visitChanged')
    const other = { ...present(items[0]), text: '别的' }
    expect(
      await refusedRecord(present(one), id, { findings: '四处。' }, 409, { from: 2, undertakings: [other] }),
    ).toBe('inspect.undertakingTaken')
    // Refused as a whole.
    expect((await visits()).find((each) => each.id === id)?.record?.version).toBe(2)
    expect(await of()).toEqual(['整改1', '整改2'])
    expect(
      await refusedRecord(present(one), newVisit(), {}, 400, {
        undertakings: [present(items[0]), present(items[0])],
      }),
    ).toBe('input.invalid')
  })

  test('are not recorded before they are made, by strangers, with files of others, or with a day before them', async () => {
    const [one, , outside] = deputies
    expect(await refusedRecord(present(one), newVisit(), { heldOn: '2026-03-06' }, 400)).toBe(
      'inspect.visitInFuture',
    )
    const before = `${(await readCycle(year.hall, year.cycle)).year - 2}-12-31`
    expect(await refusedRecord(present(one), newVisit(), { heldOn: before }, 400)).toBe(
      'inspect.visitBeforeYear',
    )
    expect(await refusedRecord(present(outside), newVisit(), {}, 403)).toBe('inspect.notInGroup')
    expect(await refusedRecord(present(one), newVisit(), { deputyIds: ['none'] }, 400)).toBe(
      'inspect.notActiveDeputy',
    )
    const photos = [{ sha256: sha256(pdfOf('nowhere')), title: '报告' }]
    const id = newVisit()
    expect(await refusedRecord(present(one), id, { photos }, 409)).toBe('inspect.fileUnknown')
    await problemOf(send(year.hall.tablet, `GET ${at(`/visits/${id}`)}`), 404)
    const early = { id: 'early', text: '补', unit: UNIT, owner: '王', dueOn: '2026-03-01' }
    expect(
      await refusedRecord(present(one), newVisit(), { heldOn: '2026-03-02' }, 400, { undertakings: [early] }),
    ).toBe('inspect.dueBeforeVisit')
    const theirs = newVisit()
    await record(year.hall.secretary, theirs, { projectId: canal })
    expect(await refusedRecord(present(one), theirs, { projectId: lamps }, 409, { from: 1 })).toBe(
      'inspect.visitTaken',
    )
    expect(await refusedRecord(present(one), newVisit(), { projectId: 'none' }, 404)).toBe(
      'inspect.projectNotOfYear',
    )
  })

  test('are made, and looked after, only by who still is a deputy', async () => {
    const { secretary } = year.hall
    const [id, left] = [present(ids[2]), present(deputies[2])]
    await setGroup(secretary, canal, id, [])
    const visit = newVisit()
    await ask(secretary, `PATCH /api/people/deputies/${id}`, { active: false })
    expect(await refusedRecord(left, visit, { projectId: canal }, 403)).toBe('inspect.notInGroup')
    await ask(secretary, `PATCH /api/people/deputies/${id}`, { active: true })
    await record(left, visit, { projectId: canal })
  })

  test('are marked the day after theirs, until somebody records them', async () => {
    const one = present(deputies[0])
    const id = newVisit()
    await plan(one, id, { day: '2026-03-06' })
    const overdue = async () => (await visits()).find((each) => each.id === id)?.overdue
    app.clock.advance(DAY_SECONDS)
    expect(await overdue()).toBe(false)
    app.clock.advance(DAY_SECONDS)
    expect(await overdue()).toBe(true)
    await signInAgain(one)
    const version = (await visits()).find((each) => each.id === id)?.plan?.version ?? null
    // Who goes is set right afterwards, the day is not moved back.
    const late = await plan(one, id, { day: '2026-03-06', deputyIds: [ids[0]] }, version)
    expect(late.overdue).toBe(true)
    expect(await refusedPlan(one, id, { day: '2026-03-05' }, 400, late.plan?.version)).toBe('inspect.dayOver')
    expect((await record(one, id, { heldOn: '2026-03-07' })).overdue).toBe(false)
    const days = (await visits()).map(({ plan: planned, record: kept }) => kept?.heldOn ?? planned?.day ?? '')
    expect(days).toEqual(days.toSorted())
  })
})

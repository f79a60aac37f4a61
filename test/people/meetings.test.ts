import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { activeStaffByRole, attendance, findAssembly, findStaff, quorum } from '../../src/people/handover.ts'
import { expectStatus, makeApp } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

describeOnEachDatabase('deputies', (make) => {
  test('are listed in the order in which they came; the active ones are N_all', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const { deputies } = secretary.client.api.people
    const first = { deputies: [{ name: '张三', delegation: '第一代表团' }, { name: '李四' }] }
    const added = await expectStatus(await deputies.$post({ json: first }), 201)
    await deputies.$post({ json: { deputies: [{ name: '王五' }, { name: '李四' }] } })
    const id = added.deputies[1]?.id ?? ''
    const changed = await deputies[':id'].$patch({
      param: { id },
      json: { active: false, delegation: '第二代表团' },
    })
    expect(await changed.json()).toEqual({ id, name: '李四', delegation: '第二代表团', active: false })
    const listed = await expectStatus(await deputies.$get(), 200)
    expect(listed.deputies.map(({ name, active }) => `${name}${active ? '' : '×'}`)).toEqual([
      '张三',
      '李四×',
      '王五',
      '李四',
    ])
    expect(listed.active).toBe(3)
    expect(listed.deputies[0]).toMatchObject({ delegation: '第一代表团' })
  })

  test('keep their order when two lists are added at once', async () => {
    const { db, config, openAnother } = await make()
    const app = makeApp({ db, config })
    const { secretary, id: assemblyId } = await app.newAssembly()
    const other = makeApp({ db: await openAnother(), config }, { clock: app.clock })
    const add = (through: typeof app, name: string) =>
      through.request('/api/people/deputies', {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: secretary.cookie ?? '' },
        body: JSON.stringify({ deputies: Array.from({ length: 50 }, () => ({ name })) }),
      })
    const answers = await Promise.all([add(app, 'a'), add(other, 'b'), add(app, 'c')])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const rows = await db
      .selectFrom('deputies')
      .selectAll()
      .where('assembly_id', '=', assemblyId)
      .orderBy('position')
      .execute()
    expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 150 }, (_, index) => index))
  })

  test('are added all or none, and three thousand at once', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const { deputies } = secretary.client.api.people
    const bad = { deputies: [{ name: '张三' }, { name: '' }] }
    expect(await (await deputies.$post({ json: bad })).json()).toMatchObject({
      status: 400,
      issues: [{ pointer: '/deputies/1/name' }],
    })
    expect((await expectStatus(await deputies.$get(), 200)).deputies).toEqual([])
    const many = Array.from({ length: 3000 }, (_, n) => ({
      name: `代表${n}`,
      delegation: `第${n % 30}代表团`,
    }))
    expect((await deputies.$post({ json: { deputies: many } })).status).toBe(201)
    expect((await deputies.$post({ json: { deputies: [...many, { name: '多' }] } })).status).toBe(400)
    expect((await expectStatus(await deputies.$get(), 200)).active).toBe(3000)
  })

  test('never appear in the journal', async () => {
    const app = makeApp(await make())
    const { secretary, meeting } = await app.newAssembly({ deputies: 2 })
    await meeting(2)
    const listed = await expectStatus(await secretary.client.api.people.deputies.$get(), 200)
    const journal = await (await app.request('/api/board/journal')).text()
    for (const { id, name } of listed.deputies) {
      expect(journal).not.toContain(name)
      expect(journal).not.toContain(id)
    }
  })
})

describeOnEachDatabase('a meeting', (make) => {
  test('counts heads, and each only once', async () => {
    const app = makeApp(await make())
    const { secretary, deputyIds, meeting } = await app.newAssembly({ deputies: 7 })
    const id = await meeting(0)
    const signIns = secretary.client.api.people.meetings[':id']['sign-ins']
    const sign = async (ids: string[]) =>
      expectStatus(await signIns.$post({ param: { id }, json: { deputyIds: ids } }), 200)
    expect(await sign(deputyIds.slice(0, 4))).toEqual({
      shouldAttend: 7,
      present: 4,
      quorum: 5,
      quorate: false,
    })
    const first = deputyIds[0] as string
    expect(await sign([first, first, deputyIds[4] as string])).toMatchObject({ present: 5, quorate: true })
    const left = await signIns[':deputyId'].$delete({ param: { id, deputyId: first } })
    expect(await left.json()).toMatchObject({ present: 4, quorate: false })
    expect((await signIns[':deputyId'].$delete({ param: { id, deputyId: first } })).status).toBe(200)
    const listed = await expectStatus(await signIns.$get({ param: { id } }), 200)
    expect(listed.deputyIds).toEqual(deputyIds.slice(1, 5))
    const read = await secretary.client.api.people.meetings[':id'].$get({ param: { id } })
    expect(await read.json()).toMatchObject({
      id,
      heldOn: '2026-03-05',
      shouldAttend: 7,
      present: 4,
      quorum: 5,
    })
  })

  test('lists deputies in the order of the list, whatever the order of signing in', async () => {
    const app = makeApp(await make())
    const { secretary, deputyIds, meeting } = await app.newAssembly({ deputies: 9 })
    const id = await meeting(0)
    const signIns = secretary.client.api.people.meetings[':id']['sign-ins']
    for (const deputyId of deputyIds.toReversed()) {
      await signIns.$post({ param: { id }, json: { deputyIds: [deputyId] } })
    }
    expect((await expectStatus(await signIns.$get({ param: { id } }), 200)).deputyIds).toEqual(deputyIds)
  })

  test('leaves out a deputy who has ceased to be one', async () => {
    const app = makeApp(await make())
    const { secretary, deputyIds, meeting } = await app.newAssembly({ deputies: 3 })
    const id = await meeting(3)
    const { deputies, meetings } = secretary.client.api.people
    await deputies[':id'].$patch({ param: { id: deputyIds[0] as string }, json: { active: false } })
    const read = await meetings[':id'].$get({ param: { id } })
    expect(await read.json()).toMatchObject({ shouldAttend: 2, present: 2 })
    const again = await meetings[':id']['sign-ins'].$post({
      param: { id },
      json: { deputyIds: [...deputyIds] },
    })
    expect(await again.json()).toMatchObject({ status: 400, issues: [{ pointer: '/deputyIds/0' }] })
  })

  test('takes all sign-ins or none, and nobody from elsewhere', async () => {
    const app = makeApp(await make())
    const { secretary, deputyIds, meeting } = await app.newAssembly({ deputies: 2 })
    const foreign = await app.newAssembly({ deputies: 1 })
    const [id, foreignMeeting] = [await meeting(0), await foreign.meeting(1)]
    const signIns = secretary.client.api.people.meetings[':id']['sign-ins']
    const mixed = [...deputyIds, foreign.deputyIds[0] as string, 'nobody']
    const refused = await signIns.$post({ param: { id }, json: { deputyIds: mixed } })
    expect(await refused.json()).toMatchObject({
      status: 400,
      issues: [{ pointer: '/deputyIds/2' }, { pointer: '/deputyIds/3' }],
    })
    expect((await expectStatus(await signIns.$get({ param: { id } }), 200)).deputyIds).toEqual([])
    const theirs = { id: foreignMeeting, deputyId: foreign.deputyIds[0] as string }
    const answers = [
      await signIns.$post({ param: theirs, json: { deputyIds: [...deputyIds] } }),
      await signIns.$get({ param: theirs }),
      await signIns[':deputyId'].$delete({ param: theirs }),
      await secretary.client.api.people.meetings[':id'].$get({ param: theirs }),
      await signIns[':deputyId'].$delete({ param: { ...theirs, id } }),
    ]
    for (const answer of answers) expect(answer.status).toBe(404)
    const { meetings } = await expectStatus(await secretary.client.api.people.meetings.$get(), 200)
    expect(meetings.map((each) => each.id)).toEqual([id])
  })

  test('refuses a day that does not exist, and an id that is none', async () => {
    const app = makeApp(await make())
    const { secretary } = await app.newAssembly()
    const { meetings } = secretary.client.api.people
    for (const heldOn of ['2026-02-30', '5 March', '2026-3-5', '']) {
      expect((await meetings.$post({ json: { name: '会议', heldOn } })).status).toBe(400)
    }
    for (const id of ['%00', "x'%20or%201=1", 'a'.repeat(65)]) {
      expect((await secretary.fetch(`/api/people/meetings/${id}`)).status).toBe(400)
    }
  })

  test('without deputies is never quorate', async () => {
    const app = makeApp(await make())
    const { secretary, meeting } = await app.newAssembly()
    const read = await secretary.client.api.people.meetings[':id'].$get({ param: { id: await meeting(0) } })
    expect(await read.json()).toMatchObject({ shouldAttend: 0, present: 0, quorum: 0, quorate: false })
  })

  test('keeps nothing of a sign-in but that it is there', async () => {
    const { db } = await make()
    const columns = (await db.introspection.getTables()).find((table) => table.name === 'sign_ins')?.columns
    expect(columns?.map(({ name }) => name)).toEqual(['meeting_id', 'deputy_id'])
  })
})

describeOnEachDatabase('the handover', (make) => {
  test('gives later stages the counts, the staff and the assembly', async () => {
    const app = makeApp(await make())
    const { id: assemblyId, secretary, meeting, person } = await app.newAssembly({ deputies: 6 })
    const { db } = app.ctx
    const meetingId = await meeting(4)
    expect(await attendance(db, meetingId)).toEqual({
      assemblyId,
      heldOn: '2026-03-05',
      shouldAttend: 6,
      present: 4,
    })
    await expect(attendance(db, 'none')).rejects.toThrow('没有这次会议')
    app.clock.advance(1)
    const first = await person('teller', { chief: true })
    app.clock.advance(1)
    const second = await person('teller')
    expect((await activeStaffByRole(db, assemblyId, 'teller')).map(({ id, chief }) => [id, chief])).toEqual([
      [first.staffId, true],
      [second.staffId, false],
    ])
    await secretary.client.api.people.staff[':id'].$patch({
      param: { id: first.staffId },
      json: { active: false },
    })
    expect((await activeStaffByRole(db, assemblyId, 'teller')).map(({ id }) => id)).toEqual([second.staffId])
    const found = await findStaff(db, [second.staffId, 'nobody', secretary.staffId])
    expect(found.map(({ id }) => id)).toEqual([secretary.staffId, second.staffId])
    expect(await findStaff(db, [])).toEqual([])
    expect(await findAssembly(db, assemblyId)).toMatchObject({ id: assemblyId, level: 'town' })
    expect(await findAssembly(db, 'none')).toBeUndefined()
  })
})

test('the quorum is the least number that is two thirds or more', () => {
  expect([0, 1, 2, 3, 86, 87, 89, 327].map(quorum)).toEqual([0, 1, 2, 2, 58, 58, 60, 218])
  fc.assert(
    fc.property(fc.nat(100_000), (n) => {
      const least = quorum(n)
      expect(3 * least).toBeGreaterThanOrEqual(2 * n)
      expect(3 * (least - 1)).toBeLessThan(2 * n)
    }),
  )
})

/** 促进会 and 约见: convened or asked for, arranged, declined, cancelled, held; their minutes and what was promised. */
import { beforeAll, expect, test } from 'vitest'
import type { Sitting } from '../../src/inspect/sitting-model.ts'
import type { Undertaking } from '../../src/inspect/undertaking-model.ts'
import type { WaitingOfYear } from '../../src/inspect/waiting.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, UNIT, type TestDelivery } from '../support/delivery.ts'
import { pdfOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const waiting = async (who: Asker): Promise<WaitingOfYear | undefined> =>
  (await ask<{ years: WaitingOfYear[] }>(who, 'GET /api/inspect/waiting')).years[0]

describeOnEachDatabase('progress meetings and appointments', (make) => {
  let app: TestApp
  let year: TestDelivery
  let lamps: string
  let canal: string
  let asker: Person
  let other: Person
  let made = 0

  const at = (rest = ''): string => `/api/inspect/cycles/${year.cycle.id}${rest}`
  const newId = (what = 'sitting'): string => {
    made += 1
    return `${what}-${made}`
  }
  const arrangement = (change: object = {}) => ({
    day: '2026-03-05',
    time: '14:30',
    place: '镇政府二楼会议室',
    comers: '镇长、各责任单位负责人',
    projectIds: [lamps, canal],
    ...change,
  })
  const appointment = (change: object = {}) => ({
    whom: '镇长',
    subject: '水渠为何停工',
    projectIds: [canal],
    questions: ['何时复工？', '钱够不够？'],
    ...change,
  })
  const minutes = (change: object = {}) => ({
    present: '镇长、代表1',
    text: '逐项汇报进度。',
    items: [{ projectId: lamps, deputyId: null, question: '灯呢？', answer: '四月亮。' }],
    evidence: [],
    ...change,
  })
  const route = (id: string, act: string): string =>
    `${act === 'meeting' || act === 'appointment' ? 'PUT' : 'POST'} ${at(`/sittings/${id}/${act}`)}`
  const take = (who: Asker, id: string, act: string, body: object) => ask<Sitting>(who, route(id, act), body)
  const refused = async (who: Asker, id: string, act: string, body: object, status = 409): Promise<string> =>
    (await problemOf(send(who, route(id, act), body), status)).code
  const convene = (id: string, change: object = {}) =>
    take(year.hall.presidium, id, 'meeting', { subject: '一季度促进会', arrangement: arrangement(change) })
  const read = async (who: Asker, id: string): Promise<Sitting | undefined> =>
    (await ask<{ sittings: Sitting[] }>(who, `GET ${at('/sittings')}`)).sittings.find(
      (each) => each.id === id,
    )
  const undertakings = async (fromId: string): Promise<readonly Undertaking[]> =>
    (
      await ask<{ undertakings: Undertaking[] }>(year.hall.tablet, `GET ${at('/undertakings')}`)
    ).undertakings.filter((each) => each.fromId === fromId)
  const journal = async (id: string): Promise<readonly string[]> =>
    (await (await year.hall.tablet.fetch('/api/board/journal')).text())
      .split('\n')
      .filter((line) => /"inspect\.(sitting|meeting|appointment)/.test(line) && line.includes(`"${id}"`))

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app)
    lamps = present(year.projectIds[0])
    canal = present(year.projectIds[1])
    const [one, two] = year.hall.assembly.deputyIds
    asker = await year.hall.assembly.person('deputy', { deputyId: present(one) })
    other = await year.hall.assembly.person('deputy', { deputyId: present(two) })
  })

  test('a meeting has an agenda, minutes with what was asked, and promises that are tracked', async () => {
    const id = newId()
    const convened = await convene(id)
    expect(convened).toMatchObject({
      kind: 'progress',
      subject: '一季度促进会',
      askedBy: null,
      projects: [
        { id: lamps, name: '路灯' },
        { id: canal, name: '水渠' },
      ],
      state: 'arranged',
      arrangement: { day: '2026-03-05', time: '14:30', place: '镇政府二楼会议室' },
      lacksMinutes: true,
      steps: 1,
    })
    expect(await convene(id)).toEqual(convened)
    expect(await read(year.hall.tablet, id)).toEqual(convened)
    expect((await waiting(year.hall.secretary))?.toMinute).toBe(1)
    const pdf = pdfOf('签到表')
    await putBytes(year.hall.secretary, `${at('/files')}/${sha256(pdf)}`, pdf)
    const [lit, paid, both] = [newId('promise'), newId('promise'), newId('promise')]
    const promise = { unit: UNIT, owner: '王主任', dueOn: '2026-04-30' }
    const body = {
      minutes: minutes({
        items: [
          {
            projectId: lamps,
            deputyId: year.hall.assembly.deputyIds[1],
            question: '灯呢？',
            answer: '四月亮。',
          },
          { projectId: null, deputyId: null, question: '还有吗？', answer: '没有。' },
        ],
        evidence: [{ sha256: sha256(pdf), title: '签到表' }],
      }),
      promises: [
        { id: lit, text: '四月底前亮灯', projectId: lamps, ...promise },
        { id: paid, text: '付清工钱', projectId: canal, ...promise },
        { id: both, text: '每月通报', projectId: null, ...promise },
      ],
      from: 1,
    }
    const held = await take(year.hall.secretary, id, 'minutes', body)
    expect(held).toMatchObject({
      state: 'held',
      lacksMinutes: false,
      minutes: {
        version: 1,
        role: 'secretary',
        items: [
          { project: { name: '路灯' }, deputy: { name: '代表2' }, question: '灯呢？', answer: '四月亮。' },
          { project: null, deputy: null },
        ],
      },
    })
    expect(
      (await undertakings(id)).map(({ id: each, projectId, state }) => [each, projectId, state]),
    ).toEqual([
      [lit, lamps, 'open'],
      [paid, canal, 'open'],
      [both, null, 'open'],
    ])
    expect(held.promises.map(({ id: each }) => each).toSorted()).toEqual([lit, paid, both].toSorted())
    // The answer was lost: the same minutes again are the same ones.
    expect(await take(year.hall.secretary, id, 'minutes', body)).toEqual(held)
    const otherWords = [{ ...present(body.promises[0]), text: '五月' }, ...body.promises.slice(1)]
    expect(await refused(year.hall.secretary, id, 'minutes', { ...body, promises: otherWords })).toBe(
      'inspect.undertakingTaken',
    )
    // Corrected: another version; what was promised stays.
    const corrected = { minutes: minutes({ text: '逐项汇报进度，未表决。' }), from: 2 }
    expect(await refused(year.hall.presidium, id, 'minutes', { ...corrected, from: 1 })).toBe(
      'inspect.sittingChanged',
    )
    const again = await take(year.hall.presidium, id, 'minutes', corrected)
    expect(again.minutes).toMatchObject({ version: 2, role: 'presidium', text: '逐项汇报进度，未表决。' })
    expect(again.promises).toHaveLength(3)
    expect(await refused(year.hall.presidium, id, 'cancel', { reason: '不办了', from: 3 })).toBe(
      'inspect.sittingOver',
    )
    expect(await refused(year.hall.presidium, id, 'arrange', { arrangement: arrangement(), from: 3 })).toBe(
      'inspect.sittingOver',
    )
    const lines = await journal(id)
    expect(lines).toHaveLength(3)
    expect(lines.join()).not.toMatch(/镇长|代表|亮|王主任|会议室/)
    expect((await waiting(year.department))?.undertakings).toEqual({
      count: 3,
      overdue: 0,
      next: '2026-04-30',
    })
  })

  test('is not written about before its day, nor promises anything for before it', async () => {
    const id = newId()
    await convene(id, { day: '2026-03-06' })
    const early = { minutes: minutes(), from: 1 }
    expect(await refused(year.hall.secretary, id, 'minutes', early)).toBe('inspect.notHeldYet')
    expect((await read(year.hall.secretary, id))?.lacksMinutes).toBe(false)
    // It is held a day earlier instead.
    await take(year.hall.secretary, id, 'arrange', { arrangement: arrangement(), from: 1 })
    const promises = [
      { id: newId('promise'), text: '？', projectId: lamps, unit: UNIT, owner: '王', dueOn: '2026-03-04' },
    ]
    expect(await refused(year.hall.secretary, id, 'minutes', { ...early, promises, from: 2 }, 400)).toBe(
      'inspect.dueBeforeSitting',
    )
    expect(
      await refused(
        year.hall.secretary,
        id,
        'minutes',
        { minutes: minutes({ items: [{ ...present(minutes().items[0]), deputyId: 'none' }] }), from: 2 },
        400,
      ),
    ).toBe('inspect.notADeputyOfOurs')
    expect(
      await refused(
        year.hall.secretary,
        id,
        'minutes',
        { minutes: minutes({ items: [{ ...present(minutes().items[0]), projectId: 'none' }] }), from: 2 },
        404,
      ),
    ).toBe('inspect.projectNotOfYear')
    expect(await undertakings(id)).toEqual([])
    expect((await take(year.hall.secretary, id, 'minutes', { ...early, from: 2 })).state).toBe('held')
  })

  test('an appointment is asked for by a deputy, arranged, held; and public only once it is arranged', async () => {
    const id = newId()
    const { secretary, presidium, tablet } = year.hall
    const asked = await take(asker, id, 'appointment', appointment())
    expect(asked).toMatchObject({
      kind: 'appointment',
      whom: '镇长',
      askedBy: { name: '代表1' },
      questions: ['何时复工？', '钱够不够？'],
      state: 'requested',
      arrangement: null,
      mine: true,
      steps: 0,
    })
    expect(await take(asker, id, 'appointment', appointment())).toEqual(asked)
    expect(await refused(asker, id, 'appointment', appointment({ whom: '书记' }))).toBe(
      'inspect.sittingTaken',
    )
    expect(await refused(other, id, 'appointment', appointment())).toBe('inspect.sittingTaken')
    for (const who of [tablet, year.department]) {
      expect(await read(who, id)).toBeUndefined()
      await problemOf(send(who, `GET ${at(`/sittings/${id}`)}`), 404)
    }
    for (const who of [secretary, presidium, other]) expect((await read(who, id))?.mine).toBe(false)
    expect((await waiting(presidium))?.toArrange).toBe(1)
    const question = { sittingId: id, unit: UNIT, text: '能来吗？' }
    const askIt = `PUT ${at(`/questions/${newId('question')}`)}`
    expect((await problemOf(send(asker, askIt, question), 409)).code).toBe('inspect.notArranged')
    expect(await refused(secretary, id, 'minutes', { minutes: minutes(), from: 0 })).toBe(
      'inspect.notArranged',
    )

    const arranging = { arrangement: arrangement({ projectIds: [canal], day: '2026-03-05' }), from: 0 }
    await take(presidium, id, 'arrange', arranging)
    expect((await take(presidium, id, 'arrange', arranging)).steps).toBe(1)
    expect(await read(tablet, id)).toMatchObject({ state: 'arranged', questions: [] })
    expect(await read(year.department, id)).toMatchObject({ questions: ['何时复工？', '钱够不够？'] })
    expect(await ask(asker, askIt, question)).toMatchObject({ sittingId: id, projectId: null, unit: UNIT })
    expect(await refused(presidium, id, 'decline', { reason: '不便', from: 1 })).toBe(
      'inspect.arrangedAlready',
    )
    const promises = [
      {
        id: newId('promise'),
        text: '三月复工',
        projectId: canal,
        unit: UNIT,
        owner: '李镇长',
        dueOn: '2026-03-31',
      },
    ]
    await take(secretary, id, 'minutes', { minutes: minutes(), promises, from: 1 })
    expect(await read(tablet, id)).toMatchObject({
      state: 'held',
      questions: ['何时复工？', '钱够不够？'],
      promises: [{ text: '三月复工', state: 'open' }],
    })
    // Who asked for it looks whether the promise was kept, without being in the group.
    const { id: promise } = present(promises[0])
    await ask(year.department, `POST ${at(`/undertakings/${promise}/report`)}`, {
      text: '已复工。',
      evidence: [],
    })
    expect((await waiting(asker))?.toCheck).toBe(1)
    expect(await waiting(other)).toBeUndefined()
    await ask(asker, `POST ${at(`/undertakings/${promise}/check`)}`, {
      found: 'done',
      text: '看过。',
      evidence: [],
    })
    expect(await read(tablet, id)).toMatchObject({ promises: [{ state: 'settled' }] })
  })

  test('an appointment is declined with a reason that is not for everybody, and then it is over', async () => {
    const id = newId()
    await take(asker, id, 'appointment', appointment({ projectIds: [], questions: [] }))
    expect(await refused(year.hall.presidium, id, 'decline', { reason: '', from: 0 }, 400)).toBe(
      'input.invalid',
    )
    const refusal = { reason: '镇长外出学习，请改约副镇长', from: 0 }
    const declined = await take(year.hall.presidium, id, 'decline', refusal)
    expect(declined).toMatchObject({ state: 'declined', reason: refusal.reason })
    expect(await take(year.hall.presidium, id, 'decline', refusal)).toEqual(declined)
    expect(await read(asker, id)).toMatchObject({ reason: refusal.reason, mine: true })
    expect(await read(year.hall.tablet, id)).toBeUndefined()
    expect(await refused(year.hall.presidium, id, 'arrange', { arrangement: arrangement(), from: 1 })).toBe(
      'inspect.sittingOver',
    )
    const lines = (await journal(id)).map((line) => (JSON.parse(line) as { payload: object }).payload)
    expect(lines).toEqual([
      { cycle: year.cycle.id, sitting: id },
      { cycle: year.cycle.id, sitting: id, step: 'decline', position: 0 },
    ])
  })

  test('is cancelled with a reason, an appointment also by who asked for it', async () => {
    const meeting = newId()
    await convene(meeting)
    const why = { reason: '台风', from: 1 }
    expect(await refused(asker, meeting, 'cancel', why, 403)).toBe('inspect.notYourAppointment')
    expect(await take(year.hall.secretary, meeting, 'cancel', why)).toMatchObject({
      state: 'cancelled',
      reason: '台风',
      lacksMinutes: false,
    })
    expect(await refused(year.hall.secretary, meeting, 'minutes', { minutes: minutes(), from: 2 })).toBe(
      'inspect.notArranged',
    )
    // It was arranged, so everybody may know that it is not held.
    expect(await read(year.hall.tablet, meeting)).toMatchObject({ state: 'cancelled', reason: '台风' })
    const id = newId()
    await take(asker, id, 'appointment', appointment())
    expect(await refused(other, id, 'cancel', { reason: '别去', from: 0 }, 403)).toBe(
      'inspect.notYourAppointment',
    )
    await take(asker, id, 'cancel', { reason: '已解决', from: 0 })
    expect(await read(year.hall.tablet, id)).toBeUndefined()
    expect(await read(asker, id)).toMatchObject({ state: 'cancelled' })
  })

  test('is of its own year and of what that chose', async () => {
    expect(
      await refused(
        year.hall.presidium,
        newId(),
        'meeting',
        { subject: '会', arrangement: arrangement({ projectIds: ['none'] }) },
        404,
      ),
    ).toBe('inspect.projectNotOfYear')
    expect(
      await refused(
        year.hall.presidium,
        newId(),
        'meeting',
        { subject: '会', arrangement: arrangement({ projectIds: [] }) },
        400,
      ),
    ).toBe('input.invalid')
    expect(
      await refused(
        year.hall.presidium,
        newId(),
        'meeting',
        { subject: '会', arrangement: arrangement({ time: '25:00' }) },
        400,
      ),
    ).toBe('input.invalid')
    const theirs = await app.newAssembly()
    const body = { subject: '会', arrangement: arrangement() }
    expect(await refused(theirs.secretary, newId(), 'meeting', body, 404)).toBe('inspect.yearNotFound')
    expect(await refused(year.hall.secretary, 'none', 'cancel', { reason: '无', from: 0 }, 404)).toBe(
      'inspect.sittingNotFound',
    )
    await problemOf(send(year.hall.tablet, 'GET /api/inspect/cycles/none/sittings'), 404)
  })
})

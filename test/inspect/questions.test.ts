/** 问进度: asked, answered by a day, followed up, rated; overdue by whatever clock; read by whom it is for. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Context } from '../../src/context.ts'
import type { Question } from '../../src/inspect/question-model.ts'
import { readQuestions } from '../../src/inspect/question-view.ts'
import { answerQuestion, askQuestion, followUp, rateAnswer } from '../../src/inspect/questions.ts'
import { ruleOf } from '../../src/inspect/rule.ts'
import { readWaiting, type WaitingOfYear } from '../../src/inspect/waiting.ts'
import type { Actor } from '../../src/inspect/year.ts'
import { makeApp, testClock, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send, type Asker } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { makeDelivery, signInAgain, UNIT, type TestDelivery } from '../support/delivery.ts'
import { photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const DAY_SECONDS = 86_400

const waiting = async (who: Asker): Promise<WaitingOfYear | undefined> =>
  (await ask<{ years: WaitingOfYear[] }>(who, 'GET /api/inspect/waiting')).years[0]

const isDone = (doing: Promise<unknown>): Promise<boolean> =>
  doing.then(
    () => true,
    () => false,
  )

describeOnEachDatabase('what deputies ask', (make) => {
  let app: TestApp
  let year: TestDelivery
  let lamps: string
  let asker: Person
  let other: Person
  let made = 0

  const at = (rest = ''): string => `/api/inspect/cycles/${year.cycle.id}${rest}`
  const newId = (): string => {
    made += 1
    return `question-${made}`
  }
  const put = (who: Asker, id: string, change: object = {}) =>
    ask<Question>(who, `PUT ${at(`/questions/${id}`)}`, { projectId: lamps, text: '灯杆何时立？', ...change })
  const say = (who: Asker, id: string, act: string, body: object) =>
    ask<Question>(who, `POST ${at(`/questions/${id}/${act}`)}`, body)
  const refused = async (who: Asker, id: string, act: string, body: object, status: number) =>
    (
      await problemOf(
        send(
          who,
          act === '' ? `PUT ${at(`/questions/${id}`)}` : `POST ${at(`/questions/${id}/${act}`)}`,
          body,
        ),
        status,
      )
    ).code
  const list = async (who: Asker, query = ''): Promise<readonly Question[]> =>
    (await ask<{ questions: Question[] }>(who, `GET ${at(`/questions${query}`)}`)).questions
  const seenBy = async (who: Asker, id: string): Promise<boolean> =>
    (await list(who)).some((each) => each.id === id)
  const journal = async (id: string): Promise<readonly string[]> =>
    (await (await year.hall.tablet.fetch('/api/board/journal')).text())
      .split('\n')
      .filter((line) => line.includes('"inspect.question') && line.includes(`"${id}"`))
  const actorOf = ({ staffId }: Person, role: Actor['role']): Actor => ({
    staffId,
    assemblyId: year.hall.assembly.id,
    role,
  })

  beforeAll(async () => {
    app = makeApp(await make())
    year = await makeDelivery(app)
    lamps = present(year.projectIds[0])
    const [one, two] = year.hall.assembly.deputyIds
    asker = await year.hall.assembly.person('deputy', { deputyId: present(one) })
    other = await year.hall.assembly.person('deputy', { deputyId: present(two) })
  })

  test('go to the unit of the project, are answered, followed up, answered again and rated', async () => {
    const id = newId()
    const asked = await put(asker, id)
    expect(asked).toMatchObject({
      project: '路灯',
      unit: UNIT,
      deputy: { id: year.hall.assembly.deputyIds[0], name: '代表1' },
      public: true,
      state: 'waiting',
      // Fifteen days where the presidium set nothing else.
      dueOn: '2026-03-20',
      overdue: false,
      daysOver: 0,
      mine: true,
    })
    const photo = await photoOf()
    const sent = await putBytes(year.department, `${at('/files')}/${sha256(photo)}`, photo)
    const picture = ((await sent.json()) as { sha256: string }).sha256
    const evidence = [{ sha256: picture, title: '北街' }]
    const answered = await say(year.department, id, 'answer', { text: '下周。', evidence, from: 1 })
    expect(answered).toMatchObject({ state: 'answered', dueOn: null, mine: true })
    expect((await year.hall.tablet.fetch(`${at('/files')}/${picture}`)).status).toBe(200)
    // The office adds to it, which is still the answer that is rated.
    await say(year.hall.secretary, id, 'answer', { text: '附照片说明。', from: 2 })
    const followed = await say(asker, id, 'follow', { text: '北街呢？', from: 3 })
    expect(followed).toMatchObject({ state: 'waiting', dueOn: '2026-03-20' })
    await say(year.department, id, 'answer', { text: '北街也是。', from: 4 })
    const rated = await say(asker, id, 'rate', { rating: 'basically-satisfied', text: '盼落实', from: 5 })
    expect(rated.state).toBe('rated')
    expect(rated.entries.map(({ act, text, rating, role }) => [act, text, rating, role])).toEqual([
      ['ask', '灯杆何时立？', null, 'deputy'],
      ['answer', '下周。', null, 'department'],
      ['answer', '附照片说明。', null, 'secretary'],
      ['follow', '北街呢？', null, 'deputy'],
      ['answer', '北街也是。', null, 'department'],
      ['rate', '盼落实', 'basically-satisfied', 'deputy'],
    ])
    expect(rated.entries[1]?.evidence).toEqual(evidence)
    expect(await refused(year.department, id, 'answer', { text: '又', from: 6 }, 409)).toBe(
      'inspect.questionRated',
    )
    expect(await refused(asker, id, 'rate', { rating: 'satisfied', from: 6 }, 409)).toBe(
      'inspect.alreadyRated',
    )
    // It is opened again by who asked.
    expect(await say(asker, id, 'follow', { text: '灯还不亮。', from: 6 })).toMatchObject({
      state: 'waiting',
    })
    expect(await list(year.hall.tablet)).toContainEqual(
      expect.objectContaining({ id, state: 'waiting', mine: false }),
    )
  })

  test('are there once, however often they are sent; with other words they are refused', async () => {
    const id = newId()
    const asked = await put(asker, id)
    expect(await put(asker, id)).toEqual(asked)
    expect(await refused(asker, id, '', { projectId: lamps, text: '别的' }, 409)).toBe(
      'inspect.questionTaken',
    )
    expect(await refused(asker, id, '', { projectId: lamps, text: '灯杆何时立？', public: false }, 409)).toBe(
      'inspect.questionTaken',
    )
    expect(await refused(other, id, '', { projectId: lamps, text: '灯杆何时立？' }, 409)).toBe(
      'inspect.questionTaken',
    )
    const answer = { text: '四月。', from: 1 }
    await say(year.department, id, 'answer', answer)
    const follow = { text: '四月几日？', from: 2 }
    await say(asker, id, 'follow', follow)
    await say(year.department, id, 'answer', { text: '十日。', from: 3 })
    // Each arrives again, after the other went on.
    expect((await put(asker, id)).entries).toHaveLength(4)
    expect((await say(year.department, id, 'answer', answer)).entries).toHaveLength(4)
    expect((await say(asker, id, 'follow', follow)).entries).toHaveLength(4)
    // What is new, but was written without having seen the last answer, is not.
    expect(await refused(asker, id, 'follow', { text: '另', from: 2 }, 409)).toBe('inspect.questionChanged')
    expect(await refused(asker, id, 'rate', { rating: 'satisfied', from: 2 }, 409)).toBe(
      'inspect.questionChanged',
    )
    const rate = { rating: 'satisfied', from: 4 }
    await say(asker, id, 'rate', rate)
    expect((await say(asker, id, 'rate', rate)).entries).toHaveLength(5)
    const lines = await journal(id)
    expect(lines).toHaveLength(5)
    expect(lines.join()).not.toMatch(/灯杆|四月|代表|十日/)
  })

  test('are followed up and rated by who asked, and answered by the unit that was asked', async () => {
    const id = newId()
    await put(asker, id)
    const stranger = await year.hall.assembly.person('department', { name: '供电所' })
    expect(await refused(stranger, id, 'answer', { text: '不归我', from: 1 }, 403)).toBe('inspect.notYours')
    expect(await refused(asker, id, 'rate', { rating: 'satisfied', from: 1 }, 409)).toBe(
      'inspect.notAnswered',
    )
    expect(await refused(asker, id, 'follow', { text: '在吗', from: 1 }, 409)).toBe('inspect.notAnswered')
    await say(year.department, id, 'answer', { text: '在办。', from: 1 })
    expect(await refused(other, id, 'follow', { text: '我也问', from: 2 }, 403)).toBe(
      'inspect.notYourQuestion',
    )
    expect(await refused(other, id, 'rate', { rating: 'satisfied', from: 2 }, 403)).toBe(
      'inspect.notYourQuestion',
    )
    expect(await refused(asker, 'none', 'follow', { text: '在', from: 1 }, 404)).toBe(
      'inspect.questionNotFound',
    )
    expect(await refused(year.department, id, 'answer', { text: '', from: 2 }, 400)).toBe('input.invalid')
    const unsent = [{ sha256: 'a'.repeat(64), title: '没传' }]
    expect(
      await refused(year.department, id, 'answer', { text: '见图', evidence: unsent, from: 2 }, 409),
    ).toBe('inspect.fileUnknown')
  })

  test('are about something that the year chose, or put to a sitting', async () => {
    const unchosen = { projectId: 'none', text: '？' }
    expect(await refused(asker, newId(), '', unchosen, 404)).toBe('inspect.projectNotOfYear')
    expect(await refused(asker, newId(), '', { text: '？' }, 400)).toBe('input.invalid')
    expect(await refused(asker, newId(), '', { projectId: lamps, unit: '供电所', text: '？' }, 400)).toBe(
      'input.invalid',
    )
    expect(await refused(asker, newId(), '', { sittingId: 'none', unit: UNIT, text: '？' }, 404)).toBe(
      'inspect.sittingNotFound',
    )
    const theirs = await app.newAssembly({ deputies: 1 })
    const foreign = await theirs.person('deputy', { deputyId: present(theirs.deputyIds[0]) })
    expect(await refused(foreign, newId(), '', { projectId: lamps, text: '？' }, 404)).toBe(
      'inspect.yearNotFound',
    )
    await problemOf(send(year.hall.tablet, 'GET /api/inspect/cycles/none/questions'), 404)
  })

  test('that are not for everybody are read by deputies, office, presidium and the unit, and by nobody else', async () => {
    const id = newId()
    await put(asker, id, { public: false, text: '施工方是否拖欠工资？' })
    const photo = await photoOf({ width: 40, height: 30 })
    const sent = await putBytes(year.department, `${at('/files')}/${sha256(photo)}`, photo)
    const picture = ((await sent.json()) as { sha256: string }).sha256
    await say(year.department, id, 'answer', {
      text: '见凭证。',
      evidence: [{ sha256: picture, title: '凭证' }],
      from: 1,
    })
    const { hall, department } = year
    const unit = await hall.assembly.person('department', { name: '水利站' })
    const auditor = await hall.assembly.person('auditor')
    const theirs = await app.newAssembly({ deputies: 0 })
    for (const who of [hall.secretary, hall.presidium, asker, other, department])
      expect(await seenBy(who, id)).toBe(true)
    for (const who of [hall.tablet, unit, auditor, present(hall.tellers[0]), theirs.secretary])
      expect(await seenBy(who, id)).toBe(false)
    // Who knows the digest of what stands there reads it only with the question; to the others there is no such file.
    const read = async (who: Asker, digest = picture): Promise<unknown[]> => {
      const answer = await who.fetch(`${at('/files')}/${digest}`)
      return [answer.status, answer.ok ? null : ((await answer.json()) as { code: string }).code]
    }
    for (const who of [hall.secretary, hall.presidium, asker, other, department])
      expect(await read(who)).toEqual([200, null])
    for (const who of [hall.tablet, unit, auditor, present(hall.tellers[0]), theirs.secretary])
      expect(await read(who)).toEqual(await read(who, '0'.repeat(64)))
    expect(await read(unit)).toEqual([404, 'files.notFound'])
    // Shown with something public, too, it is public.
    const open = newId()
    await put(asker, open, { text: '凭证呢？' })
    const evidence = [{ sha256: picture, title: '凭证' }]
    await say(year.department, open, 'answer', { text: '公开。', evidence, from: 1 })
    for (const who of [hall.tablet, unit, asker]) expect(await read(who)).toEqual([200, null])
    const lines = (await journal(id)).map((line) => (JSON.parse(line) as { payload: object }).payload)
    expect(lines).toEqual([
      {
        cycle: year.cycle.id,
        question: id,
        entry: 'ask',
        position: 0,
        dueOn: '2026-03-20',
        public: false,
      },
      { cycle: year.cycle.id, question: id, entry: 'answer', position: 1, dueOn: null, public: false },
    ])
  })

  test('wait for their unit alone, and for the deputy who asked', async () => {
    const before = (await waiting(asker))?.toRate ?? 0
    const id = newId()
    const unit = await year.hall.assembly.person('department', { name: '卫生院' })
    await put(asker, id)
    expect(await waiting(unit)).toBeUndefined()
    const toAnswer = (await waiting(year.department))?.questions.count ?? 0
    expect(toAnswer).toBeGreaterThan(0)
    await say(year.department, id, 'answer', { text: '好。', from: 1 })
    expect((await waiting(year.department))?.questions.count ?? 0).toBe(toAnswer - 1)
    expect((await waiting(asker))?.toRate).toBe(before + 1)
    await say(asker, id, 'rate', { rating: 'satisfied', from: 2 })
    expect((await waiting(asker))?.toRate ?? 0).toBe(before)
  })

  test('by a deputy who has left are asked no more', async () => {
    const third = present(year.hall.assembly.deputyIds[2])
    const left = await year.hall.assembly.person('deputy', { deputyId: third })
    await ask(year.hall.secretary, `PATCH /api/people/deputies/${third}`, { active: false })
    expect(await refused(left, newId(), '', { projectId: lamps, text: '？' }, 400)).toBe(
      'inspect.notActiveDeputy',
    )
    await ask(year.hall.secretary, `PATCH /api/people/deputies/${third}`, { active: true })
  })

  test('are due and overdue as an own calculation says, whatever the clock, the rule and the order of things', async () => {
    const { answerDays } = await ruleOf(app.ctx.db, year.cycle.id)
    const start = Date.parse('2026-02-20T15:30:00.000Z')
    const step = fc.record({
      // Around midnight in China, too.
      minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 40 * 24 * 60 })),
      act: fc.constantFrom('look' as const, 'answer' as const, 'follow' as const, 'rate' as const),
    })
    const deputy = actorOf(asker, 'deputy')
    const unit = actorOf(year.department, 'department')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        let now = start
        const ctx: Context = { ...app.ctx, clock: { now: () => new Date(now) } }
        const place = { cycleId: year.cycle.id, questionId: newId() }
        const body = { projectId: lamps, sittingId: null, unit: null, text: '？', public: true }
        await askQuestion(ctx, deputy, place, body)
        // Days are counted since 1970 in the time of China.
        const dayNow = (): number => Math.floor((now / 3_600_000 + 8) / 24)
        let due: number | null = dayNow() + answerDays
        let state = 'waiting'
        let from = 1
        const lates: number[] = []
        const taken: [expected: boolean, was: boolean][] = []
        for (const { minutes, act } of steps) {
          now += minutes * 60_000
          const isTaken =
            act === 'answer' ? state !== 'rated' : act === 'rate' ? state === 'answered' : state !== 'waiting'
          if (act !== 'look') {
            const doing =
              act === 'answer'
                ? answerQuestion(ctx, unit, place, { text: `${from}`, evidence: [], from })
                : act === 'follow'
                  ? followUp(ctx, deputy, place, { text: `${from}`, from })
                  : rateAnswer(ctx, deputy, place, { rating: 'not-satisfied', text: null, from })
            taken.push([isTaken, await isDone(doing)])
            if (isTaken) {
              from += 1
              if (act === 'answer') lates.push(due === null ? 0 : Math.max(0, dayNow() - due))
              due = act === 'follow' ? dayNow() + answerDays : null
              state = act === 'follow' ? 'waiting' : act === 'rate' ? 'rated' : 'answered'
            }
          }
          const read = (await readQuestions(ctx, null, place.cycleId)).find(
            ({ id }) => id === place.questionId,
          )
          expect(read).toMatchObject({
            state,
            dueOn: due === null ? null : new Date(due * 86_400_000).toISOString().slice(0, 10),
            overdue: due !== null && dayNow() > due,
            daysOver: due === null ? 0 : Math.max(0, dayNow() - due),
          })
          expect(
            read?.entries.filter((each) => each.act === 'answer').map(({ daysLate }) => daysLate),
          ).toEqual(lates)
        }
        expect(taken.filter(([expected, was]) => expected !== was)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  // The last, because days later everybody has to sign in again.
  test('are found by project, by what waits, by what is overdue and by whose they are; what is overdue first', async () => {
    const late = makeApp({ db: app.ctx.db, config: app.ctx.config }, { clock: testClock() })
    const theirs = await makeDelivery(late, { name: '另一镇人民代表大会' })
    const { assembly, presidium, secretary, tablet } = theirs.hall
    const [one, two] = await Promise.all(
      [0, 1].map((i) => assembly.person('deputy', { deputyId: present(assembly.deputyIds[i]) })),
    )
    const base = `/api/inspect/cycles/${theirs.cycle.id}`
    const [first, second] = theirs.projectIds
    const prefix = newId()
    const put2 = (who: Asker, name: string, projectId: string | undefined) =>
      ask(who, `PUT ${base}/questions/${prefix}-${name}`, { projectId, text: name })
    const found = async (who: Asker, query = '') =>
      (await ask<{ questions: Question[] }>(who, `GET ${base}/questions${query}`)).questions.map((each) =>
        each.id.slice(prefix.length + 1),
      )
    await put2(present(one), 'old', first)
    await ask(presidium, `PUT ${base}/rule`, { answerDays: 5 })
    await put2(present(two), 'short', second)
    await put2(present(one), 'done', second)
    await ask(secretary, `POST ${base}/questions/${prefix}-done/answer`, { text: '好', from: 1 })
    late.clock.advance(6 * DAY_SECONDS)
    await Promise.all([one, two].map((who) => signInAgain(present(who))))
    await put2(present(one), 'new', first)
    // Due: short on the 10th, over since yesterday; new on the 16th; old on the 20th; done is answered.
    expect(await found(tablet)).toEqual(['short', 'new', 'old', 'done'])
    expect(await found(tablet, '?overdue=1')).toEqual(['short'])
    expect(await found(tablet, '?waiting=1')).toEqual(['short', 'new', 'old'])
    expect(await found(tablet, `?project=${present(first)}`)).toEqual(['new', 'old'])
    expect(await found(tablet, '?mine=1')).toEqual([])
    expect(await found(present(one), '?mine=1')).toEqual(['new', 'old', 'done'])
    expect(await found(present(one), '?mine=1&waiting=1')).toEqual(['new', 'old'])
    await problemOf(send(tablet, `GET ${base}/questions?waiting=yes`), 400)

    const session = { tokenHash: '', assemblyId: assembly.id, chief: false, mustEnrol: false } as const
    const { staffId } = presidium
    expect(await readWaiting(late.ctx, { ...session, staffId, role: 'presidium' })).toMatchObject([
      {
        cycleId: theirs.cycle.id,
        questions: { count: 3, overdue: 1, next: '2026-03-10' },
        toRate: 0,
      },
    ])
    expect(await waiting(present(one))).toMatchObject({ toRate: 1, questions: { count: 0 } })
    expect(await waiting(present(two))).toBeUndefined()
  })
})

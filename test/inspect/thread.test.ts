/** The whole thread: from a resident's demand to the verdict on what became of it, and back from every project. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import type { AnsweredInYear, WholeThread } from '../../src/inspect/thread-model.ts'
import { inFigures } from '../../src/inspect/thread.ts'
import { undertake } from '../../src/inspect/undertakings.ts'
import { inTransaction } from '../../src/db/dialect.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, ballotAt, bring, makeHall, problemOf, send, type TestHall } from '../support/ballots.ts'
import {
  CARRIED,
  decide,
  dossierOf,
  draftCycle,
  reviewOf,
  startVote,
  voteBody,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { approvePlan, reportOf, sendReport, UNIT } from '../support/delivery.ts'
import { present } from '../support/present.ts'

const LETTERS = 'ABCDEFGHJKMNPQRS'

/** A code of the alphabet, another for each demand. */
function codeOf(i: number): string {
  return `Foll${LETTERS[Math.floor(i / 256) % 16]}${LETTERS[Math.floor(i / 16) % 16]}${LETTERS[i % 16]}Upthr`
}

describeOnEachDatabase('the whole thread', (make) => {
  let app: TestApp
  let hall: TestHall
  let asked = 0

  const demand = async (category = '交通出行'): Promise<{ id: string; code: string }> => {
    asked += 1
    const id = systemNewId()
    const code = codeOf(asked)
    const body = { assemblyId: hall.assembly.id, category, text: `诉求${asked}`, followUpCode: code }
    await ask(app.newBrowser(), `PUT /api/intake/public/demands/${id}`, body)
    return { id, code }
  }
  const follow = async (code: string): Promise<WholeThread[]> =>
    (await ask<{ became: WholeThread[] }>(app.newBrowser(), 'POST /api/inspect/follow-up', { code })).became
  /** As many that were written down elsewhere: the public form takes ten an hour. */
  const onPaper = async (count: number): Promise<readonly string[]> => {
    const ids = Array.from({ length: count }, () => systemNewId())
    const demands = ids.map((id, i) => ({
      id,
      category: '交通出行',
      text: `旧诉求${id}${i}`,
      takenOn: '2026-03-01',
      channel: 'visit',
    }))
    if (count > 0) await ask(hall.secretary, 'POST /api/intake/demands/import', { demands })
    return ids
  }
  const followInside = async (id: string): Promise<WholeThread[]> =>
    (await ask<{ became: WholeThread[] }>(hall.presidium, `GET /api/inspect/demands/${id}/thread`)).became
  const propose = async (cycle: TestCycle, name: string, demandIds: readonly string[]): Promise<string> => {
    const body = { dossier: dossierOf(name), demandIds }
    return (await ask<{ id: string }>(hall.secretary, `POST ${cycle.path}/proposals`, body, 201)).id
  }
  const list = async (cycle: TestCycle, id: string): Promise<string> => {
    const route = `POST ${cycle.path}/proposals/${id}/list`
    return (await ask<{ candidateId: string }>(hall.secretary, route, undefined, 201)).candidateId
  }
  const fix = async (cycle: TestCycle): Promise<void> => {
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    const review = await reviewOf(hall, cycle, { ...CARRIED, shortfallReason: '以本次所列为准' })
    await ask(hall.presidium, `POST ${cycle.path}/review`, review)
  }
  const back = (cycle: TestCycle, candidateId: string): Promise<{ answers: AnsweredInYear[] }> =>
    ask(hall.presidium, `GET /api/inspect/cycles/${cycle.id}/projects/${candidateId}/demands`)

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
  })

  describe('of a project that was chosen', () => {
    let cycle: TestCycle
    let lamps: string
    let codes: readonly string[]
    let demands: readonly string[]

    beforeAll(async () => {
      cycle = await draftCycle(hall, [], {
        seats: 1,
        ratio: '100%',
        satisfaction: { base: 'all', half: 'counts' },
      })
      const [first, second, third] = [await demand(), await demand(), await demand('我家门口的灯')]
      codes = [first.code, second.code, third.code]
      demands = [first.id, second.id, third.id]
      lamps = await list(cycle, await propose(cycle, '路灯', [first.id, second.id, third.id]))
      await fix(cycle)
    })

    test('ends at the vote until there is a plan, and goes on with it', async () => {
      const code = present(codes[0])
      expect(await follow(code)).toMatchObject([{ vote: { is: 'open' }, project: null }])
      await decide(await startVote(hall, cycle), [[0], [0], []])
      expect(await follow(code)).toMatchObject([
        {
          vote: { is: 'chosen', day: '2026-03-05', approvals: 2, deputies: 3 },
          project: { id: lamps, state: 'unplanned', approvedOn: null, verdicts: [], undertakings: [] },
        },
      ])
      const department = await hall.assembly.person('department', { name: UNIT })
      await approvePlan({ hall, cycle, projectIds: [lamps], department }, lamps)
      const milestones = [{ milestoneId: 'm1', percent: 50, evidence: [] }]
      await sendReport(department, lamps, '2026-03', reportOf({ milestones }))
      expect(await follow(code)).toMatchObject([
        {
          project: {
            state: 'underway',
            unit: UNIT,
            finishBy: '2026-12-31',
            approvedOn: '2026-03-05',
            planVersion: 1,
            weightedProgress: 1500,
            // A category of one demand alone may be what somebody typed.
            answers: { demands: 3, byCategory: [{ category: '交通出行', demands: 2 }] },
          },
        },
      ])
    })

    test('ends at the verdict with both denominators, and what is to be put right, without who answers for it', async () => {
      const { ballot } = await ask<{ ballot: string }>(
        hall.secretary,
        `POST /api/inspect/cycles/${cycle.id}/assessments`,
        voteBody(hall),
        201,
      )
      await bring(await ballotAt(hall, ballot), 'counted', { votes: [[2], [2], [0]], cards: 3 })
      expect(await follow(present(codes[1]))).toMatchObject([{ project: { verdicts: [] } }])
      await ask(hall.secretary, `POST /api/inspect/assessments/${ballot}/announce`)
      await inTransaction(app.ctx.db, (trx) =>
        undertake(app.ctx, trx, cycle.id, { from: 'verdict', id: ballot, projectId: lamps }, [
          { id: 'u-1', text: '换坏灯。', unit: UNIT, owner: '王主任', dueOn: '2026-03-04' },
        ]),
      )
      const record = {
        projectId: lamps,
        heldOn: '2026-03-04',
        place: '村口',
        deputyIds: hall.assembly.deputyIds.slice(0, 1),
        findings: '两盏不亮。',
        photos: [],
      }
      const visit = `PUT /api/inspect/cycles/${cycle.id}/visits/v-1/record`
      await ask(hall.secretary, visit, { record, from: 0 })
      const [thread] = await follow(present(codes[2]))
      expect(thread?.project).toMatchObject({
        visits: [{ id: 'v-1', state: 'made', day: '2026-03-04' }],
        verdicts: [
          {
            ballot,
            round: 1,
            day: '2026-03-05',
            grade: 'not-satisfied',
            marks: { satisfied: 1, basicallySatisfied: 0, notSatisfied: 2, blank: 0 },
            deputies: 3,
            present: 3,
          },
        ],
        undertakings: [
          {
            id: 'u-1',
            from: 'verdict',
            state: 'open',
            overdue: true,
            dueOn: '2026-03-04',
            raisedOn: '2026-03-05',
            since: null,
          },
        ],
      })
      expect(JSON.stringify(thread)).not.toContain('王主任')
    })

    test('tells questions with their answers by day, but none that is marked', async () => {
      const at = `/api/inspect/cycles/${cycle.id}/questions`
      const asker = await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) })
      await ask(asker, `PUT ${at}/q-1`, { projectId: lamps, text: '何时全部亮灯？' })
      await ask(asker, `PUT ${at}/q-2`, { projectId: lamps, text: '内部的问题。', public: false })
      const answer = { text: '四月底前。', evidence: [], from: 1 }
      await ask(hall.secretary, `POST ${at}/q-1/answer`, answer)
      await ask(hall.secretary, `POST ${at}/q-2/answer`, { ...answer, text: '内部的答复。' })
      const day = '2026-03-05'
      for (const [thread] of [await follow(present(codes[0])), await followInside(present(demands[0]))]) {
        expect(thread?.project?.questions).toEqual([
          {
            id: 'q-1',
            deputy: '代表1',
            unit: UNIT,
            state: 'answered',
            dueOn: null,
            overdue: false,
            entries: [
              { act: 'ask', text: '何时全部亮灯？', rating: null, day },
              { act: 'answer', text: '四月底前。', rating: null, day },
            ],
          },
        ])
        expect(JSON.stringify(thread)).not.toContain('内部')
      }
    })

    test('tells what was found or promised by the day of it, and since when it is done', async () => {
      const at = `/api/inspect/cycles/${cycle.id}`
      const item = { text: '加灯。', unit: UNIT, owner: '王主任', dueOn: '2026-04-20' }
      const record = {
        projectId: lamps,
        heldOn: '2026-03-03',
        place: '村口',
        deputyIds: hall.assembly.deputyIds.slice(0, 1),
        findings: '仍有不亮。',
        photos: [],
      }
      const visited = { record, undertakings: [{ id: 'u-2', ...item }], from: 0 }
      await ask(hall.secretary, `PUT ${at}/visits/same-id/record`, visited)
      const arrangement = { day: '2026-03-04', time: '09:00', place: '会议室', comers: '镇长' }
      const meeting = { subject: '亮灯促进会', arrangement: { ...arrangement, projectIds: [lamps] } }
      await ask(hall.presidium, `PUT ${at}/sittings/same-id/meeting`, meeting)
      const promises = [{ id: 'u-3', ...item, projectId: lamps }]
      const minutes = { present: '镇长', text: '逐项汇报。', items: [], evidence: [] }
      const held = { minutes, promises, from: 1 }
      await ask(hall.presidium, `POST ${at}/sittings/same-id/minutes`, held)
      const report = { text: '已加。', evidence: [] }
      await ask(hall.secretary, `POST ${at}/undertakings/u-3/report`, report)
      const moved = { reason: '雨天。', dueOn: '2026-04-30' }
      await ask(hall.presidium, `POST ${at}/undertakings/u-3/move`, moved)
      const [thread] = await follow(present(codes[0]))
      expect(thread?.project?.sittings).toEqual([
        { id: 'same-id', kind: 'progress', subject: '亮灯促进会', state: 'held', day: '2026-03-04' },
      ])
      const told = thread?.project?.undertakings.map(({ id, state, raisedOn, since }) => [
        id,
        state,
        raisedOn,
        since,
      ])
      expect(told?.toSorted()).toEqual([
        ['u-1', 'open', '2026-03-05', null],
        ['u-2', 'open', '2026-03-03', null],
        ['u-3', 'reported', '2026-03-04', '2026-03-05'],
      ])
    })

    test('goes back to the demands for who works for the assembly, and for nobody else', async () => {
      const { answers } = await back(cycle, lamps)
      expect(answers).toMatchObject([{ cycleId: cycle.id }])
      expect(answers[0]?.demands).toHaveLength(3)
      const route = `GET /api/inspect/cycles/${cycle.id}/projects/${lamps}/demands`
      await problemOf(send(app.newBrowser(), route), 401)
      const other = await app.newAssembly()
      await problemOf(send(other.secretary, route), 404)
      const elsewhere = await draftCycle(hall, ['水渠'])
      await problemOf(
        send(hall.secretary, `GET /api/inspect/cycles/${elsewhere.id}/projects/${lamps}/demands`),
        404,
      )
    })
  })

  test(
    'reaches every demand of the year and back, into the next year too',
    { timeout: 120_000 },
    async () => {
      const year = fc.record({
        // Each demand's proposal; -1 is part of none.
        demands: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 7 }),
        states: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom('listed', 'refused', 'left'))),
        chosen: fc.nat(3),
        more: fc.integer({ min: 0, max: 2 }),
      })
      await fc.assert(
        fc.asyncProperty(year, async ({ demands, states, chosen, more }) => {
          const ends = ['listed', ...states]
          const cycle = await draftCycle(hall, [], { seats: 1, ratio: '100%' })
          const made = await onPaper(demands.length)
          const of = (p: number) => made.filter((_, i) => demands[i] === p)
          const candidates = new Map<string, readonly string[]>()
          const names = ['甲', '乙', '丙', '丁']
          const state = new Map<string, string>()
          for (const [p, name] of names.entries()) {
            const ids = of(p)
            // oxlint-disable-next-line no-await-in-loop -- one after the other, as at a desk
            const proposal = await propose(cycle, name, ids)
            state.set(name, ends[p] === 'left' ? 'unlisted' : (ends[p] ?? ''))
            // oxlint-disable-next-line no-await-in-loop -- as above
            if (ends[p] === 'listed') candidates.set(await list(cycle, proposal), ids)
            else if (ends[p] === 'refused') {
              const refusal = { criterion: 'own-funds', reason: '县里已经立项。' }
              // oxlint-disable-next-line no-await-in-loop -- as above
              await ask(hall.secretary, `POST ${cycle.path}/proposals/${proposal}/refuse`, refusal)
            }
          }
          await fix(cycle)
          const first = chosen % candidates.size
          await decide(await startVote(hall, cycle), [[first], [first]])
          // What was not chosen is proposed again, with demands of its own.
          const next = await draftCycle(hall, [], { seats: 1, ratio: '100%' })
          const again = [...candidates.keys()].find((_, i) => i !== first)
          let late: readonly string[] = []
          let anew = ''
          if (again !== undefined) {
            const body = { candidateId: again, reason: '群众仍然需要。' }
            const { id } = await ask<{ id: string }>(
              hall.secretary,
              `POST /api/inspect/cycles/${next.id}/carry-over`,
              body,
              201,
            )
            late = await onPaper(more)
            const demandIds = late
            if (more > 0)
              await ask(hall.secretary, `POST ${next.path}/proposals/${id}/demands`, { demandIds })
            const given = { dossier: dossierOf('再次提出'), from: 1 }
            await ask(hall.secretary, `PUT ${next.path}/proposals/${id}/dossier`, given)
            anew = await list(next, id)
            await fix(next)
          }
          // Forward, from each demand.
          const led = new Map<string, string[]>()
          for (const [i, id] of [...made, ...late].entries()) {
            // oxlint-disable-next-line no-await-in-loop -- one resident after the other
            const threads = await followInside(id)
            const name = names[demands[i] ?? -1]
            const ofYear = threads.find(({ cycleId }) => cycleId === cycle.id)
            expect([ofYear?.name, ofYear?.state]).toEqual([name, name && state.get(name)])
            for (const { candidateId } of threads)
              if (candidateId !== null) led.set(candidateId, [...(led.get(candidateId) ?? []), id])
          }
          // Back, from each candidate: the same.
          const all = [...[...candidates.keys()].map((id) => [cycle, id] as const), [next, anew] as const]
          for (const [where, candidateId] of all.filter(([, id]) => id !== '')) {
            // oxlint-disable-next-line no-await-in-loop -- as above
            const { answers } = await back(where, candidateId)
            const ids = answers.flatMap((each) => each.demands.map(({ id }) => id))
            expect(ids.toSorted()).toEqual((led.get(candidateId) ?? []).toSorted())
          }
        }),
        { numRuns: 4 },
      )
    },
  )
})

test('a category is named from the second demand on, and a demand counts once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ id: fc.nat(9).map(String), category: fc.constantFrom('甲', '乙', '丙') })),
      (demands) => {
        const { demands: all, byCategory } = inFigures(demands)
        expect(all).toBe(new Set(demands.map(({ id }) => id)).size)
        expect(byCategory.every((each) => each.demands >= 2)).toBe(true)
        expect(byCategory.reduce((sum, each) => sum + each.demands, 0)).toBeLessThanOrEqual(all)
      },
    ),
  )
})

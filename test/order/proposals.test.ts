/** From demands to the list: nothing that was asked for is lost on the way, and every refusal has its reason. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Thread } from '../../src/decide/model.ts'
import type { CycleView } from '../../src/order/model.ts'
import type { DraftDossier, ProposalInWork, ProposalsOfYear } from '../../src/order/proposal-model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, makeHall, problemOf, send, type Asker, type TestHall } from '../support/ballots.ts'
import {
  CARRIED,
  decide,
  dossierOf,
  draftCycle,
  fixedCycle,
  reviewOf,
  startVote,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { demandOf, gridId, makeTown, record, takenDemand, type TestTown } from '../support/intake.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('proposals', (make) => {
  let app: TestApp
  /** The same assembly twice: as it meets residents, and as it votes. */
  let town: TestTown
  let hall: TestHall
  let year: TestCycle

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app)
    const presidium = await town.assembly.person('presidium')
    hall = { ...(await makeHall(app, { tellers: 1 })), secretary: town.secretary, presidium }
    year = await draftCycle(hall, [])
  })

  let names = 0
  const newName = (): string => {
    names += 1
    return `候选建议${names}`
  }
  const path = (proposal = '') => `${year.path}/proposals${proposal === '' ? '' : `/${proposal}`}`

  async function propose(demandIds: readonly string[] = [], dossier: Partial<DraftDossier> = {}) {
    const body = { dossier: { name: newName(), category: '教育', ...dossier }, demandIds }
    return (await ask<{ id: string }>(town.secretary, `POST ${path()}`, body, 201)).id
  }
  const read = (id: string) => ask<ProposalInWork>(town.secretary, `GET ${path(id)}`)
  const all = async () => (await ask<ProposalsOfYear>(town.secretary, `GET ${path()}`)).proposals
  const demandIdsOf = async (id: string) => (await read(id)).demands.map((demand) => demand.id)
  const list = (id: string) =>
    ask<{ candidateId: string }>(town.secretary, `POST ${path(id)}/list`, undefined, 201)

  test('take as many demands at once as the model lets through, whatever their identifiers', async () => {
    const most = Array.from({ length: 2000 }, (_, i) => String(i).padStart(64, 'd'))
    const add = `POST ${year.path}/proposals`
    const dossier = { name: '两千条', category: '交通', content: '详'.repeat(2000) }
    // None of them is there; but they were read.
    const none = await problemOf(send(hall.secretary, add, { dossier, demandIds: most }), 404)
    expect(none.code).toBe('intake.demandNotFound')
    const { id } = await ask<{ id: string }>(hall.secretary, add, { dossier }, 201)
    const more = `${add}/${id}/demands`
    expect((await problemOf(send(hall.secretary, more, { demandIds: most }), 404)).code).toBe(none.code)
    const tooMany = [...most, 'one more']
    expect((await problemOf(send(hall.secretary, more, { demandIds: tooMany }), 400)).code).toBe(
      'input.invalid',
    )
    // What has one dossier is held to what a dossier needs.
    const padded = { dossier, padding: 'x'.repeat(64 * 1024) }
    expect(
      (await problemOf(send(hall.secretary, `PUT ${year.path}/proposals/${id}/dossier`, padded), 413)).code,
    ).toBe('http.bodyTooLarge')
  })

  test('collect demands, say in public where they came from, and keep what was written to those who work', async () => {
    const first = await takenDemand(town, { text: '标记甲：校门口要斑马线' })
    const second = await takenDemand(town, { text: '标记乙：校门口太暗' })
    const id = await propose([first.id, second.id])
    expect((await read(id)).demands.map(({ number }) => number)).toEqual([first.number, second.number])
    const shown = present((await all()).find((proposal) => proposal.id === id))
    expect(shown).toMatchObject({
      state: 'collected',
      origin: { demands: 2, byChannel: { reception: 2, visit: 0, online: 0 } },
      missing: ['content', 'place', 'responsibleUnit', 'budgetFen', 'finishBy'],
    })
    expect(JSON.stringify(await all())).not.toContain('标记')
    await problemOf(send(app.newBrowser(), `GET ${path(id)}`), 401)
  })

  test(
    'whatever is merged and taken apart, every demand is somewhere, and never twice',
    { timeout: 120_000 },
    async () => {
      const codes = Array.from({ length: 6 }, (_, i) => `MerG-edAn-dTa${i + 1}`)
      const demands = await Promise.all(
        codes.map(async (followUpCode) => (await takenDemand(town, { followUpCode })).id),
      )
      const proposals = await Promise.all(Array.from({ length: 3 }, () => propose()))
      const move = fc.record({
        demand: fc.nat({ max: demands.length - 1 }),
        to: fc.option(fc.nat({ max: proposals.length - 1 })),
      })
      const at = new Map<string, string>()
      await fc.assert(
        fc.asyncProperty(fc.array(move, { maxLength: 8 }), async (moves) => {
          for (const { demand, to } of moves) {
            const demandId = present(demands[demand])
            const before = at.get(demandId)
            if (to !== null) {
              const proposal = present(proposals[to])
              await ask(town.secretary, `POST ${path(proposal)}/demands`, { demandIds: [demandId] })
              at.set(demandId, proposal)
            } else if (before !== undefined) {
              await ask(town.secretary, `DELETE ${path(before)}/demands/${demandId}`)
              at.delete(demandId)
            }
          }
          for (const proposal of proposals) {
            const wanted = demands.filter((demand) => at.get(demand) === proposal)
            expect((await demandIdsOf(proposal)).toSorted()).toEqual(wanted.toSorted())
          }
          // Nobody who asked has lost the thread: each reads where the demand is now, and that alone.
          const nameOf = new Map((await all()).map(({ id, name }) => [id, name]))
          for (const [i, code] of codes.entries()) {
            const proposal = at.get(present(demands[i]))
            const thread = (await readThread(code)).map(({ name, state }) => [name, state])
            expect(thread).toEqual(proposal === undefined ? [] : [[nameOf.get(proposal), 'examined']])
          }
        }),
        { numRuns: 10 },
      )
    },
  )

  test('a dossier is completed by its department, every version kept, and then put on the list', async () => {
    const id = await propose()
    const { name } = await read(id)
    const dossier = dossierOf(name)
    const route = `PUT ${path(id)}/dossier`
    await problemOf(send(town.department, route, { dossier }), 403)
    await ask(town.secretary, `PUT ${path(id)}/department`, { departmentId: town.department.staffId })
    const { budgetFen: _budget, ...without } = dossier
    await ask(town.department, route, { dossier: without })
    const refused = await problemOf(send(town.secretary, `POST ${path(id)}/list`), 400)
    expect(JSON.stringify(refused)).toContain('/budgetFen')
    await ask(town.department, route, { dossier })
    const { versions } = await ask<{ versions: { role: string; dossier: DraftDossier }[] }>(
      town.department,
      `GET ${path(id)}/versions`,
    )
    expect(versions.map((version) => version.role)).toEqual(['secretary', 'department', 'department'])
    expect(versions.map((version) => version.dossier.budgetFen)).toEqual([
      undefined,
      undefined,
      dossier.budgetFen,
    ])
    const { candidateId } = await list(id)
    const { candidates } = await ask<{ candidates: { id: string; name: string }[] }>(
      town.secretary,
      `GET ${year.path}`,
    )
    expect(candidates).toContainEqual(expect.objectContaining({ id: candidateId, ...dossier }))
    // On the list it is the list's: first taken off, then changed.
    expect((await problemOf(send(town.department, route, { dossier }), 409)).code).toBe(
      'order.proposalNotCollected',
    )
    await ask(town.secretary, `DELETE ${year.path}/candidates/${candidateId}`)
    expect(await read(id)).toMatchObject({ state: 'collected', candidateId: null })
    await ask(town.department, route, { dossier })
  })

  test('a refusal has a criterion and a reason, stands in the journal, and can be taken back', async () => {
    const id = await propose()
    const refusal = { criterion: 'own-matter', reason: '属于县级道路，已转报县交通局。' }
    await problemOf(send(town.secretary, `POST ${path(id)}/refuse`, { criterion: 'own-matter' }), 400)
    await problemOf(send(town.secretary, `POST ${path(id)}/refuse`, { ...refusal, criterion: 'mood' }), 400)
    await ask(hall.presidium, `POST ${path(id)}/refuse`, refusal)
    expect((await all()).find((proposal) => proposal.id === id)).toMatchObject({ state: 'refused', refusal })
    expect((await problemOf(send(town.secretary, `POST ${path(id)}/list`), 409)).code).toBe(
      'order.proposalNotCollected',
    )
    await ask(hall.presidium, `POST ${path(id)}/reconsider`)
    expect(await read(id)).toMatchObject({ state: 'collected', refusal: null })
    expect((await problemOf(send(hall.presidium, `POST ${path(id)}/reconsider`), 409)).code).toBe(
      'order.proposalNotRefused',
    )
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    expect(journal).toContain('order.proposalRefused')
    expect(journal).toContain(refusal.reason)
    expect(journal).toContain('order.proposalReconsidered')
  })

  const readThread = async (code: string) =>
    (await ask<{ became: Thread[] }>(app.newBrowser(), 'POST /api/inspect/follow-up', { code })).became

  test('a resident with a code reads what the demand became, and why not', async () => {
    const code = 'WhaT-Beca-meXf'
    const { id: demandId } = await takenDemand(town, { followUpCode: code })
    const became = () => readThread(code)
    expect(await became()).toEqual([])
    const id = await propose([demandId])
    expect(await became()).toMatchObject([{ state: 'examined', refusal: null, vote: null }])
    const refusal = { criterion: 'within-year', reason: '一年内做不完。' }
    await ask(town.secretary, `POST ${path(id)}/refuse`, refusal)
    expect(await became()).toMatchObject([{ state: 'refused', refusal }])
    await problemOf(send(app.newBrowser(), 'POST /api/inspect/follow-up', { code: 'NoSu-chCo-dexx' }), 404)
  })

  test('where one came from is told by village and month, never by a building', async () => {
    const visit = (heldOn: string, grid: string, demands: number) =>
      record(town.deputy, {
        channel: 'visit',
        heldOn,
        gridId: gridId(town, grid),
        deputyIds: [present(town.assembly.deputyIds[0])],
        residents: demands,
        demands: Array.from({ length: demands }, (_, i) =>
          demandOf(i < 2 ? { resident: { name: '标记丙', phone: '13800000000', address: '标记丁' } } : {}),
        ),
      })
    const contacts = [
      await visit('2026-02-11', '甲楼', 2),
      await visit('2026-03-01', '第一网格', 1),
      await visit('2026-03-31', '飞水村', 3),
    ]
    const id = await propose(contacts.flatMap(({ demands }) => demands.map((demand) => demand.id)))
    const { origin } = present((await all()).find((proposal) => proposal.id === id))
    expect(origin).toMatchObject({
      demands: 6,
      // Each contact's own: 2 demands of one, 1 of one, and 3 of which 2 are of one.
      residents: 4,
      byChannel: { reception: 0, visit: 6, online: 0 },
      byMonth: [
        { month: '2026-02', demands: 2 },
        { month: '2026-03', demands: 4 },
      ],
    })
    const byGrid = origin.byGrid.map((grid) => [grid.gridId, grid.name, grid.demands])
    expect(byGrid.toSorted()).toEqual(
      [
        [gridId(town, '第一网格'), '南片 玄真社区 第一网格', 3],
        [gridId(town, '飞水村'), '北片 飞水村', 3],
      ].toSorted(),
    )
    expect(JSON.stringify(await all())).not.toMatch(/标记|甲楼|13800000000/)
  })

  test('two proposals of a year have two names', async () => {
    const name = newName()
    await propose([], { name })
    const body = { dossier: { name, category: '教育' } }
    expect((await problemOf(send(town.secretary, `POST ${path()}`, body), 409)).code).toBe('order.nameTaken')
    const other = await propose()
    const renamed = { dossier: { name, category: '教育' } }
    expect((await problemOf(send(town.secretary, `PUT ${path(other)}/dossier`, renamed), 409)).code).toBe(
      'order.nameTaken',
    )
  })

  test('before the list is fixed the public reads how many there are, and what was refused; then all of it', async () => {
    const cycle = await draftCycle(hall, [])
    const made = async (name: string, demandIds: readonly string[] = []) => {
      const body = { dossier: dossierOf(name), demandIds }
      const { id } = await ask<{ id: string }>(town.secretary, `POST ${cycle.path}/proposals`, body, 201)
      return `${cycle.path}/proposals/${id}`
    }
    const code = 'SeeN-When-Fixe'
    const { id: demandId } = await takenDemand(town, { followUpCode: code })
    await made('在研究的')
    const refused = await made('退回的')
    const listed = await made('拟列入的', [demandId])
    const refusal = { criterion: 'feasible', reason: '没有地。' }
    await ask(hall.presidium, `POST ${refused}/refuse`, refusal)
    await ask(town.secretary, `POST ${listed}/list`, undefined, 201)
    const other = await makeHall(app, { tellers: 1 })
    const readAs = async (who: Asker) => ({
      year: await ask<CycleView>(who, `GET ${cycle.path}`),
      inList: (await ask<{ cycles: CycleView[] }>(who, 'GET /api/order/cycles')).cycles,
      ...(await ask<ProposalsOfYear>(who, `GET ${cycle.path}/proposals`)),
    })
    for (const who of [app.newBrowser(), other.secretary]) {
      const { year: shown, inList, proposals, counts } = await readAs(who)
      expect(counts).toEqual({ collected: 1, refused: 1, listed: 1 })
      expect(shown).toMatchObject({ candidates: [], shortlist: { candidates: 1 } })
      expect(inList.find(({ id }) => id === cycle.id)?.candidates).toEqual([])
      expect(proposals).toMatchObject([{ name: '退回的', refusal, departmentId: null }])
      expect(proposals[0]?.dossier).toEqual({ name: '退回的', category: '基础设施' })
    }
    const worked = await readAs(hall.presidium)
    expect(worked.year.candidates).toHaveLength(1)
    expect(worked.proposals).toHaveLength(3)
    expect(await readThread(code)).toMatchObject([{ name: '拟列入的', state: 'examined', candidateId: null }])

    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    const review = await reviewOf(hall, cycle, { ...CARRIED, shortfallReason: '只此一项' })
    await ask(hall.presidium, `POST ${cycle.path}/review`, review)
    const after = await readAs(app.newBrowser())
    expect(after.year.candidates).toMatchObject([dossierOf('拟列入的')])
    const states = after.proposals.map(({ name, state }) => [name, state]).toSorted()
    expect(states).toEqual(
      [
        ['在研究的', 'collected'],
        ['退回的', 'refused'],
        ['拟列入的', 'listed'],
      ].toSorted(),
    )
    for (const { dossier } of after.proposals) expect(Object.keys(dossier)).toEqual(['name', 'category'])
    expect(await readThread(code)).toMatchObject([{ state: 'listed', vote: { is: 'open' } }])
  })

  test('another assembly’s demands, years and proposals are not there', async () => {
    const id = await propose()
    const stranger = await makeTown(app)
    const { id: demandId } = await takenDemand(stranger)
    const state = await stateOf(app.ctx.db)
    const taken = send(town.secretary, `POST ${path(id)}/demands`, { demandIds: [demandId] })
    expect((await problemOf(taken, 404)).code).toBe('intake.demandNotFound')
    for (const route of [`GET ${path(id)}`, `GET ${path(id)}/versions`, `POST ${path(id)}/list`])
      await problemOf(send(stranger.secretary, route), 404)
    expect(await stateOf(app.ctx.db)).toBe(state)
  })
})

describeOnEachDatabase('a year whose list is fixed', (make) => {
  test('takes no proposal any more; what it did not choose can be proposed for the next', async () => {
    const app = makeApp(await make())
    const hall = await makeHall(app, { deputies: 5, tellers: 1 })
    const year = await fixedCycle(hall, ['甲', '乙', '丙'])
    const body = { dossier: { name: '丁', category: '教育' } }
    expect((await problemOf(send(hall.secretary, `POST ${year.path}/proposals`, body), 409)).code).toBe(
      'order.listFixed',
    )
    const next = await draftCycle(hall, [])
    const left = present(year.candidateIds[2])
    const bring = (id: string) =>
      send(hall.secretary, `POST /api/decide/cycles/${next.id}/reserve`, { candidateId: id })
    // Before the vote there is no reserve.
    expect((await problemOf(bring(left), 404)).code).toBe('order.candidateNotFound')
    await decide(await startVote(hall, year), [
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
    ])
    const made = await bring(left)
    expect(made.status).toBe(201)
    const { proposals } = await ask<ProposalsOfYear>(hall.secretary, `GET ${next.path}/proposals`)
    expect(proposals).toMatchObject([
      { name: '丙', state: 'collected', fromCandidateId: left, missing: ['finishBy'], version: 1 },
    ])
    expect((await problemOf(bring(left), 409)).code).toBe('order.broughtInAlready')
    expect((await problemOf(bring(present(year.candidateIds[0])), 404)).code).toBe('order.candidateNotFound')
  })
})

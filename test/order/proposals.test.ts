/** From demands to the list: nothing that was asked for is lost on the way, and every refusal has its reason. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Became, DraftDossier, Proposal, ProposalInWork } from '../../src/order/proposal-model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, makeHall, problemOf, send, type TestHall } from '../support/ballots.ts'
import { decide, dossierOf, draftCycle, fixedCycle, startVote, type TestCycle } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { makeTown, takenDemand, type TestTown } from '../support/intake.ts'
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
  const all = async () => (await ask<{ proposals: Proposal[] }>(app.newBrowser(), `GET ${path()}`)).proposals
  const demandIdsOf = async (id: string) => (await read(id)).demands.map((demand) => demand.id)
  const list = (id: string) =>
    ask<{ candidateId: string }>(town.secretary, `POST ${path(id)}/list`, undefined, 201)

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
      const demands = await Promise.all(Array.from({ length: 6 }, async () => (await takenDemand(town)).id))
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
      hall.tablet,
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

  test('a resident with a code reads what the demand became, and why not', async () => {
    const code = 'WhaT-Beca-meXf'
    const { id: demandId } = await takenDemand(town, { followUpCode: code })
    const became = async () =>
      (await ask<{ became: Became[] }>(app.newBrowser(), 'POST /api/order/follow-up', { code })).became
    expect(await became()).toEqual([])
    const id = await propose([demandId])
    expect(await became()).toMatchObject([{ state: 'collected', refusal: null }])
    const refusal = { criterion: 'within-year', reason: '一年内做不完。' }
    await ask(town.secretary, `POST ${path(id)}/refuse`, refusal)
    expect(await became()).toMatchObject([{ state: 'refused', refusal }])
    await problemOf(send(app.newBrowser(), 'POST /api/order/follow-up', { code: 'NoSu-chCo-dexx' }), 404)
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
    const { proposals } = await ask<{ proposals: Proposal[] }>(hall.tablet, `GET ${next.path}/proposals`)
    expect(proposals).toMatchObject([
      { name: '丙', state: 'collected', fromCandidateId: left, missing: ['finishBy'], version: 1 },
    ])
    expect((await problemOf(bring(left), 409)).code).toBe('order.nameTaken')
    expect((await problemOf(bring(present(year.candidateIds[0])), 404)).code).toBe('order.candidateNotFound')
  })
})

/** From the demand to the vote's outcome: what a resident with a code reads at every step, through the years. */
import { expect, test } from 'vitest'
import type { Thread } from '../../src/decide/model.ts'
import { systemNewId } from '../../src/context.ts'
import { makeApp } from '../support/app.ts'
import { ask, makeHall } from '../support/ballots.ts'
import { CARRIED, decide, dossierOf, draftCycle, readCycle, reviewOf, startVote } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { present } from '../support/present.ts'

const CODES = ['LampsAndRoad', 'CanaLfiRstxx', 'CanaLsecoNdx']

describeOnEachDatabase('a resident’s thread', (make) => {
  test('goes from the demand through merging and unmerging to the vote, and into the next year', async () => {
    const app = makeApp(await make())
    const hall = await makeHall(app, { deputies: 5, tellers: 1 })
    const demandIds: string[] = []
    for (const [i, followUpCode] of CODES.entries()) {
      const id = systemNewId()
      const demand = { assemblyId: hall.assembly.id, category: '交通出行', text: `诉求${i}`, followUpCode }
      await ask(app.newBrowser(), `PUT /api/intake/public/demands/${id}`, demand)
      demandIds.push(id)
    }
    const [lampsAsked, first, second] = demandIds
    const thread = async (i: number) => {
      const code = present(CODES[i])
      const { became } = await ask<{ became: Thread[] }>(app.newBrowser(), 'POST /api/inspect/follow-up', {
        code,
      })
      // Who works with the demand reads the same.
      expect(await ask(hall.secretary, `GET /api/inspect/demands/${present(demandIds[i])}/thread`)).toEqual({
        became,
      })
      return became
    }
    const cycle = await draftCycle(hall, [], { seats: 1, ratio: '100%' })
    const { year } = await readCycle(hall, cycle)
    const propose = async (name: string, ids: readonly unknown[]) => {
      const body = { dossier: dossierOf(name), demandIds: ids }
      const { id } = await ask<{ id: string }>(hall.secretary, `POST ${cycle.path}/proposals`, body, 201)
      return `${cycle.path}/proposals/${id}`
    }
    const lamps = await propose('路灯', [lampsAsked, first])
    const canal = await propose('水渠', [second])
    expect(await thread(1)).toMatchObject([{ year, name: '路灯', state: 'examined', vote: null }])
    // Merged by mistake: taken out, it stands for itself; then it is where it belongs.
    await ask(hall.secretary, `DELETE ${lamps}/demands/${first}`)
    expect(await thread(1)).toEqual([])
    await ask(hall.secretary, `POST ${canal}/demands`, { demandIds: [first] })
    expect(await thread(1)).toMatchObject([{ name: '水渠', state: 'examined' }])

    await ask(hall.secretary, `POST ${lamps}/list`, undefined, 201)
    const { candidateId } = await ask<{ candidateId: string }>(
      hall.secretary,
      `POST ${canal}/list`,
      undefined,
      201,
    )
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    await ask(hall.presidium, `POST ${cycle.path}/review`, await reviewOf(hall, cycle, CARRIED))
    for (const i of [0, 1, 2])
      expect(await thread(i)).toMatchObject([{ state: 'listed', vote: { is: 'open' } }])
    const ballot = await startVote(hall, cycle)
    expect(await thread(0)).toMatchObject([{ vote: { is: 'open' } }])
    await decide(ballot, [[0], [0], [0], [0], [1]])
    expect(await thread(0)).toMatchObject([
      { name: '路灯', state: 'listed', vote: { is: 'chosen', approvals: 4, deputies: 5 } },
    ])
    for (const i of [1, 2]) {
      expect(await thread(i)).toMatchObject([
        { name: '水渠', candidateId, vote: { is: 'reserved', approvals: 1, deputies: 5 } },
      ])
    }

    const next = await draftCycle(hall, [], { seats: 1, ratio: '100%' })
    await ask(hall.secretary, `POST /api/decide/cycles/${next.id}/reserve`, { candidateId }, 201)
    const again = { year: year + 1, name: '水渠', again: true }
    expect(await thread(2)).toMatchObject([
      { ...again, state: 'examined', vote: null },
      { year, again: false, vote: { is: 'reserved' } },
    ])
    expect(await thread(0)).toHaveLength(1)
    const { proposals } = await ask<{ proposals: { id: string }[] }>(
      hall.secretary,
      `GET ${next.path}/proposals`,
    )
    const refusal = { criterion: 'own-funds', reason: '县里已经立项。' }
    await ask(hall.secretary, `POST ${next.path}/proposals/${present(proposals[0]).id}/refuse`, refusal)
    expect(await thread(1)).toMatchObject([
      { ...again, state: 'refused', refusal },
      { vote: { is: 'reserved' } },
    ])
  })
})

/** The figures of a report are a recount of the rows. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { CHANNELS, type Figures, type Statistics } from '../../src/intake/model.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import { ask, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  correct,
  correctionOf,
  demandOf,
  makeTown,
  readStatistics,
  record,
  type TestTown,
} from '../support/intake.ts'
import { present } from '../support/present.ts'

describeOnEachDatabase('the figures', (make) => {
  let app: TestApp
  let town: TestTown

  beforeAll(async () => {
    app = makeApp(await make())
    town = await makeTown(app, 6)
  })

  test('are a recount of the rows, for any year, channel and grid', { timeout: 120_000 }, async () => {
    const grids = [...town.grids.values()]
    const parentOf = new Map(grids.map(({ id, parentId }) => [id, parentId]))
    const within = (id: string | null, grid: string): boolean =>
      id !== null && (id === grid || within(parentOf.get(id) ?? null, grid))
    const anyGrid = fc.constantFrom(...grids.map(({ id }) => id))
    const contact = fc.record({
      /** What was typed first, where that was wrong; and whether it was recorded twice. */
      wrong: fc.option(
        fc.record({
          grid: anyGrid,
          deputies: fc.integer({ min: 1, max: 6 }),
          residents: fc.nat(9),
          day: fc.constantFrom('05-02', '06-01'),
        }),
      ),
      twice: fc.boolean(),
      channel: fc.constantFrom(...CHANNELS),
      grid: fc.constantFrom(...grids.map(({ id }) => id)),
      deputies: fc.integer({ min: 1, max: 6 }),
      residents: fc.integer({ min: 0, max: 9 }),
      demands: fc.array(
        fc.record({
          category: fc.constantFrom('教育', '养老', '市场'),
          wrong: fc.option(fc.record({ category: fc.constantFrom('教育', '养老'), grid: anyGrid })),
          fate: fc.constantFrom('taken', 'answered', 'confirmed'),
          grid: fc.option(fc.constantFrom(...grids.map(({ id }) => id))),
        }),
        { maxLength: 3 },
      ),
    })
    let year = 2000
    await fc.assert(
      fc.asyncProperty(fc.array(contact, { minLength: 1, maxLength: 6 }), async (contacts) => {
        year += 1
        for (const each of contacts) {
          const typed = each.wrong ?? each
          const right = {
            channel: each.channel,
            heldOn: `${year}-06-01`,
            ...(each.channel === 'reception' ? { stationId: town.stationId } : {}),
            gridId: each.grid,
            deputyIds: town.assembly.deputyIds.slice(0, each.deputies),
            residents: each.residents,
            demands: each.demands.map(({ category, grid, wrong }) => {
              const gridId = wrong?.grid ?? grid
              return demandOf({
                category: wrong?.category ?? category,
                ...(gridId === null ? {} : { gridId }),
              })
            }),
          }
          const made = await record(town.secretary, {
            ...right,
            heldOn: `${year}-${each.wrong?.day ?? '06-01'}`,
            gridId: typed.grid,
            deputyIds: town.assembly.deputyIds.slice(0, typed.deputies),
            residents: typed.residents,
          })
          const isWrong =
            each.wrong !== null &&
            (each.wrong.day !== '06-01' ||
              (['grid', 'deputies', 'residents'] as const).some((name) => typed[name] !== each[name]))
          if (isWrong) await correct(town.secretary, made.id, correctionOf(right))
          // Whatever the demand's grid was or became with the contact's: this is where it is.
          for (const demand of each.demands.map((fate, i) => ({
            ...fate,
            id: present(made.demands[i]).id,
          }))) {
            const path = `/api/intake/demands/${demand.id}/correct`
            const json = { category: demand.category, gridId: demand.grid ?? each.grid }
            const { status } = await send(town.secretary, `POST ${path}`, json)
            // Where it was right, there is nothing to correct.
            expect([200, 409]).toContain(status)
          }
          if (each.twice) {
            const again = await record(town.secretary, { ...right, demands: [] })
            await ask(town.secretary, `POST /api/intake/contacts/${again.id}/withdraw`, {
              version: 0,
              reason: '记了两次',
            })
          }
          for (const [i, { fate }] of each.demands.entries()) {
            const path = `/api/intake/demands/${present(made.demands[i]).id}`
            // The numbers are given in the order of the list.
            if (fate !== 'taken') await ask(town.secretary, `POST ${path}/answer`, { text: '已办。' })
            if (fate === 'confirmed') await ask(town.secretary, `POST ${path}/confirm`, {})
          }
        }
        // Counted here once more, from what was put in.
        const count = (takes: (grid: string, channel: string) => boolean): Figures => {
          const met = contacts.filter(({ grid, channel }) => takes(grid, channel))
          const asked = contacts.flatMap(({ demands, grid, channel }) =>
            demands.filter((demand) => takes(demand.grid ?? grid, channel)),
          )
          return {
            sessions: met.length,
            deputyVisits: met.reduce((sum, { deputies }) => sum + deputies, 0),
            residents: met.reduce((sum, { residents }) => sum + residents, 0),
            opinions: asked.length,
            resolved: asked.filter(({ fate }) => fate === 'confirmed').length,
            overdue: asked.filter(({ fate }) => fate === 'taken').length,
          }
        }
        const range = `from=${year}-01-01&to=${year}-12-31`
        const figures: Statistics = await readStatistics(town.secretary, range)
        expect(figures.total).toEqual(count(() => true))
        for (const channel of CHANNELS)
          expect(figures.byChannel[channel]).toEqual(count((_, each) => each === channel))
        for (const { gridId: grid, ...sums } of figures.byGrid)
          expect(sums).toEqual(count((each) => within(each, grid)))
        const one = present(grids[year % grids.length]).id
        expect((await readStatistics(town.secretary, `${range}&grid=${one}`)).total).toEqual(
          count((each) => within(each, one)),
        )
        for (const { category, opinions } of figures.byCategory)
          expect(opinions).toBe(
            contacts.flatMap(({ demands }) => demands).filter((demand) => demand.category === category)
              .length,
          )
      }),
      { numRuns: 12 },
    )
  })

  test('whoever asks without a meeting is a resident too', async () => {
    const demands = [{ ...demandOf(), takenOn: '1999-05-01', channel: 'online' }]
    await ask(town.secretary, 'POST /api/intake/demands/import', { demands })
    const { byChannel } = await readStatistics(town.secretary, 'from=1999-01-01&to=1999-12-31')
    expect(byChannel.online).toMatchObject({ sessions: 0, residents: 1, opinions: 1 })
  })
})

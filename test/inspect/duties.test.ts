/** 述职: the list of a year, oral and written reports, who may write them, and how many of all have reported. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemNewId } from '../../src/context.ts'
import { DutyReport, type DutiesOfYear, type DutyHolder } from '../../src/inspect/duty-model.ts'
import { coverageOf } from '../../src/inspect/duties.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, bodyOf, makeHall, problemOf, send, type Asker, type TestHall } from '../support/ballots.ts'
import { ruleOf } from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { pdfOf, photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const ORAL = {
  manner: 'oral',
  heldOn: '2026-03-04',
  place: '东片联络站',
  voters: 52,
  summary: '走访选民二十户。',
  evidence: [],
}

const refused = async (answering: Promise<Response>, status: number): Promise<string> =>
  (await problemOf(answering, status)).code

const listOf = ({ holders }: Pick<DutiesOfYear, 'holders'>) =>
  holders.map(({ id, deputyId, name, level }) => (deputyId === null ? { id, name, level } : { id, deputyId }))

describeOnEachDatabase('duty reports', (make) => {
  let app: TestApp
  let hall: TestHall
  let cycle: { readonly id: string }
  let deputy: Person
  /** A page of a report that somebody signed, and a picture of the meeting. */
  let pdf: { readonly sha256: string; readonly title: string }
  let picture: { readonly sha256: string; readonly title: string }

  const at = (): string => `/api/inspect/cycles/${cycle.id}/duties`
  const read = (who: Asker = hall.tablet) => ask<DutiesOfYear>(who, `GET ${at()}`)
  const holderNamed = async (name: string): Promise<DutyHolder> =>
    present((await read()).holders.find((each) => each.name === name))
  const saving = (who: Asker, holder: { readonly id: string }, report: object, from = 0) =>
    send(who, `PUT ${at()}/${holder.id}/report`, { report, from })
  const written = () => ({ manner: 'written', heldOn: '2026-03-05', summary: '见附件。', evidence: [pdf] })
  const sent = async (bytes: Uint8Array, title: string) => {
    const path = `/api/inspect/cycles/${cycle.id}/files/${sha256(bytes)}`
    const kept = await bodyOf<{ sha256: string }>(putBytes(hall.secretary, path, bytes))
    return { sha256: kept.sha256, title }
  }

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 3, tellers: 1 })
    cycle = await ask(hall.secretary, 'POST /api/order/cycles', { year: 2026, rule: ruleOf() }, 201)
    deputy = await hall.assembly.person('deputy', { deputyId: present(hall.assembly.deputyIds[0]) })
    pdf = await sent(pdfOf(), '书面述职报告')
    picture = await sent(await photoOf(), '述职会')
  })

  describe('the list', () => {
    test('is filled with the deputies of the register by one call, and with those of higher congresses by hand', async () => {
      expect((await read()).coverage).toEqual({ deputies: 0, reported: 0, oral: 0, written: 0 })
      expect(await ask(hall.secretary, `POST ${at()}/fill`)).toMatchObject({ deputies: 3 })
      const filled = await read()
      const higher = { id: systemNewId(), name: '陈某', level: 'county', constituency: '太和片' }
      const wanted = { holders: [...listOf(filled), higher], from: filled.listDigest }
      const set = await ask(hall.secretary, `PUT ${at()}`, wanted)
      // A device that heard no answer sends again, with what it began from.
      expect(await ask(hall.secretary, `PUT ${at()}`, wanted)).toEqual(set)
      const { holders, coverage } = await read()
      expect(coverage.deputies).toBe(4)
      expect(holders.map(({ name, level }) => [name, level])).toEqual([
        ['代表1', 'town'],
        ['代表2', 'town'],
        ['代表3', 'town'],
        ['陈某', 'county'],
      ])
    })

    test('takes a newly elected deputy in before those of other congresses', async () => {
      const json = { deputies: [{ name: '补选代表', delegation: '西片' }] }
      await bodyOf(hall.secretary.client.api.people.deputies.$post({ json }) as Promise<Response>, 201)
      await ask(hall.secretary, `POST ${at()}/fill`)
      const { holders } = await read()
      expect(holders.map(({ name }) => name)).toEqual(['代表1', '代表2', '代表3', '补选代表', '陈某'])
      expect(holders[3]?.constituency).toBe('西片')
    })

    test('is refused where it names nobody of the register, somebody twice, or a level that is not higher', async () => {
      const before = await read()
      const set = (more: readonly object[], from = before.listDigest) =>
        send(hall.secretary, `PUT ${at()}`, { holders: [...listOf(before), ...more], from })
      const id = systemNewId()
      expect(await refused(set([{ id, deputyId: 'none' }]), 400)).toBe('inspect.dutyNotADeputy')
      const first = { id, deputyId: present(hall.assembly.deputyIds[0]) }
      expect(await refused(set([first]), 400)).toBe('inspect.dutyHolderTwice')
      expect(await refused(set([{ id, name: '李某', level: 'town' }]), 400)).toBe(
        'inspect.dutyLevelNotHigher',
      )
      const higher = { id, name: '李某', level: 'city' }
      expect(await refused(set([higher], '0'.repeat(64)), 409)).toBe('inspect.dutyListChanged')
      expect(await read()).toEqual(before)
    })

    test('of another assembly is nobody’s here', async () => {
      const other = await app.newAssembly({ name: '禾云镇人民代表大会', deputies: 1 })
      expect(await refused(send(other.secretary, `POST ${at()}/fill`), 404)).toBe('inspect.yearNotFound')
      const { holders } = await read()
      expect((await send(other.secretary, `GET ${at()}/${present(holders[0]).id}`)).status).toBe(404)
      expect((await send(hall.tablet, 'GET /api/inspect/cycles/none/duties')).status).toBe(404)
    })
  })

  describe('a report', () => {
    test('is written by the deputy or by the office, counted by its manner, and missing where there is none', async () => {
      const own = await holderNamed('代表1')
      expect((await read(deputy)).own).toBe(own.id)
      expect((await read(hall.secretary)).own).toBeNull()
      await bodyOf(saving(deputy, own, { ...ORAL, evidence: [picture] }))
      await bodyOf(saving(hall.secretary, await holderNamed('陈某'), written()))
      const seen = await read()
      expect(seen.coverage).toEqual({ deputies: 5, reported: 2, oral: 1, written: 1 })
      expect(seen.holders.filter(({ report }) => report === null).map(({ name }) => name)).toEqual([
        '代表2',
        '代表3',
        '补选代表',
      ])
    })

    test('shows the public its summary, and no file, not even a picture', async () => {
      const { report } = await holderNamed('代表1')
      expect(report).toMatchObject({ role: 'deputy', report: { ...ORAL, evidence: [] } })
      for (const { sha256: digest } of [pdf, picture]) {
        const file = `GET /api/inspect/cycles/${cycle.id}/files/${digest}`
        expect((await send(hall.tablet, file)).status).toBe(404)
        expect((await send(hall.presidium, file)).status).toBe(200)
      }
      const inside = (await read(hall.presidium)).holders.find(({ name }) => name === '代表1')
      expect(inside?.report?.report.evidence).toEqual([picture])
    })

    test('of somebody else is not a deputy’s to write', async () => {
      expect(await refused(saving(deputy, await holderNamed('代表2'), ORAL), 403)).toBe('inspect.notYourDuty')
      expect(await refused(saving(deputy, await holderNamed('陈某'), ORAL, 1), 403)).toBe(
        'inspect.notYourDuty',
      )
    })

    test('is corrected by another version, by who has seen the last one; the same again is the same', async () => {
      const own = await holderNamed('代表1')
      const better = { ...ORAL, voters: 55 }
      expect(await refused(saving(hall.secretary, own, better), 409)).toBe('inspect.dutyReportChanged')
      for (const who of [hall.secretary, hall.secretary])
        expect(await bodyOf(saving(who, own, better, 1))).toEqual({ version: 2 })
      const path = `GET ${at()}/${own.id}`
      const { versions } = await ask<{ versions: { report: { voters: number }; role: string }[] }>(
        hall.presidium,
        path,
      )
      expect(versions.map(({ report, role }) => [report.voters, role])).toEqual([
        [52, 'deputy'],
        [55, 'secretary'],
      ])
      expect((await send(hall.tablet, path)).status).toBe(401)
      expect((await read()).coverage.reported).toBe(2)
    })

    test('is of a day in its year or after it, and not after today', async () => {
      const holder = await holderNamed('代表3')
      for (const heldOn of ['2025-12-31', '2026-03-06'])
        expect(await refused(saving(hall.secretary, holder, { ...ORAL, heldOn }), 400)).toBe(
          'inspect.dutyDay',
        )
      expect((await holderNamed('代表3')).report).toBeNull()
    })

    test('names only files that were sent for this year’s inspection', async () => {
      const holder = await holderNamed('代表3')
      const evidence = [{ sha256: 'a'.repeat(64), title: '别处的文件' }]
      expect(await refused(saving(hall.secretary, holder, { ...ORAL, evidence }), 409)).toBe(
        'inspect.fileUnknown',
      )
      expect(await refused(saving(hall.secretary, holder, { ...written(), evidence: [] }), 400)).toBe(
        'input.invalid',
      )
    })

    test('has marks by voters where the rule of the year says so, and not more than voters were there', async () => {
      const holder = await holderNamed('代表2')
      const marks = { satisfied: 40, basicallySatisfied: 10, notSatisfied: 2 }
      expect(await refused(saving(hall.secretary, holder, { ...ORAL, marks }), 409)).toBe(
        'inspect.noDutyMarks',
      )
      await ask(hall.presidium, `PUT /api/inspect/cycles/${cycle.id}/rule`, {
        answerDays: 15,
        dutyMarks: true,
      })
      const many = { ...marks, notSatisfied: 3 }
      expect(await refused(saving(hall.secretary, holder, { ...ORAL, marks: many }), 400)).toBe(
        'input.invalid',
      )
      await bodyOf(saving(hall.secretary, holder, { ...ORAL, marks }))
      expect((await read()).dutyMarks).toBe(true)
      expect((await holderNamed('代表2')).report?.report).toMatchObject({ marks })
    })
  })

  test('who has reported is not taken off the list, and nobody else takes that place', async () => {
    const before = await read()
    const own = await holderNamed('代表1')
    const set = (holders: readonly object[]) =>
      send(hall.secretary, `PUT ${at()}`, { holders, from: before.listDigest })
    const others = listOf(before).filter(({ id }) => id !== own.id)
    expect(await refused(set(others), 409)).toBe('inspect.dutyHolderReported')
    expect(await refused(set([...others, { id: own.id, name: '别人', level: 'city' }]), 409)).toBe(
      'inspect.dutyHolderReported',
    )
    // Who has not may be; and the rest may stand in another order.
    const left = listOf(before).filter(({ id }) => before.holders.some((h) => h.id === id && h.report))
    await bodyOf(set(left.toReversed()))
    const after = await read()
    expect(after.holders.map(({ name }) => name)).toEqual(['陈某', '代表2', '代表1'])
    expect(after.coverage).toEqual({ deputies: 3, reported: 3, oral: 2, written: 1 })
  })

  test('stands in the journal without a name or a word of it', async () => {
    const text = await (await hall.tablet.fetch('/api/board/journal')).text()
    const lines = text.split('\n').filter((line) => line.includes('"inspect.dut'))
    expect(lines.length).toBe(8)
    for (const word of ['代表1', '陈某', '东片联络站', '走访', '书面述职报告'])
      expect(text).not.toContain(word)
  })
})

describe('coverage', () => {
  const report = fc.constantFrom('oral' as const, 'written' as const, null)
  test('counts everybody once: reported and missing make all', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 40 }), (manners) => {
        const holders = manners.map((manner) => ({
          report: manner && {
            version: 1,
            role: 'secretary' as const,
            at: '',
            report: { manner } as DutyReport,
          },
        }))
        const { deputies, reported, oral, written } = coverageOf(holders)
        expect(deputies).toBe(manners.length)
        expect(reported).toBe(oral + written)
        expect(deputies - reported).toBe(manners.filter((manner) => manner === null).length)
        expect(oral).toBe(manners.filter((manner) => manner === 'oral').length)
      }),
    )
  })

  test('marks are taken exactly while they are not more than the voters who were there', () => {
    const count = fc.nat(30)
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 60 }), (a, b, c, voters) => {
        const marks = { satisfied: a, basicallySatisfied: b, notSatisfied: c }
        expect(DutyReport.safeParse({ ...ORAL, voters, marks }).success).toBe(a + b + c <= voters)
      }),
    )
  })
})

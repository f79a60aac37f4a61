/** 进度 and 资金: reported once, corrected by another version, shown with evidence, exact to the fen. */
import { beforeAll, expect, test } from 'vitest'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, problemOf, send } from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import {
  approvePlan,
  journalOf,
  makeDelivery,
  paid,
  project,
  readBoard,
  readProject,
  reportOf,
  sendFile,
  sendReport,
  signInAgain,
  type TestDelivery,
} from '../support/delivery.ts'
import { stateOf } from '../support/dump.ts'
import { joined, officeOf, pdfOf, photoOf, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const DAY_SECONDS = 86_400

describeOnEachDatabase('reports and money', (make) => {
  let app: TestApp
  let delivery: TestDelivery
  let other: Person
  let lamps: string
  let canal: string

  beforeAll(async () => {
    app = makeApp(await make())
    delivery = await makeDelivery(app)
    other = await delivery.hall.assembly.person('department', { name: '镇水务站' })
    lamps = present(delivery.projectIds[0])
    canal = present(delivery.projectIds[1])
    await approvePlan(delivery, lamps)
  })

  test('a report moves what it names, and nothing else', async () => {
    const { hall, department } = delivery
    const photo = await sendFile(department, lamps, await photoOf())
    const report = reportOf({
      milestones: [
        {
          milestoneId: 'm1',
          percent: 100,
          doneOn: '2026-03-04',
          evidence: [{ sha256: photo, title: '图纸' }],
        },
        { milestoneId: 'm2', percent: 10, figures: '已立杆 56 根', evidence: [] },
      ],
    })
    expect(await sendReport(department, lamps, '2026-03', report)).toEqual({ version: 1 })
    // The answer was lost: the same again is the same.
    expect(await sendReport(department, lamps, '2026-03', report)).toEqual({ version: 1 })
    const read = await readProject(hall.tablet, lamps)
    expect(read).toMatchObject({
      weightedProgress: 30 * 100 + 70 * 10,
      light: 'green',
      lastReport: '2026-03',
      picture: { sha256: photo, title: '图纸' },
      milestones: [
        { id: 'm1', percent: 100, doneOn: '2026-03-04', daysLate: 0 },
        { id: 'm2', percent: 10, doneOn: null, figures: '已立杆 56 根' },
      ],
      reports: [{ period: '2026-03', version: 1, late: false }],
      files: [{ sha256: photo, kind: 'jpeg' }],
      periods: [{ period: '2026-03', due: '2026-04-10', reported: true }],
    })
    const second = reportOf({
      text: '更正：还没有开工。',
      milestones: [{ milestoneId: 'm2', percent: 0, evidence: [] }],
    })
    expect(await sendReport(department, lamps, '2026-03', second, 1)).toEqual({ version: 2 })
    expect((await readProject(hall.tablet, lamps)).reports).toMatchObject([
      { version: 2, report: { text: '更正：还没有开工。' } },
    ])
    // Two who correct the same version: the second is told, and loses nothing.
    expect(
      await problemOf(
        send(hall.secretary, `PUT ${project(lamps)}/reports/2026-03`, { report: reportOf(), from: 1 }),
        409,
      ),
    ).toMatchObject({ code: 'pay.changedMeanwhile' })
    await sendReport(department, lamps, '2026-03', report, 2)
    const reported = (await journalOf(hall.tablet)).filter(({ act }) => act === 'pay.reported')
    expect(reported).toHaveLength(3)
    // Whoever changes what was reported cannot change what the journal says of it.
    const kept = await app.ctx.db
      .selectFrom('project_reports')
      .select('report')
      .where('project_id', '=', lamps)
      .orderBy('version')
      .execute()
    expect(reported.map(({ payload }) => payload)).toMatchObject(
      kept.map((row) => ({ digest: sha256(new TextEncoder().encode(row.report)), departures: [] })),
    )
  })

  test('a report that cannot be is refused, with a sentence, and nothing changes', async () => {
    const { hall, department, projectIds } = delivery
    const before = await stateOf(app.ctx.db)
    const refused = async (
      period: string,
      change: object,
      status: number,
      who: Person = department,
      id = lamps,
    ) =>
      problemOf(
        send(who, `PUT ${project(id)}/reports/${period}`, { report: { ...reportOf(), ...change }, from: 0 }),
        status,
      )
    expect(await refused('2026-02', {}, 409)).toMatchObject({ code: 'pay.beforePlan' })
    expect(await refused('2026-04', {}, 409)).toMatchObject({ code: 'pay.inTheFuture' })
    expect(await refused('2026-03', {}, 409, department, projectIds[1])).toMatchObject({ code: 'pay.noPlan' })
    expect(await refused('2026-03', {}, 403, other)).toMatchObject({ code: 'pay.notYourProject' })
    expect(await refused('2026-03', {}, 403, hall.presidium)).toMatchObject({ code: 'session.role' })
    expect(await refused('2026-13', {}, 400)).toMatchObject({ code: 'input.invalid' })
    const milestone = { milestoneId: 'm2', percent: 20, evidence: [] }
    expect(
      await refused('2026-03', { milestones: [{ ...milestone, milestoneId: 'm3' }] }, 409),
    ).toMatchObject({
      code: 'pay.unknownPart',
    })
    expect(await refused('2026-03', { milestones: [milestone, milestone] }, 409)).toMatchObject({
      code: 'pay.unknownPart',
    })
    expect(await refused('2026-03', { milestones: [{ ...milestone, percent: 100 }] }, 400)).toMatchObject({
      issues: [{ pointer: '/report/milestones/0/doneOn' }],
    })
    const done = { ...milestone, percent: 100 }
    expect(await refused('2026-03', { milestones: [{ ...done, doneOn: '2026-04-01' }] }, 409)).toMatchObject({
      code: 'pay.doneOutside',
    })
    expect(await refused('2026-03', { milestones: [{ ...done, doneOn: '2026-03-30' }] }, 409)).toMatchObject({
      code: 'pay.inTheFuture',
    })
    const evidence = [{ sha256: 'e'.repeat(64), title: '别处的文件' }]
    expect(await refused('2026-03', { evidence }, 409)).toMatchObject({ code: 'pay.changedMeanwhile' })
    expect(await stateOf(app.ctx.db)).toEqual(before)
  })

  test('evidence is of its own project: pictures for everybody, documents and vouchers for who works here', async () => {
    const { hall, department } = delivery
    await approvePlan(delivery, canal)
    const photo = await sendFile(department, canal, await photoOf())
    const pdf = await sendFile(department, canal, pdfOf('report'))
    const voucher = await sendFile(department, canal, pdfOf('voucher'))
    const at = (sha: string) => `${project(canal)}/files/${sha}`
    // Nobody reads what no report names yet.
    for (const who of [hall.tablet, hall.secretary]) await problemOf(send(who, `GET ${at(photo)}`), 404)
    // To know a digest is no right to the file: it was sent for another project.
    const stolen = reportOf({ evidence: [{ sha256: pdf, title: '拿来' }] })
    expect(
      await problemOf(
        send(department, `PUT ${project(lamps)}/reports/2026-03`, { report: stolen, from: 3 }),
        409,
      ),
    ).toMatchObject({ code: 'pay.evidenceUnknown' })
    const evidence = [
      { sha256: photo, title: '现场' },
      { sha256: pdf, title: '监理/../报告' },
    ]
    await sendReport(department, canal, '2026-03', reportOf({ evidence }))
    await ask(department, `PUT ${project(canal)}/money/e1`, paid(1, { voucherFile: voucher }))
    expect(await typeOf(hall.tablet, at(photo))).toBe('image/jpeg')
    expect(await typeOf(hall.tablet, `${at(photo)}?size=thumb`)).toBe('image/jpeg')
    for (const sha of [pdf, voucher]) {
      expect(await typeOf(hall.tablet, at(sha))).toBe(404)
      expect(await typeOf(hall.presidium, at(sha))).toBe('application/pdf')
    }
    const named = await hall.presidium.fetch(at(pdf))
    expect(named.headers.get('content-disposition')).toContain(encodeURIComponent('监理_.._报告.pdf'))
    expect(named.headers.get('content-security-policy')).toContain('sandbox')
    const seen = await readProject(hall.tablet, canal)
    expect(seen.files.map(({ sha256: sha }) => sha)).toEqual([photo])
    // What a document is called may say as much as the document.
    expect(seen.reports).toMatchObject([{ report: { evidence: [{ title: '现场' }] } }])
    expect((await readProject(hall.presidium, canal)).reports).toMatchObject([{ report: { evidence } }])
    expect(seen.entries).toMatchObject([
      { fen: 1, party: null, voucher: null, voucherFile: null, note: null },
    ])
    expect((await readProject(hall.presidium, canal)).files).toHaveLength(3)
    // Of another assembly, one is the public.
    const stranger = (await app.newAssembly({ name: '邻镇人民代表大会' })).secretary
    expect(await typeOf(stranger, at(pdf))).toBe(404)
    expect((await readProject(stranger, canal)).entries).toMatchObject([{ party: null }])
    await problemOf(
      send(stranger, `PUT ${project(canal)}/reports/2026-03`, { report: reportOf(), from: 1 }),
      404,
    )
  })

  test('money is booked once, taken back by its like, and adds up exactly', async () => {
    const { hall, department } = delivery
    const at = (id: string) => `${project(lamps)}/money/${id}`
    const allocated = {
      kind: 'allocated',
      sourceId: 's1',
      fen: 30_000_01,
      bookedOn: '2026-03-01',
      party: '县财政局',
      voucher: '拨-1',
    }
    await ask(department, `PUT ${at('in')}`, allocated)
    await ask(department, `PUT ${at('in')}`, allocated)
    expect(await problemOf(send(department, `PUT ${at('in')}`, { ...allocated, fen: 1 }), 409)).toMatchObject(
      {
        code: 'pay.entryTaken',
      },
    )
    await ask(department, `PUT ${at('contract')}`, { ...paid(90_000_00), kind: 'contracted' })
    for (const [i, fen] of [1, 99, 20_000_00].entries())
      await ask(department, `PUT ${at(`p${i}`)}`, paid(fen))
    const wrong = (change: object, status = 409) =>
      problemOf(send(department, `PUT ${at('w')}`, { ...paid(5), ...change }), status)
    expect(await wrong({ lineId: 's1' })).toMatchObject({ code: 'pay.unknownPart' })
    expect(await wrong({ bookedOn: '2026-03-06' })).toMatchObject({ code: 'pay.inTheFuture' })
    await wrong({ fen: 0 }, 400)
    await wrong({ fen: -5 }, 400)
    await wrong({ fen: 0.5 }, 400)
    await wrong({ sourceId: 's1' }, 400)
    const back = { id: 'b0', bookedOn: '2026-03-05', note: '记错了项目' }
    await ask(department, `POST ${at('p2')}/reverse`, back)
    await ask(department, `POST ${at('p2')}/reverse`, back)
    expect(
      await problemOf(send(department, `POST ${at('p2')}/reverse`, { ...back, id: 'b1' }), 409),
    ).toMatchObject({
      code: 'pay.entryReversed',
    })
    expect(
      await problemOf(send(department, `POST ${at('b0')}/reverse`, { ...back, id: 'b2' }), 409),
    ).toMatchObject({
      code: 'pay.entryReversed',
    })
    await problemOf(send(department, `POST ${at('none')}/reverse`, back), 404)
    const { money, entries } = await readProject(hall.secretary, lamps)
    expect(money).toEqual({ allocatedFen: 30_000_01, contractedFen: 90_000_00, paidFen: 100 })
    expect(entries.find(({ id }) => id === 'b0')).toMatchObject({
      fen: -20_000_00,
      reverses: 'p2',
      note: '记错了项目',
    })
    // As it was the day before.
    expect((await readProject(hall.secretary, lamps, '2026-03-04')).money).toEqual({
      allocatedFen: 30_000_01,
      contractedFen: 0,
      paidFen: 0,
    })
  })

  test('what is wrong with a file is said, and nothing of it stays', async () => {
    const { department, hall } = delivery
    const put = (who: Person, bytes: Uint8Array, digest = sha256(bytes)) =>
      who.fetch(`${project(lamps)}/files/${digest}`, { method: 'PUT', body: new Uint8Array(bytes) })
    const text = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    expect((await put(department, text)).status).toBe(400)
    expect((await put(department, new Uint8Array(21 * 1024 * 1024))).status).toBe(413)
    expect((await put(department, await photoOf(), 'a'.repeat(64))).status).toBe(400)
    expect((await put(other, await photoOf())).status).toBe(403)
    expect((await put(await hall.assembly.person('auditor'), await photoOf())).status).toBe(403)
    // What the door of all files refuses, it refuses here as well, by its content.
    for (const [bytes, code] of [
      [joined(pdfOf(), text), 'files.brokenDocument'],
      [officeOf('xlsx', { name: 'xl/vbaProject.bin', data: 'x' }), 'files.macro'],
      [officeOf('docx', { name: '../../evil', data: 'x' }), 'files.brokenDocument'],
      [
        officeOf('xlsx', { name: 'xl/media/a.xml', data: new Uint8Array(40 * 1024 * 1024) }),
        'files.brokenDocument',
      ],
    ] as const)
      expect(await problemOf(put(department, bytes), 400)).toMatchObject({ code })
    // A picture with a page behind it is the picture alone afterwards.
    const polyglot = joined(await photoOf(), new TextEncoder().encode('<script>alert(1)</script>'))
    const kept = await sendFile(department, canal, polyglot)
    expect(kept).not.toBe(sha256(polyglot))
    const shown = reportOf({ evidence: [{ sha256: kept, title: '<img onerror=alert(1)>' }] })
    await sendReport(department, canal, '2026-03', shown, 1)
    const read = await hall.tablet.fetch(`${project(canal)}/files/${kept}`)
    expect(Buffer.from(await read.arrayBuffer()).includes('<script')).toBe(false)
    expect(read.headers.get('x-content-type-options')).toBe('nosniff')
    const sent = await app.ctx.db
      .selectFrom('project_files')
      .select('sha256')
      .where('project_id', '=', lamps)
      .execute()
    expect(sent).toHaveLength(1)
  })

  test('the lights follow: silence, lateness and money, each gone when it is put right', async () => {
    const { hall, cycle, department } = delivery
    const lightsOf = async (on?: string) =>
      (await readBoard(hall.tablet, cycle, on)).projects.map(({ alarms }) =>
        alarms.map(({ kind, light }) => `${kind} ${light}`),
      )
    expect(await lightsOf()).toEqual([[], []])
    app.clock.advance(70 * DAY_SECONDS)
    await signInAgain(department)
    // 14 May: April was not reported by 10 May; the canal's first milestone was due on 30 April.
    expect(await lightsOf()).toEqual([['silent yellow'], ['late yellow', 'silent yellow']])
    expect(await lightsOf('2026-05-10')).toEqual([[], ['late yellow']])
    await sendReport(department, lamps, '2026-04')
    expect((await readProject(hall.tablet, lamps)).reports).toMatchObject([
      { late: false },
      { period: '2026-04', late: true },
    ])
    const done = { milestoneId: 'm1', percent: 100, doneOn: '2026-05-13', evidence: [] }
    await sendReport(department, canal, '2026-04')
    await sendReport(department, canal, '2026-05', reportOf({ milestones: [done] }))
    expect(await lightsOf()).toEqual([[], ['noEvidence yellow']])
    const photo = await sendFile(department, canal, await photoOf())
    const shown = { ...done, evidence: [{ sha256: photo, title: '图纸' }] }
    await sendReport(department, canal, '2026-05', reportOf({ milestones: [shown] }), 1)
    expect(await lightsOf()).toEqual([[], []])
    await ask(department, `PUT ${project(canal)}/money/much`, paid(80_000_00, { bookedOn: '2026-05-13' }))
    // 66.67% paid at 30%: 36 points ahead, between 20 and 40.
    expect(await lightsOf()).toEqual([[], ['moneyAhead yellow']])
    await ask(department, `PUT ${project(canal)}/money/more`, paid(40_000_00, { bookedOn: '2026-05-13' }))
    expect((await readProject(hall.tablet, canal)).alarms).toMatchObject([
      {
        kind: 'moneyAhead',
        light: 'red',
        over: true,
        paidFen: 120_000_01,
        budgetFen: 120_000_00,
        who: 'presidium',
      },
    ])
    const back = { id: 'undone', bookedOn: '2026-05-14', note: '重复支付' }
    await ask(department, `POST ${project(canal)}/money/much/reverse`, back)
    expect(await lightsOf()).toEqual([[], []])
    expect(await lightsOf('2026-05-13')).toEqual([[], ['moneyAhead red']])
  })
})

/** What an address answers with: the kind of its content, or the status of a refusal. */
async function typeOf(who: Pick<Person, 'fetch'>, path: string): Promise<string | number | null> {
  const response = await who.fetch(path)
  return response.ok ? response.headers.get('content-type') : response.status
}

/** Attachments of dossiers: who sends them, which dossier may name them, who reads them, and how long they are kept. */
import { beforeAll, expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../src/board/handover.ts'
import { DOCUMENT_BYTES_MAX } from '../../src/files/kinds.ts'
import { sweepFiles } from '../../src/files/sweeping.ts'
import type { CycleView, Dossier } from '../../src/order/model.ts'
import type {
  AttachedFile,
  DossierVersion,
  ProposalInWork,
  ProposalsOfYear,
} from '../../src/order/proposal-model.ts'
import { sha256Hex } from '../../src/protocol/index.ts'
import { makeApp, type Person, type TestApp } from '../support/app.ts'
import { ask, bodyOf, makeHall, problemOf, send, type Asker, type TestHall } from '../support/ballots.ts'
import {
  CARRIED,
  changeOf,
  decide,
  dossierOf,
  draftCycle,
  reserveOf,
  reviewOf,
  startVote,
  type TestCycle,
} from '../support/cycles.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { officeOf, pdfOf, photoOf, putBytes, sha256 } from '../support/files.ts'
import { present } from '../support/present.ts'

const TWO_DAYS = 2 * 24 * 3600

let made = 0
/** A document that no other call has made. */
const newPdf = (): Uint8Array => pdfOf(`attachment ${(made += 1)}`)

const named = (bytes: Uint8Array, title = '可行性报告') => ({ sha256: sha256(bytes), title })

const put = (who: Asker, place: string, bytes: Uint8Array) =>
  putBytes(who, `${place}/attachments/${sha256(bytes)}`, bytes)
const get = (who: Asker, place: string, digest: string) => who.fetch(`${place}/attachments/${digest}`)
const bytesFrom = async (response: Response | Promise<Response>) =>
  new Uint8Array(await (await response).arrayBuffer())

const candidatesAs = (who: Asker, { path }: TestCycle) => ask<CycleView>(who, `GET ${path}`)

async function sent(who: Asker, place: string, bytes: Uint8Array): Promise<AttachedFile> {
  const response = await put(who, place, bytes)
  expect(response.status).toBe(200)
  return (await response.json()) as AttachedFile
}

describeOnEachDatabase('attachments of a dossier', (make) => {
  let app: TestApp
  let hall: TestHall
  let department: Person
  let year: TestCycle

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
    department = await hall.assembly.person('department')
    year = await draftCycle(hall, [])
  })

  const at = (proposalId: string, { path } = year) => `${path}/proposals/${proposalId}`

  let names = 0
  /** A complete proposal, given to the department. */
  async function propose(cycle = year, change: Partial<Dossier> = {}) {
    names += 1
    const dossier = dossierOf(`附件项目${names}`, change)
    const route = `POST ${cycle.path}/proposals`
    const { id } = await ask<{ id: string }>(hall.secretary, route, { dossier }, 201)
    await ask(hall.secretary, `PUT ${at(id, cycle)}/department`, { departmentId: department.staffId })
    return { id, dossier }
  }

  const save = (who: Asker, proposalId: string, dossier: Dossier) =>
    send(who, `PUT ${at(proposalId)}/dossier`, { dossier })

  const list = async (cycle: TestCycle, proposalId: string) =>
    (await ask<{ candidateId: string }>(hall.secretary, `POST ${at(proposalId, cycle)}/list`, undefined, 201))
      .candidateId

  async function fix({ path }: TestCycle, adjustments: readonly unknown[] = []) {
    await ask(hall.presidium, `POST ${path}/rule/adopt`, CARRIED)
    const review = { ...CARRIED, adjustments, shortfallReason: '以本次所列为准' }
    await ask(hall.presidium, `POST ${path}/review`, await reviewOf(hall, { path }, review))
  }

  test('are sent by the department, named by a version, listed, frozen by digest, and then read by everybody', async () => {
    const cycle = await draftCycle(hall, [])
    const { id, dossier } = await propose(cycle)
    const pdf = newPdf()
    const file = await sent(department, at(id, cycle), pdf)
    expect(file).toEqual({ sha256: sha256(pdf), kind: 'pdf', bytes: pdf.length })
    const route = `PUT ${at(id, cycle)}/dossier`
    await ask(department, route, { dossier: { ...dossier, attachments: [named(pdf, ' 可研报告 ')] } })
    const attachments = [named(pdf, '可研报告')]
    const view = await ask<ProposalInWork>(department, `GET ${at(id, cycle)}`)
    expect(view).toMatchObject({ dossier: { attachments }, files: [file], missing: [] })
    const { versions } = await ask<{ versions: DossierVersion[] }>(
      department,
      `GET ${at(id, cycle)}/versions`,
    )
    expect(versions.map((version) => version.dossier.attachments)).toEqual([undefined, attachments])
    const all = await ask<ProposalsOfYear>(hall.secretary, `GET ${cycle.path}/proposals`)
    expect(all.files).toEqual([file])

    const candidateId = await list(cycle, id)
    const place = `${cycle.path}/candidates/${candidateId}`
    const anybody = app.newBrowser()
    // Until the list is fixed it is a draft: for who works for the assembly, and kept by no one on the way.
    expect((await problemOf(get(anybody, place, file.sha256), 404)).code).toBe('order.candidateNotFound')
    expect(await candidatesAs(anybody, cycle)).toMatchObject({ candidates: [], files: [] })
    for (const [who, where] of [
      [hall.secretary, place],
      [department, at(id, cycle)],
    ] as const) {
      const draft = await get(who, where, file.sha256)
      expect(draft.headers.get('cache-control')).toBe('no-store')
      expect(await bytesFrom(draft)).toEqual(pdf)
    }

    await fix(cycle)
    const shown = await candidatesAs(anybody, cycle)
    expect(shown.files).toEqual([file])
    const {
      id: _id,
      position: _position,
      version: _version,
      dossierDigest,
      ...fixed
    } = present(shown.candidates[0])
    expect(fixed.attachments).toEqual(attachments)
    expect(dossierDigest).toBe(sha256Hex(canonicalJson(fixed as unknown as Json)))
    const answer = await get(anybody, place, file.sha256)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'public, no-cache',
      etag: `"${file.sha256}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': String(pdf.length),
    })
    expect(answer.headers.get('content-disposition')).toContain(
      `attachment; filename="____.pdf"; filename*=UTF-8''${encodeURIComponent('可研报告')}.pdf`,
    )
    expect(await bytesFrom(answer)).toEqual(pdf)
    // Whoever has it asks whether it is still to be read, and is not sent it again.
    const again = (who: Asker, tag: string) =>
      who.fetch(`${place}/attachments/${file.sha256}`, { headers: { 'if-none-match': tag } })
    for (const tag of [`"${file.sha256}"`, `"other", W/"${file.sha256}"`]) {
      const unchanged = await again(anybody, tag)
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
      expect(unchanged.headers.get('cache-control')).toBe('public, no-cache')
    }
    expect(await bytesFrom(again(anybody, '"other"'))).toEqual(pdf)
    // Only the list is public, not what was worked on.
    await problemOf(get(anybody, at(id, cycle), file.sha256), 401)
    expect((await ask<ProposalsOfYear>(anybody, `GET ${cycle.path}/proposals`)).files).toEqual([])
    expect((await problemOf(put(hall.secretary, cycle.path, newPdf()), 409)).code).toBe('order.listFixed')
  })

  test('change nothing of the digest of a dossier without any', async () => {
    const cycle = await draftCycle(hall, ['修路'])
    await fix(cycle)
    const { candidates } = await candidatesAs(hall.secretary, cycle)
    // Of `{"budgetFen":12000000,"category":"基础设施","content":"新建与改造。","finishBy":"2026-12-31","name":"修路",…}`.
    expect(candidates[0]?.dossierDigest).toBe(DIGEST_WITHOUT)
  })

  test('are handed out only as attachments of that dossier', async () => {
    const [mine, other] = [await propose(), await propose()]
    const [pdf, others, unnamed] = [newPdf(), newPdf(), newPdf()]
    await sent(department, at(mine.id), pdf)
    await sent(department, at(mine.id), unnamed)
    await sent(department, at(other.id), others)
    expect((await save(department, mine.id, { ...mine.dossier, attachments: [named(pdf)] })).status).toBe(200)
    expect(
      (await save(department, other.id, { ...other.dossier, attachments: [named(others)] })).status,
    ).toBe(200)
    for (const digest of [sha256(others), sha256(unnamed), '0'.repeat(64)])
      expect((await problemOf(get(department, at(mine.id), digest), 404)).code).toBe('files.notFound')
    const candidateId = await list(year, mine.id)
    const place = `${year.path}/candidates/${candidateId}`
    expect((await get(hall.secretary, place, sha256(pdf))).status).toBe(200)
    await problemOf(get(hall.secretary, place, sha256(others)), 404)
    await problemOf(get(hall.secretary, place, 'x'), 400)
  })

  test('a department neither sends, names nor reads what belongs to another', async () => {
    const stranger = await hall.assembly.person('department', { name: '另一个单位' })
    const { id, dossier } = await propose()
    const pdf = newPdf()
    await sent(department, at(id), pdf)
    await save(department, id, { ...dossier, attachments: [named(pdf)] })
    expect((await problemOf(put(stranger, at(id), newPdf()), 404)).code).toBe('order.proposalNotFound')
    await problemOf(get(stranger, at(id), sha256(pdf)), 404)
    await problemOf(put(stranger, year.path, newPdf()), 403)
    // Its own dossier does not come by the file through the digest.
    const theirs = await propose()
    await ask(hall.secretary, `PUT ${at(theirs.id)}/department`, { departmentId: stranger.staffId })
    const attachments = [named(pdf, '别人的')]
    const refused = await problemOf(save(stranger, theirs.id, { ...theirs.dossier, attachments }), 404)
    expect(refused).toMatchObject({ code: 'files.notFound', detail: '别人的' })
    expect((await ask<ProposalInWork>(stranger, `GET ${at(theirs.id)}`)).version).toBe(1)
  })

  test('of another assembly are not named, not read and not sent', async () => {
    const elsewhere = await makeHall(app, { tellers: 1 })
    const { id, dossier } = await propose()
    const pdf = newPdf()
    await sent(department, at(id), pdf)
    await save(department, id, { ...dossier, attachments: [named(pdf)] })
    const candidateId = await list(year, id)
    await problemOf(get(elsewhere.secretary, at(id), sha256(pdf)), 404)
    await problemOf(get(elsewhere.secretary, `${year.path}/candidates/${candidateId}`, sha256(pdf)), 404)
    await problemOf(put(elsewhere.secretary, at(id), newPdf()), 404)
    await problemOf(put(elsewhere.secretary, year.path, newPdf()), 404)
    const theirs = await draftCycle(elsewhere, [])
    const stolen = dossierOf('借来的', { attachments: [named(pdf)] })
    for (const body of [stolen, { dossier: stolen }]) {
      const route = `POST ${theirs.path}/${'dossier' in body ? 'proposals' : 'candidates'}`
      expect((await problemOf(send(elsewhere.secretary, route, body), 404)).code).toBe('files.notFound')
    }
    // Whoever has the file itself may send it, and it is kept once for both.
    await sent(elsewhere.secretary, theirs.path, pdf)
    await ask(elsewhere.secretary, `POST ${theirs.path}/candidates`, stolen, 201)
  })

  test('are what they are, whatever is said of them', async () => {
    const { id, dossier } = await propose()
    const macro = officeOf('docx', { name: 'word/vbaProject.bin', data: 'x' })
    const refused = await problemOf(put(department, at(id), macro), 400)
    expect(refused).toMatchObject({
      code: 'files.macro',
      title:
        '文件里有宏或控件，不能收；请另存为不含宏的 .docx 或 .xlsx / ' +
        'This file holds macros or controls: please save it as .docx or .xlsx without them',
    })
    const place = `${at(id)}/attachments`
    await problemOf(putBytes(department, `${place}/${sha256(newPdf())}`, newPdf()), 400)
    await problemOf(put(department, at(id), new Uint8Array(DOCUMENT_BYTES_MAX + 1)), 413)
    const docx = officeOf('docx')
    expect((await sent(department, at(id), docx)).kind).toBe('docx')
    // A photo is written anew: what is named is what is kept.
    const photo = await photoOf()
    const kept = await sent(department, at(id), photo)
    expect(kept.sha256).not.toBe(sha256(photo))
    const wrong: unknown[] = [
      [],
      [{ ...named(docx), kind: 'pdf' }],
      [{ ...named(docx), bytes: 1 }],
      [{ ...named(docx), title: ' ' }],
      [{ ...named(docx), title: '题'.repeat(81) }],
      [named(docx, '甲'), named(docx, '乙')],
      Array.from({ length: 11 }, () => named(newPdf())),
    ]
    for (const attachments of wrong)
      await problemOf(save(department, id, { ...dossier, attachments } as Dossier), 400)
    const attachments = [named(docx), { sha256: kept.sha256, title: '现场照片' }]
    expect((await save(department, id, { ...dossier, attachments })).status).toBe(200)
    const { files } = await ask<ProposalInWork>(department, `GET ${at(id)}`)
    expect(files.map(({ kind }) => kind).toSorted()).toEqual(['docx', 'jpeg'])
    const picture = await get(department, at(id), kept.sha256)
    expect(picture.headers.get('content-disposition')).toBe('inline')
  })

  test('of a candidate are sent by the secretary for the year, and kept when only something else is changed', async () => {
    const cycle = await draftCycle(hall, [])
    const [first, second] = [newPdf(), newPdf()]
    await sent(hall.secretary, cycle.path, first)
    const dossier = dossierOf('候选附件', { attachments: [named(first)] })
    const { id } = await ask<{ id: string }>(hall.secretary, `POST ${cycle.path}/candidates`, dossier, 201)
    const change = async (to: object) =>
      send(hall.secretary, `PUT ${cycle.path}/candidates/${id}`, await changeOf(hall, cycle, id, to))
    const both = { ...dossier, attachments: [named(second), named(first)] }
    expect((await problemOf(change(both), 404)).code).toBe('files.notFound')
    await sent(hall.secretary, cycle.path, second)
    await bodyOf(change(both))
    await bodyOf(change({ ...both, place: '全县' }))
    const { candidates, files } = await candidatesAs(hall.secretary, cycle)
    expect(candidates[0]?.attachments).toEqual(both.attachments)
    expect(files).toHaveLength(2)
  })

  test('are changed in the review as one field, and what is the same is no change', async () => {
    const cycle = await draftCycle(hall, [])
    const { id, dossier } = await propose(cycle)
    const [pdf, added] = [newPdf(), newPdf()]
    await sent(department, at(id, cycle), pdf)
    const attachments = [named(pdf)]
    await ask(department, `PUT ${at(id, cycle)}/dossier`, { dossier: { ...dossier, attachments } })
    const candidateId = await list(cycle, id)
    const change = (to: typeof attachments) => ({
      kind: 'change',
      candidateId,
      fields: ['attachments'],
      dossier: { ...dossier, attachments: to },
      reason: '补报告',
    })
    await ask(hall.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    const review = async (to: typeof attachments) => {
      const json = { ...CARRIED, adjustments: [change(to)], shortfallReason: '试' }
      return send(hall.presidium, `POST ${cycle.path}/review`, await reviewOf(hall, cycle, json))
    }
    // The same in another order of its fields.
    await problemOf(review([{ title: '可行性报告', sha256: sha256(pdf) }]), 400)
    expect((await problemOf(review([named(added)]), 404)).code).toBe('files.notFound')
    await sent(hall.presidium, cycle.path, added)
    const to = [named(pdf, '改名'), named(added, '新加')]
    expect((await review(to)).status).toBe(200)
    const view = await candidatesAs(hall.secretary, cycle)
    expect(view.candidates[0]?.attachments).toEqual(to)
    expect(view.review?.adjustments).toEqual([
      {
        kind: 'change',
        name: dossier.name,
        fields: [{ field: 'attachments', from: attachments, to }],
        reason: '补报告',
      },
    ])
    const { versions } = await ask<{ versions: DossierVersion[] }>(
      hall.secretary,
      `GET ${at(id, cycle)}/versions`,
    )
    expect(versions.at(-1)).toMatchObject({ role: 'presidium', dossier: { attachments: to } })
  })

  test('are brought in with a candidate of the reserve', async () => {
    const fresh = await makeHall(app, { tellers: 1 })
    const cycle = await draftCycle(fresh, ['甲', '乙'], { seats: 1 })
    const pdf = newPdf()
    await sent(fresh.secretary, cycle.path, pdf)
    const attachments = [named(pdf)]
    await ask(fresh.secretary, `POST ${cycle.path}/candidates`, dossierOf('丙', { attachments }), 201)
    await ask(fresh.presidium, `POST ${cycle.path}/rule/adopt`, CARRIED)
    await ask(fresh.presidium, `POST ${cycle.path}/review`, await reviewOf(fresh, cycle, CARRIED))
    await decide(await startVote(fresh, cycle), [[0], [0], [2]])
    const { reserve } = await reserveOf(fresh, cycle)
    const { candidateId } = present(reserve.find(({ name }) => name === '丙'))
    const next = await draftCycle(fresh, [])
    const route = `POST /api/decide/cycles/${next.id}/reserve`
    const { id } = await ask<{ id: string }>(fresh.secretary, route, { candidateId }, 201)
    const view = await ask<ProposalInWork>(fresh.secretary, `GET ${at(id, next)}`)
    expect(view.dossier.attachments).toEqual(attachments)
    expect(await bytesFrom(get(fresh.secretary, at(id, next), sha256(pdf)))).toEqual(pdf)
  })

  test('stay for as long as any version names them, and go when none ever did', async () => {
    const cycle = await draftCycle(hall, [])
    const { id, dossier } = await propose(cycle)
    const [replaced, kept, unnamed, direct, dropped] = [newPdf(), newPdf(), newPdf(), newPdf(), newPdf()]
    for (const pdf of [replaced, kept, unnamed]) await sent(department, at(id, cycle), pdf)
    const route = `PUT ${at(id, cycle)}/dossier`
    await ask(department, route, { dossier: { ...dossier, attachments: [named(replaced)] } })
    await ask(department, route, { dossier: { ...dossier, attachments: [named(kept)] } })
    const candidateId = await list(cycle, id)
    for (const pdf of [direct, dropped]) await sent(hall.secretary, cycle.path, pdf)
    const add = `POST ${cycle.path}/candidates`
    const [stays, goes] = [
      dossierOf('直接列入', { attachments: [named(direct)] }),
      dossierOf('又移出', { attachments: [named(dropped)] }),
    ]
    const { id: directId } = await ask<{ id: string }>(hall.secretary, add, stays, 201)
    const { id: gone } = await ask<{ id: string }>(hall.secretary, add, goes, 201)
    await ask(hall.secretary, `DELETE ${cycle.path}/candidates/${gone}`)
    // Off the list again: its proposal has them still.
    const other = await propose(cycle)
    const unlisted = newPdf()
    await sent(department, at(other.id, cycle), unlisted)
    const withOther = { ...other.dossier, attachments: [named(unlisted)] }
    await ask(department, `PUT ${at(other.id, cycle)}/dossier`, { dossier: withOther })
    await ask(hall.secretary, `DELETE ${cycle.path}/candidates/${await list(cycle, other.id)}`)
    await fix(cycle)
    app.clock.advance(TWO_DAYS)
    await sweepFiles(app.ctx)
    const rows = await app.ctx.db.selectFrom('files').select('sha256').execute()
    const left = rows.map((row) => row.sha256)
    expect(left).toEqual(expect.arrayContaining([replaced, kept, direct, unlisted].map(sha256)))
    for (const pdf of [unnamed, dropped]) expect(left).not.toContain(sha256(pdf))
    const anybody = app.newBrowser()
    for (const [candidate, pdf] of [
      [candidateId, kept],
      [directId, direct],
    ] as const) {
      const place = `${cycle.path}/candidates/${candidate}`
      expect(await bytesFrom(get(anybody, place, sha256(pdf)))).toEqual(pdf)
    }
  })
})

const DIGEST_WITHOUT = 'bd7be08bab4bf81a88d6ce9053dad0e10a105321fedbed1a37589961551a570e'

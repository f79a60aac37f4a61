/** Whatever is sent to whichever route: an answer with a sentence, and never an error of ours. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { makeApp, type TestApp } from './support/app.ts'
import { ask, ballotIn, draftBody, makeHall, sealOn, type Asker, type TestHall } from './support/ballots.ts'
import { CARRIED, dossierOf, draftCycle, fixedCycle, ruleOf, startVote, voteBody } from './support/cycles.ts'
import { describeOnEachDatabase } from './support/databases.ts'
import { correctionOf, demandOf, gridId, makeTown, receptionOf, takenDemand } from './support/intake.ts'
import { pdfOf, photoOf, putBytes, sha256 } from './support/files.ts'
import { present } from './support/present.ts'

/** Answers of the service that are expected failures, also when it is the service's own turn to wait. */
const EXPECTED = new Set([200, 201, 204, 400, 401, 403, 404, 409, 413, 429, 503])

/** Routes whose success would end the sessions that the others are asked with. */
const LEFT_OUT = ['DELETE /api/people/session', 'PUT /api/people/session/password']

const odd = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '../../etc/passwd',
  "'; drop table ballots; --",
  '__proto__',
  'constructor',
  '1e999',
  '９',
  '\u202e',
  'x'.repeat(5000),
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  Number.MAX_VALUE,
  null,
  true,
  [],
  {},
  [[]],
  [null],
)

/** The text of an answer. A stream of events has no end: it is left as soon as it has begun. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text()
  expect(response.status).toBe(200)
  await response.body?.cancel()
  return ''
}

describeOnEachDatabase('any request', (make) => {
  let app: TestApp
  let askers: readonly Asker[]
  let routes: readonly { method: string; path: string }[]
  /** What exists, by which requests get further than the first check. */
  let ids: readonly string[]
  let bodies: readonly Record<string, unknown>[]
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
    const department = await hall.assembly.person('department')
    const town = await makeTown(app)
    askers = [
      hall.secretary,
      hall.presidium,
      present(hall.tellers[0]),
      department,
      hall.tablet,
      town.secretary,
      town.deputy,
      town.department,
    ]
    const demand = await takenDemand(town, { resident: { name: '王某' } })
    const photo = await photoOf()
    await putBytes(town.secretary, `/api/intake/demands/${demand.id}/photos/${sha256(photo)}`, photo)
    const year = await draftCycle({ ...hall, secretary: town.secretary }, [])
    const proposal = { dossier: { name: '路灯', category: '交通' }, demandIds: [demand.id] }
    const made = await ask<{ id: string }>(town.secretary, `POST ${year.path}/proposals`, proposal, 201)
    const pdf = pdfOf()
    const attachment = { sha256: sha256(pdf), title: '可行性报告' }
    await putBytes(town.secretary, `${year.path}/proposals/${made.id}/attachments/${attachment.sha256}`, pdf)
    const states = ['draft', 'keyed', 'carded', 'sealed', 'open', 'closed', 'counted'] as const
    const ballots = []
    for (const state of states) ballots.push(await ballotIn(hall, state, { votes: [[0]] }))
    const drafted = await draftCycle(hall, ['路灯', '水渠'])
    const fixed = await fixedCycle(hall, ['路灯', '水渠'])
    const vote = await startVote(hall, fixed)
    ids = [
      ...ballots.map(({ uuid }) => uuid),
      vote.uuid,
      drafted.id,
      fixed.id,
      ...drafted.candidateIds,
      hall.meetingId,
      present(hall.assembly.deputyIds[0]),
      department.staffId,
      town.assembly.id,
      town.stationId,
      gridId(town, '南片'),
      demand.id,
      sha256(photo),
      attachment.sha256,
      year.id,
      made.id,
      'A'.repeat(43),
      'none',
      '11111111111111',
    ]
    const visit = {
      projectId: present(fixed.candidateIds[0]),
      place: '村口',
      deputyIds: hall.assembly.deputyIds,
    }
    const sealed = sealOn(present(ballots[4]), 1, [1])
    bodies = [
      draftBody(hall),
      voteBody(hall),
      dossierOf('公厕'),
      { year: 2031, rule: ruleOf() },
      { rule: ruleOf() },
      CARRIED,
      { ...CARRIED, shortfallReason: '试' },
      { reason: '试' },
      { count: 2 },
      receptionOf(town),
      proposal,
      { demandIds: [demand.id] },
      { criterion: 'own-funds', reason: '试' },
      { grids: [{ path: ['东片'] }] },
      { name: '联络站', place: '村口', gridId: gridId(town, '南片') },
      { name: '联络站', closed: true },
      correctionOf(receptionOf(town), { version: 0 }),
      { version: 0, reason: '试' },
      { category: '教育', place: null, gridId: gridId(town, '南片') },
      { name: '网格', parentId: gridId(town, '南片') },
      { heldOn: '2026-03-05', begins: '09:00', ends: '10:00' },
      { unit: '镇政府', dueOn: '2026-04-01' },
      { assemblyId: town.assembly.id, ...demandOf(), followUpCode: 'AAAA-AAAA-AAAA' },
      { code: 'AAAA-AAAA-AAAA', text: '试' },
      { holders: [{ id: 'h1', name: '陈某', level: 'county' }], from: 'a'.repeat(64) },
      {
        report: { manner: 'oral', heldOn: '2026-03-04', place: '村口', voters: 5, summary: '试' },
        from: 0,
      },
      { version: 1, digest: 'a'.repeat(64) },
      { text: '试' },
      { dossier: proposal.dossier, from: 1 },
      { dossier: { ...proposal.dossier, attachments: [attachment] } },
      dossierOf('附件', { attachments: [attachment] }),
      { candidateId: present(fixed.candidateIds[0]), reason: '试' },
      { departmentId: town.department.staffId },
      { leadId: present(hall.assembly.deputyIds[0]), memberIds: hall.assembly.deputyIds },
      { plan: { ...visit, day: '2026-04-01', purpose: '试' }, from: null },
      { record: { ...visit, heldOn: '2026-03-05', findings: '试' }, from: 0 },
      { text: '试', owner: '王某', dueOn: '2026-04-01', projectId: present(fixed.candidateIds[0]) },
      { found: 'notDone', text: '试', dueOn: '2026-04-01' },
      { reason: '试', dueOn: null },
      { message: '{}' },
      { message: sealed.text },
      { credentials: [sealed.credential] },
      { fingerprint: 'A'.repeat(43) },
      { deputyIds: hall.assembly.deputyIds },
      { deputies: [{ name: '张三' }] },
      { name: '会议', heldOn: '2026-03-05' },
      { username: 'somebody', password: 'x' },
      { active: true, chief: false },
      JSON.parse(sealed.text) as Record<string, unknown>,
    ]
    routes = createApp(app.ctx)
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .filter(({ method, path }) => !LEFT_OUT.includes(`${method} ${path}`))
      .map(({ method, path }) => ({ method, path }))
  })

  const segment = () =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ids) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 50 }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\u0000', '..', 'a/b', '中文', ' ', '%', "' or 1=1 --", 'x'.repeat(300)),
      },
    )

  /** One of the right bodies with some fields exchanged for anything; or anything at all. */
  const body = () =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...bodies) },
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom(...bodies), fc.nat(20), fc.oneof(odd, fc.jsonValue()))
          .map(([right, place, value]) => {
            const names = Object.keys(right)
            return { ...right, [names[place % names.length] ?? 'x']: value }
          }),
      },
      { weight: 1, arbitrary: fc.jsonValue() },
      { weight: 1, arbitrary: odd },
    )

  const request = () =>
    fc.record({
      asker: fc.constantFrom(...askers),
      route: fc.constantFrom(...routes),
      segments: fc.tuple(segment(), segment(), segment()),
      json: body(),
      raw: fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { freq: 12 }),
      type: fc.constantFrom('application/json', 'application/json', 'application/json', 'text/plain', ''),
      encoded: fc.boolean(),
    })

  test(
    'gets an answer that was meant, and a problem in both languages when it fails',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(request(), async ({ asker, route, segments, json, raw, type, encoded }) => {
          let next = 0
          const path = route.path.replaceAll(/:\w+(?:\{[^}]*\})?/g, () => {
            const value = segments[next++ % segments.length] ?? ''
            // What is not encoded must still be an address.
            return encoded || !/^[\w-]+$/.test(value)
              ? encodeURIComponent(Buffer.from(value).toString())
              : value
          })
          const hasBody = !['GET', 'DELETE'].includes(route.method)
          const response = await asker.fetch(path, {
            method: route.method,
            ...(hasBody
              ? { body: raw ?? JSON.stringify(json), headers: type === '' ? {} : { 'content-type': type } }
              : {}),
          })
          const text = await textOf(response)
          expect(app.log.filter(({ event }) => event === 'http.bug')).toEqual([])
          expect([route, path, EXPECTED.has(response.status), text]).toEqual([route, path, true, text])
          const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json')
          expect(isProblem === true).toBe(response.status >= 400)
          const title = isProblem ? (JSON.parse(text) as { title: string }).title : ' / '
          expect(title).toContain(' / ')
        }),
        { numRuns: 1200, endOnFailure: true },
      )
    },
  )

  test('with a name that every object has is answered like one with any other', async () => {
    for (const { method, path } of routes.filter((route) => /:\w+$/.test(route.path))) {
      for (const name of ['constructor', '__proto__', 'toString']) {
        const address = path.replaceAll(/:\w+(?:\{[^}]*\})?/g, name)
        const { status } = await hall.secretary.fetch(address, { method })
        expect([method, address, EXPECTED.has(status)]).toEqual([method, address, true])
      }
    }
  })

  test('with an address that is none, or a query of anything, is answered too', async () => {
    const addresses = [
      '/api/ballots/%',
      '/api/ballots/%E0%A4%A',
      '/api/ballots/%00',
      '/api/ballots/%2F..%2F/cast',
      '/api/ballots?state=%00',
      '/api/ballots?state[]=open&state=closed',
      '/api/board/journal?after=%00',
      '/api/board/journal?after=1&after=2',
      '/api/board/journal?before=1',
      '/api/order/cycles/%FF',
      '/api/decide/votes/%00/runoff',
      '/api//',
      '/api/nothing',
      `/api/ballots/${'a'.repeat(10_000)}`,
    ]
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      for (const address of addresses) {
        const { status } = await hall.secretary.fetch(address, { method })
        expect([method, address, EXPECTED.has(status)]).toEqual([method, address, true])
      }
    }
  })
})

/** Every route of people, board, intake, pay and inspect, and of proposals, asked by everybody: only the right roles get through the door. */
import { beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { ROLES, type Role } from '../../src/http/session.ts'
import { MAY } from '../../src/inspect/may.ts'
import { makeApp, PASSWORD, type Browser, type TestApp } from '../support/app.ts'
import { describeOnEachDatabase } from '../support/databases.ts'

type Asker = Role | 'nobody' | 'unenrolled' | 'chiefTeller'

const ASKERS: readonly Asker[] = ['nobody', 'unenrolled', ...ROLES, 'chiefTeller']
const ANYBODY: readonly Asker[] = ASKERS
const SIGNED_IN = ASKERS.filter((asker) => asker !== 'nobody')
const FULLY_SIGNED_IN = SIGNED_IN.filter((asker) => asker !== 'unenrolled')
const SECRETARY: readonly Asker[] = ['secretary']
const READING: readonly Asker[] = ['secretary', 'presidium', 'auditor', 'deputy']
const WORKING: readonly Asker[] = [...READING, 'department']
const ACTING: readonly Asker[] = ['secretary', 'deputy', 'department']
const PROPOSALS = '/api/order/cycles/:id/proposals'
const PROJECT = '/api/pay/projects/:id'
const UNDERTAKING = '/api/inspect/cycles/:id/undertakings/:undertakingId'
const QUESTION = '/api/inspect/cycles/:id/questions/:questionId'
const SITTING = '/api/inspect/cycles/:id/sittings/:sittingId'
const VISIT = '/api/inspect/cycles/:id/visits/:visitId'
const WRITING: readonly Asker[] = ['secretary', 'department']
const HALL: readonly Asker[] = ['secretary', 'presidium', 'teller', 'chiefTeller', 'auditor']

const ROUTES: readonly [string, readonly Asker[]][] = [
  ['GET /api/board/journal', ANYBODY],
  ['GET /api/board/journal/end', ANYBODY],
  ['GET /api/people/setup', ANYBODY],
  ['GET /api/people/assemblies', ANYBODY],
  ['POST /api/people/assemblies', ANYBODY],
  ['POST /api/people/session', ANYBODY],
  ['GET /api/people/session', SIGNED_IN],
  ['POST /api/people/session/second-factor', SIGNED_IN],
  ['POST /api/people/session/second-factor/confirmation', SIGNED_IN],
  ['PUT /api/people/session/password', FULLY_SIGNED_IN],
  ['GET /api/people/staff', SECRETARY],
  ['POST /api/people/staff', SECRETARY],
  ['PATCH /api/people/staff/:id', SECRETARY],
  ['PUT /api/people/staff/:id/password', SECRETARY],
  ['DELETE /api/people/staff/:id/second-factor', SECRETARY],
  ['GET /api/people/deputies', [...HALL, 'deputy']],
  ['POST /api/people/deputies', SECRETARY],
  ['PATCH /api/people/deputies/:id', SECRETARY],
  ['GET /api/people/meetings', HALL],
  ['POST /api/people/meetings', SECRETARY],
  ['GET /api/people/meetings/:id', HALL],
  ['GET /api/people/meetings/:id/sign-ins', SECRETARY],
  ['POST /api/people/meetings/:id/sign-ins', SECRETARY],
  ['DELETE /api/people/meetings/:id/sign-ins/:deputyId', SECRETARY],
  ['GET /api/intake/public/assemblies/:id', ANYBODY],
  ['PUT /api/intake/public/demands/:id', ANYBODY],
  ['POST /api/intake/follow-up', ANYBODY],
  ['POST /api/intake/follow-up/confirm', ANYBODY],
  ['POST /api/intake/follow-up/reopen', ANYBODY],
  ['PUT /api/intake/follow-up/photos/:photoId', ANYBODY],
  ['DELETE /api/intake/follow-up/photos/:photoId', ANYBODY],
  ['GET /api/intake/follow-up/photos/:photoId', ANYBODY],
  ['GET /api/intake/follow-up/photos/:photoId/thumb', ANYBODY],
  ['GET /api/intake/grids', WORKING],
  ['POST /api/intake/grids', SECRETARY],
  ['PATCH /api/intake/grids/:id', SECRETARY],
  ['DELETE /api/intake/grids/:id', SECRETARY],
  ['GET /api/intake/stations', WORKING],
  ['POST /api/intake/stations', SECRETARY],
  ['PATCH /api/intake/stations/:id', SECRETARY],
  ['POST /api/intake/stations/:id/openings', SECRETARY],
  ['PUT /api/intake/stations/:id/openings/:openingId', SECRETARY],
  ['DELETE /api/intake/stations/:id/openings/:openingId', SECRETARY],
  ['GET /api/intake/contacts', READING],
  ['GET /api/intake/contacts/export', READING],
  ['GET /api/intake/contacts/:id', READING],
  ['PUT /api/intake/contacts/:id', ['secretary', 'deputy']],
  ['POST /api/intake/contacts/:id/correct', ['secretary', 'deputy']],
  ['POST /api/intake/contacts/:id/withdraw', ['secretary', 'deputy']],
  ['GET /api/intake/demands', WORKING],
  ['GET /api/intake/demands/export', WORKING],
  ['POST /api/intake/demands/import', SECRETARY],
  ['POST /api/intake/demands/import/known', SECRETARY],
  ['GET /api/intake/demands/:id', WORKING],
  ['GET /api/intake/demands/:id/similar', ['secretary', 'presidium', 'auditor']],
  ['POST /api/intake/demands/:id/assign', SECRETARY],
  ['POST /api/intake/demands/:id/correct', SECRETARY],
  ['POST /api/intake/demands/:id/handle', ['secretary', 'department']],
  ['POST /api/intake/demands/:id/return', ['department']],
  ['POST /api/intake/demands/:id/answer', ACTING],
  ['POST /api/intake/demands/:id/confirm', ['secretary', 'deputy']],
  ['POST /api/intake/demands/:id/reopen', ['secretary', 'deputy']],
  ['DELETE /api/intake/demands/:id/resident', SECRETARY],
  ['PUT /api/intake/demands/:id/photos/:photoId', ['secretary', 'deputy']],
  ['DELETE /api/intake/demands/:id/photos/:photoId', ['secretary', 'deputy']],
  ['GET /api/intake/demands/:id/photos/:photoId', WORKING],
  ['GET /api/intake/demands/:id/photos/:photoId/thumb', WORKING],
  ['GET /api/intake/units', ['secretary', 'presidium', 'auditor', 'department']],
  ['GET /api/intake/categories', ['secretary', 'presidium', 'auditor']],
  ['GET /api/intake/statistics', READING],
  ['GET /api/order/proposals', ['department']],
  [`GET ${PROPOSALS}`, ANYBODY],
  [`POST ${PROPOSALS}`, SECRETARY],
  [`GET ${PROPOSALS}/:proposalId`, ['secretary', 'presidium', 'department', 'auditor']],
  [`GET ${PROPOSALS}/:proposalId/versions`, ['secretary', 'presidium', 'department', 'auditor']],
  [`PUT ${PROPOSALS}/:proposalId/dossier`, ['secretary', 'department']],
  [`PUT ${PROPOSALS}/:proposalId/department`, SECRETARY],
  [`POST ${PROPOSALS}/:proposalId/demands`, SECRETARY],
  [`DELETE ${PROPOSALS}/:proposalId/demands/:demandId`, SECRETARY],
  [`POST ${PROPOSALS}/:proposalId/refuse`, ['secretary', 'presidium']],
  [`POST ${PROPOSALS}/:proposalId/reconsider`, ['secretary', 'presidium']],
  [`POST ${PROPOSALS}/:proposalId/list`, SECRETARY],
  [`PUT ${PROPOSALS}/:proposalId/attachments/:sha256`, ['secretary', 'department']],
  [`GET ${PROPOSALS}/:proposalId/attachments/:sha256`, ['secretary', 'presidium', 'department', 'auditor']],
  ['PUT /api/order/cycles/:id/attachments/:sha256', ['secretary', 'presidium']],
  ['GET /api/order/cycles/:id/candidates/:candidateId/attachments/:sha256', ANYBODY],
  ['GET /api/pay/digest', WORKING],
  ['GET /api/pay/cycles/:id/projects', ANYBODY],
  ['GET /api/pay/cycles/:id/export', WORKING],
  ['PUT /api/pay/cycles/:id/rule', ['presidium']],
  [`GET ${PROJECT}`, ANYBODY],
  [`PUT ${PROJECT}/files/:sha256`, [...WRITING, 'presidium']],
  [`GET ${PROJECT}/files/:sha256`, ANYBODY],
  [`PUT ${PROJECT}/draft`, WRITING],
  [`POST ${PROJECT}/plan`, ['presidium']],
  [`PUT ${PROJECT}/reports/:period`, WRITING],
  [`PUT ${PROJECT}/money/:entryId`, WRITING],
  [`POST ${PROJECT}/money/:entryId/reverse`, WRITING],
  [`PUT ${PROJECT}/changes/:changeId`, WRITING],
  [`POST ${PROJECT}/changes/:changeId/opinion`, SECRETARY],
  [`POST ${PROJECT}/changes/:changeId/decision`, ['presidium']],
  [`POST ${PROJECT}/changes/:changeId/withdraw`, WRITING],
  [`POST ${PROJECT}/assessment`, WRITING],
  [`POST ${PROJECT}/account`, WRITING],
  [`POST ${PROJECT}/acceptance`, ['secretary', 'presidium']],
  [`POST ${PROJECT}/return`, ['secretary', 'presidium']],
  ['PUT /api/inspect/cycles/:id/files/:sha256', MAY.sendFile],
  ['GET /api/inspect/cycles/:id/files/:sha256', ANYBODY],
  ['GET /api/inspect/cycles/:id/undertakings', ANYBODY],
  [`POST ${UNDERTAKING}/report`, MAY.reportUndertaking],
  [`POST ${UNDERTAKING}/check`, MAY.checkUndertaking],
  [`POST ${UNDERTAKING}/move`, MAY.moveUndertaking],
  ['GET /api/inspect/cycles/:id/groups', ANYBODY],
  ['PUT /api/inspect/cycles/:id/projects/:projectId/group', MAY.setGroup],
  ['GET /api/inspect/cycles/:id/visits', ANYBODY],
  [`GET ${VISIT}`, ANYBODY],
  [`PUT ${VISIT}/plan`, MAY.planVisit],
  [`POST ${VISIT}/cancel`, MAY.planVisit],
  [`PUT ${VISIT}/record`, MAY.recordVisit],
  ['GET /api/inspect/cycles/:id/rectifications', ANYBODY],
  ['PUT /api/inspect/cycles/:id/assessments/:uuid/rectification/:undertakingId', MAY.planRectification],
  ['GET /api/inspect/cycles/:id/duties', ANYBODY],
  ['PUT /api/inspect/cycles/:id/duties', MAY.setDutyList],
  ['POST /api/inspect/cycles/:id/duties/fill', MAY.setDutyList],
  ['GET /api/inspect/cycles/:id/duties/:holderId', FULLY_SIGNED_IN],
  ['PUT /api/inspect/cycles/:id/duties/:holderId/report', MAY.reportDuty],
  ['POST /api/inspect/follow-up', ANYBODY],
  ['GET /api/inspect/demands/:id/thread', WORKING],
  ['GET /api/inspect/cycles/:id/projects/:projectId/demands', ['secretary', 'presidium', 'auditor']],
  ['GET /api/inspect/cycles/:id/citable', ['secretary', 'presidium', 'auditor']],
  ['GET /api/inspect/cycles/:id/carry-over', ANYBODY],
  ['POST /api/inspect/cycles/:id/carry-over', MAY.carryOver],
  ['GET /api/inspect/cycles/:id/report', ANYBODY],
  ['GET /api/inspect/cycles/:id/report/:version', ANYBODY],
  ['PUT /api/inspect/cycles/:id/report', MAY.writeYearReport],
  ['POST /api/inspect/cycles/:id/report/issue', MAY.issueYearReport],
  ['GET /api/inspect/cycles/:id/questions', ANYBODY],
  [`PUT ${QUESTION}`, MAY.ask],
  [`POST ${QUESTION}/answer`, MAY.answer],
  [`POST ${QUESTION}/follow`, MAY.followUp],
  [`POST ${QUESTION}/rate`, MAY.rate],
  ['GET /api/inspect/cycles/:id/sittings', ANYBODY],
  [`GET ${SITTING}`, ANYBODY],
  [`PUT ${SITTING}/meeting`, MAY.convene],
  [`PUT ${SITTING}/appointment`, MAY.requestAppointment],
  [`POST ${SITTING}/arrange`, MAY.arrangeAppointment],
  [`POST ${SITTING}/decline`, MAY.arrangeAppointment],
  [`POST ${SITTING}/cancel`, MAY.cancelSitting],
  [`POST ${SITTING}/minutes`, MAY.keepMinutes],
  ['GET /api/inspect/waiting', FULLY_SIGNED_IN],
  ['GET /api/inspect/cycles/:id/overview', ANYBODY],
  ['GET /api/inspect/cycles/:id/rule', ANYBODY],
  ['PUT /api/inspect/cycles/:id/rule', MAY.setRule],
  ['GET /api/inspect/cycles/:id/assessments', ANYBODY],
  ['POST /api/inspect/cycles/:id/assessments', MAY.draftAssessment],
  ['GET /api/inspect/assessments/:uuid', ANYBODY],
  ['GET /api/inspect/assessments/:uuid/papers', [...MAY.seePapers, 'chiefTeller']],
  ['POST /api/inspect/assessments/:uuid/announce', MAY.announceAssessment],
  ['GET /api/inspect/assemblies/:id/satisfaction', ANYBODY],
  // The last, because it ends the session that it is asked with.
  ['DELETE /api/people/session', SIGNED_IN],
]

describeOnEachDatabase('who may ask for what', (make) => {
  let app: TestApp
  const browsers = new Map<Asker, Browser>()

  beforeAll(async () => {
    app = makeApp(await make())
    const { secretary, person, deputyIds } = await app.newAssembly({ deputies: 1 })
    browsers.set('nobody', app.newBrowser()).set('secretary', secretary)
    for (const role of ROLES)
      if (role !== 'secretary') {
        const deputyId = role === 'deputy' ? deputyIds[0] : undefined
        browsers.set(role, await person(role, deputyId === undefined ? {} : { deputyId }))
      }
    browsers.set('chiefTeller', await person('teller', { chief: true }))
    const json = { username: 'not-yet', name: '未设', password: PASSWORD, role: 'teller' } as const
    await secretary.client.api.people.staff.$post({ json })
    const unenrolled = app.newBrowser()
    await unenrolled.client.api.people.session.$post({ json: { username: 'not-yet', password: PASSWORD } })
    browsers.set('unenrolled', unenrolled)
  })

  test('the table names every route of these stages', () => {
    const routes = createApp(app.ctx)
      .routes.filter(
        ({ method, path }) =>
          method !== 'ALL' &&
          /^\/api\/(people|board|intake|pay|inspect)\/|\/(proposals|attachments)/.test(path),
      )
      .map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(routes)].toSorted()).toEqual(ROUTES.map(([route]) => route).toSorted())
  })

  test.each(ROUTES)('%s', async (route, allowed) => {
    const [method, path] = route.split(' ') as [string, string]
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const asker of ASKERS) {
      const response = await (browsers.get(asker) as Browser).fetch(path.replace(/:\w+/g, 'none'), {
        method,
        // Wrong on purpose: whoever is let in is told what is wrong, and nothing changes.
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{"x":1}', headers: JSON_TYPE }),
      })
      answers[asker] = summary(response, await response.text())
      expected[asker] = allowed.includes(asker) ? 'let in' : refusal(asker)
    }
    expect(answers).toEqual(expected)
  })
})

const JSON_TYPE = { 'content-type': 'application/json' }

/** `let in`, whatever the route then finds wrong; or how it was refused. */
function summary(response: Response, text: string): string {
  if (response.ok) return 'let in'
  const { code, title } = JSON.parse(text) as { code: string; title: string }
  const isSentence = /[一-龥].* \/ \w/.test(title)
  if (response.status >= 500 || !isSentence) return `${response.status} ${text}`
  return code.startsWith('session.') ? `${response.status} ${code}` : 'let in'
}

function refusal(asker: Asker): string {
  if (asker === 'nobody') return '401 session.signInNeeded'
  return asker === 'unenrolled' ? '403 session.secondFactorNeeded' : '403 session.role'
}

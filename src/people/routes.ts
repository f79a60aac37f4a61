/** `/api/people`: who may act, and who is in the hall. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { allow, dropSessionCookie, setSessionCookie, signedIn, type SessionEnv } from '../http/session.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from './handover.ts'
import {
  addDeputies,
  changeDeputy,
  conveneMeeting,
  getMeeting,
  listDeputies,
  listMeetings,
  listSignIns,
  signInDeputies,
  signOutDeputy,
} from './meetings.ts'
import {
  Confirmation,
  Credentials,
  DeputyChange,
  FirstPassword,
  NewAssembly,
  NewDeputies,
  NewMeeting,
  NewStaff,
  PasswordChange,
  SESSION_SECONDS_MAX,
  SignInParam,
  SignIns,
  StaffChange,
} from './model.ts'
import {
  assemblies,
  changeStaff,
  createAssembly,
  createStaff,
  listStaff,
  resetSecondFactor,
  setFirstPassword,
  setupNeeded,
} from './service.ts'
import { changePassword, confirmEnrolment, enrol, me, signIn, signOut } from './sign-in.ts'

/** Three thousand deputies with their delegations. */
const BODY_BYTES_MAX = 1024 * 1024

export function peopleRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .use(requestLog(ctx.log), limitBody(BODY_BYTES_MAX), jsonOnly(), withSession(ctx))
    .route('/', setupRoutes(ctx))
    .route('/session', sessionRoutes(ctx))
    .route('/staff', staffRoutes(ctx))
    .route('/deputies', deputyRoutes(ctx))
    .route('/meetings', meetingRoutes(ctx))
}

function setupRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .get('/setup', async (c) => c.json({ needed: await setupNeeded(ctx) }, 200))
    .get('/assemblies', async (c) => c.json({ assemblies: await assemblies(ctx) }, 200))
    .post('/assemblies', valid('json', NewAssembly), async (c) =>
      c.json(await createAssembly(ctx, c.req.valid('json')), 201),
    )
}

function sessionRoutes(ctx: Context) {
  const evenToEnrol = signedIn({ evenToEnrol: true })
  return new Hono<SessionEnv>()
    .post('/', valid('json', Credentials), async (c) => {
      const { token, me: signed } = await signIn(ctx, c.req.valid('json'))
      setSessionCookie(c, token, { config: ctx.config, maxAgeSeconds: SESSION_SECONDS_MAX })
      return c.json(signed, 201)
    })
    .get('/', evenToEnrol, async (c) => c.json(await me(ctx, c.var.session), 200))
    .delete('/', evenToEnrol, async (c) => {
      await signOut(ctx, c.var.session)
      dropSessionCookie(c)
      return c.body(null, 204)
    })
    .post('/second-factor', evenToEnrol, async (c) => c.json(await enrol(ctx, c.var.session), 201))
    .post('/second-factor/confirmation', evenToEnrol, valid('json', Confirmation), async (c) =>
      c.json(await confirmEnrolment(ctx, c.var.session, c.req.valid('json').totp), 200),
    )
    .put('/password', signedIn(), valid('json', PasswordChange), async (c) => {
      await changePassword(ctx, c.var.session, c.req.valid('json'))
      return c.body(null, 204)
    })
}

function staffRoutes(ctx: Context) {
  const secretary = allow('secretary')
  return new Hono<SessionEnv>()
    .get('/', secretary, async (c) => c.json({ staff: await listStaff(ctx, c.var.session) }, 200))
    .post('/', secretary, valid('json', NewStaff), async (c) =>
      c.json(await createStaff(ctx, c.var.session, c.req.valid('json')), 201),
    )
    .patch('/:id', secretary, valid('param', IdParam), valid('json', StaffChange), async (c) =>
      c.json(await changeStaff(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .put('/:id/password', secretary, valid('param', IdParam), valid('json', FirstPassword), async (c) =>
      c.json(await setFirstPassword(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 200),
    )
    .delete('/:id/second-factor', secretary, valid('param', IdParam), async (c) =>
      c.json(await resetSecondFactor(ctx, c.var.session, c.req.valid('param').id), 200),
    )
}

function deputyRoutes(ctx: Context) {
  const secretary = allow('secretary')
  return new Hono<SessionEnv>()
    .get('/', allow('secretary', 'presidium', 'teller', 'auditor', 'deputy'), async (c) =>
      c.json(await listDeputies(ctx, c.var.session), 200),
    )
    .post('/', secretary, valid('json', NewDeputies), async (c) =>
      c.json({ deputies: await addDeputies(ctx, c.var.session, c.req.valid('json')) }, 201),
    )
    .patch('/:id', secretary, valid('param', IdParam), valid('json', DeputyChange), async (c) =>
      c.json(await changeDeputy(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 200),
    )
}

function meetingRoutes(ctx: Context) {
  const secretary = allow('secretary')
  const hall = allow('secretary', 'presidium', 'teller', 'auditor')
  return new Hono<SessionEnv>()
    .get('/', hall, async (c) => c.json({ meetings: await listMeetings(ctx, c.var.session) }, 200))
    .post('/', secretary, valid('json', NewMeeting), async (c) =>
      c.json(await conveneMeeting(ctx, c.var.session, c.req.valid('json')), 201),
    )
    .get('/:id', hall, valid('param', IdParam), async (c) =>
      c.json(await getMeeting(ctx, c.var.session, c.req.valid('param').id), 200),
    )
    .get('/:id/sign-ins', secretary, valid('param', IdParam), async (c) =>
      c.json({ deputyIds: await listSignIns(ctx, c.var.session, c.req.valid('param').id) }, 200),
    )
    .post('/:id/sign-ins', secretary, valid('param', IdParam), valid('json', SignIns), async (c) =>
      c.json(
        await signInDeputies(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').deputyIds),
        200,
      ),
    )
    .delete('/:id/sign-ins/:deputyId', secretary, valid('param', SignInParam), async (c) => {
      const { id: meetingId, deputyId } = c.req.valid('param')
      return c.json(await signOutDeputy(ctx, c.var.session, { meetingId, deputyId }), 200)
    })
}

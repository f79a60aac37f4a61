/** `/api/decide`: the votes of a year and their outcomes. Reading is public. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { IdParam, Reason } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import { NewVote, Reserved } from './model.ts'
import { readPaperFacts } from './paper-facts.ts'
import { bringIn } from './reserve.ts'
import {
  acceptFewer,
  announceVote,
  readDossiers,
  readReserve,
  readVote,
  readVotes,
  reopenFixedList,
  startPractice,
  startRunoff,
  startVote,
} from './service.ts'

const VoteParam = z.strictObject({ uuid: z.string().regex(/^[1-9A-HJ-NP-Za-km-z]{14,32}$/) })

const BODY_BYTES_MAX = 64 * 1024

export function decideRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const uuid = valid('param', VoteParam)
  return new Hono<SessionEnv>()
    .use(requestLog(ctx.log), limitBody(BODY_BYTES_MAX), withSession(ctx), jsonOnly())
    .get('/cycles/:id/votes', id, async (c) =>
      c.json({ votes: await readVotes(ctx.db, c.req.valid('param').id) }),
    )
    .get('/cycles/:id/reserve', id, async (c) =>
      c.json({ reserve: await readReserve(ctx.db, c.req.valid('param').id) }),
    )
    .post('/cycles/:id/reserve', id, allow('secretary'), valid('json', Reserved), async (c) => {
      const { candidateId } = c.req.valid('json')
      return c.json(await bringIn(ctx, c.var.session, c.req.valid('param').id, candidateId), 201)
    })
    .post('/cycles/:id/votes', id, allow('secretary'), valid('json', NewVote), async (c) =>
      c.json(await startVote(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .post('/cycles/:id/practice', id, allow('secretary'), valid('json', NewVote), async (c) =>
      c.json(await startPractice(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .post('/cycles/:id/list/reopen', id, allow('presidium'), valid('json', Reason), async (c) => {
      await reopenFixedList(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').reason)
      return c.json({})
    })
    .get('/votes/:uuid', uuid, async (c) => c.json(await readVote(ctx.db, c.req.valid('param').uuid)))
    .get('/votes/:uuid/papers', uuid, allow('secretary', 'presidium', 'teller', 'auditor'), async (c) =>
      c.json(await readPaperFacts(ctx, c.var.session, c.req.valid('param').uuid)),
    )
    .post('/votes/:uuid/announce', uuid, allow('secretary'), async (c) =>
      c.json(await announceVote(ctx, c.var.session, c.req.valid('param').uuid)),
    )
    .post('/votes/:uuid/runoff', uuid, allow('secretary'), valid('json', NewVote), async (c) =>
      c.json(await startRunoff(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json')), 201),
    )
    .post('/votes/:uuid/accept-fewer', uuid, allow('presidium'), valid('json', Reason), async (c) =>
      c.json(await acceptFewer(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').reason)),
    )
}

/** What a tablet asks for. No session and no log, as for the rest of what surrounds a cast. */
export function publicDecideRoutes({ db }: Context) {
  return new Hono().get('/votes/:uuid/dossiers', valid('param', VoteParam), async (c) =>
    c.json(await readDossiers(db, c.req.valid('param').uuid)),
  )
}

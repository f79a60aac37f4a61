/** A ballot over HTTP: what the public may read and a deputy may cast, and what the staff does. */
import { Hono } from 'hono'
import { inTransaction } from '../db/dialect.ts'
import type { Db } from '../db/tables.ts'
import { Reason } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { limitBody } from '../http/security.ts'
import { bodyOf } from '../http/stream.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { withSession } from '../people/handover.ts'
import { archiveBytes } from './archive.ts'
import { castBallot, type CastingContext } from './casting.ts'
import { handCountTask, restartHandCount, switchMethod, takeHandCount } from './by-hand.ts'
import {
  confirmVoid,
  declineVoid,
  destroyUnused,
  issueCards,
  requestVoid,
  withdrawVoid,
} from './card-stock.ts'
import {
  announceBallot,
  announceClose,
  closeBox,
  countBox,
  retractClose,
  shareTask,
  takeShare,
} from './counting.ts'
import { BallotNotFoundError, NotSealedError } from './errors.ts'
import { keyTask, restartKeys, takeKeyMessage, takeSecretProof } from './keys.ts'
import {
  CardParam,
  HandCount,
  IssuedCards,
  MethodSwitch,
  NewBallot,
  NewCards,
  SealCheck,
  TellerMessage,
  TrackerParam,
  UnusedCards,
  UuidParam,
  VoidedCard,
  ZeroReport,
} from './model.ts'
import { viewBallot, viewConsole } from './progress.ts'
import { credentialsOf, findBallot, isInBox, listBallots, usedCredentials, voidedCards } from './queries.ts'
import {
  approveTellers,
  change,
  checkSeal,
  draftBallot,
  makeCards,
  openBox,
  sealBox,
  signZeroReport,
  voidBallot,
} from './setup.ts'

/** A list of five thousand cards has 340 kB; the largest ballot, of sixty questions, some 200 kB. */
const BODY_BYTES_MAX = 1024 * 1024

/** `/api/ballots` for the staff. */
export function ballotRoutes(casting: CastingContext) {
  const { ctx } = casting
  const { db, clock } = ctx
  const uuid = valid('param', UuidParam)
  return (
    new Hono<SessionEnv>()
      .use(requestLog(ctx.log), limitBody(BODY_BYTES_MAX), withSession(ctx), jsonOnly())

      .post('/', allow('secretary'), valid('json', NewBallot), async (c) => {
        const input = c.req.valid('json')
        return c.json(await inTransaction(db, (trx) => draftBallot(ctx, trx, c.var.session, input)), 201)
      })
      .get('/:uuid/console', uuid, allow('secretary', 'presidium', 'teller', 'auditor'), async (c) => {
        const ballot = await required(db, c.req.valid('param').uuid)
        if (ballot.assembly_id !== c.var.session.assemblyId) throw new BallotNotFoundError()
        return c.json(await viewConsole(db, clock, ballot))
      })

      // The ceremony, in its order.
      .post('/:uuid/tellers/approve', uuid, allow('presidium'), async (c) => {
        await approveTellers(ctx, c.var.session, c.req.valid('param').uuid)
        return c.json({})
      })
      .get('/:uuid/keys', uuid, allow('teller'), async (c) =>
        c.json(await keyTask(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .put('/:uuid/keys/certificate', uuid, allow('teller'), valid('json', TellerMessage), async (c) => {
        await takeKeyMessage(
          ctx,
          c.var.session,
          c.req.valid('param').uuid,
          'certificate',
          c.req.valid('json').message,
        )
        return c.json({})
      })
      .put('/:uuid/keys/polynomial', uuid, allow('teller'), valid('json', TellerMessage), async (c) => {
        await takeKeyMessage(
          ctx,
          c.var.session,
          c.req.valid('param').uuid,
          'polynomial',
          c.req.valid('json').message,
        )
        return c.json({})
      })
      .put('/:uuid/keys/voutput', uuid, allow('teller'), valid('json', TellerMessage), async (c) => {
        await takeKeyMessage(
          ctx,
          c.var.session,
          c.req.valid('param').uuid,
          'voutput',
          c.req.valid('json').message,
        )
        return c.json({})
      })
      .put('/:uuid/keys/proof', uuid, allow('teller'), valid('json', TellerMessage), async (c) => {
        await takeSecretProof(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').message)
        return c.json({})
      })
      .post(
        '/:uuid/keys/restart',
        uuid,
        allow('secretary', 'chiefTeller'),
        valid('json', Reason),
        async (c) => {
          await restartKeys(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').reason)
          return c.json({})
        },
      )
      .post('/:uuid/cards', uuid, allow('chiefTeller'), valid('json', NewCards), async (c) => {
        await makeCards(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').credentials)
        return c.json({}, 201)
      })
      .put('/:uuid/cards/issued', uuid, allow('chiefTeller'), valid('json', IssuedCards), async (c) => {
        await issueCards(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').count)
        return c.json({})
      })
      .post('/:uuid/cards/voids', uuid, allow('chiefTeller'), valid('json', VoidedCard), async (c) => {
        await requestVoid(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json'))
        return c.json({}, 201)
      })
      .post('/:uuid/cards/voids/:number/confirm', valid('param', CardParam), allow('teller'), async (c) => {
        const { uuid: of, number } = c.req.valid('param')
        await confirmVoid(ctx, c.var.session, of, number)
        return c.json({})
      })
      .post('/:uuid/cards/voids/:number/decline', valid('param', CardParam), allow('teller'), async (c) => {
        const { uuid: of, number } = c.req.valid('param')
        await declineVoid(ctx, c.var.session, of, number)
        return c.json({})
      })
      .delete('/:uuid/cards/voids/:number', valid('param', CardParam), allow('chiefTeller'), async (c) => {
        const { uuid: of, number } = c.req.valid('param')
        await withdrawVoid(ctx, c.var.session, of, number)
        return c.json({})
      })
      .put('/:uuid/cards/unused', uuid, allow('chiefTeller'), valid('json', UnusedCards), async (c) => {
        await destroyUnused(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json'))
        return c.json({})
      })
      .post('/:uuid/zero-report', uuid, allow('teller'), valid('json', ZeroReport), async (c) => {
        await signZeroReport(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').cardsDigest)
        return c.json({})
      })
      .post('/:uuid/seal/check', uuid, allow('teller'), valid('json', SealCheck), async (c) => {
        await checkSeal(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').fingerprint)
        return c.json({})
      })
      .post('/:uuid/seal', uuid, allow('secretary'), async (c) =>
        c.json(await sealBox(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .post('/:uuid/open', uuid, allow('secretary'), async (c) => {
        await openBox(ctx, c.var.session, c.req.valid('param').uuid)
        return c.json({})
      })
      .post('/:uuid/close/announce', uuid, allow('secretary'), async (c) =>
        c.json(await announceClose(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .post('/:uuid/close/retract', uuid, allow('secretary'), valid('json', Reason), async (c) => {
        await retractClose(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').reason)
        return c.json({})
      })
      .post('/:uuid/close', uuid, allow('secretary'), async (c) =>
        c.json(await closeBox(casting, c.var.session, c.req.valid('param').uuid)),
      )
      .get('/:uuid/share', uuid, allow('teller'), async (c) =>
        c.json(await shareTask(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .put('/:uuid/share', uuid, allow('teller'), valid('json', TellerMessage), async (c) =>
        c.json(await takeShare(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').message)),
      )
      .post('/:uuid/count', uuid, allow('secretary', 'chiefTeller'), async (c) =>
        c.json(await countBox(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .post('/:uuid/announce', uuid, allow('secretary'), async (c) => {
        await change(ctx, c.var.session, c.req.valid('param').uuid, (trx, ballot) =>
          announceBallot(ctx, trx, c.var.session, ballot),
        )
        return c.json({})
      })

      // The way back to paper.
      .post('/:uuid/method', uuid, allow('presidium'), valid('json', MethodSwitch), async (c) => {
        await switchMethod(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json'))
        return c.json({})
      })
      .get('/:uuid/hand-count', uuid, allow('teller'), async (c) =>
        c.json(await handCountTask(ctx, c.var.session, c.req.valid('param').uuid)),
      )
      .put('/:uuid/hand-count', uuid, allow('teller'), valid('json', HandCount), async (c) =>
        c.json(await takeHandCount(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json'))),
      )
      .post('/:uuid/hand-count/restart', uuid, allow('presidium'), valid('json', Reason), async (c) => {
        await restartHandCount(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').reason)
        return c.json({})
      })
      .post('/:uuid/void', uuid, allow('presidium', 'secretary'), valid('json', Reason), async (c) => {
        await voidBallot(ctx, c.var.session, c.req.valid('param').uuid, c.req.valid('json').reason)
        return c.json({})
      })
  )
}

/**
 * The rest of `/api/ballots`: what a tablet asks for, and casting. No session, no cookie, no log: a line per request
 * would gather around each cast, and the archive tells the order of ballots.
 */
export function publicBallotRoutes(casting: CastingContext) {
  const { db } = casting.ctx
  const uuid = valid('param', UuidParam)
  return (
    new Hono()
      .get('/', async (c) => {
        const open = c.req.query('state') === 'open'
        const rows = await listBallots(db, open ? { state: 'open' } : {})
        return c.json({ ballots: await Promise.all(rows.map((row) => viewBallot(db, row))) })
      })
      .get('/:uuid', uuid, async (c) =>
        c.json(await viewBallot(db, await required(db, c.req.valid('param').uuid))),
      )
      // The public record: what a tablet needs to vote, what anybody needs to verify.
      .get('/:uuid/election.json', uuid, async (c) => {
        const { election } = await required(db, c.req.valid('param').uuid)
        if (election === null) throw new NotSealedError()
        return c.body(election, 200, { 'content-type': 'application/json; charset=UTF-8' })
      })
      .get('/:uuid/credentials.json', uuid, async (c) => {
        const ballot = await required(db, c.req.valid('param').uuid)
        if (ballot.election === null) throw new NotSealedError()
        return c.json(await credentialsOf(db, ballot.uuid))
      })
      // Which cards can still vote: a tablet says it before anybody fills a ballot in.
      .get('/:uuid/cards.json', uuid, async (c) => {
        const ballot = await required(db, c.req.valid('param').uuid)
        if (ballot.election === null) throw new NotSealedError()
        const voided = await voidedCards(db, ballot.uuid)
        return c.json({
          credentials: await credentialsOf(db, ballot.uuid),
          voided: voided.flatMap((card) => (card.confirmed_by === null ? [] : [card.credential])),
          used: await usedCredentials(db, ballot.uuid),
        })
      })
      .get('/:uuid/archive.bel', uuid, async (c) => {
        const ballot = await required(db, c.req.valid('param').uuid)
        if (ballot.election === null) throw new NotSealedError()
        return c.body(bodyOf(archiveBytes(db, ballot)), 200, {
          'content-type': 'application/x-tar',
          'content-disposition': `attachment; filename="${ballot.uuid}.bel"`,
          'cache-control': 'no-cache',
        })
      })
      // A tracker is Base64 and may hold slashes.
      .get('/:uuid/has/:tracker{.+}', valid('param', TrackerParam), async (c) => {
        const { uuid: asked, tracker } = c.req.valid('param')
        const ballot = await required(db, asked)
        return c.json({ ballot: ballot.uuid, tracker, inBox: await isInBox(db, ballot.uuid, tracker) })
      })

      // The exact bytes of a sealed ballot in, a receipt out.
      .post('/:uuid/cast', limitBody(BODY_BYTES_MAX), uuid, async (c) =>
        c.json(await castBallot(casting, c.req.valid('param').uuid, await c.req.arrayBuffer())),
      )
  )
}

async function required(db: Db, uuid: string) {
  const ballot = await findBallot(db, uuid)
  if (ballot === undefined) throw new BallotNotFoundError()
  return ballot
}

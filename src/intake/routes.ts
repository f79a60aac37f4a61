/** `/api/intake`: what residents ask for, and what became of it. */
import { Hono, type Context as HonoContext } from 'hono'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { bytesOf, Lanes, limitReading, PHOTO_BYTES_MAX } from '../files/handover.ts'
import { Id, IdParam } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitRate } from '../http/rate-limit.ts'
import { limitBody } from '../http/security.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { bodyOf } from '../http/stream.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { workbookOf, XLSX, type StreamedSheet } from '../http/workbook.ts'
import { withSession } from '../people/handover.ts'
import { listContacts, readContact, recordContact } from './contacts.ts'
import { correctContact, correctDemand, withdrawContact } from './corrections.ts'
import {
  advance,
  assign,
  eraseResident,
  follow,
  handBack,
  importDemands,
  knownImports,
  listDemands,
  readDemand,
  respond,
  similarDemands,
  unitsAtWork,
} from './demands.ts'
import { addGrids, changeGrid, listGrids, removeGrid } from './grids.ts'
import {
  Assignment,
  ContactCorrection,
  ContactFilter,
  ContactWithdrawal,
  DemandCorrection,
  DemandFilter,
  FollowedPhotoParam,
  FollowUp,
  FollowUpHeader,
  FollowUpReopen,
  GridChange,
  ImportedDemands,
  ImportedIds,
  MaySay,
  NewContact,
  NewGrids,
  NewOpening,
  NewStation,
  Period,
  PhotoParam,
  PublicDemand,
  Said,
  StationChange,
} from './model.ts'
import {
  addFollowedPhoto,
  addPhoto,
  handOutFollowedPhoto,
  handOutPhoto,
  removeFollowedPhoto,
  removePhoto,
  requireMayAddFollowed,
} from './photos.ts'
import { readPublicIntake, submitDemand } from './public.ts'
import { categoriesOf } from './demand-queries.ts'
import { contactSheet, demandSheet } from './sheets.ts'
import {
  addOpening,
  addStation,
  changeOpening,
  changeStation,
  listStations,
  removeOpening,
} from './stations.ts'
import { statistics } from './statistics.ts'

/** A thousand demands of a list, with their texts. */
const BODY_BYTES_MAX = 4 * 1024 * 1024

const OpeningParam = z.strictObject({ id: Id, openingId: Id })

export function intakeRoutes(ctx: Context) {
  return (
    new Hono<SessionEnv>()
      .use(requestLog(ctx.log))
      // First what takes a photo for a body.
      .route('/follow-up/photos', followedPhotoRoutes(ctx))
      .route('/demands/:id/photos', photoRoutes(ctx))
      .use(limitBody(BODY_BYTES_MAX), jsonOnly())
      .route('/public', publicRoutes(ctx))
      .route('/follow-up', followUpRoutes(ctx))
      .use(withSession(ctx))
      .route('/grids', gridRoutes(ctx))
      .route('/stations', stationRoutes(ctx))
      .route('/contacts', contactRoutes(ctx))
      .route('/demands', demandRoutes(ctx))
      .get('/units', allow('secretary', 'presidium', 'auditor', 'department'), async (c) =>
        c.json({ units: await unitsAtWork(ctx, c.var.session) }),
      )
      .get('/categories', readingAll(), async (c) =>
        c.json({ categories: await categoriesOf(ctx.db, c.var.session.assemblyId, { forEverybody: false }) }),
      )
      .get('/statistics', reading(), valid('query', Period), async (c) =>
        c.json(await statistics(ctx, c.var.session.assemblyId, c.req.valid('query'))),
      )
  )
}

/** Who sees every demand there is. What anybody typed may name somebody: a deputy’s phone does not offer it. */
function readingAll() {
  return allow('secretary', 'presidium', 'auditor')
}

/** Who may see the whole of it. */
function reading() {
  return allow('secretary', 'presidium', 'auditor', 'deputy')
}

function working() {
  return allow('secretary', 'presidium', 'auditor', 'deputy', 'department')
}

/** Ten an hour from one line, a thousand in all: more than people ask for, and less than would drown who reads it. */
const PUBLIC_RATE = { perAddress: 10, inAll: 1000, windowSeconds: 3600 }

/** For anybody: no account. */
function publicRoutes(ctx: Context) {
  return new Hono()
    .get('/assemblies/:id', valid('param', IdParam), async (c) =>
      c.json(await readPublicIntake(ctx, c.req.valid('param').id)),
    )
    .put(
      '/demands/:id',
      valid('param', IdParam),
      valid('json', PublicDemand),
      // Who is told what to correct has sent nothing yet.
      limitRate(ctx, PUBLIC_RATE),
      async (c) => c.json(await submitDemand(ctx, c.req.valid('param').id, c.req.valid('json'))),
    )
}

/** For a resident: no account, only the code. It stands in the body, because addresses are written to logs. */
function followUpRoutes(ctx: Context) {
  return new Hono()
    .post('/', valid('json', FollowUp), async (c) => c.json(await follow(ctx, c.req.valid('json').code)))
    .post('/confirm', valid('json', FollowUp), async (c) =>
      c.json(await respond(ctx, c.req.valid('json').code, 'confirm', undefined)),
    )
    .post('/reopen', valid('json', FollowUpReopen), async (c) => {
      const { code, text } = c.req.valid('json')
      return c.json(await respond(ctx, code, 'reopen', text))
    })
}

/** Sixty photos an hour from one line: six each with ten demands. */
const PHOTO_RATE = { perAddress: 60, inAll: 3000, windowSeconds: 3600 }

/** What is read is held in memory, up to 12 MiB each, for as long as a slow line takes. */
const UPLOADS_AT_ONCE = 16

/** A resident's photos: the bytes themselves, under their SHA-256, with the code in a header. */
function followedPhotoRoutes(ctx: Context) {
  const code = valid('header', FollowUpHeader)
  const photo = valid('param', FollowedPhotoParam)
  return new Hono()
    .put(
      '/:photoId',
      photo,
      code,
      // Nothing of a body is read before it is known that it may come, and not of many at once.
      limitRate(ctx, PHOTO_RATE),
      async (c, next) => {
        await requireMayAddFollowed(ctx, c.req.valid('header')['follow-up-code'])
        await next()
      },
      limitReading(new Lanes({ lanes: UPLOADS_AT_ONCE, waitingMax: 0 })),
      limitBody(PHOTO_BYTES_MAX),
      async (c) => {
        const { photoId } = c.req.valid('param')
        const bytes = await bytesOf(c, photoId)
        return c.json(await addFollowedPhoto(ctx, c.req.valid('header')['follow-up-code'], photoId, bytes))
      },
    )
    .delete('/:photoId', photo, code, async (c) => {
      await removeFollowedPhoto(ctx, c.req.valid('header')['follow-up-code'], c.req.valid('param').photoId)
      return c.json({})
    })
    .get('/:photoId', photo, code, async (c) => {
      const { photoId } = c.req.valid('param')
      const { body, headers } = await handOutFollowedPhoto(ctx, c.req.valid('header')['follow-up-code'], {
        photoId,
        size: 'full',
      })
      return c.body(body, 200, headers)
    })
    .get('/:photoId/thumb', photo, code, async (c) => {
      const { photoId } = c.req.valid('param')
      const { body, headers } = await handOutFollowedPhoto(ctx, c.req.valid('header')['follow-up-code'], {
        photoId,
        size: 'thumb',
      })
      return c.body(body, 200, headers)
    })
}

/** Photos of a demand, for those who see it. Sent as the bytes themselves, under their SHA-256: again is the same. */
function photoRoutes(ctx: Context) {
  const photo = valid('param', PhotoParam)
  const adding = allow('secretary', 'deputy')
  return new Hono<SessionEnv>()
    .use(withSession(ctx))
    .put('/:photoId', adding, photo, limitBody(PHOTO_BYTES_MAX), async (c) => {
      const { id, photoId } = c.req.valid('param')
      return c.json(await addPhoto(ctx, c.var.session, id, photoId, await bytesOf(c, photoId)))
    })
    .delete('/:photoId', adding, photo, async (c) => {
      const { id, photoId } = c.req.valid('param')
      await removePhoto(ctx, c.var.session, id, photoId)
      return c.json({})
    })
    .get('/:photoId', working(), photo, async (c) => {
      const { id, photoId } = c.req.valid('param')
      const { body, headers } = await handOutPhoto(ctx, c.var.session, id, { photoId, size: 'full' })
      return c.body(body, 200, headers)
    })
    .get('/:photoId/thumb', working(), photo, async (c) => {
      const { id, photoId } = c.req.valid('param')
      const { body, headers } = await handOutPhoto(ctx, c.var.session, id, { photoId, size: 'thumb' })
      return c.body(body, 200, headers)
    })
}

function gridRoutes(ctx: Context) {
  return new Hono<SessionEnv>()
    .get('/', working(), async (c) => c.json({ grids: await listGrids(ctx.db, c.var.session.assemblyId) }))
    .post('/', allow('secretary'), valid('json', NewGrids), async (c) =>
      c.json(await addGrids(ctx, c.var.session, c.req.valid('json')), 201),
    )
    .patch('/:id', allow('secretary'), valid('param', IdParam), valid('json', GridChange), async (c) => {
      await changeGrid(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
      return c.json({})
    })
    .delete('/:id', allow('secretary'), valid('param', IdParam), async (c) => {
      await removeGrid(ctx, c.var.session, c.req.valid('param').id)
      return c.json({})
    })
}

function stationRoutes(ctx: Context) {
  const secretary = allow('secretary')
  return new Hono<SessionEnv>()
    .get('/', working(), async (c) => c.json({ stations: await listStations(ctx, c.var.session.assemblyId) }))
    .post('/', secretary, valid('json', NewStation), async (c) =>
      c.json(await addStation(ctx, c.var.session, c.req.valid('json')), 201),
    )
    .patch('/:id', secretary, valid('param', IdParam), valid('json', StationChange), async (c) => {
      await changeStation(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
      return c.json({})
    })
    .post('/:id/openings', secretary, valid('param', IdParam), valid('json', NewOpening), async (c) =>
      c.json(await addOpening(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .put(
      '/:id/openings/:openingId',
      secretary,
      valid('param', OpeningParam),
      valid('json', NewOpening),
      async (c) => {
        const { id: stationId, openingId } = c.req.valid('param')
        await changeOpening(ctx, c.var.session, { stationId, openingId }, c.req.valid('json'))
        return c.json({})
      },
    )
    .delete('/:id/openings/:openingId', secretary, valid('param', OpeningParam), async (c) => {
      const { id: stationId, openingId } = c.req.valid('param')
      await removeOpening(ctx, c.var.session, { stationId, openingId })
      return c.json({})
    })
}

function contactRoutes(ctx: Context) {
  const recording = allow('secretary', 'deputy')
  return new Hono<SessionEnv>()
    .get('/', reading(), valid('query', ContactFilter), async (c) =>
      c.json(await listContacts(ctx, c.var.session, c.req.valid('query'))),
    )
    .get('/export', reading(), valid('query', Period), async (c) =>
      xlsx(c, await contactSheet(ctx, c.var.session, c.req.valid('query'))),
    )
    .get('/:id', reading(), valid('param', IdParam), async (c) =>
      c.json(await readContact(ctx, c.var.session, c.req.valid('param').id)),
    )
    .put(
      '/:id',
      allow('secretary', 'deputy'),
      valid('param', IdParam),
      valid('json', NewContact),
      async (c) =>
        c.json(await recordContact(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/:id/correct', recording, valid('param', IdParam), valid('json', ContactCorrection), async (c) =>
      c.json(await correctContact(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/:id/withdraw', recording, valid('param', IdParam), valid('json', ContactWithdrawal), async (c) =>
      c.json(await withdrawContact(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
}

function demandRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const acting = allow('secretary', 'deputy', 'department')
  return new Hono<SessionEnv>()
    .get('/', working(), valid('query', DemandFilter), async (c) =>
      c.json(await listDemands(ctx, c.var.session, c.req.valid('query'))),
    )
    .post('/import', allow('secretary'), valid('json', ImportedDemands), async (c) =>
      c.json(await importDemands(ctx, c.var.session, c.req.valid('json'))),
    )
    .post('/import/known', allow('secretary'), valid('json', ImportedIds), async (c) =>
      c.json({ known: await knownImports(ctx, c.var.session, c.req.valid('json').ids) }),
    )
    .get('/export', working(), valid('query', DemandFilter), async (c) =>
      xlsx(c, await demandSheet(ctx, c.var.session, c.req.valid('query'))),
    )
    .get('/:id', working(), id, async (c) =>
      c.json(await readDemand(ctx, c.var.session, c.req.valid('param').id)),
    )
    .get('/:id/similar', allow('secretary', 'presidium', 'auditor'), id, async (c) =>
      c.json({ demands: await similarDemands(ctx, c.var.session, c.req.valid('param').id) }),
    )
    .post('/:id/assign', allow('secretary'), id, valid('json', Assignment), async (c) =>
      c.json(await assign(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/:id/correct', allow('secretary'), id, valid('json', DemandCorrection), async (c) => {
      await correctDemand(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
      return c.json(await readDemand(ctx, c.var.session, c.req.valid('param').id))
    })
    .post('/:id/handle', allow('secretary', 'department'), id, valid('json', Said), async (c) =>
      c.json(await advance(ctx, c.var.session, c.req.valid('param').id, 'handle', c.req.valid('json').text)),
    )
    .post('/:id/return', allow('department'), id, valid('json', Said), async (c) =>
      c.json(await handBack(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').text)),
    )
    .post('/:id/answer', acting, id, valid('json', Said), async (c) =>
      c.json(await advance(ctx, c.var.session, c.req.valid('param').id, 'answer', c.req.valid('json').text)),
    )
    .post('/:id/confirm', allow('secretary', 'deputy'), id, valid('json', MaySay), async (c) =>
      c.json(await advance(ctx, c.var.session, c.req.valid('param').id, 'confirm', c.req.valid('json').text)),
    )
    .post('/:id/reopen', allow('secretary', 'deputy'), id, valid('json', Said), async (c) =>
      c.json(await advance(ctx, c.var.session, c.req.valid('param').id, 'reopen', c.req.valid('json').text)),
    )
    .delete('/:id/resident', allow('secretary'), id, async (c) =>
      c.json(await eraseResident(ctx, c.var.session, c.req.valid('param').id)),
    )
}

function xlsx(c: HonoContext, sheet: StreamedSheet) {
  return c.body(bodyOf(workbookOf(sheet)), 200, { 'content-type': XLSX })
}

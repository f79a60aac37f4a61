/** Mounts the sub-apps: the only file that sees all stages. */
import { Hono } from 'hono'
import type { ApplyGlobalResponse } from 'hono/client'
import { Door } from './ballot/door.ts'
import { ballotRoutes, publicBallotRoutes } from './ballot/routes.ts'
import { boardRoutes } from './board/routes.ts'
import type { Context } from './context.ts'
import { decideRoutes, publicDecideRoutes } from './decide/routes.ts'
import { hallRoutes } from './hall/routes.ts'
import { OpenStreams } from './http/events.ts'
import { notFound, onError, type AnyProblem } from './http/problem.ts'
import { noStore, sameOrigin, securityHeaders } from './http/security.ts'
import { PAGES_FOLDER, webPages } from './http/static.ts'
import { inspectRoutes } from './inspect/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { orderRoutes } from './order/routes.ts'
import { payRoutes } from './pay/routes.ts'
import { peopleRoutes } from './people/routes.ts'

/**
 * The whole service as a Hono app. What holds for every route stands here; sessions, request log and body limits are
 * mounted by each sub-app, because casting a ballot has no session and no log. Who stops the service ends `streams`.
 */
export function createApp(ctx: Context, streams = new OpenStreams()) {
  const casting = { ctx, door: new Door() }
  const pages = webPages(PAGES_FOLDER)
  return (
    new Hono()
      .use(securityHeaders())
      .use('/api/*', noStore(), sameOrigin(ctx.config))
      .route('/api/board', boardRoutes(ctx))
      .route('/api/people', peopleRoutes(ctx))
      // First what a tablet asks for: what the other routes of a ballot bring along, sessions and a log, it must not have.
      .route('/api/ballots', publicBallotRoutes(casting))
      .route('/api/decide', publicDecideRoutes(ctx))
      .route('/api/ballots', ballotRoutes(casting))
      .route('/api/intake', intakeRoutes(ctx))
      .route('/api/order', orderRoutes(ctx))
      .route('/api/decide', decideRoutes(ctx))
      .route('/api/hall', hallRoutes(ctx, streams))
      .route('/api/pay', payRoutes(ctx))
      .route('/api/inspect', inspectRoutes(ctx))
      .get('/', pages)
      .get('/vote', pages)
      .get('/staff', pages)
      .get('/staff/worker.js', pages)
      .get('/audit', pages)
      .get('/screen', pages)
      .get('/pages.json', pages)
      .get('/assets/:file', pages)
      .notFound(notFound)
      .onError(onError(ctx.log))
  )
}

/** For `hc<Api>(url)`: every route's success, and the problems that any route may answer. */
export type Api = ApplyGlobalResponse<ReturnType<typeof createApp>, AnyProblem>

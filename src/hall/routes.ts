/** `/api/hall`: what the hall's pages listen to, and what the big screen shows. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { addressOf } from '../http/address.ts'
import { EVENT_STREAM_HEADERS, type OpenStreams } from '../http/events.ts'
import { IdParam } from '../http/fields.ts'
import { valid } from '../http/valid.ts'
import { AssemblyNotFoundError, findAssembly } from '../people/handover.ts'
import { readScreen } from './screen.ts'
import { HallWatch } from './watch.ts'

/** No session and no log: tablets listen too, and a line for each of them would be a time. */
export function hallRoutes(ctx: Context, streams: OpenStreams) {
  const watch = new HallWatch(ctx)
  const id = valid('param', IdParam)
  return new Hono()
    .get('/assemblies/:id/events', id, async (c) => {
      const { id: assemblyId } = c.req.valid('param')
      if ((await findAssembly(ctx.db, assemblyId)) === undefined) throw new AssemblyNotFoundError()
      return c.body(
        streams.stream((send) => watch.listen(assemblyId, send), addressOf(c, ctx.config)),
        200,
        EVENT_STREAM_HEADERS,
      )
    })
    .get('/assemblies/:id/screen', id, async (c) => c.json(await readScreen(ctx, c.req.valid('param').id)))
}

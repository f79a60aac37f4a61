/** `/api/board`: the public record. Nobody has to sign in to read it. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { requestLog } from '../http/log.ts'
import { bodyOf } from '../http/stream.ts'
import { valid } from '../http/valid.ts'
import { journalEnd, journalPieces } from './service.ts'

const JournalQuery = z.strictObject({
  /** Go on after this number. */
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'after 须为一条记录的编号 / after must be the number of an entry')
    .transform(Number)
    .optional(),
})

export function boardRoutes(ctx: Context) {
  return new Hono()
    .use(requestLog(ctx.log))
    .get('/journal', valid('query', JournalQuery), (c) => {
      const pieces = journalPieces(ctx.db, c.req.valid('query').after ?? -1)
      return c.body(bodyOf(pieces), 200, { 'content-type': 'application/x-ndjson; charset=UTF-8' })
    })
    .get('/journal/end', async (c) => c.json(await journalEnd(ctx.db), 200))
}

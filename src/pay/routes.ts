/** `/api/pay`: delivery of what was voted. Reading is public; writing is for the unit, the office and the presidium. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { answerWith, bytesOf, DOCUMENT_BYTES_MAX } from '../files/handover.ts'
import { Id, IdParam, Reason } from '../http/fields.ts'
import { requestLog } from '../http/log.ts'
import { limitBody } from '../http/security.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { bodyOf } from '../http/stream.ts'
import { jsonOnly, valid } from '../http/valid.ts'
import { workbookOf, XLSX } from '../http/workbook.ts'
import { withSession } from '../people/handover.ts'
import { askChange, decideChange, giveOpinion, withdrawChange, type ChangePlace } from './changes.ts'
import { accept, account, assess, sendBack } from './completion.ts'
import { readDigest } from './digest.ts'
import { bookEntry, reverseEntry } from './entries.ts'
import { handOutEvidence, sendEvidence } from './evidence.ts'
import {
  Acceptance,
  AsOf,
  Assessment,
  ChangeDecision,
  ChangeParam,
  ChangeRequest,
  DeliveryRule,
  EntryParam,
  FinalAccount,
  LightDay,
  MoneyEntry,
  Opinion,
  PlanApproval,
  ProjectFileParam,
  ReportParam,
  Reversal,
  SavedDraft,
  SavedReport,
} from './model.ts'
import { approvePlan, saveDraft } from './plans.ts'
import { saveReport } from './reports.ts'
import { setRule } from './rule.ts'
import { deliverySheet } from './sheet.ts'
import { readProject, readProjects } from './views.ts'

const BODY_BYTES_MAX = 256 * 1024

const PROJECT = '/projects/:id'
const CHANGE = '/projects/:id/changes/:changeId'

const Size = z.strictObject({ size: z.enum(['full', 'thumb']).default('full') })
const DigestQuery = z.strictObject({ cycle: Id.optional(), on: LightDay.optional() })

export function payRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const change = valid('param', ChangeParam)
  const entry = valid('param', EntryParam)
  const file = valid('param', ProjectFileParam)
  const asOf = valid('query', AsOf)
  const writing = allow('department', 'secretary')
  // Who accepts shows what was seen.
  const showing = allow('department', 'secretary', 'presidium')
  return (
    new Hono<SessionEnv>()
      .use(requestLog(ctx.log))
      // First what takes a file for a body.
      .use(withSession(ctx))
      .put('/projects/:id/files/:sha256', showing, file, limitBody(DOCUMENT_BYTES_MAX), async (c) => {
        const { id: projectId, sha256 } = c.req.valid('param')
        return c.json(await sendEvidence(ctx, c.var.session, projectId, await bytesOf(c, sha256)))
      })
      .get('/projects/:id/files/:sha256', file, valid('query', Size), async (c) => {
        const { id: projectId, sha256 } = c.req.valid('param')
        const asked = { sha256, size: c.req.valid('query').size }
        return answerWith(c, await handOutEvidence(ctx, c.var.session, projectId, asked))
      })
      .use(limitBody(BODY_BYTES_MAX), jsonOnly())
      .get(
        '/digest',
        allow('secretary', 'presidium', 'department', 'deputy', 'auditor'),
        valid('query', DigestQuery),
        async (c) => {
          const { cycle, on } = c.req.valid('query')
          return c.json(await readDigest(ctx, c.var.session, { cycleId: cycle, on }))
        },
      )
      .get('/cycles/:id/projects', id, asOf, async (c) =>
        c.json(await readProjects(ctx, c.req.valid('param').id, c.req.valid('query').on, c.var.session)),
      )
      .get(
        '/cycles/:id/export',
        allow('secretary', 'presidium', 'department', 'deputy', 'auditor'),
        id,
        asOf,
        async (c) => {
          const { id: cycleId } = c.req.valid('param')
          const sheet = await deliverySheet(ctx, c.var.session, cycleId, c.req.valid('query').on)
          return c.body(bodyOf(workbookOf(sheet)), 200, { 'content-type': XLSX })
        },
      )
      .put('/cycles/:id/rule', id, allow('presidium'), valid('json', DeliveryRule), async (c) => {
        await setRule(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
        return c.json({})
      })
      .get(PROJECT, id, asOf, async (c) =>
        c.json(await readProject(ctx, c.var.session, c.req.valid('param').id, c.req.valid('query').on)),
      )
      .put(`${PROJECT}/draft`, id, writing, valid('json', SavedDraft), async (c) =>
        c.json(await saveDraft(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))),
      )
      .post(`${PROJECT}/plan`, id, allow('presidium'), valid('json', PlanApproval), async (c) =>
        c.json(await approvePlan(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
      )
      .put(
        `${PROJECT}/reports/:period`,
        writing,
        valid('param', ReportParam),
        valid('json', SavedReport),
        async (c) => {
          const { id: projectId, period } = c.req.valid('param')
          return c.json(await saveReport(ctx, c.var.session, { projectId, period }, c.req.valid('json')))
        },
      )
      .put(`${PROJECT}/money/:entryId`, entry, writing, valid('json', MoneyEntry), async (c) => {
        const { id: projectId, entryId } = c.req.valid('param')
        return c.json(await bookEntry(ctx, c.var.session, { projectId, entryId }, c.req.valid('json')))
      })
      .post(`${PROJECT}/money/:entryId/reverse`, entry, writing, valid('json', Reversal), async (c) => {
        const { id: projectId, entryId } = c.req.valid('param')
        return c.json(await reverseEntry(ctx, c.var.session, { projectId, entryId }, c.req.valid('json')))
      })
      .put(CHANGE, change, writing, valid('json', ChangeRequest), async (c) =>
        c.json(await askChange(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
      )
      .post(`${CHANGE}/opinion`, change, allow('secretary'), valid('json', Opinion), async (c) => {
        await giveOpinion(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))
        return c.json({})
      })
      .post(`${CHANGE}/decision`, change, allow('presidium'), valid('json', ChangeDecision), async (c) =>
        c.json(await decideChange(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
      )
      .post(`${CHANGE}/withdraw`, change, writing, async (c) => {
        await withdrawChange(ctx, c.var.session, at(c.req.valid('param')))
        return c.json({})
      })
      .post(`${PROJECT}/assessment`, id, writing, valid('json', Assessment), async (c) => {
        await assess(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
        return c.json({})
      })
      .post(`${PROJECT}/account`, id, writing, valid('json', FinalAccount), async (c) => {
        await account(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
        return c.json({})
      })
      .post(
        `${PROJECT}/acceptance`,
        id,
        allow('secretary', 'presidium'),
        valid('json', Acceptance),
        async (c) => {
          await accept(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json'))
          return c.json({})
        },
      )
      .post(`${PROJECT}/return`, id, allow('secretary', 'presidium'), valid('json', Reason), async (c) => {
        await sendBack(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json').reason)
        return c.json({})
      })
  )
}

function at({ id: projectId, changeId }: { readonly id: string; readonly changeId: string }): ChangePlace {
  return { projectId, changeId }
}

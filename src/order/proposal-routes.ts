/** `/api/order/cycles/:id/proposals`: from demands to candidates. Reading is public, but for the demands' own words. */
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import { allow, type SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import {
  ChangedDossier,
  CollectedDemands,
  NewProposal,
  ProposalDemandParam,
  ProposalParam,
  Refusal,
  ResponsibleDepartment,
} from './proposal-model.ts'
import {
  addDemands,
  addProposal,
  giveToDepartment,
  listProposal,
  readProposal,
  readProposals,
  readProposalsOfUnit,
  readVersions,
  reconsiderProposal,
  refuseProposal,
  removeDemand,
  saveDossier,
  type ProposalPlace,
} from './proposals.ts'
import { publicProposals, seesDrafts } from './public-view.ts'
import { readCycle } from './service.ts'

const ONE = '/cycles/:id/proposals/:proposalId'

export function proposalRoutes(ctx: Context) {
  const id = valid('param', IdParam)
  const both = valid('param', ProposalParam)
  const screening = allow('secretary', 'presidium')
  const working = allow('secretary', 'presidium', 'department', 'auditor')
  return new Hono<SessionEnv>()
    .get('/cycles/:id/proposals', id, async (c) => {
      const { assemblyId, shortlist } = await readCycle(ctx.db, c.req.valid('param').id)
      const all = await readProposals(ctx.db, c.req.valid('param').id)
      return c.json(seesDrafts(c.var.session, assemblyId) ? all : publicProposals(all, shortlist.fixed))
    })
    .get('/proposals', allow('department'), async (c) =>
      c.json({ proposals: await readProposalsOfUnit(ctx.db, c.var.session) }),
    )
    .post('/cycles/:id/proposals', id, allow('secretary'), valid('json', NewProposal), async (c) =>
      c.json(await addProposal(ctx, c.var.session, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .get(ONE, both, working, async (c) =>
      c.json(await readProposal(ctx.db, c.var.session, at(c.req.valid('param')))),
    )
    .get(`${ONE}/versions`, both, working, async (c) =>
      c.json({ versions: await readVersions(ctx.db, c.var.session, at(c.req.valid('param'))) }),
    )
    .put(
      `${ONE}/dossier`,
      both,
      allow('secretary', 'department'),
      valid('json', ChangedDossier),
      async (c) => {
        const changed = c.req.valid('json')
        return c.json(await saveDossier(ctx, c.var.session, at(c.req.valid('param')), changed))
      },
    )
    .put(`${ONE}/department`, both, allow('secretary'), valid('json', ResponsibleDepartment), async (c) => {
      const { departmentId } = c.req.valid('json')
      await giveToDepartment(ctx, c.var.session, at(c.req.valid('param')), departmentId)
      return c.json({})
    })
    .post(`${ONE}/demands`, both, allow('secretary'), valid('json', CollectedDemands), async (c) => {
      const { demandIds } = c.req.valid('json')
      await addDemands(ctx, c.var.session, at(c.req.valid('param')), demandIds)
      return c.json({})
    })
    .delete(
      `${ONE}/demands/:demandId`,
      valid('param', ProposalDemandParam),
      allow('secretary'),
      async (c) => {
        const { demandId, ...place } = c.req.valid('param')
        await removeDemand(ctx, c.var.session, at(place), demandId)
        return c.json({})
      },
    )
    .post(`${ONE}/refuse`, both, screening, valid('json', Refusal), async (c) => {
      await refuseProposal(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))
      return c.json({})
    })
    .post(`${ONE}/reconsider`, both, screening, async (c) => {
      await reconsiderProposal(ctx, c.var.session, at(c.req.valid('param')))
      return c.json({})
    })
    .post(`${ONE}/list`, both, allow('secretary'), async (c) =>
      c.json(await listProposal(ctx, c.var.session, at(c.req.valid('param'))), 201),
    )
}

function at({
  id: cycleId,
  proposalId,
}: {
  readonly id: string
  readonly proposalId: string
}): ProposalPlace {
  return { cycleId, proposalId }
}

/** How the year's delivery is watched over: the presidium's setting, or what is usual. */
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { lockCycleAssembly } from '../order/handover.ts'
import { ProjectNotFoundError, ReportsExistError } from './errors.ts'
import { USUAL_RULE, type DeliveryRule } from './model.ts'
import { hasReports, insertRule, latestRule } from './queries.ts'

export async function ruleOf(db: Db, cycleId: string): Promise<DeliveryRule> {
  const row = await latestRule(db, cycleId)
  return row === undefined ? USUAL_RULE : (JSON.parse(row.rule) as DeliveryRule)
}

/**
 * The presidium says how. It stands in the journal. Lights follow at once: they are computed, not kept; so the period stays
 * as it is once something was reported. Throws `ReportsExistError`.
 */
export function setRule(
  ctx: Context,
  { assemblyId, role }: Pick<Session, 'assemblyId' | 'role'>,
  cycleId: string,
  rule: DeliveryRule,
): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    if ((await lockCycleAssembly(trx, cycleId)) !== assemblyId) throw new ProjectNotFoundError()
    const latest = await latestRule(trx, cycleId)
    const text = JSON.stringify(rule)
    if (latest?.rule === text) return
    const { periodMonths } = await ruleOf(trx, cycleId)
    if (rule.periodMonths !== periodMonths && (await hasReports(trx, cycleId))) throw new ReportsExistError()
    await insertRule(trx, {
      cycle_id: cycleId,
      version: (latest?.version ?? 0) + 1,
      rule: text,
      at: isoNow(ctx.clock),
    })
    await appendAct(trx, {
      assemblyId,
      act: 'pay.ruleSet',
      role,
      at: isoNow(ctx.clock),
      payload: { cycle: cycleId, rule: rule as unknown as Json },
    })
  })
}

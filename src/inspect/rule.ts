/** How the year is inspected: the presidium's setting, else the year's rule and what is usual. */
import { appendAct, type Json } from '../board/handover.ts'
import { isoNow, type Context } from '../context.ts'
import { inTransaction } from '../db/dialect.ts'
import type { Db } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import { lockCycleAssembly, readCycle } from '../order/handover.ts'
import { GradeRuleUsedError, YearNotFoundError } from './errors.ts'
import { InspectionRule, USUAL_ANSWER_DAYS } from './model.ts'
import { assessmentsOf, insertRule, latestRule } from './queries.ts'

export async function ruleOf(db: Db, cycleId: string): Promise<InspectionRule> {
  const row = await latestRule(db, cycleId)
  if (row !== undefined) return InspectionRule.parse(JSON.parse(row.rule))
  const { satisfaction: grades } = (await readCycle(db, cycleId)).rule
  return { answerDays: USUAL_ANSWER_DAYS, dutyMarks: false, ...(grades === undefined ? {} : { grades }) }
}

/** It stands in the journal, the same again once. Nobody changes how projects are graded once a ballot on them has begun. */
export function setRule(
  ctx: Context,
  { assemblyId, role }: Pick<Session, 'assemblyId' | 'role'>,
  cycleId: string,
  rule: InspectionRule,
): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    if ((await lockCycleAssembly(trx, cycleId)) !== assemblyId) throw new YearNotFoundError()
    const before = await ruleOf(trx, cycleId)
    const begun = (await assessmentsOf(trx, cycleId)).some(({ state }) => state !== 'void')
    if (begun && JSON.stringify(before.grades) !== JSON.stringify(rule.grades)) throw new GradeRuleUsedError()
    const latest = await latestRule(trx, cycleId)
    const text = JSON.stringify(rule)
    if (latest?.rule === text) return
    await insertRule(trx, {
      cycle_id: cycleId,
      version: (latest?.version ?? 0) + 1,
      rule: text,
      at: isoNow(ctx.clock),
    })
    await appendAct(trx, {
      assemblyId,
      act: 'inspect.ruleSet',
      role,
      at: isoNow(ctx.clock),
      payload: { cycle: cycleId, rule: rule as unknown as Json },
    })
  })
}

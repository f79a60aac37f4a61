/** 年度报告 of a case: with the words that the records propose, issued as it then is. */
import type { YearReportDraft } from '../inspect/year-report-model.ts'
import type { Say } from './ceremony.ts'
import { done, type Person } from './client.ts'
import type { Hall } from './hall.ts'

export async function issueYearReport(cycleId: string, hall: Hall, say: Say): Promise<void> {
  const param = { id: cycleId }
  const { report } = hall.secretary.client.api.inspect.cycles[':id']
  await done(
    report.$put({ param, json: { words: (await draftFor(hall.secretary, cycleId)).words, from: 0 } }),
  )
  const { version, digest } = await draftFor(hall.presidium, cycleId)
  const issuing = hall.presidium.client.api.inspect.cycles[':id'].report.issue
  await done(issuing.$post({ param, json: { version, digest } }))
  say.line(`年度报告由主席团印发，文字和数字以摘要冻结：${digest}`)
}

async function draftFor({ client }: Person, cycleId: string): Promise<YearReportDraft> {
  const { draft } = await done(client.api.inspect.cycles[':id'].report.$get({ param: { id: cycleId } }))
  if (draft === null) throw new Error('who works for the assembly reads the draft')
  return draft
}

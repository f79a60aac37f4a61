/** 监督 of a case: for each of its projects a group that goes to see it twice, and a meeting about all of them in between. */
import { today } from '../context.ts'
import type { Group } from '../inspect/supervision-model.ts'
import type { Say } from './ceremony.ts'
import { done, sendFile } from './client.ts'
import { sitePicture } from './evidence.ts'
import type { Hall } from './hall.ts'

const GROUP_SIZE = 3
const FLOORS = 4

/** What groups look at, in turn: what was found in June, and what the unit is to put right by a day. */
const FOUND = [
  { findings: '施工围挡不完整，夜间没有警示灯。', text: '补齐围挡，装上警示灯。' },
  { findings: '材料堆放占了人行道。', text: '清理人行道上的材料。' },
  { findings: '现场没有公示牌。', text: '立公示牌，写明内容、工期和举报电话。' },
] as const

/** A year that has not come to its December yet is not looked at. */
export async function runSupervision(
  {
    year,
    cycleId,
    deputyIds,
  }: { readonly year: number; readonly cycleId: string; readonly deputyIds: readonly string[] },
  hall: Hall,
  say: Say,
): Promise<void> {
  if (today({ now: hall.now }) < `${year}-12-01`) return
  say.stage('验单 · 监督小组、视察、促进会')
  const at = hall.secretary.client.api.inspect.cycles[':id']
  const param = { id: cycleId }
  const { groups } = await done(at.groups.$get({ param }))
  for (const [i, group] of groups.entries()) {
    const members = Array.from(
      { length: Math.min(GROUP_SIZE, deputyIds.length) },
      (_, n) => deputyIds[(i * GROUP_SIZE + n) % deputyIds.length] as string,
    )
    const { projectId } = group
    const json = { leadId: members[0] as string, memberIds: members }
    // oxlint-disable-next-line no-await-in-loop -- one project after the other
    await done(at.projects[':projectId'].group.$put({ param: { id: cycleId, projectId }, json }))
    // oxlint-disable-next-line no-await-in-loop
    await visitTwice({ year, cycleId, members, place: i }, group, hall)
  }
  await meet({ year, cycleId, groups, deputyIds }, hall)
  say.line(
    `${groups.length} 个监督小组，视察 ${groups.length * 2} 次，整改 ${groups.length} 项都已复查；召开促进会 1 次`,
  )
}

interface Visits {
  readonly year: number
  readonly cycleId: string
  readonly members: readonly string[]
  readonly place: number
}

/** In June with something to put right, which is then reported and found done; in October with nothing. */
async function visitTwice(
  { year, cycleId, members, place }: Visits,
  { projectId, unit }: Group,
  hall: Hall,
): Promise<void> {
  const at = hall.secretary.client.api.inspect.cycles[':id']
  const undertakingId = crypto.randomUUID()
  const day = (month: string): string => `${year}-${month}-${String(10 + place).padStart(2, '0')}`
  const visit = async (heldOn: string, floors: number, findings: string, text?: string): Promise<void> => {
    const picture = sitePicture(place, floors, FLOORS)
    const folder = `/api/inspect/cycles/${cycleId}/files`
    const photos = [await sendFile(hall.secretary, folder, picture, '现场')]
    const record = { projectId, heldOn, place: '项目现场', deputyIds: [...members], findings, photos }
    const undertakings =
      text === undefined ? [] : [{ id: undertakingId, text, unit, owner: `${unit}负责人`, dueOn: day('07') }]
    const param = { id: cycleId, visitId: crypto.randomUUID() }
    await done(at.visits[':visitId'].record.$put({ param, json: { record, undertakings, from: 0 } }))
  }
  const found = FOUND[place % FOUND.length] as (typeof FOUND)[number]
  await visit(day('06'), 2, found.findings, found.text)
  const item = at.undertakings[':undertakingId']
  const param = { id: cycleId, undertakingId }
  await done(item.report.$post({ param, json: { text: '已经整改。', evidence: [] } }))
  const check = { found: 'done' as const, text: '现场看过，已经整改。', evidence: [] }
  await done(item.check.$post({ param, json: check }))
  await visit(day('10'), 3, '六月提出的问题已经整改；进度和质量与计划相符。')
}

async function meet(
  {
    year,
    cycleId,
    groups,
    deputyIds,
  }: {
    readonly year: number
    readonly cycleId: string
    readonly groups: readonly Group[]
    readonly deputyIds: readonly string[]
  },
  hall: Hall,
): Promise<void> {
  const at = hall.secretary.client.api.inspect.cycles[':id'].sittings[':sittingId']
  const param = { id: cycleId, sittingId: crypto.randomUUID() }
  const comers = '各监督小组组长，各责任单位负责人'
  const projectIds = groups.map(({ projectId }) => projectId)
  const arrangement = { day: `${year}-08-20`, time: '09:00', place: '镇政府会议室', comers, projectIds }
  await done(at.meeting.$put({ param, json: { subject: `${year}年民生实事项目进度促进会`, arrangement } }))
  const items = groups.map(({ projectId }, i) => ({
    projectId,
    deputyId: deputyIds[(i * GROUP_SIZE) % deputyIds.length] as string,
    question: '能不能按计划完工？',
    answer: '按计划推进，每月在平台上报告进度。',
  }))
  const text = '各责任单位逐项报告进度，监督小组组长提问。'
  const minutes = { present: comers, text, items, evidence: [] }
  await done(at.minutes.$post({ param, json: { minutes, promises: [], from: 1 } }))
}

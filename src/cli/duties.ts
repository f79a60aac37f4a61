/** 述职 of a case: its deputies, and those of higher congresses who were elected in it, report to their voters. The office records them. */
import { today } from '../context.ts'
import { LEVELS, type Coverage, type DutyReport } from '../inspect/duty-model.ts'
import type { Case } from './case.ts'
import type { Say } from './ceremony.ts'
import { done, sendFile } from './client.ts'
import { shortPdf } from './evidence.ts'
import type { Hall } from './hall.ts'

/** So many reports are on their way at once. */
const AT_ONCE = 8

export interface DutyOptions {
  readonly hall: Hall
  readonly say: Say
  readonly cycleId: string
}

/** What the service counts afterwards; undefined where the case has no duty reports. */
export async function runDuties(
  { assembly, year, inspect }: Case,
  { hall, say, cycleId }: DutyOptions,
): Promise<Coverage | undefined> {
  const wanted = inspect?.dutyReports
  if (wanted === undefined) return undefined
  say.stage('验单 · 述职')
  const { duties } = hall.secretary.client.api.inspect.cycles[':id']
  const param = { id: cycleId }
  await done(duties.fill.$post({ param }))
  const filled = await done(duties.$get({ param }))
  const own = filled.holders.flatMap(({ id, deputyId }) => (deputyId === null ? [] : [{ id, deputyId }]))
  // A sub-district has no congress of its own, and counts with the towns.
  const level = LEVELS.findIndex((each) => each === assembly.level)
  const above = LEVELS.slice(Math.max(level, LEVELS.indexOf('town')) + 1)
  const higher = Array.from({ length: Math.max(0, wanted.deputies - own.length) }, (_, i) => ({
    id: crypto.randomUUID(),
    name: `上级代表${String(i + 1).padStart(3, '0')}`,
    // Most of them sit in the congress right above.
    level: above[i % 8 === 7 ? 1 : 0] ?? 'nation',
  }))
  const holders = [...own, ...higher].slice(0, wanted.deputies)
  await done(duties.$put({ param, json: { holders, from: filled.listDigest } }))
  say.line(`述职名单 ${holders.length} 名：本级代表 ${own.length} 名，本地选出的上级代表 ${higher.length} 名`)

  const lastDay = today({ now: hall.now })
  // Of a year that has not come yet nobody has reported.
  const reporting = lastDay < `${year}-01-01` ? [] : holders.slice(0, wanted.oral + wanted.written)
  for (let from = 0; from < reporting.length; from += AT_ONCE) {
    const some = reporting.slice(from, from + AT_ONCE)
    // oxlint-disable-next-line no-await-in-loop -- some at a time
    await Promise.all(
      some.map(async ({ id }, i) => {
        const place = from + i
        const december = `${year}-12-${String(1 + (place % 20)).padStart(2, '0')}`
        const heldOn = december < lastDay ? december : lastDay
        const report =
          place < wanted.oral ? oralReport(place, heldOn) : await writtenReport(hall, cycleId, place, heldOn)
        const at = { id: cycleId, holderId: id }
        await done(duties[':holderId'].report.$put({ param: at, json: { report, from: 0 } }))
      }),
    )
    say.progress(`${from + some.length}/${reporting.length}`)
  }
  const { coverage } = await done(duties.$get({ param }))
  say.line(
    `${coverage.deputies} 名中 ${coverage.reported} 名已述职：口头 ${coverage.oral} 名，书面 ${coverage.written} 名`,
  )
  return coverage
}

function oralReport(place: number, heldOn: string): DutyReport {
  return {
    manner: 'oral',
    heldOn,
    place: `第${(place % 12) + 1}代表联络站`,
    voters: 20 + ((place * 7) % 45),
    summary: '报告一年来联系选民、提出建议和参加视察的情况，并回答了选民的提问。',
    evidence: [],
  }
}

async function writtenReport(
  hall: Hall,
  cycleId: string,
  place: number,
  heldOn: string,
): Promise<DutyReport> {
  const bytes = shortPdf(`Duty report ${place + 1}`)
  const folder = `/api/inspect/cycles/${cycleId}/files`
  return {
    manner: 'written',
    heldOn,
    summary: '书面报告一年来联系选民、提出建议和参加视察的情况，已在选区张贴。',
    evidence: [await sendFile(hall.secretary, folder, bytes, '书面述职报告')],
  }
}

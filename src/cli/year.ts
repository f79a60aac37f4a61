/** Runs a case's year through the HTTP API, stage by stage, and compares what comes out with what the case expects. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Decision, Definition } from '../ballot/questions.ts'
import type { Coverage } from '../inspect/duty-model.ts'
import type { ProofPool } from '../proof-pool/pool.ts'
import {
  CaseFileError,
  type Case,
  type CaseBallot,
  type CaseCandidate,
  type CaseContacts,
  type ExpectedDelivery,
} from './case.ts'
import { holdBallot, type Ceremony, type SavedBallot, type Say } from './ceremony.ts'
import { done, newPerson } from './client.ts'
import { runContacts, type CaseDemand, type ContactFigures } from './contacts.ts'
import { runDelivery, type DeliveryFigures } from './delivery.ts'
import { runDuties } from './duties.ts'
import { convene, type Account, type Hall } from './hall.ts'
import { makeYear, runInspection, type SatisfactionFigures } from './inspection.ts'
import { runSupervision } from './supervision.ts'
import { issueYearReport } from './year-report.ts'

export interface Summary {
  readonly case: string
  readonly contacts?: ContactFigures
  readonly shortlist?: {
    readonly seats: number
    readonly required: number
    readonly candidates: number
    readonly ratio: string
    readonly actualRatio: string
  }
  readonly counts?: Readonly<Record<string, number | null>>
  readonly approvals?: readonly number[]
  readonly elected?: readonly number[]
  readonly tied?: readonly number[]
  readonly unfilled?: number
  readonly runoff?: { readonly approvals: readonly number[]; readonly elected: readonly number[] }
  readonly ballots: readonly { uuid: string; kind: string; file: string; returned: number }[]
  /** Of the last day of the case's year; of today while the year is not over. */
  readonly delivery?: readonly DeliveryFigures[]
  readonly satisfaction?: readonly SatisfactionFigures[]
  readonly dutyReports?: Coverage
}

export interface Year {
  readonly summary: Summary
  /** What differs from the case's `expect`; each a sentence. */
  readonly differences: readonly string[]
  readonly deputyIds: readonly string[]
  /** The year in the service, where the case has one. */
  readonly cycleId?: string
  /** The units that delivered what was chosen. */
  readonly departments: readonly Account[]
}

export interface YearOptions {
  readonly hall: Hall
  readonly pool: ProofPool
  readonly say: Say
  /** Where archives, journal and summary are left. */
  readonly out?: string
}

export async function runYear(theCase: Case, { hall, pool, say, out }: YearOptions): Promise<Year> {
  const { secretary } = hall
  if (out !== undefined) await mkdir(out, { recursive: true })
  const { deputies, present } = theCase.assembly
  const added = await done(
    secretary.client.api.people.deputies.$post({
      json: {
        deputies: Array.from({ length: deputies }, (_, i) => ({
          name: `代表${String(i + 1).padStart(3, '0')}`,
        })),
      },
    }),
  )
  const deputyIds = added.deputies.map(({ id }) => id)
  const heard =
    theCase.contacts === undefined
      ? undefined
      : await listen(theCase, theCase.contacts, { hall, say, deputyIds })
  const contacts = heard && { contacts: heard.figures }
  const { rule, candidates, ballots } = theCase
  const ofContacts = contactDifferences(theCase, contacts?.contacts)
  if (rule === undefined || candidates === undefined || ballots === undefined) {
    // A year that was decided on paper may still be judged here.
    const judged = await runInspection(theCase, { hall, pool, say, deputyIds })
    const isReported = theCase.inspect?.dutyReports !== undefined
    const year = judged?.cycleId ?? (isReported ? await makeYear(theCase, hall) : undefined)
    const dutyReports =
      year === undefined ? undefined : await runDuties(theCase, { hall, say, cycleId: year })
    const summary: Summary = {
      case: theCase.id,
      ...contacts,
      ballots: judged === undefined ? [] : [judged.saved.ballot],
      ...(judged === undefined ? {} : { satisfaction: judged.figures }),
      ...(dutyReports === undefined ? {} : { dutyReports }),
    }
    if (out !== undefined) await leave(out, summary, hall, judged === undefined ? [] : [judged.saved])
    const differences = [
      ...ofContacts,
      ...satisfactionDifferences(theCase, judged?.figures),
      ...dutyDifferences(theCase, dutyReports),
    ]
    const cycle = year === undefined ? {} : { cycleId: year }
    return { summary, differences, deputyIds, departments: [], ...cycle }
  }

  say.stage('点单 · 候选项目')
  const { order, decide } = secretary.client.api
  const { id } = await done(order.cycles.$post({ json: { year: theCase.year, rule } }))
  const param = { id }
  const presidium = hall.presidium.client.api
  await done(
    presidium.order.cycles[':id'].rule.adopt.$post({ param, json: { for: present, against: 0, abstain: 0 } }),
  )
  // Each demand is part of the first proposal of its category.
  const left = new Set(heard?.demands)
  for (const candidate of candidates) {
    const answered = [...left].filter(({ category }) => category === candidate.category)
    for (const demand of answered) left.delete(demand)
    const dossier = dossierOf(candidate, theCase.year)
    const proposals = order.cycles[':id'].proposals
    const demandIds = answered.map((demand) => demand.id)
    const proposal = await done(proposals.$post({ param, json: { dossier, demandIds } }))
    await done(proposals[':proposalId'].list.$post({ param: { id, proposalId: proposal.id } }))
  }
  if (heard !== undefined)
    say.line(`${heard.demands.length - left.size} 条诉求归并为 ${candidates.length} 个候选建议，列入名单`)
  const { shortlist: draftList, listDigest } = await done(order.cycles[':id'].$get({ param }))
  const list = await done(
    presidium.order.cycles[':id'].review.$post({
      param,
      json: {
        for: 9,
        against: 0,
        abstain: 0,
        listDigest,
        ...(draftList.enough ? {} : { shortfallReason: '以案例所列项目为准' }),
      },
    }),
  )
  const { seats, required, ratio, actualRatio } = list
  say.line(
    `应选 ${seats} 项，差额比例 ${ratio} → 至少 ${required} 项；候选 ${list.candidates} 项（实际差额 ${actualRatio}）`,
  )
  say.line('主席团审议通过，名单确定，每个项目的档案以摘要冻结')

  const meetingId = await convene(
    hall,
    `${theCase.assembly.name}会议`,
    `${theCase.year}-01-15`,
    deputyIds.slice(0, present),
  )
  const tellerIds = hall.tellers.map(({ staffId }) => staffId)
  const setup = { meetingId, tellerIds, threshold: 2 }
  const { ballot: uuid } = await done(decide.cycles[':id'].votes.$post({ param, json: setup }))
  const first = await vote(theCase, { hall, pool, say, uuid, ballots, name: '定单 · 票决' })
  const outcome = first.outcome

  let runoff: Summary['runoff']
  const saved = [first.saved]
  const differences = [
    ...ofContacts,
    ...(['required', 'candidates', 'actualRatio'] as const).flatMap((name) =>
      differs(`shortlist.${name}`, list[name], theCase.expect?.shortlist?.[name]),
    ),
    ...compare(theCase, { ...first, unfilled: outcome.unfilled }),
  ]
  if (theCase.runoff !== undefined && (outcome.tied.length > 0 || outcome.unfilled > 0)) {
    const again = await done(decide.votes[':uuid'].runoff.$post({ param: { uuid }, json: setup }))
    const second = await vote(theCase, {
      hall,
      pool,
      say,
      uuid: again.ballot,
      ballots: theCase.runoff.ballots,
      name: '定单 · 再次投票',
    })
    runoff = { approvals: second.approvals, elected: second.elected }
    saved.push(second.saved)
    differences.push(
      ...differs('runoff.elected', second.elected, theCase.runoff.expect?.elected),
      ...differs('runoff.approvals', second.approvals, theCase.runoff.expect?.approvals),
    )
  } else if (theCase.runoff !== undefined) {
    differences.push('案例有再次投票，但没有并列也没有空缺 / the case has a run-off, but none was needed')
  }
  const { reserve } = await done(decide.cycles[':id'].reserve.$get({ param }))
  if (reserve.length > 0) say.line(`未入选的 ${reserve.length} 项进入储备库`)
  const chosen = [...first.elected, ...(runoff?.elected ?? [])].toSorted((a, b) => a - b)
  const delivered = await runDelivery(
    hall,
    {
      cycleId: id,
      year: theCase.year,
      chosen: chosen.map((index) => ({
        index,
        dossier: dossierOf(candidates[index] as CaseCandidate, theCase.year),
      })),
      troubles: theCase.delivery?.troubles,
      present: deputyIds.slice(0, present),
    },
    say,
  )
  differences.push(...deliveryDifferences(delivered?.figures, theCase.expect?.delivery))
  if (theCase.inspect !== undefined)
    await runSupervision({ year: theCase.year, cycleId: id, deputyIds }, hall, say)
  const judged = await runInspection(theCase, { hall, pool, say, deputyIds, cycleId: id })
  const dutyReports = await runDuties(theCase, { hall, say, cycleId: id })
  if (theCase.inspect !== undefined) await issueYearReport(id, hall, say)
  if (judged !== undefined) saved.push(judged.saved)
  differences.push(
    ...satisfactionDifferences(theCase, judged?.figures),
    ...dutyDifferences(theCase, dutyReports),
  )

  const summary: Summary = {
    case: theCase.id,
    ...contacts,
    shortlist: { seats, required, candidates: list.candidates, ratio, actualRatio },
    counts: { ...first.counts },
    approvals: first.approvals,
    elected: first.elected,
    tied: first.tied,
    unfilled: outcome.unfilled,
    ...(runoff === undefined ? {} : { runoff }),
    ballots: saved.map(({ ballot }) => ballot),
    ...(delivered === undefined ? {} : { delivery: delivered.figures }),
    ...(judged === undefined ? {} : { satisfaction: judged.figures }),
    ...(dutyReports === undefined ? {} : { dutyReports }),
  }
  if (out !== undefined) await leave(out, summary, hall, saved)
  return { summary, differences, deputyIds, cycleId: id, departments: delivered?.accounts ?? [] }
}

function dossierOf(candidate: CaseCandidate, year: number) {
  const { name, category, content, place, responsibleUnit, budgetYuan, finishBy, startBy, funding } =
    candidate
  return {
    name,
    category,
    content,
    place,
    responsibleUnit,
    budgetFen: Math.round(budgetYuan * 100),
    finishBy: finishBy ?? `${year}-12-31`,
    ...(startBy === undefined ? {} : { startBy }),
    ...(funding === undefined ? {} : { funding }),
  }
}

/** 点单: the year's contacts, with what the service counts of them. */
async function listen(
  { year, candidates = [] }: Case,
  contacts: CaseContacts,
  { hall, say, deputyIds }: { readonly hall: Hall; readonly say: Say; readonly deputyIds: readonly string[] },
): Promise<{ figures: ContactFigures; demands: readonly CaseDemand[] }> {
  say.stage('点单 · 接待群众')
  const categories = [...new Set(candidates.map(({ category }) => category)), '其他']
  const { figures, demands } = await runContacts(hall, contacts, { year, deputyIds, categories })
  for (const [channel, sums] of Object.entries(figures)) {
    const { sessions, deputyVisits, residents = 0, opinions = 0, resolved = 0 } = sums
    say.line(
      [
        CHANNEL_NAMES[channel as keyof typeof CHANNEL_NAMES],
        ...(sessions === undefined ? [] : [`${sessions} 场`]),
        ...(deputyVisits === undefined ? [] : [`代表 ${deputyVisits} 人次`]),
        `群众 ${residents} 人次`,
        `意见 ${opinions} 条`,
        `办结 ${resolved} 条`,
      ].join('，'),
    )
  }
  return { figures, demands }
}

const CHANNEL_NAMES = { reception: '坐诊', visit: '巡诊', online: '网诊' }

function contactDifferences(theCase: Case, figures: ContactFigures | undefined): string[] {
  return Object.entries(figures ?? {}).flatMap(([channel, sums]) => {
    const wanted = theCase.contacts?.[channel] as Readonly<Record<string, number>> | undefined
    return Object.entries(sums).flatMap(([name, actual]) =>
      differs(`contacts.${channel}.${name}`, actual, wanted?.[name]),
    )
  })
}

function namesOf(list: readonly { project: string }[]): string[] {
  return list.map(({ project }) => project)
}

function deliveryDifferences(
  figures: readonly DeliveryFigures[] | undefined,
  expected: readonly ExpectedDelivery[] | undefined,
): string[] {
  if (expected === undefined) return []
  return [
    ...differs('delivery', namesOf(figures ?? []), namesOf(expected)),
    ...(figures ?? []).flatMap(({ project, ...actual }) => {
      const wanted = expected.find((each) => each.project === project)
      return (['weightedProgress', 'allocatedFen', 'paidFen', 'light', 'alarms'] as const).flatMap((name) =>
        differs(`delivery.${project}.${name}`, actual[name], wanted?.[name]),
      )
    }),
  ]
}

function satisfactionDifferences(
  theCase: Case,
  figures: readonly SatisfactionFigures[] | undefined,
): string[] {
  return differs(
    'satisfaction',
    figures?.map(({ grade }) => grade),
    theCase.expect?.satisfaction,
  )
}

/** What is not in `expect` must be as the case says that it was. */
function dutyDifferences({ inspect, expect }: Case, actual: Coverage | undefined): string[] {
  const { deputies, oral, written } = inspect?.dutyReports ?? {}
  const said = { deputies, reported: (oral ?? 0) + (written ?? 0), oral, written }
  const wanted = { ...(inspect?.dutyReports === undefined ? {} : said), ...expect?.dutyReports }
  return (['deputies', 'reported', 'oral', 'written'] as const).flatMap((name) =>
    differs(`dutyReports.${name}`, actual?.[name], wanted[name]),
  )
}

interface VoteOptions extends Ceremony {
  readonly ballots: readonly CaseBallot[]
}

/** One vote from its draft to its announcement. Indexes in what it returns are the case's candidate indexes. */
async function vote(theCase: Case, { ballots, ...ceremony }: VoteOptions) {
  const { hall, uuid } = ceremony
  const api = hall.secretary.client.api
  const drafted = await done(api.decide.votes[':uuid'].$get({ param: { uuid } }))
  // Which candidate of the case stands at each place of this ballot.
  const places = drafted.candidates.map(({ position }) => position)
  const { announced, saved } = await holdBallot(theCase.assembly, ceremony, {
    decisions: (definition) => ballots.map((marks) => decisionOf(definition, marks, places)),
    announce: () => done(api.decide.votes[':uuid'].announce.$post({ param: { uuid } })),
  })
  const { outcome, counts } = announced
  if (outcome === null || counts === null) throw new Error('an announced vote has an outcome')
  const approvals = Array.from({ length: theCase.candidates?.length ?? 0 }, () => 0)
  for (const { position, approvals: votesFor } of announced.candidates) approvals[position] = votesFor ?? 0
  const indexes = (list: readonly number[]): number[] => list.map((i) => places[i] as number)
  return {
    outcome,
    counts,
    approvals,
    elected: indexes(outcome.elected),
    tied: indexes(outcome.tied),
    saved,
  }
}

const ANSWER: ReadonlyMap<string, number | null> = new Map([
  ['赞成', 0],
  ['approve', 0],
  ['for', 0],
  ['反对', 1],
  ['against', 1],
  ['弃权', null],
  ['abstain', null],
  ['blank', null],
])

/**
 * A ballot of the case as a decision on the ballot at hand. For `each`, either a mark per candidate, or the list of the
 * candidates approved, the others being 弃权.
 */
function decisionOf(
  { kind, choicesMax }: Definition,
  marks: CaseBallot,
  places: readonly number[],
): Decision {
  const isIndexes = marks.every((mark) => typeof mark === 'number')
  if (kind === 'choose') {
    if (!isIndexes)
      throw new CaseFileError(
        '勾选的选票要列出候选项目的序号 / a ballot of kind "choose" lists candidate indexes',
      )
    const chosen = (marks as number[]).map((mark) => places.indexOf(mark))
    // Who is on the ballot of a run-off is known only after the first vote.
    if (chosen.includes(-1))
      throw new CaseFileError('选票选了不在票上的项目 / a ballot chooses what is not on it')
    if (chosen.length > choicesMax) {
      throw new CaseFileError(`选票最多选 ${choicesMax} 项 / a ballot chooses more than its ${choicesMax}`)
    }
    return { kind, chosen }
  }
  const answers = places.map((position, i) => {
    if (isIndexes) return (marks as number[]).includes(position) ? 0 : null
    const mark = marks.length === places.length ? marks[i] : marks[position]
    return ANSWER.get(String(mark)) ?? null
  })
  return { kind, answers }
}

function compare(
  theCase: Case,
  outcome: {
    counts: object
    approvals: number[]
    elected: number[]
    tied: number[]
    unfilled: number
  },
): string[] {
  const { expect } = theCase
  const counts = outcome.counts as Readonly<Record<string, number | null>>
  return [
    ...Object.entries(expect?.counts ?? {}).flatMap(([name, wanted]) =>
      differs(`counts.${name}`, counts[name], wanted),
    ),
    ...differs('approvals', outcome.approvals, expect?.approvals),
    ...differs('elected', outcome.elected, expect?.elected),
    ...differs('tied', outcome.tied, expect?.tied),
    ...differs('unfilled', outcome.unfilled, expect?.unfilled),
  ]
}

function differs(name: string, actual: unknown, wanted: unknown): string[] {
  if (wanted === undefined || JSON.stringify(actual) === JSON.stringify(wanted)) return []
  return [`${name}: ${JSON.stringify(actual)}，案例期望 / expected ${JSON.stringify(wanted)}`]
}

async function leave(
  out: string,
  summary: Summary,
  hall: Hall,
  saved: readonly SavedBallot[],
): Promise<void> {
  for (const { ballot, archive } of saved) await writeFile(path.join(out, ballot.file), archive)
  const journal = await newPerson(hall.url).fetch('/api/board/journal')
  await writeFile(path.join(out, 'journal.jsonl'), await journal.text())
  await writeFile(path.join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
}

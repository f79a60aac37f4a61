/**
 * 实施计划 of several projects out of one sheet: a row for each milestone, budget line, source, criterion, person and
 * co-operating unit. What the vote fixed is not in it: that stands. Pure.
 */
import type { DraftPlan } from '../../../pay/model.ts'
import type { Project } from '../../../pay/views.ts'
import { dayOf, headingOf, isUnprintable, textOf } from '../sheets/cells.ts'
import { fenOfYuan } from '../reporting/amounts.ts'
import type { Cells } from '../sheets/file.ts'
import type { ReadRows, SheetRow } from '../sheets/rows.ts'

export const HEADINGS = ['项目', '事项', '名称', '权重', '日期', '金额（元）'] as const
type Heading = (typeof HEADINGS)[number]

const ENGLISH: Readonly<Record<Heading, string>> = {
  项目: 'project',
  事项: 'part',
  名称: 'name',
  权重: 'weight',
  日期: 'date',
  '金额（元）': 'amount',
}
const OTHERS: Readonly<Record<string, Heading>> = { 金额: '金额（元）', '金额(元)': '金额（元）' }

export type PlanPart = 'milestone' | 'budget' | 'source' | 'criterion' | 'person' | 'coUnit'

const PARTS: Readonly<Record<string, PlanPart>> = {
  节点: 'milestone',
  预算: 'budget',
  资金来源: 'source',
  验收标准: 'criterion',
  责任人: 'person',
  协同单位: 'coUnit',
  milestone: 'milestone',
  budget: 'budget',
  source: 'source',
  criterion: 'criterion',
  person: 'person',
  'co-unit': 'coUnit',
}

/** As long as the service takes them. */
const NAME_MAX: Readonly<Record<PlanPart, number>> = {
  milestone: 80,
  budget: 80,
  source: 80,
  criterion: 200,
  person: 40,
  coUnit: 80,
}

export const ROWS_MAX = 2000

export type PlanProblem =
  'unknownProject' | 'planned' | 'unknownPart' | 'noName' | 'badName' | 'noWeight' | 'noDay' | 'noAmount'

export interface PlanRow extends SheetRow {
  readonly project: string
  readonly part: PlanPart | undefined
  /** As it stands there. */
  readonly partText: string
  readonly name: string
  readonly weight: number | undefined
  readonly dueOn: string | undefined
  readonly fen: number | undefined
  readonly problems: readonly PlanProblem[]
}

type Known = Pick<Project, 'name' | 'state'>

export function readPlans(cells: Cells, projects: readonly Known[]): ReadRows<PlanRow, 'noColumns'> {
  const headings = (cells[0] ?? []).map(headingOf)
  const placeOf = (heading: Heading): number =>
    headings.findIndex(
      (each) => each === headingOf(heading) || each === ENGLISH[heading] || OTHERS[each] === heading,
    )
  const places = new Map(HEADINGS.map((heading) => [heading, placeOf(heading)]))
  if (['项目', '事项', '名称'].some((needed) => (places.get(needed as Heading) ?? -1) < 0))
    return { is: 'wrong', why: 'noColumns' }
  const rows = cells.flatMap((line, i): PlanRow[] => {
    if (i === 0 || line.every((cell) => textOf(cell) === '')) return []
    const at = (heading: Heading): string => textOf(line[places.get(heading) ?? -1])
    const row = {
      row: i + 1,
      project: at('项目'),
      part: PARTS[at('事项').toLowerCase()],
      partText: at('事项'),
      name: at('名称'),
      weight: weightOf(at('权重')),
      dueOn: dayOf(at('日期')),
      fen: fenOf(at('金额（元）')),
    }
    return [{ ...row, problems: [...wrongIn(row, projects)] }]
  })
  if (rows.length === 0) return { is: 'wrong', why: 'empty' }
  return rows.length > ROWS_MAX ? { is: 'wrong', why: 'tooMany' } : { is: 'rows', rows }
}

function* wrongIn(row: Omit<PlanRow, 'problems'>, projects: readonly Known[]): Generator<PlanProblem> {
  const project = projects.find(({ name }) => name === row.project)
  if (project === undefined) yield 'unknownProject'
  else if (project.state !== 'unplanned') yield 'planned'
  if (row.name === '') yield 'noName'
  if (row.part === undefined) return yield 'unknownPart'
  if (row.name.length > NAME_MAX[row.part] || isUnprintable(row.name)) yield 'badName'
  if (row.part === 'milestone') {
    if (row.weight === undefined) yield 'noWeight'
    if (row.dueOn === undefined) yield 'noDay'
  }
  if ((row.part === 'budget' || row.part === 'source') && row.fen === undefined) yield 'noAmount'
}

/** 30 or 30%. */
function weightOf(text: string): number | undefined {
  const [, digits] = /^(\d{1,3})\s*%?$/.exec(text) ?? []
  // A cell in the format of percentages holds 0.3.
  const weight = /^0\.\d{1,2}$/.test(text) ? Math.round(Number(text) * 100) : Number(digits)
  return Number.isInteger(weight) && weight >= 1 && weight <= 100 ? weight : undefined
}

/** Something, and no more than an amount may be. */
export function fenOf(text: string): number | undefined {
  const fen = fenOfYuan(text) ?? 0
  return fen >= 1 && fen <= FEN_MAX ? fen : undefined
}

const FEN_MAX = 1_000_000_000_000

/** The drafts that rows without problems make, by the project's name; of several persons the last one holds. */
export function plansIn(rows: readonly PlanRow[], projects: readonly Project[]): Map<Project, DraftPlan> {
  const plans = new Map<Project, DraftPlan>()
  for (const project of projects) {
    const own = rows.filter((row) => row.project === project.name && row.problems.length === 0)
    if (own.length === 0) continue
    const of = (part: PlanPart): PlanRow[] => own.filter((row) => row.part === part)
    const person = of('person').at(-1)?.name
    const { content, place, responsibleUnit: unit, startBy, finishBy } = project.voted.dossier
    plans.set(project, {
      unit,
      content,
      place,
      finishBy,
      ...(startBy === undefined ? {} : { startBy }),
      ...(person === undefined ? {} : { person }),
      coUnits: of('coUnit').map(({ name }) => name),
      milestones: of('milestone').map(({ name, weight = 0, dueOn = '' }, i) => ({
        id: `m${i + 1}`,
        name,
        weight,
        dueOn,
      })),
      budget: of('budget').map(({ name, fen = 0 }, i) => ({ id: `b${i + 1}`, name, fen })),
      sources: of('source').map(({ name, fen = 0 }, i) => ({ id: `s${i + 1}`, name, fen })),
      criteria: of('criterion').map(({ name: text }, i) => ({ id: `c${i + 1}`, text })),
    })
  }
  return plans
}

/** What a sheet begins with: the projects that have no plan yet, with a row of each sort. */
export function templateRows(projects: readonly Known[]): string[][] {
  const open = projects.filter(({ state }) => state === 'unplanned')
  const sorts = ['节点', '预算', '资金来源', '验收标准', '责任人', '协同单位']
  return open.flatMap(({ name }) => sorts.map((sort) => [name, sort, '', '', '', '']))
}

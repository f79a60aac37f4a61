/** A report as it stands in the fields. Pure. */
import type { DifferenceField, Report } from '../../../pay/model.ts'
import { lastDay, periodOf } from '../../../pay/periods.ts'
import type { Project } from '../../../pay/views.ts'
import { wholeNumber } from '../meeting/money.ts'
import { named, typedFiles, type TypedFile } from './typed-file.ts'

export const FIELDS = [
  'amount',
  'content',
  'place',
  'unit',
  'date',
] as const satisfies readonly DifferenceField[]

interface TypedProgress {
  readonly percent: string
  readonly doneOn: string
  /** How much of what. */
  readonly figures: string
}

export interface TypedReport {
  readonly text: string
  /** Those that moved in this period, by their ids. */
  readonly milestones: Readonly<Record<string, TypedProgress>>
  readonly files: readonly TypedFile[]
  /** What is otherwise than planned, and how. */
  readonly departures: Readonly<Partial<Record<DifferenceField, string>>>
}

/** The report of a period that holds; for one that was not reported, what is known to depart from the plan. */
export function typedReport(project: Project, period: string): TypedReport {
  const held = project.reports.find((each) => each.period === period)?.report
  if (held === undefined) {
    const departures = project.alarms.flatMap((alarm) =>
      alarm.kind === 'unapproved' && alarm.field !== null ? [[alarm.field, alarm.text ?? '']] : [],
    )
    return {
      text: '',
      milestones: {},
      files: [],
      departures: Object.fromEntries(departures) as TypedReport['departures'],
    }
  }
  return {
    text: held.text,
    milestones: Object.fromEntries(
      held.milestones.map(({ milestoneId, percent, doneOn = '', figures = '' }) => [
        milestoneId,
        { percent: String(percent), doneOn, figures },
      ]),
    ),
    files: [
      ...typedFiles(held.evidence, null, project.files),
      ...held.milestones.flatMap(({ milestoneId, evidence }) =>
        typedFiles(evidence, milestoneId, project.files),
      ),
    ],
    departures: Object.fromEntries(held.departures.map(({ field, text }) => [field, text])),
  }
}

/** How far a milestone was before this period. */
export function before(project: Project, period: string, milestoneId: string): TypedProgress {
  const said = project.reports
    .filter((each) => each.period < period)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    .flatMap(({ report }) => report.milestones.filter((each) => each.milestoneId === milestoneId))
    .at(-1)
  return { percent: String(said?.percent ?? 0), doneOn: said?.doneOn ?? '', figures: '' }
}

/** A milestone that is done was done in this period, and not in the future. */
export function latestDay({ rule, on }: Pick<Project, 'rule' | 'on'>, period: string): string {
  const last = lastDay(period, rule.periodMonths)
  return last < on ? last : on
}

/** The oldest period that is over and was not reported; otherwise the one that runs, and then the newest. */
export function periodDue({
  periods,
  rule,
  on,
}: Pick<Project, 'periods' | 'rule' | 'on'>): string | undefined {
  const open = periods.filter(({ reported }) => !reported)
  const running = periodOf(on, rule.periodMonths)
  return (open.find(({ period }) => period < running) ?? open[0] ?? periods.at(-1))?.period
}

export type WrongReport =
  | { readonly is: 'text' }
  | { readonly is: 'percent' | 'doneOn'; readonly name: string }
  | { readonly is: 'departure'; readonly field: DifferenceField }

export interface ReadReport {
  readonly report: Report
  readonly wrong: readonly WrongReport[]
}

export function readReport(typed: TypedReport, project: Project, period: string): ReadReport {
  const wrong: WrongReport[] = typed.text.trim() === '' ? [{ is: 'text' }] : []
  const plan = project.plan?.milestones ?? []
  const milestones = plan.flatMap(({ id, name }) => {
    const evidence = named(typed.files, id)
    const isWaiting = typed.files.some((file) => file.of === id)
    const moved = typed.milestones[id]
    if (moved === undefined && !isWaiting) return []
    const { percent: text, doneOn, figures } = moved ?? before(project, period, id)
    const counted = figures.trim() === '' ? {} : { figures: figures.trim() }
    const percent = wholeNumber(text)
    if (percent === undefined || percent > 100) {
      wrong.push({ is: 'percent', name })
      return []
    }
    if (percent < 100) return [{ milestoneId: id, percent, ...counted, evidence }]
    if (doneOn === '') wrong.push({ is: 'doneOn', name })
    return [{ milestoneId: id, percent, doneOn, ...counted, evidence }]
  })
  const departures = FIELDS.flatMap((field) => {
    const text = typed.departures[field]
    if (text === undefined) return []
    if (text.trim() === '') wrong.push({ is: 'departure', field })
    return [{ field, text: text.trim() }]
  })
  return {
    report: { text: typed.text.trim(), milestones, evidence: named(typed.files, null), departures },
    wrong,
  }
}

/** 验单: everything by which a year is inspected, with where it stands; the newest year, or the one that is asked for. */
import { useCallback } from 'preact/hooks'
import type { CycleView } from '../../../order/model.ts'
import type { Overview } from '../../../inspect/overview.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { readYears } from '../home.tsx'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { useInspectionWords } from './words.ts'

interface Hub {
  readonly cycle: CycleView | undefined
  readonly others: readonly CycleView[]
  readonly overview: Overview | null
}

export function InspectionHub({ cycleId }: { readonly cycleId: string }) {
  const w = useInspectionWords()
  const me = useMe()
  const read = useCallback(() => readHub(me.assembly.id, cycleId), [me.assembly.id, cycleId])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.title} error={loaded.error} onRetry={() => void refresh()} />
  const { cycle, others, overview } = loaded.value
  return (
    <section class="card inspection">
      <Heading>{cycle === undefined ? w.title : w.heading(cycle.year)}</Heading>
      {cycle === undefined || overview === null || overview.projects === 0 ? (
        <Empty>
          <p>{cycle === undefined ? w.noYear : w.noProjects}</p>
        </Empty>
      ) : (
        <AreaList cycleId={cycle.id} overview={overview} />
      )}
      {others.length > 0 && (
        <>
          <h2>{w.others}</h2>
          <ul class="links">
            {others.map(({ id, year }) => (
              <li key={id}>
                <a href={linkTo.inspection(id)}>{w.heading(year)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

async function readHub(assemblyId: string, wanted: string): Promise<Hub> {
  const years = await readYears(assemblyId)
  if (wanted !== '')
    return hubOf(
      years,
      years.find(({ id }) => id === wanted),
    )
  // The newest whose votes have chosen something: before, there is nothing to look at.
  for (const cycle of years) {
    // oxlint-disable-next-line no-await-in-loop -- mostly the first or second is it
    const hub = await hubOf(years, cycle)
    if (hub.overview !== null && hub.overview.projects > 0) return hub
  }
  return hubOf(years, years[0])
}

async function hubOf(years: readonly CycleView[], cycle: CycleView | undefined): Promise<Hub> {
  const others = years.filter(({ id }) => id !== cycle?.id)
  if (cycle === undefined) return { cycle, others, overview: null }
  const overview = await body(api.inspect.cycles[':id'].overview.$get({ param: { id: cycle.id } }))
  return { cycle, others, overview }
}

function AreaList({ cycleId, overview }: { readonly cycleId: string; readonly overview: Overview }) {
  const w = useInspectionWords()
  const isUnit = useMe().role === 'department'
  const { projects, groups, visits, questions, sittings, undertakings, satisfaction, duties, reports } =
    overview
  const { open, reported, settled, overdue: late } = undertakings
  const rows = [
    {
      href: linkTo.supervision(cycleId),
      title: w.supervision.title,
      says: [w.supervision.groups(groups, projects), w.supervision.visits(visits.made, visits.planned)],
      overdue: visits.overdue,
    },
    {
      href: linkTo.questions(cycleId),
      title: w.questions.title,
      says: [
        questions.waiting + questions.answered + questions.rated === 0
          ? w.questions.none
          : w.questions.says(questions.waiting, questions.answered, questions.rated),
      ],
      overdue: questions.overdue,
    },
    {
      href: linkTo.sittings(cycleId),
      title: w.sittings.title,
      says: [
        sittings.requested + sittings.arranged + sittings.held === 0
          ? w.sittings.none
          : w.sittings.says(sittings.requested, sittings.arranged, sittings.held),
        ...(sittings.lacking > 0 ? [w.sittings.lacking(sittings.lacking)] : []),
      ],
      overdue: 0,
    },
    {
      href: linkTo.undertakings(cycleId),
      title: w.undertakings.title,
      says: [
        open + reported + settled === 0 ? w.undertakings.none : w.undertakings.says(open, reported, settled),
      ],
      overdue: late,
    },
    {
      // The ceremony is not a unit's; the verdicts stand with its projects.
      href: isUnit ? undefined : linkTo.satisfaction(cycleId),
      title: w.satisfaction.title,
      says: [
        ...(satisfaction.announced > 0 ? [w.satisfaction.announced(satisfaction.announced)] : []),
        ...(satisfaction.begun ? [w.satisfaction.begun] : []),
        ...(satisfaction.announced === 0 && !satisfaction.begun ? [w.satisfaction.none] : []),
      ],
      overdue: 0,
    },
    {
      href: linkTo.dutyReports(cycleId),
      title: w.duties.title,
      says: [duties.deputies === 0 ? w.duties.none : w.duties.says(duties.reported, duties.deputies)],
      overdue: 0,
    },
    {
      href: linkTo.yearReport(cycleId),
      title: w.report.title,
      says: [reports === 0 ? w.report.none : w.report.issued(reports)],
      overdue: 0,
    },
  ]
  return (
    <ul class="areas">
      {rows.map(({ href, title, says, overdue }) => (
        <li key={title}>
          {href === undefined ? <strong>{title}</strong> : <a href={href}>{title}</a>}
          <p class="soft">{says.join(w.comma)}</p>
          {overdue > 0 && <p class="wrong">{w.overdue(overdue)}</p>}
        </li>
      ))}
    </ul>
  )
}

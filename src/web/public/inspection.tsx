/** 验单, in the open: how deputies followed a year's projects, what is to be put right, and how they judged them. */
import { useCallback, useEffect, useRef } from 'preact/hooks'
import type { AssessmentView } from '../../inspect/model.ts'
import type { Question } from '../../inspect/question-model.ts'
import type { Visit } from '../../inspect/visit-model.ts'
import { dayOf } from '../../pay/periods.ts'
import { percent } from '../shared/figures.ts'
import { useLoad } from '../shared/load.ts'
import { Duties } from './inspection-duties.tsx'
import { Photos } from './inspection-photos.tsx'
import { Reports } from './inspection-report.tsx'
import { Sittings } from './inspection-sittings.tsx'
import { Undertakings } from './inspection-undertakings.tsx'
import { useInspectionWords } from './inspection-words.ts'
import { readInspection, type Inspection } from './inspection-service.ts'
import { Failed, Loading } from './states.tsx'
import { Table } from './table.tsx'
import { VerdictOf, type Verdict } from './verdict.tsx'

export function InspectionOf({
  cycleId,
  assemblyId,
}: {
  readonly cycleId: string
  readonly assemblyId: string
}) {
  const i = useInspectionWords()
  const [loaded, retry] = useLoad(
    useCallback(() => readInspection(cycleId, assemblyId), [cycleId, assemblyId]),
  )
  const id = `inspection/${cycleId}`
  return (
    <section class="inspection" aria-labelledby={`heading-${id}`} id={id}>
      <h3 id={`heading-${id}`}>{i.heading}</h3>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Body inspection={loaded.value} />}
    </section>
  )
}

interface Followed {
  /** Null for one that was named by hand. */
  readonly id: string | null
  readonly name: string
}

function Body({ inspection }: { readonly inspection: Inspection }) {
  const i = useInspectionWords()
  const { cycleId, assessments, undertakings, visits, questions, series, sittings, duties, report } =
    inspection
  const followed = followedIn(inspection)
  const announced = assessments.filter(({ state }) => state === 'announced')
  const begun = [announced, undertakings, visits, questions, sittings, duties.holders, report.issued]
  if (begun.every((each) => each.length === 0)) return <p class="soft">{i.nothingOfYear}</p>
  return (
    <>
      {followed.map((project) => (
        <OfProject key={project.id ?? project.name} project={project} inspection={inspection} />
      ))}
      <Undertakings all={undertakings.filter(({ projectId }) => projectId === null)} level={4} />
      <Sittings cycleId={cycleId} all={sittings} />
      <Duties duties={duties} />
      {announced.map(({ ballot, round, announcement }) => (
        <details key={ballot}>
          <summary>
            {i.announcement}
            {i.colon}
            {i.verdict(round)}
          </summary>
          <p class="told-text" lang="zh-CN">
            {announcement}
          </p>
        </details>
      ))}
      <Reports report={report} />
      {series.length > 0 && <Series years={series} />}
    </>
  )
}

/** In the order of the list; then what only a ballot names. */
function followedIn({ projects, assessments }: Inspection): Followed[] {
  const listed = projects.map(({ id, name }) => ({ id, name }))
  const known = new Set(listed.map(({ name }) => name))
  const others = assessments
    .filter(({ state }) => state === 'announced')
    .flatMap((each) => each.projects.map(({ id, name }) => ({ id, name })))
  return [...listed, ...new Map(others.map((each) => [each.name, each])).values()].filter(
    ({ name }, place) => place < listed.length || !known.has(name),
  )
}

function OfProject({
  project: { id, name },
  inspection: { cycleId, assessments, undertakings, visits, questions, files },
}: {
  readonly project: Followed
  readonly inspection: Inspection
}) {
  const i = useInspectionWords()
  const verdicts = assessments.flatMap((assessment) => verdictOn(assessment, name))
  const own = visits.filter(({ projectId }) => projectId === id)
  const undertaken = undertakings.filter(({ projectId }) => id !== null && projectId === id)
  const asked = questions.filter(({ projectId }) => id !== null && projectId === id)
  const last = verdicts.at(-1)
  const place = useRef<HTMLElement>(null)
  // The browser looked for what the address names before it was there.
  useEffect(() => {
    if (location.hash === `#inspected/${id}`) place.current?.scrollIntoView()
  }, [id])
  return (
    <article class="project" id={id === null ? undefined : `inspected/${id}`} ref={place}>
      <h4 lang="zh-CN">{name}</h4>
      {id !== null && (
        <p>
          <a href={`#project/${id}`}>{i.toProject}</a>
        </p>
      )}
      {own.length + undertaken.length + asked.length === 0 && last === undefined && (
        <p class="soft">{i.nothing}</p>
      )}
      {last !== undefined && (
        <>
          <h5>{i.verdict(last.round)}</h5>
          <VerdictOf verdict={last} name={name} />
        </>
      )}
      {verdicts.slice(0, -1).map((verdict) => (
        <details key={verdict.round}>
          <summary>
            {i.verdict(verdict.round)}
            {i.colon}
            {i.grades[verdict.grade]}
          </summary>
          <VerdictOf verdict={verdict} name={name} />
        </details>
      ))}
      <Visits cycleId={cycleId} visits={own} pictures={files} />
      <Questions all={asked} />
      <Undertakings all={undertaken} level={5} />
    </article>
  )
}

function verdictOn({ state, round, rule, counts, projects }: AssessmentView, name: string): Verdict[] {
  const judged = projects.find((each) => each.name === name)
  if (state !== 'announced' || counts === null || judged?.grade == null || judged.marks === null) return []
  const { grade, marks } = judged
  return [{ round, rule, grade, marks, deputies: counts.shouldAttend, present: counts.present }]
}

function Visits({
  cycleId,
  visits,
  pictures,
}: {
  readonly cycleId: string
  readonly visits: readonly Visit[]
  /** Which files are there to see. */
  readonly pictures: ReadonlySet<string>
}) {
  const i = useInspectionWords()
  if (visits.length === 0) return null
  return (
    <>
      <h5>{i.visitsHeading}</h5>
      <ol class="reports">
        {visits.map(({ id, plan, record, state, overdue, cancelledReason }) => (
          <li key={id}>
            {record !== null ? (
              <>
                <h6>{i.visitMade(record.heldOn, record.place)}</h6>
                <p class="told-text" lang="zh-CN">
                  {record.findings}
                </p>
                <p class="soft">
                  {i.who}
                  <span lang="zh-CN">{record.deputies.map(({ name }) => name).join('、')}</span>
                </p>
                <Photos
                  at={`/api/inspect/cycles/${cycleId}/files`}
                  photos={record.photos.filter(({ sha256 }) => pictures.has(sha256))}
                  label={i.pictures(record.heldOn)}
                />
              </>
            ) : (
              plan !== null && (
                <>
                  <h6>
                    {state === 'cancelled'
                      ? i.visitCancelled(plan.day)
                      : i.visitPlanned(plan.day, plan.place)}
                  </h6>
                  <p lang="zh-CN">{cancelledReason ?? plan.purpose}</p>
                  {overdue && <p class="differs-word">{i.visitOverdue}</p>}
                </>
              )
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What is not public does not come here. */
function Questions({ all }: { readonly all: readonly Question[] }) {
  const i = useInspectionWords()
  if (all.length === 0) return null
  return (
    <>
      <h5>{i.questionsHeading}</h5>
      <ol class="reports">
        {all.map(({ id, deputy, unit, entries, state, dueOn, overdue }) => (
          <li key={id}>
            <h6>{i.question(deputy.name, unit)}</h6>
            {entries.map(({ act, at, text, rating }) => (
              <div key={at + act}>
                <p>
                  <time dateTime={at}>{dayOf(at)}</time> <b>{i.entry[act]}</b>
                  {rating !== null && ` ${i.rating[rating]}`}
                </p>
                {text !== null && (
                  <p class="said" lang="zh-CN">
                    {text}
                  </p>
                )}
              </div>
            ))}
            {state === 'waiting' && (
              <p class={overdue ? 'differs-word' : 'soft'}>
                {i.waiting}
                {dueOn !== null && `${i.comma}${i.entryDue(dueOn)}`}
                {overdue && `${i.comma}${i.overdue}`}
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

const GRADES = ['satisfied', 'basically-satisfied', 'not-satisfied'] as const

/** By the last announced ballot on each project. */
function Series({ years }: { readonly years: Inspection['series'] }) {
  const i = useInspectionWords()
  return (
    <>
      <h4>{i.seriesHeading}</h4>
      <Table
        stacked
        caption={i.seriesCaption}
        head={[
          { label: i.year },
          ...GRADES.map((grade) => ({ label: i.grades[grade], figure: true })),
          { label: i.good, figure: true },
        ]}
      >
        {years.map(({ cycleId, year, projects }) => {
          const counts = GRADES.map((each) => projects.filter(({ grade }) => grade === each).length)
          const [satisfied = 0, basically = 0] = counts
          return (
            <tr key={cycleId} role="row">
              <th role="rowheader" scope="row">
                {year}
              </th>
              {counts.map((count, place) => (
                <td
                  key={GRADES[place]}
                  role="cell"
                  data-label={i.grades[GRADES[place] ?? 'satisfied']}
                  class="figure"
                >
                  <span>{count}</span>
                </td>
              ))}
              <td role="cell" data-label={i.good} class="figure">
                <span>{percent(satisfied + basically, projects.length)}</span>
              </td>
            </tr>
          )
        })}
      </Table>
    </>
  )
}

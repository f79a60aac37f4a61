/** The secretary imports the plans of a year's projects, which the departments sent as a sheet. */
import { useCallback } from 'preact/hooks'
import type { Project } from '../../../pay/views.ts'
import { yuan } from '../../shared/figures.ts'
import type { Language } from '../../shared/language.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { SheetImport } from '../sheets/import.tsx'
import { OF_THE_HALL, useLanguage } from '../words.ts'
import { HEADINGS, plansIn, readPlans, ROWS_MAX, templateRows, type PlanRow } from './plan-sheet.ts'
import { en } from './strings.en.ts'
import { zh, type PlanImportWords } from './strings.zh.ts'

const WORDS: Readonly<Record<Language, PlanImportWords>> = { zh, en }

export function PlanImport({ cycleId }: { readonly cycleId: string }) {
  const w = WORDS[useLanguage()]
  const read = useCallback(async () => {
    const { year, projects } = await body(
      api.pay.cycles[':id'].projects.$get({ param: { id: cycleId }, query: {} }),
    )
    const whole = await Promise.all(
      projects.map(({ id }) => body(api.pay.projects[':id'].$get({ param: { id }, query: {} }))),
    )
    return { year, projects: whole }
  }, [cycleId])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card">
      <p>
        <a href={linkTo.delivery(cycleId)}>{w.back}</a>
      </p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && (
        <>
          <Heading>{w.heading(loaded.value.year)}</Heading>
          {loaded.value.projects.some(({ state }) => state === 'unplanned') ? (
            <Importing projects={loaded.value.projects} w={w} />
          ) : (
            <p class="empty">{w.none}</p>
          )}
        </>
      )}
    </section>
  )
}

function Importing({ projects, w }: { readonly projects: readonly Project[]; readonly w: PlanImportWords }) {
  const problemsOf = (row: PlanRow): string[] => row.problems.map((problem) => w.problems[problem])
  return (
    <>
      <p>{w.text}</p>
      <SheetImport<PlanRow, 'noColumns'>
        template={{
          fileName: w.templateName,
          sheet: w.sheet,
          headings: HEADINGS,
          rows: templateRows(projects),
        }}
        read={(cells) => readPlans(cells, projects)}
        rowsMax={ROWS_MAX}
        wrong={{ noColumns: w.noColumns }}
        problems={problemsOf}
        nameOf={({ project, name }) => `${project} ${name}`}
        columns={[
          { name: w.project, head: true, lang: OF_THE_HALL, cell: ({ project }) => project },
          { name: w.part, cell: ({ part }) => (part === undefined ? '' : w.parts[part]) },
          { name: w.name, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: w.weight, figure: true, cell: ({ weight }) => weight ?? '' },
          { name: w.day, cell: ({ dueOn }) => dueOn ?? '' },
          { name: w.amount, figure: true, cell: ({ fen }) => (fen === undefined ? '' : yuan(fen)) },
        ]}
        doIt={w.doIt}
        onImport={async (rows) => {
          const drafts = [...plansIn(rows, projects)]
          for (const [project, plan] of drafts) {
            // Somebody may have written since this page was opened: an import replaces what is there now.
            const { draft } = await body(
              api.pay.projects[':id'].$get({ param: { id: project.id }, query: {} }),
            )
            const json = { plan, from: draft?.version ?? 0 }
            await body(api.pay.projects[':id'].draft.$put({ param: { id: project.id }, json }))
          }
          return rows.length
        }}
        imported={w.imported}
      />
    </>
  )
}

/** New grids: typed line by line, or out of a sheet. */
import { useState } from 'preact/hooks'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Area, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { SheetImport } from '../sheets/import.tsx'
import { OF_THE_HALL } from '../words.ts'
import { DEPUTIES, gridsTyped, LEVELS, readGrids, ROWS_MAX, type GridRow } from './grid-sheet.ts'
import type { DemandWords } from './strings.zh.ts'
import { useDemandWords } from './words.ts'

export function AddGrids({
  deputies,
  refresh,
}: {
  readonly deputies: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const w = useDemandWords().grids
  const [text, setText] = useState('')
  const [made, setMade] = useState<number>()
  const add = async (grids: ReturnType<typeof gridsTyped>): Promise<number> => {
    const answer = await body(api.intake.grids.$post({ json: { grids } }))
    await refresh()
    return answer.made
  }
  const act = useAct(async () => {
    setMade(await add(gridsTyped(text)))
    setText('')
  })
  const issue = useIssues(act.error)
  return (
    <div class="framed stack">
      <h2>{w.addHeading}</h2>
      <Form act={act} doIt={w.add}>
        <Area
          label={w.addLabel}
          hint={w.addHint}
          lang={OF_THE_HALL}
          rows={4}
          required
          value={text}
          onValue={setText}
          wrong={issue('/grids')}
        />
      </Form>
      <p role="status">{made !== undefined && w.made(made)}</p>
      <p>{w.importText}</p>
      <SheetImport
        template={{ fileName: w.templateName, sheet: '网格', headings: [...LEVELS, DEPUTIES] }}
        read={(cells) => readGrids(cells, deputies)}
        rowsMax={ROWS_MAX}
        wrong={{ noGrid: w.noGridColumn }}
        problems={(row) => problemsOf(row, w)}
        nameOf={({ path }) => path.join(' › ')}
        columns={[
          { name: w.grid, head: true, lang: OF_THE_HALL, cell: ({ path }) => path.join(' › ') },
          { name: w.deputies, lang: OF_THE_HALL, cell: ({ deputies: names }) => names },
        ]}
        doIt={w.import}
        onImport={(rows) =>
          add(
            rows.map(({ path, deputyIds }) => ({
              path: [...path],
              ...(deputyIds === undefined ? {} : { deputyIds: [...deputyIds] }),
            })),
          )
        }
        imported={w.made}
      />
    </div>
  )
}

function problemsOf({ problem }: GridRow, w: DemandWords['grids']): readonly string[] {
  if (problem === undefined) return []
  return [problem.is === 'unknown' ? w.unknown(problem.names) : w[problem.is]]
}

/** Imports a list of demands that was kept elsewhere. */
import { DEMANDS_AT_ONCE_MAX } from '../../../intake/limits.ts'
import { stepsOfPast } from '../../../intake/past.ts'
import type { Grid } from '../../../intake/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useMe } from '../session.tsx'
import type { Cells } from '../sheets/file.ts'
import { SheetImport } from '../sheets/import.tsx'
import { OF_THE_HALL } from '../words.ts'
import { HEADINGS, readDemands, ROWS_MAX, type ReadDemands } from './demand-sheet.ts'
import { useDemandWords } from './words.ts'

export function ImportDemands({
  grids,
  onDone,
}: {
  readonly grids: readonly Grid[]
  readonly onDone: () => void
}) {
  const words = useDemandWords()
  const w = words.import
  const columns = words.list.columns
  const { assembly } = useMe()
  const read = async (cells: Cells): Promise<ReadDemands> => {
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
    const sheet = readDemands(cells, { grids, assemblyId: assembly.id, today })
    if (sheet.is === 'wrong') return sheet
    const known = new Set<string>()
    for (const some of chunks(sheet.rows.map(({ demand }) => demand.id)))
      for (const id of (await body(api.intake.demands.import.known.$post({ json: { ids: some } }))).known)
        known.add(id)
    return { is: 'rows', rows: sheet.rows.map((row) => ({ ...row, known: known.has(row.demand.id) })) }
  }
  return (
    <details class="aside screen-only">
      <summary>{w.heading}</summary>
      <p>{w.text}</p>
      <SheetImport
        template={{ fileName: w.templateName, sheet: '诉求', headings: HEADINGS }}
        read={read}
        rowsMax={ROWS_MAX}
        wrong={{
          收下日期: w.noColumn('收下日期'),
          渠道: w.noColumn('渠道'),
          类别: w.noColumn('类别'),
          内容: w.noColumn('内容'),
        }}
        problems={({ problems, known }) =>
          known ? [w.known] : problems.map(({ column, is }) => w.problem(column, is))
        }
        nameOf={() => ''}
        doubtful={{ is: ({ known }) => known, say: w.knownRows }}
        columns={[
          { name: columns.takenOn, head: true, cell: ({ demand }) => demand.takenOn },
          { name: words.list.channel, cell: ({ demand }) => words.channels[demand.channel] },
          { name: columns.category, lang: OF_THE_HALL, cell: ({ demand }) => demand.category },
          { name: columns.text, lang: OF_THE_HALL, cell: ({ demand }) => demand.text },
          { name: columns.grid, lang: OF_THE_HALL, cell: ({ gridNamed }) => gridNamed },
          {
            name: columns.state,
            cell: ({ demand }) => words.states[stepsOfPast(demand.takenOn, demand).state],
          },
        ]}
        doIt={w.doIt}
        onImport={async (rows) => {
          let taken = 0
          // Each part is whole or not at all; what breaks off in between is known when the file is chosen again.
          for (const some of chunks(rows.map(({ demand }) => demand)))
            taken += (await body(api.intake.demands.import.$post({ json: { demands: some } }))).taken
          onDone()
          return taken
        }}
        imported={w.imported}
      />
    </details>
  )
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += DEMANDS_AT_ONCE_MAX) yield all.slice(i, i + DEMANDS_AT_ONCE_MAX)
}

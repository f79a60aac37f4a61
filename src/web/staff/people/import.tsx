/** Imports a sheet of deputies. */
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { SheetImport } from '../sheets/import.tsx'
import { OF_THE_HALL } from '../words.ts'
import { isDoubtful, readDeputies, ROWS_MAX } from './sheet.ts'
import { usePeopleWords } from './words.ts'

export function ImportDeputies({
  known,
  refresh,
}: {
  readonly known: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const w = usePeopleWords().deputies
  return (
    <div class="framed stack">
      <h2>{w.importHeading}</h2>
      <p>{w.importText}</p>
      <SheetImport
        template={{ fileName: w.templateName, sheet: w.sheet, headings: ['姓名', '代表团'] }}
        read={(cells) => readDeputies(cells, known)}
        rowsMax={ROWS_MAX}
        wrong={{ noName: w.noNameColumn }}
        problems={({ problem }) => (problem === undefined ? [] : [w.problem(problem)])}
        nameOf={({ name }) => name}
        doubtful={{
          is: ({ problem }) => problem !== undefined && isDoubtful(problem),
          say: w.doubtful,
          take: w.takeDoubtful,
        }}
        columns={[
          { name: w.name, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: w.delegation, lang: OF_THE_HALL, cell: ({ delegation }) => delegation },
        ]}
        doIt={w.import}
        onImport={async (rows) => {
          const deputies = rows.map(({ name, delegation }) => ({
            name,
            ...(delegation === null ? {} : { delegation }),
          }))
          await body(api.people.deputies.$post({ json: { deputies } }))
          await refresh()
          return deputies.length
        }}
        imported={w.imported}
      />
    </div>
  )
}

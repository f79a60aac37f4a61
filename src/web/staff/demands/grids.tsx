/** Grids, who looks after them, and the stations at which deputies meet residents. */
import { useCallback, useState } from 'preact/hooks'
import type { Grid, Station } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { useLoad } from '../../shared/load.ts'
import { api } from '../api.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { ExportButton } from '../sheets/export-button.tsx'
import { AddGrids } from './add-grids.tsx'
import { gridRows } from './grid-sheet.ts'
import { GridTree } from './grid-tree.tsx'
import { Stations } from './stations.tsx'
import { waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

export interface GridsKnown {
  readonly grids: readonly Grid[]
  readonly stations: readonly Station[]
  readonly deputies: readonly Deputy[]
}

export function Grids() {
  const w = useDemandWords().grids
  const secretary = useMe().role === 'secretary'
  const read = useCallback(async (): Promise<GridsKnown> => {
    const [{ grids }, { stations }, { deputies }] = await Promise.all([
      body(api.intake.grids.$get()),
      body(api.intake.stations.$get()),
      body(api.people.deputies.$get()),
    ])
    return { grids, stations, deputies }
  }, [])
  const [known, setKnown] = useState<GridsKnown>()
  const [loaded, retry] = useLoad(read)
  const refresh = async (): Promise<void> => setKnown(await read())
  const shown = known ?? (loaded.is === 'ready' ? loaded.value : undefined)
  return (
    <section class="card">
      <Heading>{w.heading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {shown !== undefined && (
        <>
          <h2>{w.tree}</h2>
          <GridTree {...shown} secretary={secretary} refresh={refresh} />
          {shown.grids.length > 0 && (
            <ExportButton
              fileName={w.gridsFile}
              sheets={() => [
                { name: '网格', widths: [16, 16, 16, 16, 30], rows: gridRows(shown.grids, shown.deputies) },
              ]}
            >
              {w.exportGrids}
            </ExportButton>
          )}
          {secretary && <AddGrids deputies={shown.deputies} refresh={refresh} />}
          <Stations
            stations={shown.stations}
            grids={shown.grids}
            ways={waysOf(shown.grids)}
            secretary={secretary}
            refresh={refresh}
          />
        </>
      )}
    </section>
  )
}

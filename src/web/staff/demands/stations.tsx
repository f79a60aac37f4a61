/** Stations, where they are, and when they are open next. */
import { useState } from 'preact/hooks'
import type { Grid, Opening, Station, StationChange } from '../../../intake/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm } from '../parts/ask.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Refused } from '../parts/states.tsx'
import { Whose } from '../parts/whose.tsx'
import { ExportButton } from '../sheets/export-button.tsx'
import { OF_THE_HALL } from '../words.ts'
import { OpeningForm } from './opening-form.tsx'
import { StationForm } from './station-form.tsx'
import { useDemandWords } from './words.ts'

interface StationsProps {
  readonly stations: readonly Station[]
  readonly grids: readonly Grid[]
  readonly ways: ReadonlyMap<string, string>
  readonly secretary: boolean
  readonly refresh: () => Promise<void>
}

export function Stations({ stations, grids, ways, secretary, refresh }: StationsProps) {
  const w = useDemandWords()
  return (
    <>
      <h2>{w.grids.stations}</h2>
      {stations.length === 0 && <p class="empty">{w.grids.noStations}</p>}
      {stations.map((station) => (
        <article key={station.id} class="framed">
          <StationHead station={station} grids={grids} ways={ways} secretary={secretary} refresh={refresh} />
          <Openings station={station} secretary={secretary} refresh={refresh} />
        </article>
      ))}
      {stations.length > 0 && (
        <ExportButton fileName={w.grids.stationsFile} sheets={() => [sheetOf(stations, ways)]}>
          {w.grids.exportStations}
        </ExportButton>
      )}
      {secretary && <AddStation grids={grids} refresh={refresh} />}
    </>
  )
}

/** What it is called and where it is; the secretary puts that right, and closes it. */
function StationHead({
  station,
  grids,
  ways,
  secretary,
  refresh,
}: Omit<StationsProps, 'stations'> & { readonly station: Station }) {
  const w = useDemandWords().grids
  const { name, place, gridId, closed } = station
  const [changing, setChanging] = useState(false)
  const [closing, setClosing] = useState(false)
  const patch = async (json: StationChange): Promise<void> => {
    await body(api.intake.stations[':id'].$patch({ param: { id: station.id }, json }))
    await refresh()
  }
  const reopening = useAct(() => patch({ closed: false }))
  if (changing)
    return (
      <StationForm
        grids={grids}
        station={station}
        doIt={w.save}
        onLeave={() => setChanging(false)}
        onDo={async (values) => {
          await patch(values)
          setChanging(false)
        }}
      />
    )
  return (
    <>
      <h3>
        <span lang={OF_THE_HALL}>{name}</span> {closed && <span class="soft">{w.closed}</span>}
      </h3>
      <p lang={OF_THE_HALL}>
        {place}
        {gridId !== null && <span class="soft"> {ways.get(gridId)}</span>}
      </p>
      {secretary && (
        <div class="row">
          <button type="button" class="quiet" onClick={() => setChanging(true)}>
            {w.change}
            <Whose name={name} />
          </button>
          {closed ? (
            <ActButton quiet busy={reopening.busy} onAct={() => void reopening.run()}>
              {w.takeUp}
              <Whose name={name} />
            </ActButton>
          ) : (
            <button type="button" class="quiet" onClick={() => setClosing(true)}>
              {w.close}
              <Whose name={name} />
            </button>
          )}
        </div>
      )}
      <Refused error={reopening.error} />
      {closing && (
        <Confirm
          heading={w.closeHeading}
          doIt={w.close}
          onLeave={() => setClosing(false)}
          onDo={() => patch({ closed: true })}
        >
          <p lang={OF_THE_HALL}>{name}</p>
          <p>{w.closeText}</p>
        </Confirm>
      )}
    </>
  )
}

function Openings({
  station,
  secretary,
  refresh,
}: Pick<StationsProps, 'secretary' | 'refresh'> & { readonly station: Station }) {
  const w = useDemandWords()
  const saying = ({ heldOn, begins, ends }: Opening): string => w.grids.opening(heldOn, begins, ends)
  const [removing, setRemoving] = useState<Opening>()
  const [changing, setChanging] = useState<string>()
  const openings = api.intake.stations[':id'].openings
  return (
    <>
      {station.openings.length === 0 ? (
        <p class="soft">{w.grids.noOpenings}</p>
      ) : (
        <ul class="people" aria-label={w.grids.openings}>
          {station.openings.map((opening) => (
            <li key={opening.id}>
              {changing === opening.id ? (
                <OpeningForm
                  opening={opening}
                  doIt={w.grids.save}
                  onLeave={() => setChanging(undefined)}
                  onDo={async (json) => {
                    const param = { id: station.id, openingId: opening.id }
                    await body(openings[':openingId'].$put({ param, json }))
                    await refresh()
                    setChanging(undefined)
                  }}
                />
              ) : (
                <>
                  <span>
                    {saying(opening)} <span lang={OF_THE_HALL}>{opening.topic}</span>
                  </span>
                  {secretary && (
                    <span class="row">
                      <button type="button" class="quiet" onClick={() => setChanging(opening.id)}>
                        {w.grids.change}
                        <Whose name={opening.heldOn} />
                      </button>
                      <button type="button" class="quiet" onClick={() => setRemoving(opening)}>
                        {w.grids.remove}
                        <Whose name={opening.heldOn} />
                      </button>
                    </span>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {removing !== undefined && (
        <Confirm
          heading={w.grids.removeHeading}
          doIt={w.grids.remove}
          onLeave={() => setRemoving(undefined)}
          onDo={async () => {
            const param = { id: station.id, openingId: removing.id }
            await body(openings[':openingId'].$delete({ param }))
            await refresh()
          }}
        >
          <p>
            <span lang={OF_THE_HALL}>{station.name}</span> {saying(removing)}
          </p>
          <p>{w.grids.removeText}</p>
        </Confirm>
      )}
      {secretary && !station.closed && (
        <details class="aside">
          <summary>{w.grids.addOpening}</summary>
          <OpeningForm
            doIt={w.grids.addOpening}
            onDo={async (json) => {
              await body(openings.$post({ param: { id: station.id }, json }))
              await refresh()
            }}
          />
        </details>
      )}
    </>
  )
}

function AddStation({ grids, refresh }: Pick<StationsProps, 'grids' | 'refresh'>) {
  const w = useDemandWords().grids
  // An empty form for the next one.
  const [added, setAdded] = useState(0)
  return (
    <div class="framed">
      <h3>{w.addStation}</h3>
      <StationForm
        key={added}
        grids={grids}
        doIt={w.addStation}
        onDo={async ({ name, place, gridId }) => {
          const json = { name, place, ...(gridId === null ? {} : { gridId }) }
          await body(api.intake.stations.$post({ json }))
          await refresh()
          setAdded(added + 1)
        }}
      />
    </div>
  )
}

/** A line for each opening time; the sheet is the hall's, in its language. */
function sheetOf(stations: readonly Station[], ways: ReadonlyMap<string, string>) {
  return {
    name: '联络站',
    widths: [24, 30, 30, 12, 8, 8, 30],
    rows: [
      ['联络站', '地址', '网格', '开放日期', '开始', '结束', '主题'],
      ...stations.flatMap(({ name, place, gridId, openings }) => {
        const station = [name, place, gridId === null ? '' : (ways.get(gridId) ?? '')]
        return openings.length === 0
          ? [[...station, '', '', '', '']]
          : openings.map(({ heldOn, begins, ends, topic }) => [...station, heldOn, begins, ends, topic ?? ''])
      }),
    ],
  }
}

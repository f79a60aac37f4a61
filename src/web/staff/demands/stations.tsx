/** Stations, where they are, and when they are open next. */
import { useState } from 'preact/hooks'
import type { Grid, Opening, Station } from '../../../intake/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm } from '../parts/ask.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Whose } from '../parts/whose.tsx'
import { ExportButton } from '../sheets/export-button.tsx'
import { OF_THE_HALL } from '../words.ts'
import { GridChoice } from './grid-choice.tsx'
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
          <h3 lang={OF_THE_HALL}>{station.name}</h3>
          <p lang={OF_THE_HALL}>
            {station.place}
            {station.gridId !== null && <span class="soft"> {ways.get(station.gridId)}</span>}
          </p>
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

function Openings({
  station,
  secretary,
  refresh,
}: Pick<StationsProps, 'secretary' | 'refresh'> & { readonly station: Station }) {
  const w = useDemandWords()
  const saying = ({ heldOn, begins, ends }: Opening): string => w.grids.opening(heldOn, begins, ends)
  const [removing, setRemoving] = useState<Opening>()
  return (
    <>
      {station.openings.length === 0 ? (
        <p class="soft">{w.grids.noOpenings}</p>
      ) : (
        <ul class="people" aria-label={w.grids.openings}>
          {station.openings.map((opening) => (
            <li key={opening.id}>
              <span>
                {saying(opening)} <span lang={OF_THE_HALL}>{opening.topic}</span>
              </span>
              {secretary && (
                <button type="button" class="quiet" onClick={() => setRemoving(opening)}>
                  {w.grids.remove}
                  <Whose name={opening.heldOn} />
                </button>
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
            await body(api.intake.stations[':id'].openings[':openingId'].$delete({ param }))
            await refresh()
          }}
        >
          <p>
            <span lang={OF_THE_HALL}>{station.name}</span> {saying(removing)}
          </p>
          <p>{w.grids.removeText}</p>
        </Confirm>
      )}
      {secretary && (
        <details class="aside">
          <summary>{w.grids.addOpening}</summary>
          <AddOpening stationId={station.id} refresh={refresh} />
        </details>
      )}
    </>
  )
}

function AddOpening({ stationId, refresh }: { readonly stationId: string } & Pick<StationsProps, 'refresh'>) {
  const w = useDemandWords()
  const [heldOn, setHeldOn] = useState('')
  const [begins, setBegins] = useState('09:00')
  const [ends, setEnds] = useState('11:00')
  const [topic, setTopic] = useState('')
  const act = useAct(async () => {
    const json = { heldOn, begins, ends, ...(topic.trim() === '' ? {} : { topic }) }
    await body(api.intake.stations[':id'].openings.$post({ param: { id: stationId }, json }))
    await refresh()
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.grids.addOpening}>
      <Field
        label={w.grids.day}
        type="date"
        required
        value={heldOn}
        onValue={setHeldOn}
        wrong={issue('/heldOn')}
      />
      <Field label={w.grids.begins} required value={begins} onValue={setBegins} wrong={issue('/begins')} />
      <Field label={w.grids.ends} required value={ends} onValue={setEnds} wrong={issue('/ends')} />
      <Field
        label={w.grids.topic}
        lang={OF_THE_HALL}
        value={topic}
        onValue={setTopic}
        wrong={issue('/topic')}
      />
    </Form>
  )
}

function AddStation({ grids, refresh }: Pick<StationsProps, 'grids' | 'refresh'>) {
  const w = useDemandWords()
  const [name, setName] = useState('')
  const [place, setPlace] = useState('')
  const [gridId, setGridId] = useState('')
  const act = useAct(async () => {
    const json = { name, place, ...(gridId === '' ? {} : { gridId }) }
    await body(api.intake.stations.$post({ json }))
    setName('')
    setPlace('')
    await refresh()
  })
  const issue = useIssues(act.error)
  return (
    <div class="framed">
      <h3>{w.grids.addStation}</h3>
      <Form act={act} doIt={w.grids.addStation}>
        <Field
          label={w.grids.stationName}
          lang={OF_THE_HALL}
          autocomplete="off"
          required
          value={name}
          onValue={setName}
          wrong={issue('/name')}
        />
        <Field
          label={w.grids.stationPlace}
          lang={OF_THE_HALL}
          autocomplete="off"
          required
          value={place}
          onValue={setPlace}
          wrong={issue('/place')}
        />
        <GridChoice
          label={w.grids.stationGrid}
          none={w.grids.noGrid}
          grids={grids}
          value={gridId}
          onValue={setGridId}
        />
      </Form>
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

/** Stations, where they are, and when they are open next. */
import { useState } from 'preact/hooks'
import type { Grid, Station } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { inTreeOrder } from './tree.ts'
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
  const remove = useAct(async (openingId: string) => {
    const param = { id: station.id, openingId }
    await body(api.intake.stations[':id'].openings[':openingId'].$delete({ param }))
    await refresh()
  })
  return (
    <>
      {station.openings.length === 0 ? (
        <p class="soft">{w.grids.noOpenings}</p>
      ) : (
        <ul class="people" aria-label={w.grids.openings}>
          {station.openings.map(({ id, heldOn, begins, ends, topic }) => (
            <li key={id}>
              <span>
                {w.grids.opening(heldOn, begins, ends)} <span lang={OF_THE_HALL}>{topic}</span>
              </span>
              {secretary && (
                <button type="button" class="quiet" onClick={() => void remove.run(id)}>
                  {w.grids.remove}
                  <span class="only-heard">{heldOn}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Refused error={remove.error} />
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
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
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
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.grids.addOpening}
      </ActButton>
    </form>
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
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
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
        <Choice
          label={w.grids.stationGrid}
          value={gridId}
          onValue={setGridId}
          options={[
            { value: '', text: w.grids.noGrid },
            ...inTreeOrder(grids).map(({ id, level, name: text }) => ({
              value: id,
              text: `${'　'.repeat(level - 1)}${text}`,
            })),
          ]}
        />
        <Refused error={act.error} />
        <ActButton submit busy={act.busy}>
          {w.grids.addStation}
        </ActButton>
      </form>
    </div>
  )
}

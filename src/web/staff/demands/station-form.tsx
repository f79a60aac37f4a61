/** What a station is called, where it is, and in which grid: for a new one, and to put one right. */
import { useState } from 'preact/hooks'
import type { Grid, Station } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { GridChoice } from './grid-choice.tsx'
import { useDemandWords } from './words.ts'

type Values = Pick<Station, 'name' | 'place' | 'gridId'>

export function StationForm({
  grids,
  station,
  doIt,
  onDo,
  onLeave,
}: {
  readonly grids: readonly Grid[]
  readonly station?: Values
  readonly doIt: string
  readonly onDo: (values: Values) => Promise<void>
  readonly onLeave?: () => void
}) {
  const w = useDemandWords().grids
  const [name, setName] = useState(station?.name ?? '')
  const [place, setPlace] = useState(station?.place ?? '')
  const [gridId, setGridId] = useState(station?.gridId ?? '')
  const act = useAct(() => onDo({ name, place, gridId: gridId === '' ? null : gridId }))
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={doIt} onLeave={onLeave}>
      <Field
        label={w.stationName}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={name}
        onValue={setName}
        wrong={issue('/name')}
      />
      <Field
        label={w.stationPlace}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={place}
        onValue={setPlace}
        wrong={issue('/place')}
      />
      <GridChoice label={w.stationGrid} none={w.noGrid} grids={grids} value={gridId} onValue={setGridId} />
    </Form>
  )
}

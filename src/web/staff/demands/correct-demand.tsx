/** Puts right where a demand was filed: its category, its place, its grid. What was said stays. */
import { useState } from 'preact/hooks'
import type { DemandView, Grid } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { GridChoice } from './grid-choice.tsx'
import { useDemandWords } from './words.ts'

export function CorrectDemand({
  demand,
  grids,
  onDone,
}: {
  readonly demand: DemandView
  readonly grids: readonly Grid[]
  readonly onDone: (demand: DemandView) => void
}) {
  const w = useDemandWords()
  const [category, setCategory] = useState(demand.category)
  const [place, setPlace] = useState(demand.place ?? '')
  const [gridId, setGridId] = useState(demand.gridId ?? '')
  const act = useAct(async () => {
    const json = {
      category,
      place: place.trim() === '' ? null : place,
      gridId: gridId === '' ? null : gridId,
    }
    onDone(await body(api.intake.demands[':id'].correct.$post({ param: { id: demand.id }, json })))
  })
  const issue = useIssues(act.error)
  return (
    <details class="aside screen-only">
      <summary>{w.records.correctDemand}</summary>
      <Form act={act} doIt={w.records.save}>
        <p class="hint">{w.records.correctDemandHint}</p>
        <Field
          label={w.demand.facts.category}
          lang={OF_THE_HALL}
          autocomplete="off"
          required
          value={category}
          onValue={setCategory}
          wrong={issue('/category')}
        />
        <Field
          label={w.demand.facts.place}
          lang={OF_THE_HALL}
          autocomplete="off"
          value={place}
          onValue={setPlace}
          wrong={issue('/place')}
        />
        <GridChoice
          label={w.demand.facts.grid}
          none={w.grids.noGrid}
          grids={grids}
          value={gridId}
          onValue={setGridId}
        />
      </Form>
    </details>
  )
}

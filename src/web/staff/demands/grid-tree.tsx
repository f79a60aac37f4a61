/** The grids as a tree; each is renamed and given its deputies where it stands. */
import { useState } from 'preact/hooks'
import type { Grid } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { deputiesNamed, namesOf } from './grid-sheet.ts'
import { inTreeOrder } from './tree.ts'
import { useDemandWords } from './words.ts'

export function GridTree({
  grids,
  deputies,
  secretary,
  refresh,
}: {
  readonly grids: readonly Grid[]
  readonly deputies: readonly Deputy[]
  readonly secretary: boolean
  readonly refresh: () => Promise<void>
}) {
  const w = useDemandWords().grids
  const [changing, setChanging] = useState<string>()
  if (grids.length === 0) return <p class="empty">{w.none}</p>
  return (
    <ul class="grid-tree">
      {inTreeOrder(grids).map((grid) => {
        const looking = namesOf(grid.deputyIds, deputies)
        return (
          <li key={grid.id} class={`level-${grid.level}`}>
            <div class="row">
              <strong lang={OF_THE_HALL}>{grid.name}</strong>
              <span class="soft">
                {looking === '' ? w.noDeputies : `${w.deputies} `}
                <span lang={OF_THE_HALL}>{looking}</span>
              </span>
              {secretary && changing !== grid.id && (
                <button type="button" class="quiet" onClick={() => setChanging(grid.id)}>
                  {w.change}
                  <span class="only-heard">{w.ofGrid(grid.name)}</span>
                </button>
              )}
            </div>
            {changing === grid.id && (
              <EditGrid
                grid={grid}
                names={looking}
                deputies={deputies}
                onDone={async () => {
                  await refresh()
                  setChanging(undefined)
                }}
                onLeave={() => setChanging(undefined)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function EditGrid({
  grid,
  names,
  deputies,
  onDone,
  onLeave,
}: {
  readonly grid: Grid
  readonly names: string
  readonly deputies: readonly Deputy[]
  readonly onDone: () => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useDemandWords().grids
  const [name, setName] = useState(grid.name)
  const [text, setText] = useState(names)
  const { ids, unknown } = deputiesNamed(text, deputies)
  const act = useAct(async () => {
    // Who has left is on no list to choose from: names that were not touched stay as they are.
    const json = { name, ...(text === names ? {} : { deputyIds: [...ids] }) }
    await body(api.intake.grids[':id'].$patch({ param: { id: grid.id }, json }))
    await onDone()
  })
  const issue = useIssues(act.error)
  const missing = text === names || unknown === '' ? undefined : w.unknown(unknown)
  return (
    <Form act={act} doIt={w.save} missing={missing === undefined ? [] : [missing]} onLeave={onLeave}>
      <Field
        label={w.gridName}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={name}
        onValue={setName}
        wrong={issue('/name')}
      />
      <Field
        label={w.deputies}
        hint={w.deputiesHint}
        lang={OF_THE_HALL}
        autocomplete="off"
        value={text}
        onValue={setText}
        wrong={missing}
      />
    </Form>
  )
}

/** The grids as a tree; each is renamed and given its deputies where it stands. */
import { useState } from 'preact/hooks'
import type { Grid } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm } from '../parts/ask.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { deputiesNamed, namesOf } from './grid-sheet.ts'
import { GridChoice } from './grid-choice.tsx'
import { inTreeOrder } from './tree.ts'
import { useDemandWords } from './words.ts'

/** As deep as the service lets them nest. */
const LEVELS_MAX = 4

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
                grids={grids}
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
  grids,
  names,
  deputies,
  onDone,
  onLeave,
}: {
  readonly grid: Grid
  readonly grids: readonly Grid[]
  readonly names: string
  readonly deputies: readonly Deputy[]
  readonly onDone: () => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useDemandWords().grids
  const [name, setName] = useState(grid.name)
  const [text, setText] = useState(names)
  const [parentId, setParentId] = useState(grid.parentId ?? '')
  const [removing, setRemoving] = useState(false)
  const { ids, unknown } = deputiesNamed(text, deputies)
  const act = useAct(async () => {
    // Who has left is on no list to choose from: names that were not touched stay as they are.
    const json = {
      name,
      ...(text === names ? {} : { deputyIds: [...ids] }),
      ...(parentId === (grid.parentId ?? '') ? {} : { parentId: parentId === '' ? null : parentId }),
    }
    await body(api.intake.grids[':id'].$patch({ param: { id: grid.id }, json }))
    await onDone()
  })
  const issue = useIssues(act.error)
  const missing = text === names || unknown === '' ? undefined : w.unknown(unknown)
  return (
    <div class="stack">
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
        <GridChoice
          label={w.within}
          none={w.top}
          grids={placesFor(grid, grids)}
          value={parentId}
          onValue={setParentId}
        />
      </Form>
      <button type="button" class="quiet" onClick={() => setRemoving(true)}>
        {w.removeGrid}
        <span class="only-heard">{w.ofGrid(grid.name)}</span>
      </button>
      {removing && (
        <Confirm
          heading={w.removeGridHeading}
          doIt={w.removeGrid}
          onLeave={() => setRemoving(false)}
          onDo={async () => {
            await body(api.intake.grids[':id'].$delete({ param: { id: grid.id } }))
            await onDone()
          }}
        >
          <p lang={OF_THE_HALL}>{grid.name}</p>
          <p>{w.removeGridText}</p>
        </Confirm>
      )}
    </div>
  )
}

/** Where it could lie: not within itself, nor in what is as deep as grids go. */
function placesFor(grid: Grid, grids: readonly Grid[]): readonly Grid[] {
  const own = new Set([grid.id])
  return inTreeOrder(grids).filter(({ id, parentId, level }) => {
    if (id === grid.id || (parentId !== null && own.has(parentId))) {
      own.add(id)
      return false
    }
    return level < LEVELS_MAX
  })
}

/** When, where, who comes, and the projects on the agenda. */
import { Area, Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import type { Sittings } from './reading.ts'
import { useSittingWords } from './words.ts'

export interface TypedArrangement {
  readonly day: string
  readonly time: string
  readonly place: string
  readonly comers: string
  readonly projectIds: readonly string[]
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export const NOT_ARRANGED: TypedArrangement = { day: '', time: '', place: '', comers: '', projectIds: [] }

/** As it is sent: however its colon and digits were typed, 9:30 is 09:30. */
export function arrangementOf(typed: TypedArrangement) {
  const { day, time, place, comers, projectIds } = typed
  return {
    day,
    time: time.normalize('NFKC').replaceAll(/\s/g, '').padStart(5, '0'),
    place: place.trim(),
    comers: comers.trim(),
    projectIds: [...projectIds],
  }
}

/** What stands in the way of sending it, in sentences. */
export function lacking(
  typed: TypedArrangement,
  w: { readonly missing: string; readonly wrongTime: string },
): string[] {
  const { day, time, place, comers } = arrangementOf(typed)
  const isTimed = typed.time.trim() !== ''
  return [
    ...(!isTimed || [day, place, comers].includes('') ? [w.missing] : []),
    ...(isTimed && !TIME.test(time) ? [w.wrongTime] : []),
  ]
}

export function ArrangementFields({
  value,
  change,
  all,
  issue,
}: {
  readonly value: TypedArrangement
  readonly change: (fields: Partial<TypedArrangement>) => void
  readonly all: Sittings
  readonly issue: (pointer: string) => string | undefined
}) {
  const w = useSittingWords().fields
  return (
    <>
      <Field
        label={w.day}
        type="date"
        value={value.day}
        onValue={(day) => change({ day })}
        wrong={issue('/arrangement/day')}
      />
      <Field
        label={w.time}
        hint={w.timeHint}
        value={value.time}
        onValue={(time) => change({ time })}
        wrong={issue('/arrangement/time')}
      />
      <Field
        label={w.place}
        lang={OF_THE_HALL}
        value={value.place}
        onValue={(place) => change({ place })}
        wrong={issue('/arrangement/place')}
      />
      <Area
        label={w.comers}
        rows={2}
        lang={OF_THE_HALL}
        value={value.comers}
        onValue={(comers) => change({ comers })}
        wrong={issue('/arrangement/comers')}
      />
      <ProjectChoice ids={value.projectIds} all={all} change={(projectIds) => change({ projectIds })} />
    </>
  )
}

export function ProjectChoice({
  ids,
  all,
  change,
}: {
  readonly ids: readonly string[]
  readonly all: Sittings
  readonly change: (ids: readonly string[]) => void
}) {
  const w = useSittingWords().fields
  return (
    <fieldset>
      <legend>{w.projects}</legend>
      {all.projects.map(({ projectId, project }) => (
        <label key={projectId} class="check">
          <input
            type="checkbox"
            checked={ids.includes(projectId)}
            onChange={({ currentTarget: { checked } }) =>
              change(checked ? [...ids, projectId] : ids.filter((id) => id !== projectId))
            }
          />
          <span lang={OF_THE_HALL}>{project}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** How far one milestone is: a press for the usual figures, a field for the others, a day when it is done. */
import type { Milestone } from '../../../pay/model.ts'
import type { Project } from '../../../pay/views.ts'
import { Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import { FilesField } from './files-field.tsx'
import type { Files } from './files.ts'
import { before, latestDay, type TypedReport } from './typed-report.ts'
import { useReportingWords } from './words.ts'

const QUICK = [0, 25, 50, 75, 100]

export function MilestoneFields({
  project,
  period,
  milestone,
  typed,
  change,
  files,
  issue,
}: {
  readonly project: Project
  readonly period: string
  readonly milestone: Milestone
  readonly typed: TypedReport
  readonly change: (work: (before: TypedReport) => TypedReport) => void
  readonly files: Files
  readonly issue: (field: 'percent' | 'doneOn' | 'figures') => string | undefined
}) {
  const w = useReportingWords().report
  const { id, name, dueOn } = milestone
  const was = before(project, period, id)
  const moved = typed.milestones[id]
  const { percent, doneOn, figures } = moved ?? was
  const latest = latestDay(project, period)
  const set = (now: string, day = doneOn): void =>
    change((all) => {
      const done = now.trim() === '100'
      // The day stands there already: most report what was done of late.
      const progress = { percent: now, doneOn: done ? (day === '' ? latest : day) : '', figures }
      return { ...all, milestones: { ...all.milestones, [id]: progress } }
    })
  const unset = (): void =>
    change((all) => {
      const { [id]: _was, ...milestones } = all.milestones
      return { ...all, milestones }
    })
  return (
    <fieldset class="milestone">
      <legend lang={OF_THE_HALL}>{name}</legend>
      <p class="soft">
        {w.was(Number(was.percent))} · {w.due(dueOn)}
      </p>
      <div class="quick" role="group" aria-label={w.percent}>
        {QUICK.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={moved !== undefined && percent.trim() === String(each)}
            onClick={() => set(String(each))}
          >
            {w.exact(each)}
          </button>
        ))}
      </div>
      <div class="pair">
        <Field
          label={w.percent}
          inputMode="numeric"
          value={percent}
          onValue={(value) => set(value)}
          wrong={issue('percent')}
        />
        {percent.trim() === '100' && (
          <Field
            label={w.doneOn}
            type="date"
            max={latest}
            value={doneOn}
            onValue={(day) =>
              change((all) => ({
                ...all,
                milestones: { ...all.milestones, [id]: { percent, doneOn: day, figures } },
              }))
            }
            wrong={issue('doneOn')}
          />
        )}
      </div>
      <Field
        label={w.figures}
        hint={w.figuresHint}
        wrong={issue('figures')}
        lang={OF_THE_HALL}
        value={figures}
        onValue={(counted) =>
          change((all) => ({
            ...all,
            milestones: { ...all.milestones, [id]: { percent, doneOn, figures: counted } },
          }))
        }
      />
      {moved !== undefined && (
        <button type="button" class="quiet" onClick={unset}>
          {w.unchanged}
          <span class="only-heard"> {name}</span>
        </button>
      )}
      <FilesField files={files} of={id} label={name} called={name} />
    </fieldset>
  )
}

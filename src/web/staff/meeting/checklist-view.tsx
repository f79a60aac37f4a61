/** The steps as they are shown: the current one open and large, done ones folded with what was recorded, later ones too. */
import { useCallback, useRef, useState } from 'preact/hooks'
import { isMine, type Step, type StepId } from '../checklist.ts'
import { useMe } from '../session.tsx'
import { useLanguage, useSentence } from '../words.ts'
import { clockTime } from './clock.ts'
import { doneAt } from './journal.ts'
import { recorded } from './recorded.ts'
import type { BallotConsole, MeetingSituation } from './situation.ts'
import { StepBody } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export interface StepContext {
  readonly situation: MeetingSituation
  /** The ballot that these steps are of: the vote's, or the practice's. */
  readonly ballot: BallotConsole | null
  readonly refresh: () => Promise<void>
  readonly onMeeting: (id: string) => void
}

export function Checklist({ steps, ...context }: StepContext & { readonly steps: readonly Step[] }) {
  return (
    <ol class="stages">
      {steps.map((step, i) => (
        <StepItem
          key={step.id}
          step={step}
          before={steps.slice(0, i).findLast(({ status }) => status !== 'done')?.id}
          number={i + 1}
          {...context}
        />
      ))}
    </ol>
  )
}

function StepItem({
  step,
  before,
  number,
  ...context
}: StepContext & {
  readonly step: Step
  readonly before: StepId | undefined
  readonly number: number
}) {
  const w = useMeetingWords()
  const me = useMe()
  const language = useLanguage()
  const mine = isMine(step.doer, me)
  const { situation, ballot } = context
  const at = doneAt(situation.journal, step.id, { cycleId: situation.cycle.id, ballot: ballot?.uuid })
  // Whoever ticks heads goes on ticking after the quorum is reached, until the vote is set up.
  const [open, setOpen] = useOpen(
    step.current || (mine && step.status === 'now'),
    `${step.status} ${step.current}`,
    step.id === 'signIn' && ballot === null,
  )
  const title = w.steps[step.id].title
  return (
    <li class={`stage is-${step.status}${step.current ? ' is-current' : ''}`} data-step={step.id}>
      <details
        open={open}
        onToggle={(event) => {
          if (event.currentTarget.open !== open) setOpen(event.currentTarget.open)
        }}
      >
        <summary aria-current={step.current ? 'step' : undefined}>
          <span class="number" aria-hidden="true">
            {step.status === 'done' ? '✓' : number}
          </span>
          <span class="title">
            {step.current ? <h2>{title}</h2> : <h3>{title}</h3>}
            <Status step={step} before={before} mine={mine} />
            {step.status === 'done' && (
              <span class="record">
                {recorded(w, step.id, situation, ballot)}
                {at !== undefined && <time dateTime={at}>{clockTime(at, language)}</time>}
              </span>
            )}
          </span>
        </summary>
        {open && (
          <div class="body">
            <StepBody step={step} mine={mine} {...context} />
          </div>
        )}
      </details>
    </li>
  )
}

function Status({
  step,
  before,
  mine,
}: {
  readonly step: Step
  /** The step before it that is not done, if there is one. */
  readonly before: StepId | undefined
  readonly mine: boolean
}) {
  const w = useMeetingWords()
  const sentence = useSentence()
  switch (step.status) {
    case 'done':
      return <span class="status">{w.done}</span>
    case 'now':
      if (step.id === 'print') return <span class="status">{w.print.anyTime}</span>
      return (
        <span class={mine ? 'status is-mine' : 'status'}>
          {mine ? w.yours : w.waitsFor(w.doers[step.doer])}
        </span>
      )
    case 'waiting':
      // What stands before it is plainer than the service's reason, which is at the button.
      return (
        <span class="status">
          {before === undefined ? step.missing.map(sentence).join(w.comma) : w.after(w.steps[before].title)}
        </span>
      )
  }
}

/** Open by itself where it is due, until the person decides; what changes asks anew. Decided before it is drawn. */
function useOpen(
  due: boolean,
  state: string,
  stays: boolean,
): readonly [open: boolean, setOpen: (open: boolean) => void] {
  const [decided, setDecided] = useState<{ readonly state: string; readonly open: boolean }>()
  const before = useRef(false)
  const open = decided?.state === state ? decided.open : due || (stays && before.current)
  before.current = open
  const setOpen = useCallback((wanted: boolean) => setDecided({ state, open: wanted }), [state])
  return [open, setOpen]
}

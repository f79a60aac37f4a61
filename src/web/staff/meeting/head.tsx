/** The head of a meeting: what it is about, when it is held, where it stands, and whether it left the tablets. */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { MeetingWithAttendance } from '../../../people/model.ts'
import type { Step } from '../checklist.ts'
import { Heading } from '../parts/heading.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useMeetingWords } from './words.ts'

export function MeetingHead({
  heading,
  meeting,
  ballot,
  steps,
  allDone,
}: {
  readonly heading: string
  readonly meeting: Pick<MeetingWithAttendance, 'name' | 'heldOn'> | null
  readonly ballot: Pick<BallotConsole, 'method' | 'methodReason'> | null
  readonly steps: readonly Step[]
  /** Said where no step is left. */
  readonly allDone: string
}) {
  const w = useMeetingWords()
  const current = steps.find((each) => each.current)
  // Spoken once for each new place, not at every reading.
  const [said, setSaid] = useState('')
  const now = current === undefined ? allDone : w.nowAt(w.steps[current.id].title, w.doers[current.doer])
  useEffect(() => setSaid(now), [now])
  useLayoutEffect(() => showCurrent(), [current?.id])
  return (
    <>
      <header class="meeting-head">
        <Heading>{heading}</Heading>
        {meeting !== null && (
          <p lang={OF_THE_HALL}>
            {meeting.name}
            <span class="soft">{meeting.heldOn}</span>
          </p>
        )}
        <p class="now" role="status">
          {said}
        </p>
      </header>
      {ballot !== null && ballot.method !== 'electronic' && (
        <p class="band">{w.switchedBand(w.methods[ballot.method], ballot.methodReason ?? '')}</p>
      )}
    </>
  )
}

/** Brings the current step into sight when it is another one, unless the person is writing something. */
function showCurrent(): void {
  const current = document.querySelector('.stage.is-current')
  if (current === null || document.activeElement?.matches('input, textarea, select, dialog *') === true)
    return
  const { top, bottom } = current.getBoundingClientRect()
  if (top > innerHeight * 0.6 || bottom < innerHeight * 0.2) current.scrollIntoView({ block: 'start' })
}

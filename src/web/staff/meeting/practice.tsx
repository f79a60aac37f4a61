/** 试投, the evening before: under keys of its own, marked everywhere, never counted. */
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import type { Step } from '../checklist.ts'
import { useMe } from '../session.tsx'
import { Checklist, type StepContext } from './checklist-view.tsx'
import { DraftForm } from './draft-form.tsx'
import type { BallotConsole } from './situation.ts'
import { useMeetingWords } from './words.ts'

export function PracticeSection({
  practice,
  steps,
  ...context
}: Omit<StepContext, 'ballot'> & {
  readonly practice: BallotConsole | null
  readonly steps: readonly Step[]
}) {
  const w = useMeetingWords()
  const me = useMe()
  const { situation, refresh } = context
  const { cycle, meeting, ballot } = situation
  if (practice !== null) {
    return (
      <section class="practice" aria-label={w.practice.mark}>
        <h2>
          <span class="band">{w.practice.mark}</span> {w.practice.heading}
        </h2>
        <p class="soft">{w.practice.text}</p>
        <Checklist {...context} ballot={practice} steps={steps} />
      </section>
    )
  }
  // The evening before: once the box is open there is nothing left to practise for.
  if (me.role !== 'secretary' || (ballot !== null && !isBefore(ballot))) return null
  const missing = [
    ...(cycle.shortlist.fixed ? [] : [w.practice.listFirst]),
    ...(meeting === null ? [w.practice.meetingFirst] : []),
  ]
  return (
    <details class="aside">
      <summary>
        <h2>{w.practice.offer}</h2>
      </summary>
      <p>{w.practice.text}</p>
      <DraftForm
        missing={missing}
        doIt={w.practice.button}
        onDraft={async (tellers) => {
          const json = { ...tellers, meetingId: meeting?.id ?? '' }
          await body(api.decide.cycles[':id'].practice.$post({ param: { id: cycle.id }, json }))
          await refresh()
        }}
      />
    </details>
  )
}

function isBefore({ state, method }: BallotConsole): boolean {
  return method === 'electronic' && ['draft', 'keyed', 'carded', 'sealed'].includes(state)
}

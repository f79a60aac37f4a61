/** A year's meeting, from the rule to the print: the checklist, where it stands, what is to be done now. */
import { useCallback, useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { CycleView } from '../../../order/model.ts'
import { checklist, practiceChecklist } from '../checklist.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import { Checklist } from './checklist-view.tsx'
import { Earlier } from './earlier.tsx'
import { PracticeSection } from './practice.tsx'
import { PresidiumPowers } from './powers.tsx'
import { readSituation, type MeetingSituation } from './situation.ts'
import { useMeetingWords } from './words.ts'

export function Meeting({ cycleId }: { readonly cycleId: string }) {
  const [chosen, setChosen] = useState<string>()
  const read = useCallback(() => readSituation(cycleId, chosen), [cycleId, chosen])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  return <Steps situation={loaded.value} refresh={refresh} onMeeting={setChosen} />
}

function Steps({
  situation,
  refresh,
  onMeeting,
}: {
  readonly situation: MeetingSituation
  readonly refresh: () => Promise<void>
  readonly onMeeting: (id: string) => void
}) {
  const w = useMeetingWords()
  const me = useMe()
  const { cycle, ballot, practice, votes } = situation
  const steps = checklist(situation)
  const current = steps.find((each) => each.current)
  // Spoken once for each new place, not at every reading.
  const [said, setSaid] = useState('')
  const now = current === undefined ? w.allDone : w.nowAt(w.steps[current.id].title, w.doers[current.doer])
  useEffect(() => setSaid(now), [now])
  useLayoutEffect(() => showCurrent(), [current?.id])
  const common = { situation, refresh, onMeeting }
  return (
    <div class="meeting">
      <header class="meeting-head">
        <Heading>{w.heading(cycle.year)}</Heading>
        {situation.meeting !== null && (
          <p lang={OF_THE_HALL}>
            {situation.meeting.name}
            <span class="soft">{situation.meeting.heldOn}</span>
          </p>
        )}
        <p class="now" role="status">
          {said}
        </p>
      </header>
      {ballot !== null && ballot.method !== 'electronic' && (
        <p class="band">{w.switchedBand(w.methods[ballot.method], ballot.methodReason ?? '')}</p>
      )}
      <Checklist {...common} steps={steps} ballot={ballot} />
      {me.role === 'presidium' && ballot !== null && <PresidiumPowers ballot={ballot} refresh={refresh} />}
      <PracticeSection
        {...common}
        steps={practice === null ? [] : practiceChecklist(practice)}
        practice={practice}
      />
      <Earlier votes={votes} current={situation.vote} />
      <Links cycle={cycle} chosen={votes.some(({ state }) => state === 'announced')} />
    </div>
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

function Links({
  cycle: { id, year },
  chosen,
}: {
  readonly cycle: CycleView
  /** A vote has been announced: from then on it is delivered. */
  readonly chosen: boolean
}) {
  const words = useWords()
  const w = useMeetingWords()
  return (
    <footer>
      <h2>{w.linksHeading}</h2>
      <ul class="links">
        {chosen && (
          <li>
            <a href={linkTo.delivery(id)}>{words.delivery.heading(year)}</a>
          </li>
        )}
        <li>
          <a href={linkTo.satisfaction(id)}>{w.judging.link(year)}</a>
        </li>
        <li>
          <a href={linkTo.proposals(id)}>{w.proposalsLink(year)}</a>
        </li>
        <li>
          <a href="/screen">{w.screenLink}</a>
        </li>
        <li>
          <a href="/audit">{words.audit}</a>
        </li>
        <li>
          <a href="/">{w.publicLink(year)}</a>
        </li>
      </ul>
    </footer>
  )
}

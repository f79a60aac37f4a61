/** A year's meeting, from the rule to the print: the checklist, where it stands, what is to be done now. */
import { useCallback, useState } from 'preact/hooks'
import type { CycleView } from '../../../order/model.ts'
import { checklist, practiceChecklist } from '../checklist.ts'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { linkTo } from '../route.ts'
import { useWords } from '../words.ts'
import { Checklist } from './checklist-view.tsx'
import { Earlier } from './earlier.tsx'
import { MeetingHead } from './head.tsx'
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
  const common = { situation, refresh, onMeeting }
  return (
    <div class="meeting">
      <MeetingHead
        heading={w.heading(cycle.year)}
        meeting={situation.meeting}
        ballot={ballot}
        steps={steps}
        allDone={w.allDone}
      />
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

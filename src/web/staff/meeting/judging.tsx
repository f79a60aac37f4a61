/** 满意度测评 of a year, through the same ceremony as the vote: checklist, result, the ballots before it. */
import { useCallback, useState } from 'preact/hooks'
import { judgingChecklist } from '../checklist.ts'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { Announcement } from './announce.tsx'
import { Checklist } from './checklist-view.tsx'
import { MeetingHead } from './head.tsx'
import { Judged } from './judged.tsx'
import { PresidiumPowers } from './powers.tsx'
import { readJudging, type JudgingSituation } from './judging-situation.ts'
import { PutRight } from './put-right.tsx'
import { useMeetingWords } from './words.ts'

export function JudgingMeeting({ cycleId }: { readonly cycleId: string }) {
  const { failed } = useMeetingWords().judging
  const [chosen, setChosen] = useState<string>()
  const [after, setAfter] = useState<string>()
  const read = useCallback(() => readJudging(cycleId, chosen, after), [cycleId, chosen, after])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Steps situation={loaded.value} refresh={refresh} onMeeting={setChosen} onAnew={setAfter} />
}

function Steps({
  situation,
  refresh,
  onMeeting,
  onAnew,
}: {
  readonly situation: JudgingSituation
  readonly refresh: () => Promise<void>
  readonly onMeeting: (id: string) => void
  readonly onAnew: (after: string) => void
}) {
  const words = useWords()
  const w = useMeetingWords()
  const me = useMe()
  const { cycle, ballot, judging } = situation
  const { assessment, fellShort, leftOut } = judging
  const steps = judgingChecklist(situation)
  return (
    <div class="meeting">
      <MeetingHead
        heading={w.judging.heading(cycle.year, assessment?.round ?? judging.assessments.length + 1)}
        meeting={situation.meeting}
        ballot={ballot}
        steps={steps}
        allDone={w.judging.allDone}
      />
      {assessment?.state === 'announced' && (
        <section>
          <h2>{w.result.verdict}</h2>
          <Judged assessment={assessment} />
          {assessment.announcement !== null && <Announcement text={assessment.announcement} />}
        </section>
      )}
      <Checklist
        situation={situation}
        refresh={refresh}
        onMeeting={onMeeting}
        steps={steps}
        ballot={ballot}
      />
      {me.role === 'presidium' && ballot !== null && <PresidiumPowers ballot={ballot} refresh={refresh} />}
      {assessment?.state === 'announced' && fellShort.length > 0 && (
        <section>
          <h2>{w.judging.fellShort}</h2>
          {judging.rectifications.length > 0 ? (
            <PutRight cycleId={cycle.id} rectifications={judging.rectifications} />
          ) : (
            <>
              <ul class="problems" lang={OF_THE_HALL}>
                {fellShort.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
              <p class="soft">{w.judging.againText}</p>
            </>
          )}
        </section>
      )}
      {assessment?.state === 'announced' && leftOut.length > 0 && (
        <section>
          <h2>{w.judging.leftOut}</h2>
          <ul class="problems" lang={OF_THE_HALL}>
            {leftOut.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </section>
      )}
      {assessment?.state === 'announced' && fellShort.length + leftOut.length > 0 && (
        <button type="button" onClick={() => onAnew(assessment.ballot)}>
          {w.judging.again}
        </button>
      )}
      <EarlierOnes situation={situation} />
      <footer>
        <h2>{w.linksHeading}</h2>
        <ul class="links">
          <li>
            <a href={linkTo.meeting(cycle.id)}>{w.heading(cycle.year)}</a>
          </li>
          <li>
            <a href={linkTo.delivery(cycle.id)}>{words.delivery.heading(cycle.year)}</a>
          </li>
          <li>
            <a href="/screen">{w.screenLink}</a>
          </li>
        </ul>
      </footer>
    </div>
  )
}

function EarlierOnes({ situation: { judging } }: { readonly situation: JudgingSituation }) {
  const w = useMeetingWords()
  const earlier = judging.assessments.filter(({ ballot }) => ballot !== judging.assessment?.ballot)
  if (earlier.length === 0) return null
  return (
    <section>
      <h2>{w.judging.earlier}</h2>
      {earlier.map((each) => (
        <details class="aside" key={each.ballot}>
          <summary>
            <h3>
              {w.judging.heading(each.year, each.round)}
              {w.colon}
              {each.state === 'void' ? w.earlier.void : w.earlier.announced}
            </h3>
          </summary>
          <Judged assessment={each} />
        </details>
      ))}
    </section>
  )
}

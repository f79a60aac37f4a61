/** The papers of a vote or of a satisfaction ballot, as they will be printed. */
import { useCallback, useState } from 'preact/hooks'
import type { AnnouncementPaper, Sheet, TallySheet as SheetOfTally } from '../../../decide/paper-parts.ts'
import { announcementPaperOf, sheetsOf, tallySheetOf } from '../../../decide/papers.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { Announcement } from './announcement.tsx'
import { PrintButton, SaveWorkbook } from './print.tsx'
import { TallySheet } from './tally-sheet.tsx'
import { usePaperWords } from './words.ts'

const NUMBER_CHARACTERS_MAX = 12

interface PapersOfBallot {
  /** The meeting that it belongs to. */
  readonly back: string
  readonly name: string
  /** Null before the count. */
  readonly sheet: SheetOfTally | null
  readonly workbook: readonly Sheet[] | null
  /** Null before the announcement. */
  readonly announcement: AnnouncementPaper | null
}

export function Papers({ uuid }: { readonly uuid: string }) {
  const words = usePaperWords()
  const read = useCallback(() => readPapers(uuid), [uuid])
  const [loaded, refresh] = useFresh(read)
  const [number, setNumber] = useState('')
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { back, name, sheet, workbook, announcement } = loaded.value
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{words.heading}</Heading>
        <p>
          <a href={back}>{words.back}</a>
        </p>
        {sheet === null ? <Empty>{words.notCounted}</Empty> : <p>{words.signHint}</p>}
        {sheet !== null && (
          <div class="papers-buttons">
            <PrintButton paper="tally-sheet">{words.printTallySheet}</PrintButton>
            {workbook !== null && <SaveWorkbook name={name} sheets={workbook} />}
          </div>
        )}
      </div>
      {sheet !== null && <TallySheet sheet={sheet} />}
      {sheet !== null && (
        <div class="papers-bar">
          {announcement === null ? (
            <Empty>{words.notAnnounced}</Empty>
          ) : (
            <>
              <Field
                label={words.number}
                hint={words.numberHint}
                inputMode="numeric"
                value={number}
                onValue={(value) => setNumber(value.slice(0, NUMBER_CHARACTERS_MAX))}
              />
              <div class="papers-buttons">
                <PrintButton paper="announcement-paper" disabled={number.trim() === ''}>
                  {words.printAnnouncement}
                </PrintButton>
              </div>
            </>
          )}
        </div>
      )}
      {announcement !== null && <Announcement paper={announcement} number={number.trim()} />}
    </div>
  )
}

async function readPapers(uuid: string): Promise<PapersOfBallot> {
  const param = { uuid }
  const { kind } = await body(api.ballots[':uuid'].$get({ param }))
  if (kind === 'satisfaction') {
    const papers = await body(api.inspect.assessments[':uuid'].papers.$get({ param }))
    const { cycleId, year, sheet, workbook, announcement } = papers
    const name = `${year}年民生实事项目满意度测评结果-${uuid}.xlsx`
    return { back: linkTo.satisfaction(cycleId), name, sheet, workbook, announcement }
  }
  const facts = await body(api.decide.votes[':uuid'].papers.$get({ param }))
  return {
    back: linkTo.meeting(facts.vote.cycleId),
    name: `${facts.year}年民生实事项目票决结果-${uuid}.xlsx`,
    sheet: tallySheetOf(facts),
    workbook: sheetsOf(facts),
    announcement: announcementPaperOf(facts),
  }
}

/** The papers of a vote, as they will be printed. */
import { useCallback, useState } from 'preact/hooks'
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

export function Papers({ uuid }: { readonly uuid: string }) {
  const words = usePaperWords()
  const read = useCallback(() => body(api.decide.votes[':uuid'].papers.$get({ param: { uuid } })), [uuid])
  const [loaded, refresh] = useFresh(read)
  const [number, setNumber] = useState('')
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const facts = loaded.value
  const { state } = facts.vote
  const counted = state === 'counted' || state === 'announced'
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{words.heading}</Heading>
        <p>
          <a href={linkTo.meeting(facts.vote.cycleId)}>{words.back}</a>
        </p>
        {counted ? <p>{words.signHint}</p> : <Empty>{words.notCounted}</Empty>}
        {counted && (
          <div class="papers-buttons">
            <PrintButton paper="tally-sheet">{words.printTallySheet}</PrintButton>
            <SaveWorkbook facts={facts} />
          </div>
        )}
      </div>
      <TallySheet facts={facts} />
      {counted && (
        <div class="papers-bar">
          {facts.vote.outcome === null ? (
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
      <Announcement facts={facts} number={number.trim()} />
    </div>
  )
}

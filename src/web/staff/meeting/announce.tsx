/** The result: announced by the secretary, gone on from where seats are open, printed. */
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { DoIt } from './ceremony.tsx'
import { DraftForm } from './draft-form.tsx'
import { Judged } from './judged.tsx'
import { Result } from './result.tsx'
import type { BallotStepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function AnnounceStep({ situation, ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const param = { uuid: ballot.uuid }
  const { vote, judging } = situation
  const { assessment = null } = judging ?? {}
  return (
    <>
      {vote !== null && <Result vote={vote} />}
      {assessment !== null && assessment.state !== 'announced' && <Judged assessment={assessment} />}
      {ballot.state === 'counted' && vote !== null && (
        <p>
          <a class="button" href={linkTo.papers(ballot.uuid)}>
            {w.announce.tallySheet}
          </a>
        </p>
      )}
      {mine && step.status !== 'done' && (
        <DoIt
          missing={step.missing}
          ask={{ heading: w.announce.heading, text: w.announce.fixes(ballot.counts), doIt: w.announce.doIt }}
          refresh={refresh}
          onDo={() =>
            judging === undefined
              ? body(api.decide.votes[':uuid'].announce.$post({ param }))
              : body(api.inspect.assessments[':uuid'].announce.$post({ param }))
          }
        >
          {w.announce.button}
        </DoIt>
      )}
      {vote?.announcement != null && <Announcement text={vote.announcement} />}
    </>
  )
}

export function Announcement({ text }: { readonly text: string }) {
  const w = useMeetingWords()
  return (
    <figure class="announcement">
      <figcaption>{w.announce.text}</figcaption>
      <pre lang={OF_THE_HALL}>{text}</pre>
    </figure>
  )
}

/** A tie, or seats left open: another vote, or the presidium accepts fewer. */
export function GoOnStep({ situation, ballot, step, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const me = useMe()
  const { vote, meeting } = situation
  const outcome = vote?.outcome
  if (outcome === null || outcome === undefined) return null
  const param = { uuid: ballot.uuid }
  const done = step.status === 'done'
  return (
    <>
      <p>
        {outcome.tied.length > 0
          ? w.goOn.tie(outcome.tied.length, outcome.tiedSeats)
          : w.goOn.unfilled(outcome.unfilled)}
      </p>
      {vote?.acceptedFewerReason != null && <p>{w.goOn.accepted(vote.acceptedFewerReason)}</p>}
      {!done && me.role === 'secretary' && (
        <DraftForm
          missing={[]}
          doIt={w.goOn.runoff}
          onDraft={async (tellers) => {
            const json = { ...tellers, meetingId: meeting?.id ?? '' }
            await body(api.decide.votes[':uuid'].runoff.$post({ param, json }))
            await refresh()
          }}
        />
      )}
      {!done && me.role === 'presidium' && outcome.unfilled > 0 && (
        <ReasonButton
          text={w.goOn.acceptText(outcome.unfilled)}
          doIt={w.goOn.acceptDo}
          onDo={async (reason) => {
            await body(api.decide.votes[':uuid']['accept-fewer'].$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          {w.goOn.accept}
        </ReasonButton>
      )}
      {!done && me.role !== 'secretary' && <p class="soft">{w.goOn.waits}</p>}
    </>
  )
}

export function PrintStep({ ballot, step }: BallotStepProps) {
  const w = useMeetingWords()
  if (step.status === 'waiting') return null
  return (
    <>
      <p>
        <a class="button strong" href={linkTo.papers(ballot.uuid)}>
          {w.print.button}
        </a>
      </p>
      {ballot.fingerprint !== null && (
        <p>
          <a class="button" href={`/api/ballots/${ballot.uuid}/archive.bel`}>
            {w.print.archive}
          </a>
        </p>
      )}
    </>
  )
}

/** Sets up the year's vote, or its satisfaction ballot; what was set up, and that it can be set up anew. */
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { DraftForm } from './draft-form.tsx'
import { JudgingDraft } from './judging-draft.tsx'
import type { StepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function DraftStep(props: StepProps) {
  const w = useMeetingWords()
  const { situation, step, mine, ballot, refresh } = props
  const { cycle, meeting, judging } = situation
  if (ballot !== null) {
    return (
      <>
        <dl class="facts">
          <div>
            <dt>{w.draft.title}</dt>
            <dd lang={OF_THE_HALL}>{ballot.title}</dd>
          </div>
          <div>
            <dt>{w.draft.tellers}</dt>
            <dd lang={OF_THE_HALL}>{ballot.progress.tellers.map(({ name }) => name).join('、')}</dd>
          </div>
          <div>
            <dt>{w.draft.threshold}</dt>
            <dd>{w.draft.thresholdOf(ballot.threshold, ballot.tellers)}</dd>
          </div>
        </dl>
        {mine && isMereDraft(ballot) && <SetUpAnew uuid={ballot.uuid} refresh={refresh} />}
      </>
    )
  }
  if (judging !== undefined) return <JudgingDraft {...props} judging={judging} />
  if (!mine) return null
  return (
    <DraftForm
      missing={step.missing}
      doIt={w.draft.button}
      onDraft={async (tellers) => {
        const json = { ...tellers, meetingId: meeting?.id ?? '' }
        await body(api.decide.cycles[':id'].votes.$post({ param: { id: cycle.id }, json }))
        await refresh()
      }}
    />
  )
}

/** As the service sees it: nobody has approved, made or sent anything yet. */
function isMereDraft({ state, progress }: BallotConsole): boolean {
  const begun = progress.tellersApproved || progress.tellers.some(({ keyStep }) => keyStep !== 'certificate')
  return state === 'draft' && !begun
}

/** The wrong tellers, the wrong number of them: nothing is lost by beginning again. */
function SetUpAnew({ uuid, refresh }: { readonly uuid: string; readonly refresh: () => Promise<void> }) {
  const w = useMeetingWords()
  const act = useAct(async () => {
    await body(api.ballots[':uuid'].void.$post({ param: { uuid }, json: { reason: w.draft.anew } }))
    await refresh()
  })
  return (
    <>
      <Refused error={act.error} />
      <ActButton quiet busy={act.busy} onAct={() => void act.run()}>
        {w.draft.anew}
      </ActButton>
    </>
  )
}

/** 签到: the meeting, how many are in the hall against the quorum, and the heads themselves, ticked or scanned. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { twoThirds } from '../../shared/figures.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { isPast } from '../checklist.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Heads } from './heads.tsx'
import type { MeetingWithAttendance } from './situation.ts'
import type { StepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function SignInStep({ situation, refresh, onMeeting }: StepProps) {
  const w = useMeetingWords()
  const me = useMe()
  const { meeting, cycle, ballot } = situation
  const secretary = me.role === 'secretary'
  const others = (
    <>
      <ChooseMeeting situation={situation} onMeeting={onMeeting} />
      <NewMeeting year={cycle.year} refresh={refresh} onMeeting={onMeeting} />
    </>
  )
  if (meeting === null) {
    return secretary ? others : <p class="empty">{w.signIn.noMeeting}</p>
  }
  return (
    <>
      <Attendance meeting={meeting} />
      {secretary && meeting.shouldAttend === 0 && (
        <p class="empty">
          {w.signIn.noDeputies} <a href={linkTo.deputies}>{w.signIn.toDeputies}</a>
        </p>
      )}
      {secretary && meeting.shouldAttend > 0 && (
        <>
          <Heads meetingId={meeting.id} voteOpen={isPast(ballot, 'open')} refresh={refresh} />
          <p class="row">
            <a class="button" href={linkTo.badges(meeting.id)}>
              {w.signIn.badges}
            </a>
            <a class="button" href={linkTo.deputies}>
              {w.signIn.toDeputies}
            </a>
          </p>
        </>
      )}
      {secretary && ballot === null && (
        <details class="aside">
          <summary>{w.signIn.otherMeeting}</summary>
          {others}
        </details>
      )}
    </>
  )
}

/** By hand: the meeting that is shown is only a guess, and so is that there is none. */
function ChooseMeeting({
  situation: { meeting, meetings },
  onMeeting,
}: Pick<StepProps, 'situation' | 'onMeeting'>) {
  const w = useMeetingWords()
  if (meetings.every(({ id }) => id === meeting?.id)) return null
  return (
    <Choice
      label={w.signIn.which}
      value={meeting?.id ?? ''}
      onValue={onMeeting}
      options={[
        ...(meeting === null ? [{ value: '', text: w.signIn.notChosen }] : []),
        ...meetings.map(({ id, name, heldOn }) => ({ value: id, text: `${heldOn} ${name}` })),
      ]}
    />
  )
}

/** 应到, 实到, 法定人数: large, with the formula that the quorum comes from. */
export function Attendance({
  meeting: { shouldAttend, present, quorum, quorate },
}: {
  readonly meeting: Pick<MeetingWithAttendance, 'shouldAttend' | 'present' | 'quorum' | 'quorate'>
}) {
  const w = useMeetingWords()
  return (
    <div class="attendance" role="group" aria-label={w.signIn.counts}>
      <dl class="big">
        <div>
          <dt>{w.signIn.shouldAttend}</dt>
          <dd>{shouldAttend}</dd>
        </div>
        <div>
          <dt>{w.signIn.present}</dt>
          <dd data-count="present">{present}</dd>
        </div>
        <div>
          <dt>{w.signIn.quorum}</dt>
          <dd>{quorum}</dd>
          <dd class="formula">{w.signIn.formula(shouldAttend, twoThirds(shouldAttend), quorum)}</dd>
        </div>
      </dl>
      <p class={quorate ? 'verdict is-yes' : 'verdict'} role="status">
        {quorate ? w.signIn.quorate : w.signIn.notQuorate(Math.max(0, quorum - present))}
      </p>
    </div>
  )
}

function NewMeeting({
  year,
  refresh,
  onMeeting,
}: {
  readonly year: number
  readonly refresh: () => Promise<void>
  readonly onMeeting: (id: string) => void
}) {
  const w = useMeetingWords()
  const [name, setName] = useState('')
  const [heldOn, setHeldOn] = useState('')
  const act = useAct(async () => {
    const { id } = await body(api.people.meetings.$post({ json: { name, heldOn } }))
    onMeeting(id)
    await refresh()
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h3>{w.signIn.newMeeting}</h3>
      <Field
        label={w.signIn.meetingName}
        hint={w.signIn.meetingNameHint(year)}
        lang={OF_THE_HALL}
        required
        value={name}
        onValue={setName}
        wrong={issue('/name')}
      />
      <Field
        label={w.signIn.heldOn}
        type="date"
        required
        value={heldOn}
        onValue={setHeldOn}
        wrong={issue('/heldOn')}
      />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.signIn.makeMeeting}
      </ActButton>
    </form>
  )
}

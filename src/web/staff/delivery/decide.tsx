/** The presidium records how it, or the congress in a meeting, decided on a change. */
import { useCallback, useState } from 'preact/hooks'
import type { Change } from '../../../pay/views.ts'
import type { Meeting } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { today } from '../contacts/draft.ts'
import { useResolution } from '../meeting/resolution.tsx'
import { useMeetingWords } from '../meeting/words.ts'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useBoardWords } from './words.ts'

interface DecideProps {
  readonly projectId: string
  readonly change: Change
  readonly onChanged: () => Promise<void>
}

export function DecideChange(props: DecideProps) {
  return props.change.decidedBy === 'congress' ? (
    <ByCongress {...props} />
  ) : (
    <Decision {...props} meetings={[]} />
  )
}

function ByCongress(props: DecideProps) {
  const read = useCallback(async () => (await body(api.people.meetings.$get())).meetings, [])
  const [loaded, retry] = useLoad(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  return <Decision {...props} meetings={loaded.value} />
}

function Decision({
  projectId,
  change: { id: changeId, state, decidedBy },
  onChanged,
  meetings,
}: DecideProps & { readonly meetings: readonly Meeting[] }) {
  const w = useBoardWords().decide
  const m = useMeetingWords()
  const [fields, resolution] = useResolution()
  const [decidedOn, setDecidedOn] = useState(today)
  const [meetingId, setMeetingId] = useState('')
  const [note, setNote] = useState('')
  const congress = decidedBy === 'congress'
  const missing = [
    ...(state === 'asked' ? [w.opinionFirst] : []),
    ...(congress && meetings.length === 0 ? [w.noMeetings] : []),
    ...(congress && meetings.length > 0 && meetingId === '' ? [w.chooseMeeting] : []),
    ...(resolution === undefined ? [m.resolution.missing] : []),
    ...(decidedOn === '' ? [w.dayMissing] : []),
  ]
  const act = useAct(async () => {
    if (resolution === undefined) return
    const json = {
      ...resolution,
      decidedOn,
      ...(congress ? { meetingId } : {}),
      ...(note.trim() === '' ? {} : { note }),
    }
    const route = api.pay.projects[':id'].changes[':changeId'].decision
    await body(route.$post({ param: { id: projectId, changeId }, json }))
    await onChanged()
  })
  const issue = useIssues(act.error)
  return (
    <>
      <h4>{w.heading(decidedBy)}</h4>
      <p class="hint">{w.hint[decidedBy]}</p>
      <Form act={act} doIt={w.record} missing={missing}>
        {congress && meetings.length > 0 && (
          <Choice
            label={w.meeting}
            value={meetingId}
            onValue={(chosen) => {
              setMeetingId(chosen)
              // It was decided on the day of the meeting.
              setDecidedOn(meetings.find(({ id }) => id === chosen)?.heldOn ?? decidedOn)
            }}
            options={[
              { value: '', text: w.noMeeting },
              ...meetings.map(({ id, name, heldOn }) => ({ value: id, text: `${heldOn} ${name}` })),
            ]}
            wrong={issue('/meetingId')}
          />
        )}
        {fields}
        <Field
          label={w.decidedOn}
          type="date"
          max={today()}
          required
          value={decidedOn}
          onValue={setDecidedOn}
          wrong={issue('/decidedOn')}
        />
        <Area label={w.note} value={note} onValue={setNote} rows={2} wrong={issue('/note')} />
      </Form>
    </>
  )
}

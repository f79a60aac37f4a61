/** When a station is open: for another time, and to put one right that is to come. */
import { useState } from 'preact/hooks'
import type { NewOpening, Opening } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useDemandWords } from './words.ts'

export function OpeningForm({
  opening,
  doIt,
  onDo,
  onLeave,
}: {
  readonly opening?: Opening
  readonly doIt: string
  readonly onDo: (opening: NewOpening) => Promise<void>
  readonly onLeave?: () => void
}) {
  const w = useDemandWords().grids
  const [heldOn, setHeldOn] = useState(opening?.heldOn ?? '')
  const [begins, setBegins] = useState(opening?.begins ?? '09:00')
  const [ends, setEnds] = useState(opening?.ends ?? '11:00')
  const [topic, setTopic] = useState(opening?.topic ?? '')
  const act = useAct(() => onDo({ heldOn, begins, ends, ...(topic.trim() === '' ? {} : { topic }) }))
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={doIt} onLeave={onLeave}>
      <Field label={w.day} type="date" required value={heldOn} onValue={setHeldOn} wrong={issue('/heldOn')} />
      <Field label={w.begins} required value={begins} onValue={setBegins} wrong={issue('/begins')} />
      <Field label={w.ends} required value={ends} onValue={setEnds} wrong={issue('/ends')} />
      <Field label={w.topic} lang={OF_THE_HALL} value={topic} onValue={setTopic} wrong={issue('/topic')} />
    </Form>
  )
}

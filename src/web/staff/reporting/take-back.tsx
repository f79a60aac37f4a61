/** 冲销: an entry is never struck out, but taken back by another one that says why. */
import { useState } from 'preact/hooks'
import type { Entry } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { yuan } from '../../shared/figures.ts'
import { newId } from '../../shared/new-id.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Dialog } from '../parts/ask.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Whose } from '../parts/whose.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useReportingWords } from './words.ts'

interface TakeBackProps {
  readonly project: { readonly id: string; readonly on: string }
  readonly entry: Entry
  /** Which of them it is, in words. */
  readonly what: string
  readonly onChanged: () => Promise<void>
}

export function TakeBack(props: TakeBackProps) {
  const w = useReportingWords().money
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {w.reverse}
        <Whose name={props.what} />
      </button>
      {asking && <Reverse {...props} onLeave={() => setAsking(false)} />}
    </>
  )
}

function Reverse({
  project,
  entry,
  what,
  onChanged,
  onLeave,
}: TakeBackProps & { readonly onLeave: () => void }) {
  const w = useReportingWords().money
  // Of this dialog: pressed again after a lost answer, it is the same entry.
  const [id] = useState(newId)
  const [note, setNote] = useState('')
  const act = useAct(async () => {
    const param = { id: project.id, entryId: entry.id }
    const json = { id, bookedOn: project.on, note: note.trim() }
    await body(api.pay.projects[':id'].money[':entryId'].reverse.$post({ param, json }))
    await onChanged()
    onLeave()
  })
  const issue = useIssues(act.error)
  return (
    <Dialog heading={w.reverseOf(what)} onLeave={onLeave}>
      <Form act={act} doIt={w.reverse} onLeave={onLeave}>
        <p>{w.reverseText(yuan(entry.fen))}</p>
        <Field
          label={w.reason}
          lang={OF_THE_HALL}
          required
          value={note}
          onValue={setNote}
          wrong={issue('/note')}
        />
      </Form>
    </Dialog>
  )
}

/** The office examines a change. */
import { useState } from 'preact/hooks'
import type { Change } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Choice, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useBoardWords } from './words.ts'

export function GiveOpinion({
  projectId,
  change: { id: changeId, opinion },
  onChanged,
}: {
  readonly projectId: string
  readonly change: Change
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().opinion
  const [giving, setGiving] = useState(false)
  const [supports, setSupports] = useState<'yes' | 'no'>('yes')
  const [text, setText] = useState('')
  const act = useAct(async () => {
    const json = { supports: supports === 'yes', text }
    const route = api.pay.projects[':id'].changes[':changeId'].opinion
    await body(route.$post({ param: { id: projectId, changeId }, json }))
    setGiving(false)
    await onChanged()
  })
  const issue = useIssues(act.error)
  if (!giving)
    return (
      <button type="button" class={opinion === null ? 'strong' : 'quiet'} onClick={() => setGiving(true)}>
        {opinion === null ? w.give : w.anew}
      </button>
    )
  return (
    <>
      <h4>{w.heading}</h4>
      {opinion !== null && <p class="hint">{w.again}</p>}
      <Form
        act={act}
        doIt={w.send}
        onLeave={() => setGiving(false)}
        missing={text.trim() === '' ? [w.missing] : []}
      >
        <Choice
          label={w.supports}
          value={supports}
          onValue={setSupports}
          options={[
            { value: 'yes', text: w.yes },
            { value: 'no', text: w.no },
          ]}
        />
        <Area
          label={w.text}
          hint={w.textHint}
          value={text}
          onValue={setText}
          required
          wrong={issue('/text')}
        />
      </Form>
    </>
  )
}

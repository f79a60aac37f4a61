/** 验收: every criterion is ticked, or the project goes back with what is missing. */
import { useState } from 'preact/hooks'
import type { Criterion, EvidenceFile } from '../../../pay/model.ts'
import type { Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { today } from '../contacts/draft.ts'
import { Attachments } from '../meeting/attachments.tsx'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useBoardWords } from './words.ts'

export function Accept({
  project: { id, completion },
  criteria,
  onChanged,
}: {
  readonly project: Project
  readonly criteria: readonly Criterion[]
  readonly onChanged: () => Promise<void>
}) {
  const words = useBoardWords().completion
  const w = words.accept
  const last = completion.at(-1)?.act
  const [met, setMet] = useState<ReadonlySet<string>>(new Set())
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({})
  const [text, setText] = useState('')
  const [evidence, setEvidence] = useState<readonly EvidenceFile[]>([])
  const [sending, setSending] = useState(false)
  const [acceptedOn, setAcceptedOn] = useState(today)
  const missing = [
    ...(last === 'return' ? [w.assessFirst] : []),
    ...(last === 'assess' ? [w.accountFirst] : []),
    ...criteria.filter((each) => !met.has(each.id)).map((each) => w.open(each.text)),
    ...(text.trim() === '' ? [w.textMissing] : []),
    ...(acceptedOn === '' ? [w.dayMissing] : []),
  ]
  const act = useAct(async () => {
    const json = {
      criteria: criteria.map((each) => {
        const note = (notes[each.id] ?? '').trim()
        return { criterionId: each.id, met: met.has(each.id), ...(note === '' ? {} : { note }) }
      }),
      text,
      evidence: [...evidence],
      acceptedOn,
    }
    await body(api.pay.projects[':id'].acceptance.$post({ param: { id }, json }))
    await onChanged()
  })
  const issue = useIssues(act.error)
  return (
    <section class="stack framed" aria-labelledby="accept">
      <h3 id="accept" tabIndex={-1}>
        {w.heading}
      </h3>
      <p class="hint">{w.hint}</p>
      <Form act={{ ...act, busy: act.busy || sending }} doIt={w.send} missing={missing}>
        {criteria.map((each, i) => (
          <fieldset key={each.id}>
            <legend lang={OF_THE_HALL}>{each.text}</legend>
            <label class="check">
              <input
                type="checkbox"
                checked={met.has(each.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setMet((before) => {
                    const now = new Set(before)
                    if (checked) now.add(each.id)
                    else now.delete(each.id)
                    return now
                  })
                }
              />
              {w.met(each.text)}
            </label>
            <Field
              label={w.note}
              value={notes[each.id] ?? ''}
              onValue={(value) => setNotes((before) => ({ ...before, [each.id]: value }))}
              wrong={issue(`/criteria/${i}/note`)}
            />
          </fieldset>
        ))}
        <Area label={w.text} value={text} onValue={setText} required wrong={issue('/text')} />
        <Field
          label={w.acceptedOn}
          type="date"
          max={today()}
          required
          value={acceptedOn}
          onValue={setAcceptedOn}
          wrong={issue('/acceptedOn')}
        />
        <Attachments
          at={`/api/pay/projects/${encodeURIComponent(id)}/files`}
          attachments={evidence}
          onChange={setEvidence}
          onSending={setSending}
          heading={w.evidence}
          hint={w.evidenceHint}
          issue={(field) => issue(`/${field.replace('attachments', 'evidence')}`)}
        />
      </Form>
      {last !== 'return' && (
        <ReasonButton
          text={words.back.text}
          doIt={words.back.doIt}
          onDo={async (reason) => {
            await body(api.pay.projects[':id'].return.$post({ param: { id }, json: { reason } }))
            await onChanged()
          }}
        >
          {words.back.button}
        </ReasonButton>
      )}
    </section>
  )
}

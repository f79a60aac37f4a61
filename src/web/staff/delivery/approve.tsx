/** The presidium approves the plan that it sees; why it cannot yet is said. */
import { useRef, useState } from 'preact/hooks'
import type { PlanDraft } from '../../../pay/draft.ts'
import type { Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { today } from '../contacts/draft.ts'
import { useResolution } from '../meeting/resolution.tsx'
import { useMeetingWords } from '../meeting/words.ts'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useMe } from '../session.tsx'
import { useSentence } from '../words.ts'
import { isThere, PlanView } from './plan-view.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function ApprovePlan({
  project: { id, draft },
  onChanged,
}: {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().approve
  const me = useMe()
  return (
    <section class="stack framed" aria-labelledby="approve-plan">
      <h2 id="approve-plan" tabIndex={-1}>
        {w.heading}
      </h2>
      {draft === null ? (
        <p class="empty">{w.nothing}</p>
      ) : (
        <>
          <p>{w.text}</p>
          <h3>{w.draft(draft.version)}</h3>
          <PlanView plan={draft.plan} />
          <Departs draft={draft} />
          {me.role === 'presidium' && <Approval projectId={id} draft={draft} onChanged={onChanged} />}
        </>
      )}
    </section>
  )
}

/** What speaks against it; or that it is as it was voted. */
function Departs({ draft: { plan, differences, unfinished } }: { readonly draft: PlanDraft }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const sentence = useSentence()
  return (
    <>
      {differences.length === 0 ? (
        <p class="sum">{w.approve.asVoted}</p>
      ) : (
        <div class="sum is-short">
          <p>{w.approve.departs}</p>
          <ul class="problems">
            {differences.map((each) => (
              <li key={each.field}>{d.difference(each)}</li>
            ))}
          </ul>
        </div>
      )}
      {unfinished.length > 0 && (
        <div class="sum is-short">
          <p>{w.approve.unfinished}</p>
          <ul class="problems">
            {unfinished.map(({ pointer, message }) => {
              const [, part = ''] = pointer.split('/')
              const named = d.parts[part as keyof typeof plan] ?? part
              const there = isThere((plan as Readonly<Record<string, unknown>>)[part])
              return (
                <li key={pointer}>
                  {there ? `${named}${w.colon}${sentence(message)}` : w.approve.missing(named)}
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </>
  )
}

function Approval({
  projectId,
  draft,
  onChanged,
}: {
  readonly projectId: string
  readonly draft: PlanDraft
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().approve
  const m = useMeetingWords()
  const [fields, resolution] = useResolution()
  const [decidedOn, setDecidedOn] = useState(today)
  // The draft as it was when somebody began to write: the page reads it anew by itself, and who is writing may not have
  // looked up since.
  const [, again] = useState(0)
  const seen = useRef(draft.version)
  if (resolution === undefined) seen.current = draft.version
  const newer = seen.current !== draft.version
  const missing = [
    ...(draft.unfinished.length > 0 ? [w.unfinishedShort] : []),
    ...(draft.differences.length > 0 ? [w.departsShort] : []),
    ...(resolution === undefined ? [m.resolution.missing] : []),
    ...(newer ? [w.newer] : []),
  ]
  const act = useAct(async () => {
    if (resolution === undefined) return
    const json = { ...resolution, draftVersion: seen.current, decidedOn }
    await body(api.pay.projects[':id'].plan.$post({ param: { id: projectId }, json }))
    await onChanged()
  })
  return (
    <Form act={act} doIt={w.approve} missing={missing}>
      {fields}
      <Field
        label={w.decidedOn}
        type="date"
        max={today()}
        required
        value={decidedOn}
        onValue={setDecidedOn}
      />
      {newer && (
        <button
          type="button"
          onClick={() => {
            seen.current = draft.version
            again((n) => n + 1)
          }}
        >
          {w.seen}
        </button>
      )}
    </Form>
  )
}

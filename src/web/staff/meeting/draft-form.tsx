/** Who the tellers are, and how many of them open the box: of the vote, a run-off, a practice, a satisfaction ballot. */
import { useCallback, useState } from 'preact/hooks'
import type { Staff } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import { wholeNumber } from './money.ts'
import { useMeetingWords } from './words.ts'

export interface Tellers {
  readonly tellerIds: string[]
  readonly threshold: number
}

export function DraftForm(props: {
  readonly missing: readonly string[]
  readonly doIt: string
  readonly onDraft: (tellers: Tellers) => Promise<void>
}) {
  const read = useCallback(async () => {
    const { staff } = await body(api.people.staff.$get())
    return staff.filter(({ role, active }) => role === 'teller' && active)
  }, [])
  const [loaded, retry] = useLoad(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  return <Form {...props} staff={loaded.value} />
}

const USUAL_THRESHOLD = 2

function Form({
  staff,
  missing,
  doIt,
  onDraft,
}: {
  readonly staff: readonly Staff[]
  readonly missing: readonly string[]
  readonly doIt: string
  readonly onDraft: (tellers: Tellers) => Promise<void>
}) {
  const words = useWords()
  const w = useMeetingWords()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(staff.map(({ id }) => id)))
  const [threshold, setThreshold] = useState(String(Math.min(USUAL_THRESHOLD, Math.max(1, staff.length))))
  const needed = wholeNumber(threshold)
  const act = useAct(async () => {
    const tellerIds = staff.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
    await onDraft({ tellerIds, threshold: needed ?? 0 })
  })
  const issue = useIssues(act.error)
  const hasChief = staff.some(({ id, chief }) => chief && chosen.has(id))
  const wrong = [
    ...missing,
    ...(hasChief ? [] : [w.draft.noChief]),
    ...(needed === undefined || needed < 1 || needed > chosen.size ? [w.draft.thresholdWrong] : []),
  ]
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      {staff.length < 3 && (
        <p class="empty">
          {w.draft.fewTellers} <a href={linkTo.people}>{w.draft.toPeople}</a>
        </p>
      )}
      <fieldset>
        <legend>{w.draft.tellers}</legend>
        {staff.map((teller) => (
          <label class="check" key={teller.id}>
            <input
              type="checkbox"
              checked={chosen.has(teller.id)}
              onChange={(event) => {
                const { checked } = event.currentTarget
                setChosen((before) => {
                  const after = new Set(before)
                  if (checked) after.add(teller.id)
                  else after.delete(teller.id)
                  return after
                })
              }}
            />
            <span>
              <span lang={OF_THE_HALL}>{teller.name}</span> <span class="soft">{words.roleOf(teller)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field
        label={w.draft.threshold}
        hint={w.draft.thresholdHint}
        type="number"
        inputMode="numeric"
        min={1}
        max={30}
        required
        value={threshold}
        onValue={setThreshold}
        wrong={issue('/threshold')}
      />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy} missing={wrong}>
        {doIt}
      </ActButton>
    </form>
  )
}

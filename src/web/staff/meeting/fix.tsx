/** The presidium's review: for, against, adjust. What it decides on is the list as adjusted, with its arithmetic. */
import { useCallback, useRef, useState } from 'preact/hooks'
import type { CycleView } from '../../../order/model.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Refused } from '../parts/states.tsx'
import { Adjustments, type Drafted } from './adjust.tsx'
import { useResolution } from './resolution.tsx'
import { arithmetic } from './rule-words.ts'
import { useMeetingWords } from './words.ts'

export function Fix({
  cycle,
  missing,
  refresh,
}: {
  readonly cycle: CycleView
  readonly missing: readonly string[]
  readonly refresh: () => Promise<void>
}) {
  const w = useMeetingWords()
  const { id, rule, candidates, shortlist } = cycle
  const read = useCallback(() => body(api.order.cycles[':id'].proposals.$get({ param: { id } })), [id])
  const [loaded] = useFresh(read)
  const proposals = loaded.is === 'ready' ? loaded.value.proposals : []
  const [drafted, setDrafted] = useState<readonly Drafted[]>([])
  const [fields, resolution] = useResolution()
  const [reason, setReason] = useState('')
  // The list as it was when somebody began to write, or when it was last said that it has changed: the page reads it anew
  // by itself, and who is writing may not have looked up since.
  const seen = useRef(cycle.listDigest)
  if (resolution === undefined && drafted.length === 0 && reason === '') seen.current = cycle.listDigest
  const made = (kind: Drafted['sent']['kind']): number =>
    drafted.filter(({ sent }) => sent.kind === kind).length
  const after = candidates.length - made('takeOff') + made('addBack')
  const short = after < shortlist.required
  const undecided = proposals.filter(({ state }) => state === 'collected').length - made('addBack')
  const act = useAct(async () => {
    if (resolution === undefined) return
    const adjustments = drafted.map(({ sent }) => sent)
    const { current: listDigest } = seen
    const json = { ...resolution, listDigest, adjustments, ...(short ? { shortfallReason: reason } : {}) }
    const year = api.order.cycles[':id']
    try {
      await body(year.review.$post({ param: { id }, json }))
    } catch (error) {
      if (codeOf(error) === 'order.listChanged') {
        seen.current = (await body(year.$get({ param: { id } }))).listDigest
        await refresh()
      }
      throw error
    }
    await refresh()
  })
  return (
    <section class="stack" aria-labelledby="fix-list">
      <h3 id="fix-list">{w.list.fixHeading}</h3>
      <p>{w.list.fixText}</p>
      <Adjustments
        cycleId={cycle.id}
        candidates={candidates}
        proposals={proposals}
        drafted={drafted}
        onDrafted={setDrafted}
      />
      <p role="status" class={short ? 'sum is-short' : 'sum'}>
        {w.review.sum(candidates.length, made('takeOff'), made('addBack'), after)}{' '}
        {w.list.asks(arithmetic(w, rule), after, shortlist.required)}
      </p>
      {undecided > 0 && <p>{w.review.undecided(undecided)}</p>}
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
        {fields}
        {short && (
          <Area
            label={w.list.shortfallLabel}
            hint={w.list.shortfallHint}
            value={reason}
            onValue={setReason}
            required
          />
        )}
        <Refused error={act.error} />
        <ActButton
          submit
          busy={act.busy}
          missing={missing.length > 0 ? missing : resolution === undefined ? [w.resolution.missing] : []}
        >
          {w.list.fix}
        </ActButton>
      </form>
    </section>
  )
}

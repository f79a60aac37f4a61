/** 票决办法: what it says, in words; the secretary drafts it, the presidium records that it was adopted. */
import { useState } from 'preact/hooks'
import type { Rule } from '../../../order/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { Refused } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { useResolution } from './resolution.tsx'
import { RuleFields } from './rule-fields.tsx'
import { arithmetic } from './rule-words.ts'
import type { StepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function RuleStep({ situation, step, mine, refresh }: StepProps) {
  const w = useMeetingWords()
  const { cycle } = situation
  const me = useMe()
  const open = step.status === 'now'
  return (
    <>
      <RuleTable rule={cycle.rule} />
      {open && me.role === 'secretary' && <ChangeRule id={cycle.id} rule={cycle.rule} refresh={refresh} />}
      {open && mine && <Adopt id={cycle.id} refresh={refresh} />}
      {!open && mine && (
        <ReasonButton
          missing={cycle.shortlist.fixed ? [w.rule.listFixed] : []}
          text={w.rule.reopenText}
          doIt={w.rule.reopenDo}
          onDo={async (reason) => {
            const param = { id: cycle.id }
            await body(api.order.cycles[':id'].rule.reopen.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          {w.rule.reopen}
        </ReasonButton>
      )}
    </>
  )
}

export function RuleTable({ rule }: { readonly rule: Rule }) {
  const w = useMeetingWords()
  const rows = [
    [w.rule.seats, w.rule.seatsOf(rule.seats)],
    [w.rule.ratio, `${rule.ratio} · ${w.rule.bases[rule.ratioBasis]} · ${w.rule.roundings[rule.rounding]}`],
    [w.rule.required, arithmetic(w, rule)],
    [w.rule.marking, w.rule.markings[rule.marking]],
    [w.rule.majority, w.rule.majorities[rule.majority]],
    [w.rule.tie, w.rule.ties[rule.tie]],
    ...(rule.satisfaction === undefined
      ? []
      : [
          [
            w.rule.satisfaction,
            `${w.rule.satisfactionBases[rule.satisfaction.base]} · ${w.rule.halves[rule.satisfaction.half]}`,
          ],
        ]),
  ] as const
  return (
    <dl class="facts">
      {rows.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

function ChangeRule({
  id,
  rule,
  refresh,
}: {
  readonly id: string
  readonly rule: Rule
  readonly refresh: () => Promise<void>
}) {
  const w = useMeetingWords()
  const [draft, setDraft] = useState<Rule | undefined>()
  const act = useAct(async () => {
    if (draft !== undefined)
      await body(api.order.cycles[':id'].rule.$put({ param: { id }, json: { rule: draft } }))
    await refresh()
    setDraft(undefined)
  })
  if (draft === undefined)
    return (
      <button type="button" onClick={() => setDraft(rule)}>
        {w.rule.change}
      </button>
    )
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <RuleFields rule={draft} onRule={setDraft} error={act.error} />
      <Refused error={act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy}>
          {w.rule.save}
        </ActButton>
        <button type="button" class="quiet" onClick={() => setDraft(undefined)}>
          {w.cancel}
        </button>
      </div>
    </form>
  )
}

function Adopt({ id, refresh }: { readonly id: string; readonly refresh: () => Promise<void> }) {
  const w = useMeetingWords()
  const [fields, resolution] = useResolution()
  const act = useAct(async () => {
    if (resolution === undefined) return
    await body(api.order.cycles[':id'].rule.adopt.$post({ param: { id }, json: resolution }))
    await refresh()
  })
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h3>{w.rule.adoptHeading}</h3>
      <p>{w.rule.adoptText}</p>
      {fields}
      <Refused error={act.error} />
      <ActButton submit busy={act.busy} missing={resolution === undefined ? [w.resolution.missing] : []}>
        {w.rule.adopt}
      </ActButton>
    </form>
  )
}

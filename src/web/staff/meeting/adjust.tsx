/** 调整: what the presidium changes of the list in its review, gathered here until the whole review is recorded. */
import { useState } from 'preact/hooks'
import type { Criterion } from '../../../db/tables.ts'
import type { Adjusted, Adjustment, Candidate, Dossier, DossierField } from '../../../order/model.ts'
import type { Proposal } from '../../../order/proposal-model.ts'
import { Dialog } from '../parts/ask.tsx'
import { Area, Choice } from '../parts/field.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { useProposalWords } from '../proposals/words.ts'
import { OF_THE_HALL } from '../words.ts'
import { withoutRow } from './candidate-form.tsx'
import { useDossier } from './dossier-fields.tsx'
import { AdjustedText } from './reviewed.tsx'
import { useMeetingWords } from './words.ts'

/** An adjustment that is not recorded yet, and how the record will say it. */
export interface Drafted {
  readonly sent: Adjustment
  readonly said: Adjusted
}

type Kind = Adjustment['kind']

/** What can still be adjusted: the list as it was written, without what is adjusted already. */
interface Open {
  readonly candidates: readonly Candidate[]
  readonly proposals: readonly Proposal[]
}

export function Adjustments({
  cycleId,
  candidates,
  proposals,
  drafted,
  onDrafted,
}: Open & {
  readonly cycleId: string
  readonly drafted: readonly Drafted[]
  readonly onDrafted: (drafted: readonly Drafted[]) => void
}) {
  const w = useMeetingWords()
  const [adding, setAdding] = useState(false)
  const taken = new Set(drafted.map(({ sent }) => targetOf(sent)))
  const open = {
    candidates: candidates.filter(({ id }) => !taken.has(id)),
    proposals: proposals.filter(
      ({ id, state, missing }) => state === 'collected' && missing.length === 0 && !taken.has(id),
    ),
  }
  return (
    <fieldset>
      <legend>{w.review.adjust}</legend>
      <p class="hint">{w.review.adjustText}</p>
      {drafted.length > 0 && (
        <ul class="adjusted">
          {drafted.map((each) => (
            <li key={targetOf(each.sent)}>
              <AdjustedText adjusted={each.said} />
              <button
                type="button"
                class="quiet"
                onClick={() => onDrafted(drafted.filter((other) => other !== each))}
              >
                {w.review.undo}
                <span class="only-heard" lang={OF_THE_HALL}>
                  {each.said.name}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <button type="button" onClick={() => setAdding(true)}>
          {w.review.add}
        </button>
      </div>
      {adding && (
        <Add
          cycleId={cycleId}
          {...open}
          onLeave={() => setAdding(false)}
          onAdd={(made) => {
            onDrafted([...drafted, made])
            setAdding(false)
          }}
        />
      )}
    </fieldset>
  )
}

/** The candidate or the proposal that is adjusted. */
function targetOf(sent: Adjustment): string {
  return sent.kind === 'addBack' ? sent.proposalId : sent.candidateId
}

interface AddProps {
  readonly onAdd: (made: Drafted) => void
  readonly onLeave: () => void
}

function Add({
  cycleId,
  candidates,
  proposals,
  onAdd,
  onLeave,
}: Open & AddProps & { readonly cycleId: string }) {
  const w = useMeetingWords()
  const [kind, setKind] = useState<Kind>('change')
  const [target, setTarget] = useState('')
  const choices = kind === 'addBack' ? proposals : candidates
  const chosen = choices.find(({ id }) => id === target) ?? choices[0]
  const common = { onAdd, onLeave }
  return (
    <Dialog heading={w.review.add} onLeave={onLeave}>
      <div class="fields">
        <Choice
          label={w.review.kind}
          value={kind}
          onValue={setKind}
          options={(['change', 'takeOff', 'addBack'] as const).map((value) => ({
            value,
            text: w.review.kinds[value],
          }))}
        />
        {chosen === undefined ? (
          <>
            <p>{kind === 'addBack' ? w.review.noProposal : w.review.noCandidate}</p>
            <div class="answers">
              <button type="button" class="quiet" onClick={onLeave}>
                {w.cancel}
              </button>
            </div>
          </>
        ) : (
          <Choice
            label={w.review.target}
            value={chosen.id}
            onValue={setTarget}
            options={choices.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
      </div>
      {kind === 'addBack'
        ? chosen !== undefined && (
            <Other
              key={chosen.id}
              {...common}
              make={(reason) => ({
                sent: { kind, proposalId: chosen.id, reason },
                said: { kind, name: chosen.name, reason },
              })}
            />
          )
        : chosen !== undefined &&
          (kind === 'change' ? (
            <Change key={chosen.id} {...common} cycleId={cycleId} candidate={chosen as Candidate} />
          ) : (
            <Other
              key={chosen.id}
              {...common}
              screened
              make={(reason, criterion) => ({
                sent: { kind, candidateId: chosen.id, criterion, reason },
                said: { kind, name: chosen.name, criterion, reason },
              })}
            />
          ))}
    </Dialog>
  )
}

/** Named fields of a dossier: the whole of it is shown, and what differs is what is changed. */
function Change({
  cycleId,
  candidate,
  onAdd,
  onLeave,
}: AddProps & { readonly cycleId: string; readonly candidate: Candidate }) {
  const w = useMeetingWords()
  const [fields, typed, wrong] = useDossier(candidate, 'candidate', { cycleId })
  const [reason, setReason] = useState('')
  const { id: candidateId } = candidate
  const before = withoutRow(candidate)
  const changed = typed === undefined ? [] : differences(before, typed as Dossier)
  const missing = [...wrong, ...(typed !== undefined && changed.length === 0 ? [w.review.unchanged] : [])]
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (missing.length > 0) return
        const { name } = candidate
        const named = changed.map(({ field }) => field)
        // Only what is changed is sent: a review may hold many dossiers.
        const dossier = Object.fromEntries(
          Object.entries(typed as Dossier).filter(([field]) => named.includes(field as DossierField)),
        )
        onAdd({
          sent: { kind: 'change', candidateId, fields: named, dossier, reason },
          said: { kind: 'change', name, fields: changed, reason },
        })
      }}
    >
      {fields(() => undefined)}
      <Area label={w.review.reason} value={reason} onValue={setReason} required />
      <Answers missing={missing} onLeave={onLeave} />
    </form>
  )
}

/** Taken off by a criterion, or added back: what it takes is the reason. */
function Other({
  screened = false,
  make,
  onAdd,
  onLeave,
}: AddProps & {
  readonly screened?: boolean
  readonly make: (reason: string, criterion: Criterion) => Drafted
}) {
  const w = useMeetingWords()
  const p = useProposalWords()
  const [criterion, setCriterion] = useState<Criterion>('wide-benefit')
  const [reason, setReason] = useState('')
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onAdd(make(reason.trim(), criterion))
      }}
    >
      {screened && (
        <Choice
          label={p.criterion}
          value={criterion}
          onValue={setCriterion}
          options={(Object.entries(p.criteria) as [Criterion, string][]).map(([value, text]) => ({
            value,
            text,
          }))}
        />
      )}
      <Area label={w.review.reason} value={reason} onValue={setReason} required />
      <Answers missing={[]} onLeave={onLeave} />
    </form>
  )
}

function Answers({
  missing,
  onLeave,
}: {
  readonly missing: readonly string[]
  readonly onLeave: () => void
}) {
  const w = useMeetingWords()
  return (
    <div class="answers">
      <ActButton submit missing={missing}>
        {w.review.put}
      </ActButton>
      <button type="button" class="quiet" onClick={onLeave}>
        {w.cancel}
      </button>
    </div>
  )
}

/** The fields that differ, as the record says them. */
function differences(before: Dossier, after: Dossier): Extract<Adjusted, { kind: 'change' }>['fields'] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)] as DossierField[])
  return (
    [...fields]
      .map((field) => ({ field, from: before[field] ?? null, to: trimmed(after[field]) ?? null }))
      // An attachment says what it says in one order.
      .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to))
  )
}

function trimmed<T>(value: T): T | string {
  return typeof value === 'string' ? value.trim() : value
}

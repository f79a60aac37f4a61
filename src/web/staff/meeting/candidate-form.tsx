/** One candidate's dossier, to be added or changed. */
import type { Candidate, Dossier } from '../../../order/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useIssues } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { Behind, useStanding } from './behind.tsx'
import { useDossier } from './dossier-fields.tsx'
import { useMeetingWords } from './words.ts'

export function CandidateForm({
  cycleId,
  candidate,
  onDone,
  refresh,
  onLeave,
}: {
  readonly cycleId: string
  /** The one that is changed; without it, one is added. */
  readonly candidate?: Candidate
  readonly onDone: () => Promise<void>
  /** Reads the list anew; what stands there comes in as `candidate`. */
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useMeetingWords()
  const [fields, dossier, missing] = useDossier(candidate ?? {}, 'candidate', { cycleId })
  const { behind, save } = useStanding(
    candidate && { version: candidate.version, dossier: withoutRow(candidate) },
  )
  const act = useAct(async () => {
    if (dossier === undefined) return
    // The service says what is missing, field by field.
    const json = dossier as Dossier
    const { candidates } = api.order.cycles[':id']
    if (candidate === undefined) {
      await body(candidates.$post({ param: { id: cycleId }, json }))
    } else {
      const param = { id: cycleId, candidateId: candidate.id }
      await save(async (from) => {
        await body(candidates[':candidateId'].$put({ param, json: { dossier: json, from } }))
      }, refresh)
    }
    await onDone()
  })
  const issue = useIssues(act.error)
  const at = candidate === undefined ? '' : '/dossier'
  return (
    <form
      class="fields framed"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h3>{candidate === undefined ? w.list.add : w.list.edit}</h3>
      {fields((field) => issue(`${at}/${field}`))}
      <Refused error={act.error} />
      {behind !== undefined && <Behind {...behind} />}
      <div class="answers">
        <ActButton submit busy={act.busy} missing={missing}>
          {w.list.save}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {w.cancel}
        </button>
      </div>
    </form>
  )
}

/** The dossier alone. */
export function withoutRow(candidate: Candidate): Dossier {
  const { id: _id, position: _position, version: _version, dossierDigest: _digest, ...dossier } = candidate
  return dossier
}

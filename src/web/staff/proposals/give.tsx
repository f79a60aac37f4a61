/** Whose dossier it is to complete. */
import { useCallback, useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Dialog } from '../parts/ask.tsx'
import { Choice, useIssues } from '../parts/field.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { giveToDepartment, readDepartments, type Proposal } from './service.ts'
import { useProposalWords } from './words.ts'

interface GiveProps {
  readonly cycleId: string
  readonly proposal: Proposal
  readonly refresh: () => Promise<void>
}

export function GiveButton(props: GiveProps) {
  const w = useProposalWords()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        {w.give}
        <span class="only-heard" lang={OF_THE_HALL}>
          {w.of(props.proposal.name)}
        </span>
      </button>
      {asking && (
        <Dialog heading={w.giveHeading} onLeave={() => setAsking(false)}>
          <p lang={OF_THE_HALL}>{props.proposal.name}</p>
          <p>{w.giveText}</p>
          <Departments {...props} onLeave={() => setAsking(false)} />
        </Dialog>
      )}
    </>
  )
}

function Departments({ onLeave, ...props }: GiveProps & { readonly onLeave: () => void }) {
  const w = useProposalWords()
  const read = useCallback(() => readDepartments(), [])
  const [loaded, retry] = useLoad(read)
  return (
    <>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && loaded.value.length === 0 && <p>{w.giveNobody}</p>}
      {loaded.is === 'ready' && loaded.value.length > 0 && (
        <GiveForm {...props} departments={loaded.value} onLeave={onLeave} />
      )}
      <button type="button" class="quiet" onClick={onLeave}>
        {w.leave}
      </button>
    </>
  )
}

function GiveForm({
  cycleId,
  proposal,
  departments,
  refresh,
  onLeave,
}: GiveProps & {
  readonly departments: readonly { readonly id: string; readonly name: string }[]
  readonly onLeave: () => void
}) {
  const w = useProposalWords()
  const has = departments.find(({ id }) => id === proposal.departmentId)
  const [departmentId, setDepartmentId] = useState(has?.id ?? departments[0]?.id ?? '')
  const act = useAct(async () => {
    await giveToDepartment(cycleId, proposal.id, departmentId)
    await refresh()
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run().then((done) => done && onLeave())
      }}
    >
      <Choice
        label={w.giveTo}
        value={departmentId}
        onValue={setDepartmentId}
        wrong={issue('/departmentId')}
        options={departments.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.giveNow}
      </ActButton>
    </form>
  )
}

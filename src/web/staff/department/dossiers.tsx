/** The dossiers that a department has to complete, and those it has completed. */
import { useCallback } from 'preact/hooks'
import type { ProposalOfUnit } from '../../../order/proposal-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useProposalWords } from '../proposals/words.ts'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { useDepartmentWords } from './words.ts'

export function Dossiers() {
  const w = useDepartmentWords()
  const read = useCallback(async () => (await body(api.order.proposals.$get())).proposals, [])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="card department">
      <Heading>{w.dossiers.heading}</Heading>
      <p>{w.dossiers.text}</p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && loaded.value.length === 0 && <p class="empty">{w.dossiers.none}</p>}
      {loaded.is === 'ready' && (
        <ul class="duties">
          {loaded.value.map((proposal) => (
            <li key={proposal.id} class="framed">
              <One proposal={proposal} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function One({ proposal }: { readonly proposal: ProposalOfUnit }) {
  const w = useDepartmentWords()
  const { fields } = useProposalWords()
  const { cycleId, id, name, state, fixed, missing } = proposal
  const open = isOpen(proposal)
  return (
    <>
      <h2 lang={OF_THE_HALL}>{name}</h2>
      <p class="soft">
        {[
          w.dossiers.year(proposal.year),
          w.dossiers.states[state],
          w.dossiers.version(proposal.version),
        ].join(' · ')}
      </p>
      {open && (
        <p class={missing.length > 0 ? 'due is-soon' : 'due'}>
          {missing.length > 0
            ? w.dossiers.missing(missing.map((field) => fields[field] ?? field))
            : w.dossiers.complete}
        </p>
      )}
      {!open && fixed && <p>{w.dossier.fixed}</p>}
      <p>
        <a class="button" href={linkTo.dossier(cycleId, id)}>
          {open ? w.dossiers.open : w.dossiers.look}
          <span class="only-heard" lang={OF_THE_HALL}>
            {' '}
            {name}
          </span>
        </a>
      </p>
    </>
  )
}

/** Whether there is still something to complete. */
export function isOpen({ state, fixed }: Pick<ProposalOfUnit, 'state' | 'fixed'>): boolean {
  return state === 'collected' && !fixed
}

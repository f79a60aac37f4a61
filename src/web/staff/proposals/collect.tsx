/** Merging: demands are looked for by their words, and added to a proposal or taken out of it. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Demand } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { Field } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import {
  addDemands,
  readProposal,
  removeDemand,
  searchDemands,
  suggestDemands,
  type DemandBrief,
} from './service.ts'
import { useProposalWords } from './words.ts'

/** So long after the last key a search begins. */
const PAUSE_MS = 300

export function Collect({
  cycleId,
  proposalId,
  refresh,
  onLeave,
}: {
  readonly cycleId: string
  readonly proposalId: string
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useProposalWords()
  const read = useCallback(() => readProposal(cycleId, proposalId), [cycleId, proposalId])
  const [loaded, again] = useFresh(read)
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Demand[]>()
  const looking = useAct(async (words: string) => setFound(await searchDemands(words)))
  const change = useAct(async (work: Promise<unknown>) => {
    await work
    await Promise.all([again(), refresh()])
  })
  useEffect(() => {
    if (text.trim() === '') return setFound(undefined)
    const timer = setTimeout(() => void looking.run(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, looking.run])
  const ids = loaded.is === 'ready' ? loaded.value.demands.map(({ id }) => id).join(' ') : ''
  const [suggested, setSuggested] = useState<readonly Demand[]>([])
  useEffect(() => {
    let asked = true
    // A suggestion that does not come is none: the search is there.
    void suggestDemands(ids === '' ? [] : ids.split(' '))
      .catch(() => [])
      .then((alike) => asked && setSuggested(alike))
    return () => {
      asked = false
    }
  }, [ids])
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void again()} />
  const { demands } = loaded.value
  const taken = new Set(demands.map(({ id }) => id))
  return (
    <div class="framed stack">
      <h3>{w.mergedHeading(demands.length)}</h3>
      <ul class="links">
        {demands.map((demand) => (
          <Line
            key={demand.id}
            demand={demand}
            doIt={w.release}
            onPress={() => void change.run(removeDemand(cycleId, proposalId, demand.id))}
          />
        ))}
      </ul>
      <Field label={w.search} hint={w.searchHint} type="search" value={text} onValue={setText} />
      <p role="status">{found !== undefined && (found.length === 0 ? w.foundNone : w.found(found.length))}</p>
      <ul class="links">
        {found?.map((demand) => (
          <Line
            key={demand.id}
            demand={demand}
            doIt={w.take}
            done={taken.has(demand.id) ? w.taken : undefined}
            onPress={() => void change.run(addDemands(cycleId, proposalId, [demand.id]))}
          />
        ))}
      </ul>
      {found === undefined && suggested.length > 0 && (
        <section aria-label={w.suggested}>
          <h4>{w.suggested}</h4>
          <ul class="links">
            {suggested.map((demand) => (
              <Line
                key={demand.id}
                demand={demand}
                doIt={w.take}
                onPress={() => void change.run(addDemands(cycleId, proposalId, [demand.id]))}
              />
            ))}
          </ul>
        </section>
      )}
      <Refused error={change.error ?? looking.error} />
      <button type="button" onClick={onLeave}>
        {w.collectDone}
      </button>
    </div>
  )
}

function Line({
  demand,
  doIt,
  done,
  onPress,
}: {
  readonly demand: DemandBrief | Demand
  readonly doIt: string
  /** What is said instead of the button. */
  readonly done?: string | undefined
  readonly onPress: () => void
}) {
  const w = useProposalWords()
  return (
    <li class="row">
      <span class="soft">{demand.number}</span> <span lang={OF_THE_HALL}>{demand.text}</span>{' '}
      {done === undefined ? (
        <button type="button" class="quiet" onClick={onPress}>
          {doIt}
          <span class="only-heard">{w.of(demand.number)}</span>
        </button>
      ) : (
        <strong>{done}</strong>
      )}
    </li>
  )
}

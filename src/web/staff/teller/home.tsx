/** Where a teller begins: the ballots at which this person is a teller, and what is to be done at each. */
import { useCallback } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { readOwnBallots } from './service.ts'
import { ownTeller, stepsOf } from './steps.ts'

export function TellerHome() {
  const words = useWords().teller
  const me = useMe()
  const read = useCallback(() => readOwnBallots(me.assembly.id, me.id), [me.assembly.id, me.id])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="stack">
      <Heading>{words.homeHeading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && loaded.value.length === 0 && (
        <Empty>
          <p>{words.homeEmpty}</p>
        </Empty>
      )}
      {loaded.is === 'ready' && loaded.value.length > 0 && (
        <ul class="ballots">
          {loaded.value.map((ballot) => (
            <li key={ballot.uuid}>
              <OneBallot ballot={ballot} staffId={me.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OneBallot({ ballot, staffId }: { readonly ballot: BallotConsole; readonly staffId: string }) {
  const words = useWords().teller
  const own = ownTeller(ballot, staffId)
  const now = own === undefined ? [] : stepsOf(ballot, own).filter(({ status }) => status === 'now')
  return (
    <>
      <a href={linkTo.ballot(ballot.uuid)} lang={OF_THE_HALL}>
        {ballot.title}
      </a>
      <p class="soft">{words.state[ballot.state]}</p>
      {now.length > 0 && <p class="todo">{words.homeNow(now.map(({ step }) => words.steps[step]))}</p>}
    </>
  )
}

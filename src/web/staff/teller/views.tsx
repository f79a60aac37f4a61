/** The tellers' views, below `#/ballot/:uuid/…`, and where a teller begins. */
import { useCallback } from 'preact/hooks'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { useWords } from '../words.ts'
import { TellerBallot } from './ballot.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { readConsole } from './service.ts'
import { ownTeller } from './steps.ts'

export { TellerHome } from './home.tsx'

export function TellerViews({ uuid, rest }: { readonly uuid: string; readonly rest: readonly string[] }) {
  const words = useWords().teller
  const me = useMe()
  const read = useCallback(() => readConsole(uuid), [uuid])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const ballot = loaded.value
  const own = ownTeller(ballot, me.id)
  if (own === undefined) {
    return (
      <section class="stack">
        <Heading>{words.notTeller}</Heading>
        <p>
          <a href={linkTo.home}>{words.toHome}</a>
        </p>
      </section>
    )
  }
  return rest[0] === 'rehearsal' ? (
    <Rehearsal ballot={ballot} />
  ) : (
    <TellerBallot ballot={ballot} own={own} refresh={refresh} />
  )
}

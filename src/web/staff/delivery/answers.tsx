/** Back to where it came from: the demands that a project answers, through the years in which it was proposed. */
import { useCallback } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Part } from '../parts/part.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { useBoardWords } from './words.ts'

export function Answers({ cycleId, projectId }: { readonly cycleId: string; readonly projectId: string }) {
  const w = useBoardWords().answers
  const read = useCallback(
    () =>
      body(
        api.inspect.cycles[':id'].projects[':projectId'].demands.$get({ param: { id: cycleId, projectId } }),
      ),
    [cycleId, projectId],
  )
  const [loaded, retry] = useLoad(read)
  const years = loaded.is === 'ready' ? loaded.value.answers : []
  const count = years.reduce((sum, { demands }) => sum + demands.length, 0)
  return (
    <Part id="answers" heading={w.heading} gist={loaded.is === 'ready' ? w.gist(count) : ''}>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && count === 0 && <p class="empty">{w.none}</p>}
      {years.map(({ year, cycleId: from, demands }) => (
        <section key={from} class="stack" aria-label={w.year(year)}>
          <h3>{w.year(year)}</h3>
          <ul class="links">
            {demands.map(({ id, number, category, text }) => (
              <li key={id}>
                <a href={linkTo.demand(id)}>{number}</a>{' '}
                <span lang={OF_THE_HALL}>
                  {category} · {text}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Part>
  )
}

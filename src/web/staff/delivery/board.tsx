/** The projects of a year by their lights. */
import { useCallback } from 'preact/hooks'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Board({ cycleId }: { readonly cycleId: string }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const read = useCallback(
    () => body(api.pay.cycles[':id'].projects.$get({ param: { id: cycleId }, query: {} })),
    [cycleId],
  )
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { year, projects } = loaded.value
  return (
    <section class="card">
      <Heading>{w.boardHeading(year)}</Heading>
      {projects.length === 0 && <p class="empty">{w.none}</p>}
      <ul>
        {projects.map((project) => (
          <li key={project.id}>
            <a href={linkTo.project(project.id)} lang={OF_THE_HALL}>
              {project.name}
            </a>{' '}
            {project.light === null ? d.noLight : d.lights[project.light]}
          </li>
        ))}
      </ul>
    </section>
  )
}

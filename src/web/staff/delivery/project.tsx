/** One project: what was voted, what is planned, how far it is, and what its unit and the presidium do next. */
import { useCallback } from 'preact/hooks'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { Reporting } from '../reporting/reporting.tsx'
import { useMe } from '../session.tsx'

export function ProjectPage({ id }: { readonly id: string }) {
  const me = useMe()
  const read = useCallback(() => body(api.pay.projects[':id'].$get({ param: { id }, query: {} })), [id])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const project = loaded.value
  return (
    <section class="card">
      <Heading>{project.name}</Heading>
      {(me.role === 'department' || me.role === 'secretary') && (
        <Reporting project={project} onChanged={refresh} />
      )}
    </section>
  )
}

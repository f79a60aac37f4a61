/** Of each project that was found not satisfactory, how far it is put right: it is judged again only after that. */
import type { Rectification } from '../../../inspect/rectification-model.ts'
import { linkTo } from '../route.ts'
import { useSupervisionWords } from '../supervision/words.ts'
import { OF_THE_HALL } from '../words.ts'

export function PutRight({
  cycleId,
  rectifications,
}: {
  readonly cycleId: string
  readonly rectifications: readonly Rectification[]
}) {
  const w = useSupervisionWords()
  return (
    <>
      <p class="soft">{w.rectification.text}</p>
      <ul class="problems">
        {rectifications.map(({ projectId, project, state }) => (
          <li key={projectId}>
            <span lang={OF_THE_HALL}>{project}</span> {w.rectification.states[state]}
          </li>
        ))}
      </ul>
      <p>
        <a class="button" href={linkTo.undertakings(cycleId)}>
          {w.supervision.undertakings}
        </a>
      </p>
    </>
  )
}

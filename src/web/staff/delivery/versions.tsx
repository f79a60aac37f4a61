import type { Project } from '../../../pay/views.ts'
import { Part } from '../parts/part.tsx'
import { Differences } from './differences.tsx'
import { PlanView } from './plan-view.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

/** Every version of the plan, the newest first, with what it changed. */
export function Versions({ project: { versions } }: { readonly project: Project }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const v = w.versions
  const newest = versions.at(-1)
  if (newest === undefined) return null
  return (
    <Part id="versions" heading={v.heading} gist={v.version(newest.version, newest.holdsFrom)}>
      <ol class="plan-versions">
        {versions.toReversed().map(({ version, plan, digest, holdsFrom, differences, changedParts }) => (
          <li key={version} class="framed">
            <h3>{v.version(version, holdsFrom)}</h3>
            <p>{version === 1 ? v.first : v.changed(changedParts.map((part) => d.parts[part]))}</p>
            <Differences differences={differences} />
            <details class="aside">
              <summary>{v.show}</summary>
              <PlanView plan={plan} />
              <p class="hint">
                {w.project.planDigest}
                {w.colon}
                <span class="code">{digest}</span>
              </p>
            </details>
          </li>
        ))}
      </ol>
    </Part>
  )
}

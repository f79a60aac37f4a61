/** What a contact said before it was corrected or withdrawn: who did so, when and why. */
import type { ContactVersion } from '../../../intake/model.ts'
import { OF_THE_HALL } from '../words.ts'
import { useDemandWords } from './words.ts'

export function ContactVersions({ versions }: { readonly versions: readonly ContactVersion[] }) {
  const w = useDemandWords().records
  if (versions.length === 0) return null
  return (
    <details class="aside">
      <summary>{w.versions(versions.length)}</summary>
      <ol class="demand-steps">
        {versions.map(({ act, at, role, name, reason, before }) => (
          <li key={at + act}>
            <p>
              <strong>{w.acts[act](w.roles[role])}</strong>{' '}
              <span class="soft">
                <span lang={OF_THE_HALL}>{name}</span> {new Date(at).toLocaleDateString('sv')}
              </span>
            </p>
            <p>
              {w.because}
              <span lang={OF_THE_HALL}>{reason}</span>
            </p>
            <p class="soft">
              {w.before}
              <span lang={OF_THE_HALL}>
                {[
                  before.heldOn,
                  before.station,
                  before.grid,
                  before.deputies.join('、'),
                  `群众 ${before.residents} 人次`,
                  before.note,
                ]
                  .filter(Boolean)
                  .join('；')}
              </span>
            </p>
          </li>
        ))}
      </ol>
    </details>
  )
}

import { useContext } from 'preact/hooks'
import type { Finding } from '../../protocol/findings.ts'
import { grouped } from './check-list.ts'
import { LanguageContext, useWords } from './words.ts'

/** Of each kind so many are shown at once; the rest can be unfolded, up to a number that a page can hold. */
const AT_ONCE = 3
const LISTED_MAX = 300

/** Every finding in its sentence, with its place; equal ones together. */
export function FindingsSection({
  findings,
  whole,
}: {
  readonly findings: readonly Finding[]
  readonly whole: boolean
}) {
  const words = useWords()
  if (findings.length === 0) return null
  return (
    <>
      <h3>{words.findingsHeading(findings.length)}</h3>
      {grouped(findings).map(({ code, findings: same }) => {
        const rest = same.slice(AT_ONCE, LISTED_MAX)
        return (
          <div key={code} class="finding-group">
            <List findings={same.slice(0, AT_ONCE)} />
            {rest.length > 0 && (
              <details open={whole}>
                <summary>{words.findingsMore(same.length - AT_ONCE)}</summary>
                <List findings={rest} />
                {same.length > LISTED_MAX && <p>{words.findingsTooMany(same.length - LISTED_MAX)}</p>}
              </details>
            )}
          </div>
        )
      })}
    </>
  )
}

function List({ findings }: { readonly findings: readonly Finding[] }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  return (
    <ul class="findings">
      {findings.map(({ code, place, zh, en }, i) => (
        <li key={i}>
          <p>{language === 'zh' ? zh : en}</p>
          <p class="soft">
            <span class="code">{code}</span>
            {place.name !== undefined && (
              <>
                {' · '}
                {words.findingName} <span class="code">{place.name}</span>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

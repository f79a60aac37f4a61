import { useWords } from './words.ts'

const THEIRS = 'belenios-tool election verify --dir FOLDER'

/** How to verify the same file without this page. */
export function Others() {
  const words = useWords()
  return (
    <section>
      <h2>{words.othersHeading}</h2>
      <p>{words.othersText}</p>
      <pre class="command">
        <code>{THEIRS}</code>
      </pre>
      <p class="soft">{words.othersBallot}</p>
    </section>
  )
}

export function Limits() {
  const words = useWords()
  return (
    <section>
      <h2>{words.limitsHeading}</h2>
      <ul class="plain">
        {words.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </section>
  )
}

import { useWords } from './words.ts'

const OURS = 'npm run -s piaojue -- audit *.bel'
const THEIRS = 'belenios-tool election verify'

export function Verify() {
  const words = useWords()
  return (
    <section class="verify" id="verify">
      <h2>{words.verifyHeading}</h2>
      <p>{words.verifyIntro}</p>
      <p>{words.verifyOurs}</p>
      <pre class="command">
        <code>{OURS}</code>
      </pre>
      <p>{words.verifyTheirs}</p>
      <pre class="command">
        <code>{THEIRS}</code>
      </pre>
      <p>{words.verifyTracker}</p>
      <p>
        <a href="/api/board/journal" download="journal.jsonl">
          {words.journal}
        </a>{' '}
        <span class="soft">{words.journalText}</span>
      </p>
    </section>
  )
}

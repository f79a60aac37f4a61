import { TellerHome } from './teller/views.tsx'
import { Heading } from './parts/heading.tsx'
import { useMe } from './session.tsx'
import { OF_THE_HALL, useWords } from './words.ts'

/** Where each role begins. */
export function Home() {
  const me = useMe()
  switch (me.role) {
    case 'teller':
      return <TellerHome />
    case 'secretary':
    case 'presidium':
    case 'auditor':
    case 'deputy':
    case 'department':
      return <Nothing />
  }
}

/** Deputies and departments have nothing to do on this page yet. */
function Nothing() {
  const words = useWords()
  const me = useMe()
  return (
    <section class="card">
      <Heading>
        <span lang={OF_THE_HALL}>{me.name}</span>
        {words.nothing.heading}
      </Heading>
      <p>{words.nothing.text}</p>
      <ul class="links">
        <li>
          <a href="/">{words.nothing.public}</a>
        </li>
        <li>
          <a href="/audit">{words.nothing.audit}</a>
        </li>
      </ul>
    </section>
  )
}

/** The view that the address names, for whoever is signed in. */
import { Account } from './account/account.tsx'
import { Home } from './home.tsx'
import { Heading } from './parts/heading.tsx'
import { linkTo, routeOf, useHash } from './route.ts'
import { TellerViews } from './teller/views.tsx'
import { useWords } from './words.ts'

export function View() {
  const hash = useHash()
  const route = routeOf(hash)
  switch (route.at) {
    case 'home':
      return <Home />
    case 'account':
      return <Account />
    case 'ballot':
      return <TellerViews key={route.uuid} uuid={route.uuid} rest={route.rest} />
    case 'people':
    case 'deputies':
    case 'meeting':
    case 'badges':
    case 'papers':
    case 'unknown':
      return <Nowhere />
  }
}

function Nowhere() {
  const words = useWords()
  return (
    <section class="card">
      <Heading>{words.nowhere.heading}</Heading>
      <p>
        <a href={linkTo.home}>{words.nowhere.home}</a>
      </p>
    </section>
  )
}

import { LanguageSwitch } from '../shared/language-switch.tsx'
import type { Language } from '../shared/language.ts'
import { isTaskList, linkTo, routeOf, useHash } from './route.ts'
import { seesDemands, SessionContext, type Me } from './session.tsx'
import { useContext } from 'preact/hooks'
import { OF_THE_HALL, useWords } from './words.ts'

/** On every view: whose page it is, where one can go, the language, the way out. */
export function Header({
  language,
  onLanguage,
}: {
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}) {
  const words = useWords()
  const session = useContext(SessionContext)
  return (
    <header class="top">
      <p class="app">
        <strong>{words.app}</strong>
        {session !== undefined && <span lang={OF_THE_HALL}>{session.me.assembly.name}</span>}
      </p>
      {session !== undefined && !session.me.mustEnrol && <Nav role={session.me.role} />}
      <div class="who">
        {session !== undefined && (
          <>
            <p>
              <span lang={OF_THE_HALL}>{session.me.name}</span>
              <span class="soft">{words.roleOf(session.me)}</span>
            </p>
            <button type="button" class="quiet" onClick={session.signOut}>
              {words.signOut}
            </button>
          </>
        )}
        <LanguageSwitch language={language} onSwitch={onLanguage} />
      </div>
    </header>
  )
}

const ELSEWHERE = ['deputies', 'people', 'account']
const OF_DEMANDS = ['demands', 'demand', 'statistics', 'grids', 'record', 'records', 'units']
const OF_INSPECTION = [
  'inspection',
  'supervision',
  'visit',
  'questions',
  'sittings',
  'minutes',
  'undertakings',
  'satisfaction',
  'duties',
  'year-report',
]
const OF_DOSSIERS = ['dossiers', 'dossier']

function Nav({ role }: { readonly role: Me['role'] }) {
  const words = useWords()
  const route = routeOf(useHash())
  const isInspection = OF_INSPECTION.includes(route.at) && !(role === 'department' && isTaskList(route))
  const places = [
    ...(role === 'department'
      ? [
          {
            href: linkTo.home,
            text: words.nav.duties,
            here: !isInspection && ![...ELSEWHERE, ...OF_DOSSIERS].includes(route.at),
          },
          { href: linkTo.dossiers, text: words.nav.dossiers, here: OF_DOSSIERS.includes(route.at) },
        ]
      : [
          {
            href: linkTo.home,
            text: words.nav.home,
            here: !isInspection && ![...ELSEWHERE, ...OF_DEMANDS].includes(route.at),
          },
        ]),
    ...(seesDemands(role)
      ? [{ href: linkTo.demands(), text: words.nav.demands, here: OF_DEMANDS.includes(route.at) }]
      : []),
    ...(role !== 'teller'
      ? [{ href: linkTo.inspection(), text: words.nav.inspection, here: isInspection }]
      : []),
    ...(role === 'secretary'
      ? [
          { href: linkTo.deputies, text: words.nav.deputies, here: route.at === 'deputies' },
          { href: linkTo.people, text: words.nav.people, here: route.at === 'people' },
        ]
      : []),
    { href: linkTo.account, text: words.nav.account, here: route.at === 'account' },
  ]
  return (
    <nav aria-label={words.nav.label}>
      {places.map(({ href, text, here }) => (
        <a key={href} href={href} {...(here ? { 'aria-current': 'page' as const } : {})}>
          {text}
        </a>
      ))}
    </nav>
  )
}

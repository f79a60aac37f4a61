/** The auditor's page: `/audit`, and `/audit#check=…` as the second device that checks a tablet. */
import { render } from 'preact'
import { App } from './app.tsx'

// At once: the fragment opens a ballot that somebody sealed. It must not stay in the address or the history.
const fragment = location.hash
if (location.href.includes('#')) history.replaceState(null, '', location.pathname + location.search)

render(<App fragment={fragment} />, document.querySelector('#page') as HTMLElement)

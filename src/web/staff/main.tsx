/** The staff's page: each role sees what it may do. */
import { render } from 'preact'
import { App } from './app.tsx'

render(<App />, document.querySelector('#page') as HTMLElement)

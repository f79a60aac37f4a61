/** The public page: what was voted on, how it came out, and how to check it. */
import { render } from 'preact'
import { App } from './app.tsx'

render(<App />, document.querySelector('#page') as HTMLElement)

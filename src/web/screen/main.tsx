/** The hall's big screen: where the vote stands, for everybody at once. */
import { render } from 'preact'
import { App } from './app.tsx'

render(<App />, document.querySelector('#page') as HTMLElement)

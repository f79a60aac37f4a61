/** Begun with the page. */
import { render } from 'preact'

render(<main />, document.querySelector('#page') as HTMLElement)

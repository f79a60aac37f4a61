/** The auditor's page: `/audit`, and `/audit#check=…` as the second device that checks a tablet. */
import { render } from 'preact'
import { App } from './app.tsx'
import { takeFragment } from './fragment.ts'

// Before anything else.
render(<App fragment={takeFragment()} />, document.querySelector('#page') as HTMLElement)

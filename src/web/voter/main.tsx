/** The voter's page: `/vote`, with the code in the fragment or typed. */
import { render } from 'preact'
import { App } from './app.tsx'
import { takeCodeFromAddress } from './address.ts'
import { readTyped } from './code-field.ts'

// Before anything else: a code that stays in the address is a code that the next person can read.
const typed = readTyped(takeCodeFromAddress())

render(
  <App code={typed.state === 'complete' ? typed.code : undefined} />,
  document.querySelector('#page') as HTMLElement,
)

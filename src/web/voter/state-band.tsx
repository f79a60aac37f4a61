import { useWords } from './words.ts'
import type { State } from './session.ts'

type Shown = 'ready' | 'drafting' | 'waiting' | 'inBox' | 'closed' | 'refused'

/** Where the vote is, in words and by a sign, at the top of every screen. */
export function StateBand({ state }: { readonly state: State }) {
  const words = useWords()
  const shown = shownOf(state)
  return (
    <p class={`state state-${shown}`}>
      <Sign of={shown} />
      <span class="only-heard">{words.stateLabel}: </span>
      {words.state[shown]}
    </p>
  )
}

function shownOf(state: State): Shown {
  switch (state.at) {
    case 'opening':
    case 'card':
    case 'looking':
    case 'early':
      return 'ready'
    case 'marking':
    case 'reviewing':
    case 'sealing':
      return 'drafting'
    case 'sending':
      return 'waiting'
    case 'inBox':
      return 'inBox'
    case 'refused':
      return state.refusal.code === 'ballot.closed' ? 'closed' : 'refused'
    case 'broken':
      return 'refused'
  }
}

const PATHS: Readonly<Record<Shown, string>> = {
  ready: 'M3 6h18v12H3zM3 10h18',
  drafting: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  waiting: 'M6 3h12M6 21h12M7 3c0 6 10 6 10 18M17 3c0 6-10 6-10 18',
  inBox: 'M4 13l5 5L20 6',
  closed: 'M5 5l14 14M19 5L5 19',
  refused: 'M5 5l14 14M19 5L5 19',
}

export function Sign({ of }: { readonly of: Shown }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[of]} fill="none" stroke="currentColor" stroke-width="2.5" />
    </svg>
  )
}

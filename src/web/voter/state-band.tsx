import { isFilling, type View } from './session.ts'
import type { StopReason } from './watch.ts'
import { useWords } from './words.ts'

type Shown =
  'ready' | 'looking' | 'early' | 'begun' | 'drafting' | 'waiting' | 'inBox' | 'refused' | StopReason

/** Where the vote is, in words and by a sign, at the top of every screen. */
export function StateBand({ view }: { readonly view: View }) {
  const words = useWords()
  const shown = shownOf(view)
  return (
    <p class={`state state-${shown}`}>
      <Sign of={shown} />
      <span class="only-heard">{words.stateLabel}: </span>
      {words.state[shown === 'void' && isPractice(view) ? 'practiceOver' : shown]}
    </p>
  )
}

export function isPractice({ state }: View): boolean {
  if (isFilling(state)) return state.ballot.practice
  if (state.at === 'stopped') return state.stop.vote.practice
  return 'vote' in state && state.vote?.practice === true
}

function shownOf({ state, live }: View): Shown {
  if (isFilling(state)) return live.stop?.why ?? 'drafting'
  switch (state.at) {
    case 'opening':
    case 'card':
      return 'ready'
    case 'looking':
    case 'early':
    case 'begun':
    case 'inBox':
      return state.at
    case 'sealing':
      return 'drafting'
    case 'stopped':
      return state.stop.why
    case 'sending':
      return 'waiting'
    case 'refused':
      return state.refusal.code === 'ballot.closed' ? 'closed' : 'refused'
    case 'broken':
      return 'refused'
  }
}

const CROSS = 'M5 5l14 14M19 5L5 19'
const CARD = 'M3 6h18v12H3zM3 10h18'
const HOURGLASS = 'M6 3h12M6 21h12M7 3c0 6 10 6 10 18M17 3c0 6-10 6-10 18'

const PATHS: Readonly<Record<Shown, string>> = {
  ready: CARD,
  looking: CARD,
  early: HOURGLASS,
  begun: CARD,
  drafting: 'M4 20l1-5L16 4l4 4L9 19zM14 6l4 4',
  waiting: HOURGLASS,
  inBox: 'M4 13l5 5L20 6',
  closed: CROSS,
  refused: CROSS,
  void: CROSS,
  used: CROSS,
  voided: CROSS,
  paper: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h3',
  hands: 'M8 21V5M12 21V3M16 21V5M5 12v9h14v-9',
}

export function Sign({ of }: { readonly of: Shown }) {
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[of]} fill="none" stroke="currentColor" stroke-width="2.5" />
    </svg>
  )
}

/**
 * Which ballot a card is for, and whether it can vote in it. Compared here, on the tablet: the service is asked for its
 * public lists only.
 */
import type { Asks } from './seal-messages.ts'
import { cardsOf, listBallots, type BallotView } from './service.ts'
import { stopOf, type Stop, type Vote } from './watch.ts'

export type Found =
  /** It can be voted in. */
  | { readonly is: 'open'; readonly ballot: BallotView }
  /** It is sealed and not open yet. */
  | { readonly is: 'early'; readonly vote: Vote }
  | { readonly is: 'stopped'; readonly stop: Stop }
  | { readonly is: 'none'; readonly why: 'unknown' | 'over' }

/** Looks for the card in the lists of these ballots. */
export type Find = (ballots: Asks['find']['question']['ballots']) => Promise<Asks['find']['answer']>

/** Earlier ballots that a card is looked for in, to say that its vote is over. */
const PAST_BALLOTS_MAX = 6

export async function ballotOfCard(find: Find): Promise<Found> {
  // One list: of two, the ballot could have been opened in between, and stand in neither.
  const ballots = await listBallots()
  const all = ballots.filter(({ fingerprint }) => fingerprint !== null)
  const withState = (wanted: BallotView['state']) => all.filter(({ state }) => state === wanted)
  const current = (await belonging(find, withState('open'))) ?? (await belonging(find, withState('sealed')))
  if (current !== undefined) {
    const { ballot, card } = current
    const { title, practice } = ballot
    const vote = { title, practice }
    if (card !== 'fresh') return { is: 'stopped', stop: { why: card, vote, reason: null } }
    return ballot.state === 'open' ? { is: 'open', ballot } : { is: 'early', vote }
  }
  const past = all.filter(({ state }) => state !== 'open' && state !== 'sealed').slice(0, PAST_BALLOTS_MAX)
  const over = await belonging(find, past)
  const stop = over && stopOf(over.ballot)
  // That a vote has been closed as planned needs no screen of its own.
  if (stop !== undefined && stop.why !== 'closed') return { is: 'stopped', stop }
  return { is: 'none', why: over === undefined ? 'unknown' : 'over' }
}

async function belonging(find: Find, ballots: readonly BallotView[]) {
  if (ballots.length === 0) return undefined
  const lists = await Promise.all(ballots.map(async ({ uuid }) => ({ uuid, ...(await cardsOf(uuid)) })))
  const found = await find(lists)
  const ballot = ballots.find(({ uuid }) => uuid === found?.uuid)
  return ballot === undefined || found === undefined ? undefined : { ballot, card: found.card }
}

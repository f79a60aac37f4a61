/**
 * One tablet in the hall, from one person's card to the next person's: which screen it shows and why. Knows the
 * service, the worker and the outbox; knows no element of the page.
 *
 * The code and the decision live here and in the worker only, until the ballot is sealed; then both are forgotten.
 */
import type { TabletBallot } from '../../devices/tablet.ts'
import type { Code } from '../../protocol/credential.ts'
import type { Refusal } from '../shared/problem.ts'
import { deliver, type Trouble } from './delivery.ts'
import { decisionOf, emptyDraft, type Draft } from './draft.ts'
import { drop, keep, kept, type SealedVote } from './outbox.ts'
import { Pause, pauseMs } from './pause.ts'
import type { Asks } from './seal-messages.ts'
import { Sealer, SealerGoneError } from './sealer.ts'
import {
  credentialsOf,
  electionOf,
  listBallots,
  RefusedError,
  UnreachableError,
  type BallotView,
} from './service.ts'

export type State =
  /** Looks whether a vote is still on its way. */
  | { readonly at: 'opening' }
  /** With the code that was not found: one wrong character should not cost typing all of them again. */
  | { readonly at: 'card'; readonly notFound?: { readonly code: Code; readonly why: 'unknown' | 'over' } }
  | { readonly at: 'looking'; readonly unreachable: boolean }
  /** The card's ballot is sealed and not open yet; goes on by itself. */
  | { readonly at: 'early'; readonly title: string }
  | { readonly at: 'marking'; readonly ballot: TabletBallot; readonly draft: Draft; readonly option: number }
  | { readonly at: 'reviewing'; readonly ballot: TabletBallot; readonly draft: Draft }
  | { readonly at: 'sealing'; readonly title: string }
  | { readonly at: 'sending'; readonly title: string; readonly trouble?: Trouble }
  | { readonly at: 'inBox'; readonly title: string; readonly tracker: string }
  | { readonly at: 'refused'; readonly refusal: Refusal }
  /** This tablet cannot go on: it keeps nothing, or was given something else than it showed. */
  | { readonly at: 'broken'; readonly why: 'cannotKeep' | 'cannotSeal' }

const EARLY_POLL_MS = 3000
/** Earlier ballots that a card is looked for in, to say that its vote is over. */
const PAST_BALLOTS_MAX = 6

export class Session {
  state: State = { at: 'opening' }
  readonly #onChange: () => void
  readonly #pause = new Pause()
  readonly #sealer = new Sealer()
  #code: Code | undefined
  #electionText = ''
  /** Changes with every person: what comes late for an earlier one is dropped. */
  #turn = 0

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** At the start of the page, and after each person. A vote on its way goes before everything. */
  async open(code?: Code): Promise<void> {
    const turn = this.#newTurn()
    this.#show({ at: 'opening' })
    try {
      const [vote] = await kept()
      if (turn !== this.#turn) return
      if (vote !== undefined) return await this.#send(vote, true)
    } catch {
      if (turn === this.#turn) this.#show({ at: 'broken', why: 'cannotKeep' })
      return
    }
    this.#sealer.start()
    if (code === undefined) this.#show({ at: 'card' })
    else await this.begin(code)
  }

  /** A code was scanned while the page was already there: counts where nobody's draft or vote would be lost. */
  async scanned(code: Code): Promise<void> {
    switch (this.state.at) {
      case 'marking':
      case 'reviewing':
      case 'sealing':
      case 'sending':
        return
      default:
        await this.open(code)
    }
  }

  async begin(code: Code): Promise<void> {
    const turn = this.#newTurn()
    this.#code = code
    this.#show({ at: 'looking', unreachable: false })
    for (let attempt = 1; turn === this.#turn; attempt++) {
      try {
        if (await this.#look(turn, code)) return
        await this.#pause.wait(EARLY_POLL_MS)
      } catch (error) {
        if (turn !== this.#turn) return
        if (error instanceof RefusedError) return this.#refused(error.refusal)
        if (!(error instanceof UnreachableError || error instanceof SealerGoneError)) throw error
        if (this.state.at === 'looking') this.#show({ at: 'looking', unreachable: true })
        await this.#pause.wait(pauseMs(attempt))
      }
    }
  }

  /** False when the vote has not begun and we should look again. */
  async #look(turn: number, code: Code): Promise<boolean> {
    const open = await this.#belonging(code, await listBallots('open'))
    if (turn !== this.#turn) return true
    if (open !== undefined) {
      this.#electionText = await electionOf(open.uuid)
      if (turn !== this.#turn) return true
      const { uuid, kind, title, options, choicesMax } = open
      const ballot = { uuid, kind, title, options, choicesMax }
      this.#show({ at: 'marking', ballot, draft: emptyDraft(ballot), option: 0 })
      return true
    }
    const all = (await listBallots()).filter(
      ({ fingerprint, state }) => fingerprint !== null && state !== 'open',
    )
    const sealed = await this.#belonging(
      code,
      all.filter(({ state }) => state === 'sealed'),
    )
    if (turn !== this.#turn) return true
    if (sealed !== undefined) {
      this.#show({ at: 'early', title: sealed.title })
      return false
    }
    const past = all.filter(({ state }) => state !== 'sealed').slice(0, PAST_BALLOTS_MAX)
    const over = await this.#belonging(code, past)
    if (turn !== this.#turn) return true
    this.#forget()
    this.#show({ at: 'card', notFound: { code, why: over === undefined ? 'unknown' : 'over' } })
    return true
  }

  /** Compared here, on the tablet: only the public lists are asked for. */
  async #belonging(code: Code, ballots: readonly BallotView[]): Promise<BallotView | undefined> {
    if (ballots.length === 0) return undefined
    const lists = await Promise.all(
      ballots.map(async ({ uuid }) => ({ uuid, credentials: await credentialsOf(uuid) })),
    )
    const found = await this.#sealer.ask('find', { code, ballots: lists })
    return ballots.find(({ uuid }) => uuid === found)
  }

  change(draft: Draft): void {
    const { state } = this
    if (state.at === 'marking') this.#show({ ...state, draft })
  }

  /** Shows another option of a ballot that asks for one after the other. */
  goTo(option: number): void {
    const { state } = this
    if (state.at !== 'marking' && state.at !== 'reviewing') return
    const { ballot, draft } = state
    this.#show({ at: 'marking', ballot, draft, option })
  }

  review(draft: Draft): void {
    const { state } = this
    if (state.at === 'marking') this.#show({ at: 'reviewing', ballot: state.ballot, draft })
  }

  async cast(): Promise<void> {
    const { state } = this
    const code = this.#code
    if (state.at !== 'reviewing' || code === undefined) return
    const { ballot, draft } = state
    const decision = decisionOf(draft)
    if (decision === undefined) return
    this.#show({ at: 'sealing', title: ballot.title })
    let vote: SealedVote
    try {
      const sealed = await this.#seal({ ballot, electionText: this.#electionText, code, decision })
      vote = { ballot: ballot.uuid, title: ballot.title, ...sealed }
    } catch {
      this.#forget()
      this.#show({ at: 'broken', why: 'cannotSeal' })
      return
    }
    this.#forget()
    try {
      await keep(vote)
    } catch {
      this.#show({ at: 'broken', why: 'cannotKeep' })
      return
    }
    await this.#send(vote, false)
  }

  /** The worker may have been lost to a lack of memory: once more with a new one. */
  async #seal(question: Asks['seal']['question']): Promise<Asks['seal']['answer']> {
    try {
      return await this.#sealer.ask('seal', question)
    } catch (error) {
      if (!(error instanceof SealerGoneError)) throw error
      return this.#sealer.ask('seal', question)
    }
  }

  async #send(vote: SealedVote, sentBefore: boolean): Promise<void> {
    const { title, tracker } = vote
    this.#show({ at: 'sending', title })
    const delivered = await deliver(vote, {
      sentBefore,
      pause: this.#pause,
      onTrouble: (trouble) => this.#show({ at: 'sending', title, trouble }),
    })
    // If this fails, the same bytes are sent once more by the next page, and answered with the same receipt.
    await drop(vote).catch(() => undefined)
    if (delivered.end === 'inBox') this.#show({ at: 'inBox', title, tracker })
    else this.#refused(delivered.refusal)
  }

  sendNow(): void {
    this.#pause.end()
  }

  /** Leaves a card that was not voted with, or a screen that has said its last; never a vote on its way. */
  async clear(): Promise<void> {
    if (this.state.at === 'sending' || this.state.at === 'sealing') return
    await this.open()
  }

  #refused(refusal: Refusal): void {
    this.#forget()
    this.#show({ at: 'refused', refusal })
  }

  #newTurn(): number {
    this.#turn += 1
    this.#forget()
    this.#pause.end()
    return this.#turn
  }

  #forget(): void {
    this.#code = undefined
    this.#electionText = ''
    this.#sealer.end()
  }

  #show(state: State): void {
    this.state = state
    this.#onChange()
  }
}

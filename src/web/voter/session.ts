/**
 * One tablet in the hall, from one person's card to the next person's: which screen it shows and why. Knows the
 * service, the worker, the outbox and the kept draft; knows no element of the page.
 *
 * The code and the decision live here and in the worker, and for a reload in the tab's storage and in a locked draft,
 * until the ballot is sealed or the person leaves; then all of it is forgotten.
 */
import type { TabletBallot } from '../../devices/tablet.ts'
import type { Code } from '../../protocol/credential.ts'
import type { Refusal } from '../shared/problem.ts'
import { ballotOfCard } from './card-ballot.ts'
import { deliver, type Trouble } from './delivery.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { decisionOf, emptyDraft, packed, unpacked, type Draft, type Kept } from './draft.ts'
import { hold, release } from './held-card.ts'
import { drop, keep, kept, sealCodeOf, type SealedVote } from './outbox.ts'
import { Pause, pauseMs } from './pause.ts'
import type { Asks, Committed } from './seal-messages.ts'
import { Sealer, SealerGoneError } from './sealer.ts'
import { electionOf, RefusedError, UnreachableError, type BallotView, type Dossier } from './service.ts'
import { watch, type Live, type Stop, type Vote, type Watch } from './watch.ts'

export interface NotFound {
  readonly code: Code
  readonly why: 'unknown' | 'over'
}

/** The ballot in hand. */
export interface InHand extends TabletBallot {
  readonly practice: boolean
}

interface Filled {
  readonly ballot: InHand
  readonly draft: Draft
  /** Which option is shown, where they are shown one by one. */
  readonly option: number
}

export type State =
  /** Looks whether a vote is still on its way. */
  | { readonly at: 'opening' }
  /**
   * With the code that was not found: one wrong character should not cost typing all of them again. `locked`: somebody
   * left a draft, which their card brings back.
   */
  | { readonly at: 'card'; readonly notFound?: NotFound; readonly notice?: 'locked' }
  | { readonly at: 'looking'; readonly unreachable: boolean }
  /** The card's ballot is sealed and not open yet; goes on by itself, as long as somebody is surely there. */
  | { readonly at: 'early'; readonly vote: Vote }
  /** The card's ballot is open, but nobody has pressed anything for a while: asks before it shows it. */
  | { readonly at: 'begun'; readonly vote: Vote }
  /** The card cannot vote: said at once, before anything is marked. */
  | { readonly at: 'stopped'; readonly stop: Stop }
  | ({ readonly at: 'marking' } & Filled)
  /** With the seal code, as soon as the ballot is committed to. */
  | ({ readonly at: 'reviewing'; readonly sealCode?: string } & Filled)
  /** The sealed ballot is opened to a second device, and thrown away. */
  | ({ readonly at: 'checking'; readonly sealCode: string; readonly address: string } & Filled)
  | { readonly at: 'sealing'; readonly vote: Vote }
  | { readonly at: 'sending'; readonly vote: Vote; readonly trouble?: Trouble }
  | { readonly at: 'inBox'; readonly vote: Vote; readonly tracker: string; readonly sealCode: string }
  | { readonly at: 'refused'; readonly refusal: Refusal; readonly vote?: Vote }
  /** This tablet cannot go on: it keeps nothing, or was given something else than it showed. */
  | { readonly at: 'broken'; readonly why: 'cannotKeep' | 'cannotSeal' }

/** What the page shows: the screen, and what is known beside it. */
export interface View {
  readonly state: State
  readonly live: Live
  /** Of the ballot in hand, in its order; none where there are none. */
  readonly dossiers: readonly Dossier[]
}

/** Whether somebody is filling in a ballot: then another card changes nothing. */
export function isFilling(state: State): state is Extract<State, Filled> {
  return state.at === 'marking' || state.at === 'reviewing' || state.at === 'checking'
}

/** Whether a card waits for its ballot, with nothing marked yet. */
export function isWaiting({ at }: State): boolean {
  return at === 'looking' || at === 'early' || at === 'begun'
}

const EARLY_POLL_MS = 3000
/** Who has pressed nothing for longer may have left, and somebody else may be standing there. */
const PRESENT_MS = 60_000
const LOCK_MS_MAX = 1000

const NOTHING_KNOWN = { live: {}, dossiers: [] } as const

export class Session {
  view: View = { state: { at: 'opening' }, ...NOTHING_KNOWN }
  readonly #onChange: () => void
  readonly #pause = new Pause()
  readonly #sealer = new Sealer()
  readonly #drafts = new DraftKeeper()
  #watch: Watch | undefined
  #code: Code | undefined
  #electionText = ''
  /** What the review stands for: encrypted, not signed. */
  #committed: Promise<Committed> | undefined
  #pressedAtMs = 0
  /** Changes with every person: what comes late for an earlier one is dropped. */
  #turn = 0

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get state(): State {
    return this.view.state
  }

  /** At the start of the page, and after each person. A vote on its way goes before everything. */
  async open(code?: Code, notice?: 'locked'): Promise<void> {
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
    // One that is too old goes, whoever comes next.
    void this.#drafts.load()
    this.#sealer.start()
    if (code === undefined) this.#show({ at: 'card', ...(notice === undefined ? {} : { notice }) })
    else await this.begin(code)
  }

  /** A card was scanned while the page was already there: counts where nobody's draft or vote would be lost. */
  async scanned(code: Code): Promise<void> {
    const { state, live } = this.view
    if (state.at === 'sealing' || state.at === 'sending') return
    if (isFilling(state) && live.stop === undefined) return
    await this.open(code)
  }

  /** Somebody is there. */
  pressed(): void {
    this.#pressedAtMs = Date.now()
  }

  get #isPresent(): boolean {
    return Date.now() - this.#pressedAtMs <= PRESENT_MS
  }

  /** Who has waited says that it is still them. */
  async goOn(): Promise<void> {
    if (this.state.at === 'begun' && this.#code !== undefined) await this.begin(this.#code)
  }

  async begin(code: Code): Promise<void> {
    const turn = this.#newTurn()
    this.pressed()
    this.#code = code
    hold(code)
    this.#show({ at: 'looking', unreachable: false })
    for (let attempt = 1; turn === this.#turn; attempt++) {
      try {
        if (await this.#look(turn, code)) return
        await this.#pause.wait(EARLY_POLL_MS)
        if (turn !== this.#turn) return
        if (this.#isPresent) hold(code)
        else release()
      } catch (error) {
        if (turn !== this.#turn) return
        if (error instanceof RefusedError) return await this.#refused(error.refusal)
        if (!(error instanceof UnreachableError || error instanceof SealerGoneError)) throw error
        if (this.state.at === 'looking') this.#show({ at: 'looking', unreachable: true })
        await this.#pause.wait(pauseMs(attempt))
      }
    }
  }

  /** False when the vote has not begun and we should look again. */
  async #look(turn: number, code: Code): Promise<boolean> {
    const found = await ballotOfCard((ballots) => {
      // The worker is told no code of somebody who has left.
      if (turn !== this.#turn) throw new SealerGoneError()
      return this.#sealer.ask('find', { code, ballots })
    })
    if (turn !== this.#turn) return true
    switch (found.is) {
      case 'open':
        await this.#start(turn, code, found.ballot)
        return true
      case 'early':
        this.#show({ at: 'early', vote: found.vote })
        return false
      case 'stopped':
        await this.#stopped(found.stop)
        return true
      case 'none':
        this.#forget()
        this.#show({ at: 'card', notFound: { code, why: found.why } })
        return true
    }
  }

  async #start(turn: number, code: Code, view: BallotView): Promise<void> {
    const { uuid, kind, title, options, choicesMax, practice } = view
    if (!this.#isPresent) {
      release()
      this.#show({ at: 'begun', vote: { title, practice } })
      return
    }
    const electionText = await electionOf(uuid)
    if (turn !== this.#turn) return
    const ballot: InHand = { uuid, kind, title, options, choicesMax, practice }
    const draft = await this.#keptDraft(code, ballot)
    if (turn !== this.#turn) return
    this.#electionText = electionText
    this.#watch = watch(uuid, {
      live: (live) => this.#learn({ live }),
      dossiers: (dossiers) => {
        // Without their names in the ballot's order they would stand beside the wrong project.
        const fit = dossiers.length === options.length && dossiers.every(({ name }, i) => name === options[i])
        if (fit) this.#learn({ dossiers })
      },
      look: () => hold(code),
    })
    const { reviewing, ...begun } = draft ?? { draft: emptyDraft(ballot), option: 0, reviewing: false }
    this.#show({ at: 'marking', ballot, ...begun })
    if (reviewing) this.review(begun.draft)
  }

  /** What this card's holder had marked; another's draft goes, because another card begins. */
  async #keptDraft(code: Code, ballot: InHand): Promise<Kept | undefined> {
    const box = await this.#drafts.load()
    if (box === undefined) return undefined
    const text = await this.#sealer.ask('openDraft', { code, box })
    const draft = text === undefined ? undefined : unpacked(ballot.uuid, ballot, text)
    if (draft === undefined) await this.#drafts.wipe()
    return draft
  }

  change(draft: Draft): void {
    const { state } = this
    if (state.at === 'marking') this.#fill({ ...state, draft })
  }

  /** Shows another option of a ballot that asks for one after the other, or the marks again. */
  goTo(option: number): void {
    const { state } = this
    if (!isFilling(state)) return
    const { ballot, draft } = state
    this.#committed = undefined
    this.#fill({ at: 'marking', ballot, draft, option })
  }

  /** Shows the decision in words and commits to it: from here the tablet cannot seal something else unnoticed. */
  review(draft: Draft): void {
    const { state } = this
    const decision = decisionOf(draft)
    const code = this.#code
    if (state.at !== 'marking' || decision === undefined || code === undefined) return
    const { ballot, option } = state
    this.#fill({ at: 'reviewing', ballot, draft, option })
    const committed = this.#ask('commit', { ballot, electionText: this.#electionText, code, decision })
    this.#committed = committed
    void this.#showSealCode(committed)
  }

  async #showSealCode(committed: Promise<Committed>): Promise<void> {
    try {
      const { sealCode } = await committed
      if (this.#committed === committed && this.state.at === 'reviewing')
        this.#show({ ...this.state, sealCode })
    } catch {
      if (this.#committed === committed) await this.#broken('cannotSeal')
    }
  }

  /** Opens the ballot that the review stands for, and throws it away: it was never signed and never will be. */
  async check(): Promise<void> {
    const { state } = this
    const committed = this.#committed
    if (state.at !== 'reviewing' || state.sealCode === undefined || committed === undefined) return
    this.#committed = undefined
    const { sealCode, checkAddress: address } = await committed
    if (this.state === state) this.#fill({ ...state, at: 'checking', sealCode, address })
  }

  async cast(): Promise<void> {
    const { state } = this
    const [code, committed] = [this.#code, this.#committed]
    // Without its code there is nothing to note, and a ballot that nobody could compare must not be cast.
    if (state.at !== 'reviewing' || state.sealCode === undefined) return
    if (code === undefined || committed === undefined) return
    const { uuid, title, practice } = state.ballot
    this.#committed = undefined
    this.#show({ at: 'sealing', vote: { title, practice } })
    let vote: SealedVote
    try {
      const sealed = await this.#ask('sign', { uuid, code, ballot: await committed })
      vote = { ballot: uuid, title, practice, ...sealed }
    } catch {
      return this.#broken('cannotSeal')
    }
    this.#forget()
    await this.#drafts.stop()
    try {
      await keep(vote)
    } catch {
      return this.#broken('cannotKeep')
    }
    await this.#send(vote, false)
  }

  /** The worker may have been lost to a lack of memory: once more with a new one. */
  async #ask<K extends keyof Asks>(kind: K, question: Asks[K]['question']): Promise<Asks[K]['answer']> {
    try {
      return await this.#sealer.ask(kind, question)
    } catch (error) {
      if (!(error instanceof SealerGoneError) || this.#code === undefined) throw error
      return this.#sealer.ask(kind, question)
    }
  }

  async #send(vote: SealedVote, sentBefore: boolean): Promise<void> {
    const { title, practice, tracker } = vote
    const named = { title, practice }
    this.#show({ at: 'sending', vote: named })
    const delivered = await deliver(vote, {
      sentBefore,
      pause: this.#pause,
      onTrouble: (trouble) => this.#show({ at: 'sending', vote: named, trouble }),
    })
    // If this fails, the same bytes are sent once more by the next page, and answered with the same receipt.
    await drop(vote).catch(() => undefined)
    if (delivered.end === 'inBox') {
      this.#show({ at: 'inBox', vote: named, tracker, sealCode: sealCodeOf(vote) })
    } else this.#show({ at: 'refused', refusal: delivered.refusal, vote: named })
  }

  sendNow(): void {
    this.#pause.end()
  }

  /** Leaves a card that was not voted with, or a screen that has said its last; never a vote on its way. */
  async clear(): Promise<void> {
    if (this.state.at === 'sending' || this.state.at === 'sealing') return
    this.#newTurn()
    await this.#drafts.wipe()
    await this.open()
  }

  /** Nobody is there any more: the page forgets, and the draft waits, locked, for its card. */
  async lock(): Promise<void> {
    if (isWaiting(this.state)) return this.open()
    if (!isFilling(this.state)) return this.clear()
    if (this.view.live.stop !== undefined) return this.clear()
    // What was marked last is kept first; but nothing keeps the page from forgetting.
    await Promise.race([this.#drafts.settle(), this.#pause.wait(LOCK_MS_MAX)])
    await this.open(undefined, 'locked')
  }

  async #stopped(stop: Stop): Promise<void> {
    this.#forget()
    this.#show({ at: 'stopped', stop })
    await this.#drafts.wipe()
  }

  async #refused(refusal: Refusal): Promise<void> {
    this.#forget()
    this.#show({ at: 'refused', refusal })
    await this.#drafts.wipe()
  }

  async #broken(why: 'cannotKeep' | 'cannotSeal'): Promise<void> {
    this.#forget()
    this.#show({ at: 'broken', why })
    await this.#drafts.wipe()
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
    this.#committed = undefined
    this.#watch?.end()
    this.#watch = undefined
    this.#sealer.end()
    release()
  }

  /** Shows a ballot that is being filled in, and keeps it. */
  #fill(state: Extract<State, Filled>): void {
    const code = this.#code
    this.#show(state)
    if (code === undefined) return
    const { ballot, draft, option } = state
    const text = packed(ballot.uuid, { draft, option, reviewing: state.at === 'reviewing' })
    this.#drafts.save(() => this.#sealer.ask('lockDraft', { code, text }))
  }

  /** Something beside the ballot in hand; its marks stay as they are. */
  #learn(known: Partial<View>): void {
    if (isFilling(this.state)) this.#show(this.state, known)
  }

  #show(state: State, known: Partial<View> = {}): void {
    const beside = isFilling(state) ? this.view : NOTHING_KNOWN
    this.view = { live: beside.live, dossiers: beside.dossiers, ...known, state }
    this.#onChange()
  }
}

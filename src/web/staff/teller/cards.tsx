/**
 * The chief teller makes the cards. The codes are in this view's memory until it is left, and go nowhere but onto paper:
 * they are not even shown on the screen.
 */
import { useEffect, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { Cards as MadeCards } from '../../../devices/cards.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { useWords } from '../words.ts'
import { CARDS_A_SHEET, Sheets, sheetsFor, type CardsASheet } from './sheets.tsx'
import type { Device } from './device.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { Trouble } from './parts.tsx'
import { sendCards } from './service.ts'
import { hasCome, sparesFor, type StepStatus } from './steps.ts'
import { readCount } from './typed.ts'

export function Cards({
  ballot,
  status,
  device,
  counted,
  onCounted,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly status: StepStatus
  readonly device: Device
  /** Whether the printed cards were counted and are as many as were made. */
  readonly counted: boolean
  /** With the digest of the cards that were counted. */
  readonly onCounted: (digest: string | undefined) => void
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const [cards, setCards] = useState<MadeCards>()
  const [again, setAgain] = useState(false)
  const { cardsMade, cardsDigest } = ballot.progress
  useLeaveGuard(cards !== undefined && !counted, words.leaveCards)
  const made = (fresh: MadeCards): void => {
    setCards(fresh)
    onCounted(undefined)
  }
  // Others, even if as many: made elsewhere meanwhile, or these have not come through. Their codes cannot vote.
  const valid = cards !== undefined && cards.digest === cardsDigest ? cards : undefined
  const canMake = ballot.missing.makeCards.length === 0
  const over = hasCome(ballot, 'sealed')
  useEffect(() => {
    // Nothing is printed any more, and a code that is nowhere cannot be found.
    if (over) setCards(undefined)
  }, [over])
  useEffect(() => {
    // They have come through, also where the answer was lost.
    if (valid !== undefined) setAgain(false)
  }, [valid])

  if (status === 'now' || again) {
    return (
      <>
        <MakeCards ballot={ballot} device={device} onMade={made} onChanged={onChanged} />
        {again && (
          <button type="button" class="quiet" onClick={() => setAgain(false)}>
            {words.back}
          </button>
        )}
      </>
    )
  }
  if (status !== 'done' || cardsMade === null || cardsDigest === null) return null
  return (
    <>
      <p>{words.cardsMade(cardsMade)}</p>
      {valid !== undefined && canMake && <PrintCards ballot={ballot} cards={valid} />}
      {canMake && (
        <>
          {valid === undefined && !counted && (
            <p class="notice" role="status">
              {cards === undefined ? words.cardsGone : words.cardsOthers}
            </p>
          )}
          {(cards === undefined || valid !== undefined) && (
            <CountCards
              key={cardsDigest}
              made={cardsMade}
              counted={counted}
              onCounted={() => onCounted(cardsDigest)}
            />
          )}
          <p>
            <button type="button" class="quiet" onClick={() => setAgain(true)}>
              {words.cardsAnew}
            </button>
          </p>
        </>
      )}
    </>
  )
}

function MakeCards({
  ballot,
  device,
  onMade,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly device: Device
  readonly onMade: (cards: MadeCards) => void
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const { shouldAttend, cardsMade } = ballot.progress
  const [deputies, setDeputies] = useState(String(shouldAttend))
  const [spares, setSpares] = useState(String(sparesFor(shouldAttend)))
  const [first, second] = [readCount(deputies), readCount(spares)]
  const count = first === undefined || second === undefined ? undefined : first + second
  const act = useAct(async () => {
    if (count === undefined || count === 0) return
    const cards = await device.ask('makeCards', { uuid: ballot.uuid, count })
    // Before they are sent: from then on those made earlier may be void, whether or not an answer comes.
    onMade(cards)
    await sendCards(ballot.uuid, cards.credentials)
    await onChanged()
  })
  return (
    <form
      class="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <p>{words.cardsIntro}</p>
      {cardsMade !== null && <p class="notice">{words.cardsAnewText}</p>}
      <div class="counts">
        <Field
          label={words.cardsForDeputies}
          value={deputies}
          onValue={setDeputies}
          inputMode="numeric"
          wrong={first === undefined ? words.countWrong : undefined}
        />
        <Field
          label={words.cardsSpare}
          hint={words.cardsSpareHint}
          value={spares}
          onValue={setSpares}
          inputMode="numeric"
          wrong={second === undefined ? words.countWrong : undefined}
        />
      </div>
      <Trouble error={act.error} />
      <ActButton submit busy={act.busy} missing={ballot.missing.makeCards}>
        {words.makeCards(count ?? 0)}
      </ActButton>
    </form>
  )
}

function PrintCards({ ballot, cards }: { readonly ballot: BallotConsole; readonly cards: MadeCards }) {
  const words = useWords().teller
  const [perSheet, setPerSheet] = useState<CardsASheet>('8')
  return (
    <div class="stack">
      <p class="notice">{words.cardsInMemory}</p>
      <Choice
        label={words.cardsASheet}
        value={perSheet}
        onValue={setPerSheet}
        options={CARDS_A_SHEET.map((value) => ({ value, text: words.cardsASheetOption(value) }))}
      />
      <p>{words.cardsSheets(cards.codes.length, sheetsFor(cards.codes.length, perSheet))}</p>
      <ol class="how">
        {words.cardsHow.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div class="act">
        <button type="button" class="strong" onClick={() => print()}>
          {words.cardsPrint}
        </button>
      </div>
      <Sheets ballot={ballot} cards={cards} perSheet={perSheet} />
    </div>
  )
}

/** As many must have come out of the printer as were made, or one of them is somewhere else. */
function CountCards({
  made,
  counted,
  onCounted,
}: {
  readonly made: number
  readonly counted: boolean
  readonly onCounted: () => void
}) {
  const words = useWords().teller
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string>()
  if (counted) return <p role="status">{words.cardsCounted(made)}</p>
  const submit = (event: Event): void => {
    event.preventDefault()
    const count = readCount(text)
    if (count === made) onCounted()
    else setWrong(count === undefined ? words.countWrong : words.cardsNotAll(count, made))
  }
  return (
    <form class="fields" onSubmit={submit} noValidate>
      <Field
        label={words.cardsCount}
        hint={words.cardsCountHint}
        value={text}
        onValue={(value) => {
          setText(value)
          setWrong(undefined)
        }}
        inputMode="numeric"
        wrong={wrong}
      />
      <ActButton submit>{words.cardsCountDone}</ActButton>
    </form>
  )
}

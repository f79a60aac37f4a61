/** Cards that were lost or damaged: one teller asks for them to be void, another confirms or declines. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { hasCamera } from '../../shared/has-camera.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Field } from '../parts/field.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { DeviceError, type Device } from './device.ts'
import { inBoth, Trouble } from './parts.tsx'
import { askToVoid, confirmVoid, declineVoid, readCards, withdrawVoid } from './service.ts'
import { pendingVoids, type OwnTeller } from './steps.ts'
import { readTypedCard } from './typed.ts'

export interface VoidsProps {
  readonly ballot: BallotConsole
  readonly own: OwnTeller
  readonly device: Device
  readonly onChanged: () => Promise<void>
}

export function Voids(props: VoidsProps) {
  const { ballot, own } = props
  const words = useWords().teller
  const [declined, onWithdraw] = useDeclined(ballot.progress)
  return (
    <>
      {ballot.progress.voidedCards.length > 0 && <Voided {...props} onWithdraw={onWithdraw} />}
      <p role="status">
        {declined !== undefined && (own.chief ? words.voidDeclined : words.voidedNot)(declined)}
      </p>
      {own.chief && ballot.missing.voidCard.length === 0 && <VoidCard {...props} />}
    </>
  )
}

/**
 * A card that was asked for and is not void after all. The service forgets such a request, so that nothing tells which
 * card it was: one that is gone, and was not taken back here, was declined.
 */
function useDeclined({ voidedCards }: BallotConsole['progress']) {
  const [declined, setDeclined] = useState<number>()
  const before = useRef<readonly number[]>([])
  const withdrawn = useRef(new Set<number>())
  useEffect(() => {
    const numbers = voidedCards.map(({ number }) => number)
    const gone = before.current.find((number) => !numbers.includes(number))
    const asked = numbers.some((number) => !before.current.includes(number))
    before.current = numbers
    if (gone !== undefined && !withdrawn.current.delete(gone)) setDeclined(gone)
    else if (asked) setDeclined(undefined)
  }, [voidedCards])
  return [declined, (number: number) => void withdrawn.current.add(number)] as const
}

/** By itself: who types a number needs no camera. */
async function loadCamera() {
  return (await import('../../shared/camera.tsx')).Camera
}

/** Asks for a lost or damaged card to be voided; nothing happens to it before a second teller confirms. */
function VoidCard({ ballot, device, onChanged }: VoidsProps) {
  const words = useWords().teller
  const { uuid } = ballot
  const [card, setCard] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState<number>()
  const [pressed, setPressed] = useState(false)
  const [Camera, setCamera] = useState<typeof import('../../shared/camera.tsx').Camera>()
  const waiting = pendingVoids(ballot).some(({ number }) => number === asked)
  const typed = readTypedCard(card)
  const act = useAct(async () => {
    if (typed === undefined) return
    const number = typed.by === 'number' ? typed.number : await numberOf(typed.code)
    await askToVoid(uuid, number, reason)
    setAsked(number)
    setCard('')
    setReason('')
    setPressed(false)
    await onChanged()
  })
  async function numberOf(code: (typeof typed & { by: 'code' })['code']): Promise<number> {
    const { credentials } = await readCards(uuid)
    const number = await device.ask('numberOfCard', { uuid, code, credentials })
    if (number === undefined) throw new DeviceError(inBoth((both) => both.voidNotOurs))
    return number
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    setPressed(true)
    setAsked(undefined)
    if (typed !== undefined && reason.trim() !== '') void act.run()
  }
  return (
    <form class="fields" onSubmit={submit} autocomplete="off" noValidate>
      <h3>{words.voidHeading}</h3>
      <p>{words.voidText}</p>
      {Camera !== undefined && (
        <Camera
          words={words.camera}
          onText={(text) => {
            setCard(text)
            setCamera(undefined)
          }}
        />
      )}
      {hasCamera() && (
        <p>
          <button
            type="button"
            class="quiet"
            aria-pressed={Camera !== undefined}
            onClick={() => {
              if (Camera !== undefined) setCamera(undefined)
              else
                void loadCamera().then(
                  (loaded) => setCamera(() => loaded),
                  () => undefined,
                )
            }}
          >
            {Camera === undefined ? words.camera.on : words.camera.off}
          </button>
        </p>
      )}
      <Field
        label={words.voidField}
        hint={words.voidHint}
        class="code"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={card}
        onValue={(value) => {
          setCard(value)
          act.clear()
        }}
        wrong={pressed && typed === undefined ? words.voidWrong : undefined}
      />
      <Area
        label={words.voidReason}
        hint={words.voidReasonHint}
        rows={2}
        value={reason}
        onValue={setReason}
        wrong={pressed && reason.trim() === '' ? words.voidReasonWrong : undefined}
      />
      <Trouble error={act.error} />
      <p role="status">{asked !== undefined && waiting && words.voidAsked(asked)}</p>
      <ActButton submit busy={act.busy} quiet>
        {words.voidAsk}
      </ActButton>
      <details>
        <summary>{words.voidUnknown}</summary>
        {words.voidUnknownText.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </details>
    </form>
  )
}

/** What was asked for and what was confirmed. The second teller confirms here, on the own device. */
function Voided(props: VoidsProps & { readonly onWithdraw: (number: number) => void }) {
  const { ballot, own } = props
  const words = useWords().teller
  return (
    <section class="stack">
      <h3>{words.voidedHeading}</h3>
      <ul class="voided">
        {ballot.progress.voidedCards.map((card) => (
          <li key={card.number} class="stack">
            <p>
              <strong>{words.cardNumber(card.number)}</strong> <span lang={OF_THE_HALL}>{card.reason}</span>
            </p>
            {card.confirmed ? (
              <p>{own.chief ? words.voidedSpare : words.voidedDone}</p>
            ) : (
              <Pending {...props} number={card.number} own={own} mine={card.requestedBy === own.position} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Pending({
  ballot,
  number,
  own,
  mine,
  onWithdraw,
  onChanged,
}: VoidsProps & {
  readonly number: number
  readonly mine: boolean
  readonly onWithdraw: (number: number) => void
}) {
  const words = useWords().teller
  const id = useId()
  const [seen, setSeen] = useState(false)
  const act = useAct(async (answer: typeof confirmVoid) => {
    if (answer === withdrawVoid) onWithdraw(number)
    await answer(ballot.uuid, number)
    await onChanged()
  })
  if (ballot.missing.voidCard.length > 0) return <p>{words.voidedNever}</p>
  return (
    <>
      <p>{mine ? words.voidedWaiting : words.voidedConfirmText(number)}</p>
      {!mine && (
        <p class="tick">
          <input
            type="checkbox"
            id={id}
            checked={seen}
            onChange={(event) => setSeen(event.currentTarget.checked)}
          />
          <label for={id}>{words.voidedSeen(number)}</label>
        </p>
      )}
      <Trouble error={act.error} />
      <div class="row">
        {!mine && (
          <>
            <ActButton
              busy={act.busy}
              missing={seen ? [] : [words.voidedTickFirst]}
              onAct={() => void act.run(confirmVoid)}
            >
              {words.voidedConfirm(number)}
            </ActButton>
            <ActButton quiet busy={act.busy} onAct={() => void act.run(declineVoid)}>
              {words.voidedDecline(number)}
            </ActButton>
          </>
        )}
        {own.chief && (
          <ActButton quiet busy={act.busy} onAct={() => void act.run(withdrawVoid)}>
            {words.voidedWithdraw(number)}
          </ActButton>
        )}
      </div>
    </>
  )
}

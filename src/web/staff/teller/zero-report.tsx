/** The zero report: each teller sees what it says before signing. The chief signs only for the cards that were counted. */
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useWords } from '../words.ts'
import { Trouble } from './parts.tsx'
import { signZeroReport } from './service.ts'
import { hasCome, type OwnTeller, type StepStatus } from './steps.ts'

export function ZeroReport({
  ballot,
  own,
  status,
  countedCards,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly own: OwnTeller
  readonly status: StepStatus
  /** The digest of the cards that came out of this device's printer and were counted. */
  readonly countedCards: string | undefined
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const cards = own.chief ? countedCards : ballot.progress.cardsDigest
  const act = useAct(async () => {
    if (cards == null) return
    await signZeroReport(ballot.uuid, cards)
    await onChanged()
  })
  const signed = ballot.progress.tellers.filter(({ zeroReport }) => zeroReport)
  const report = <p class="statement">{words.zeroReport(ballot.returned, ballot.progress.cardsMade ?? 0)}</p>
  if (status === 'done') {
    return <p>{hasCome(ballot, 'sealed') ? words.zeroDone : words.zeroSigned(signed.length)}</p>
  }
  if (status !== 'now') return null
  return (
    <>
      <p>{words.zeroText}</p>
      {report}
      <p>{words.zeroSigned(signed.length)}</p>
      <Trouble error={act.error} />
      <ActButton
        busy={act.busy}
        missing={
          own.chief && countedCards === undefined ? [words.zeroCountFirst] : ballot.missing.signZeroReport
        }
        onAct={() => void act.run()}
      >
        {words.zeroSign}
      </ActButton>
    </>
  )
}

/** The sealed, empty box, checked by this teller's own device: its archive verifies, and this teller's key is in it. */
import { useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useWords } from '../words.ts'
import type { Device } from './device.ts'
import { Groups, NewHeading, SecretEntry, Trouble } from './parts.tsx'
import { confirmSeal, readArchive, readKeyTask } from './service.ts'
import type { StepStatus } from './steps.ts'
import { FINGERPRINT_TYPED } from './typed.ts'

export function SealCheck({
  ballot,
  status,
  device,
  countedCards,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly status: StepStatus
  readonly device: Device
  /** The digest of the cards that this device printed; unknown to others, and after the page was loaded anew. */
  readonly countedCards: string | undefined
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  const { uuid } = ballot
  const [found, setFound] = useState<{ readonly fingerprint: string; readonly cards: number }>()
  const act = useAct(async (fingerprint: string) => {
    await confirmSeal(uuid, fingerprint)
    await onChanged()
  })
  if (status === 'done') {
    // Only until the box is open: at the opening it must come from paper, not from a screen.
    if (ballot.state !== 'sealed' || ballot.fingerprint === null) return <p>{words.sealChecked}</p>
    return (
      <>
        <p>{words.sealOnPaper}</p>
        <Fingerprint fingerprint={ballot.fingerprint} />
      </>
    )
  }
  if (status !== 'now') return null
  if (found === undefined) {
    return (
      <>
        <p>{words.sealText}</p>
        <SecretEntry
          button={words.sealCheck}
          missing={ballot.missing.checkSeal}
          onSecret={async (seed) => {
            const [task, archive] = await Promise.all([readKeyTask(uuid), readArchive(uuid)])
            setFound(await device.ask('checkSealed', { archive, task, seed, cardsDigest: countedCards }))
          }}
        />
      </>
    )
  }
  return (
    <>
      <NewHeading>{words.sealFound(found.cards)}</NewHeading>
      <Fingerprint fingerprint={found.fingerprint} />
      <p>{words.sealCompare}</p>
      <Trouble error={act.error} />
      <ActButton busy={act.busy} onAct={() => void act.run(found.fingerprint)}>
        {words.sealConfirm}
      </ActButton>
    </>
  )
}

/** The whole of it to compare, and the beginning to be kept on paper until the opening. */
export function Fingerprint({ fingerprint }: { readonly fingerprint: string }) {
  const words = useWords().teller
  return (
    <dl class="seal-print">
      <div>
        <dt>{words.fingerprintBegins}</dt>
        <dd>
          <Groups text={fingerprint.slice(0, FINGERPRINT_TYPED)} />
        </dd>
      </div>
      <div>
        <dt>{words.fingerprintWhole}</dt>
        <dd>
          <Groups text={fingerprint} />
        </dd>
      </div>
    </dl>
  )
}

/**
 * The opening, at a real ballot and in the rehearsal alike: the teller enters the secret and what people know, the device
 * verifies the whole archive, the teller sees what will be opened, and only then the share is made.
 */
import { useState } from 'preact/hooks'
import type { ShareTask } from '../../../ballot/counting.ts'
import type { Seed } from '../../../protocol/channel.ts'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field } from '../parts/field.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { DeviceError, type Device } from './device.ts'
import { Groups, inBoth, NewHeading, SecretEntry, Trouble } from './parts.tsx'
import { beginsLike, readCount } from './typed.ts'
import type { Examined } from './worker-messages.ts'

export interface OpeningWork {
  readonly task: () => Promise<ShareTask>
  readonly archive: () => Promise<Uint8Array>
  /** The hash of the sum that this device has opened of this ballot before, if it has. */
  readonly opened: () => Promise<string | undefined>
  /** Takes the share; the sum's hash must be remembered before it goes out. */
  readonly give: (share: string, tallyHash: string) => Promise<unknown>
}

export function Opening({
  work,
  device,
  ballots,
  missing,
}: {
  readonly work: OpeningWork
  readonly device: Device
  /** As many as the service says there are: only for showing how far the checking is. */
  readonly ballots: number
  readonly missing: readonly string[]
}) {
  const words = useWords().teller
  const [returned, setReturned] = useState('')
  const [begins, setBegins] = useState('')
  const [checked, setChecked] = useState<number>()
  const [examined, setExamined] = useState<Examined>()
  const known = readCount(returned)

  const examine = async (seed: Seed): Promise<void> => {
    const task = await work.task()
    if (task.shares >= task.needed) throw new DeviceError(inBoth((both) => both.openEnough))
    await device.ask('requireSecret', { seed, decryptionKey: task.decryptionKey })
    setChecked(0)
    try {
      const archive = await work.archive()
      const box = await device.ask('examine', { archive, task, seed }, setChecked)
      if (box.returned !== known)
        throw new DeviceError(inBoth((both) => both.openOtherNumber(box.returned, known ?? 0)))
      // Without saying what it is: it must come from paper.
      if (!beginsLike(box.fingerprint, begins))
        throw new DeviceError(inBoth((both) => both.openOtherFingerprint))
      setExamined(box)
    } finally {
      setChecked(undefined)
    }
  }
  if (examined !== undefined)
    return <Give work={work} device={device} examined={examined} onBack={() => setExamined(undefined)} />
  return (
    <>
      <p>{words.openText}</p>
      <SecretEntry
        button={words.openExamine}
        missing={missing}
        ready={known !== undefined && begins.trim() !== ''}
        onSecret={examine}
      >
        <Field
          label={words.openReturned}
          hint={words.openReturnedHint}
          value={returned}
          onValue={setReturned}
          inputMode="numeric"
          autocomplete="off"
        />
        <Field
          label={words.openFingerprint}
          hint={words.openFingerprintHint}
          class="code digits-of-fingerprint"
          value={begins}
          onValue={setBegins}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
      </SecretEntry>
      {checked !== undefined && (
        <div class="checking" role="status">
          <p>{words.openChecking(Math.min(checked, ballots), ballots)}</p>
          <progress max={Math.max(1, ballots)} value={checked} aria-label={words.openCheckingLabel} />
        </div>
      )}
    </>
  )
}

/** What is about to be opened, before it is. */
function Give({
  work,
  device,
  examined,
  onBack,
}: {
  readonly work: OpeningWork
  readonly device: Device
  readonly examined: Examined
  readonly onBack: () => void
}) {
  const words = useWords().teller
  const { title, fingerprint, returned, tallyHash } = examined
  const [share, setShare] = useState<string>()
  const act = useAct(async () => {
    // Made once: if it could not be sent, the same one is sent again.
    let made = share
    if (made === undefined) {
      const opened = await work.opened()
      made = await device.ask('share', {
        known: { fingerprint, returned },
        ...(opened === undefined ? {} : { opened }),
      })
      setShare(made)
    }
    await work.give(made, tallyHash)
  })
  return (
    <section class="stack">
      <NewHeading>{words.giveHeading}</NewHeading>
      <p>{words.giveText}</p>
      <dl class="signs">
        <div>
          <dt>{words.giveBallot}</dt>
          <dd lang={OF_THE_HALL}>{title}</dd>
        </div>
        <div>
          <dt>{words.giveReturned}</dt>
          <dd>{words.giveReturnedValue(returned)}</dd>
        </div>
        <div>
          <dt>{words.fingerprintWhole}</dt>
          <dd>
            <Groups text={fingerprint} />
          </dd>
        </div>
        <div>
          <dt>{words.giveSum}</dt>
          <dd>
            <Groups text={tallyHash.slice(0, 16).toUpperCase()} />
          </dd>
        </div>
      </dl>
      <Trouble error={act.error} />
      <div class="row">
        <ActButton busy={act.busy} onAct={() => void act.run()}>
          {words.give}
        </ActButton>
        <button type="button" class="quiet" onClick={onBack}>
          {words.back}
        </button>
      </div>
    </section>
  )
}

/** After the ceremony: the secret is typed once more, from what it was written on. */
import type { BallotConsole } from '../../../ballot/model.ts'
import { useWords } from '../words.ts'
import type { Device } from './device.ts'
import { SecretEntry } from './parts.tsx'
import { readKeyTask, sendProof } from './service.ts'
import { hasCome, type StepStatus } from './steps.ts'

export function Prove({
  ballot,
  status,
  device,
  onChanged,
}: {
  readonly ballot: BallotConsole
  readonly status: StepStatus
  readonly device: Device
  readonly onChanged: () => Promise<void>
}) {
  const words = useWords().teller
  if (status === 'done') return hasCome(ballot, 'counted') ? null : <p>{words.proved}</p>
  if (status !== 'now') return null
  const { uuid } = ballot
  return (
    <>
      <p>{words.proveText}</p>
      <SecretEntry
        button={words.prove}
        missing={ballot.missing.proveSecret}
        onSecret={async (seed) => {
          const { decryptionKey } = await readKeyTask(uuid)
          const message = await device.ask('proveSecret', { uuid, seed, decryptionKey: decryptionKey ?? '' })
          await sendProof(uuid, message)
          await onChanged()
        }}
      />
      <p class="hint">{words.proveLost}</p>
    </>
  )
}

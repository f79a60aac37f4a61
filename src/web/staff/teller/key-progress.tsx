/** How far the keys are, and whether all devices have the same ones. */
import { useEffect, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { OF_THE_HALL, useWords } from '../words.ts'
import type { Device } from './device.ts'
import { Groups } from './parts.tsx'
import type { OwnTeller } from './steps.ts'

export const KEY_STEPS = ['certificate', 'polynomial', 'voutput'] as const

/** Who has come how far, by name: three small steps, and the secret entered again. */
export function Progress({ ballot, own }: { readonly ballot: BallotConsole; readonly own: OwnTeller }) {
  const words = useWords().teller
  const done = (step: OwnTeller['keyStep']): number => (step === 'done' ? 3 : KEY_STEPS.indexOf(step))
  return (
    <table class="tellers">
      <caption>{words.progressCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.progressTeller}</th>
          {KEY_STEPS.map((step) => (
            <th key={step} scope="col">
              {words.progressSteps[step]}
            </th>
          ))}
          <th scope="col">{words.progressProved}</th>
        </tr>
      </thead>
      <tbody>
        {ballot.progress.tellers.map((teller) => (
          <tr key={teller.position} {...(teller.position === own.position ? { class: 'own' } : {})}>
            <th scope="row">
              <span lang={OF_THE_HALL}>{teller.name}</span>
              {teller.chief && <small>{words.chief}</small>}
              {teller.position === own.position && <small>{words.you}</small>}
            </th>
            {KEY_STEPS.map((step, i) => (
              <Mark key={step} done={done(teller.keyStep) > i} now={done(teller.keyStep) === i} />
            ))}
            <Mark done={teller.secretProved} now={teller.keyStep === 'done' && !teller.secretProved} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Mark({ done, now }: { readonly done: boolean; readonly now: boolean }) {
  const words = useWords().teller
  return <td class={done ? 'is-done' : now ? 'is-now' : ''}>{done ? words.done : now ? words.toDo : '–'}</td>
}

/** The fingerprint of all tellers' keys: the same on every device, or somebody stands between them. */
export function Compare({
  certificates,
  device,
}: {
  readonly certificates: readonly string[]
  readonly device: Device
}) {
  const words = useWords().teller
  const [fingerprint, setFingerprint] = useState<string>()
  const key = certificates.join('')
  useEffect(() => {
    let here = true
    device.ask('keyFingerprint', certificates).then(
      (answer) => here && setFingerprint(answer),
      () => undefined,
    )
    return () => void (here = false)
  }, [key, device])
  if (fingerprint === undefined) return null
  return (
    <div class="compare">
      <h3>{words.keyFingerprint}</h3>
      <Groups text={fingerprint} />
      <p>{words.keyFingerprintText}</p>
    </div>
  )
}

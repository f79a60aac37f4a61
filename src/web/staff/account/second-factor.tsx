/** Sets up the one-time code at the first sign-in of who needs one; nothing else can be done before. */
import { useCallback, useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { useLoad } from '../../shared/load.ts'
import { Qr } from '../../shared/qr.tsx'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'

export function SecondFactor() {
  const words = useWords()
  const enrol = useCallback(() => body(api.people.session['second-factor'].$post()), [])
  const [loaded, retry] = useLoad(enrol)
  return (
    <section class="card">
      <Heading>{words.secondFactor.heading}</Heading>
      <p>{words.secondFactor.why}</p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Enrol {...loaded.value} />}
    </section>
  )
}

function Enrol({ secret, uri }: { readonly secret: string; readonly uri: string }) {
  const words = useWords()
  const { change } = useSession()
  const [totp, setTotp] = useState('')
  const act = useAct(async () => {
    change(await body(api.people.session['second-factor'].confirmation.$post({ json: { totp } })))
  })
  const issue = useIssues(act.error)
  return (
    <ol class="enrol">
      <li>
        <p>{words.secondFactor.app}</p>
      </li>
      <li>
        <p>{words.secondFactor.scan}</p>
        <Qr text={uri} label={words.secondFactor.qr} />
        <p>{words.secondFactor.orType}</p>
        <p class="code secret">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      </li>
      <li>
        <form
          class="fields"
          onSubmit={(event) => {
            event.preventDefault()
            void act.run()
          }}
        >
          <Field
            label={words.secondFactor.confirm}
            value={totp}
            onValue={(value) => setTotp(value.replaceAll(/\D/g, '').slice(0, 6))}
            wrong={issue('/totp')}
            class="digits"
            inputMode="numeric"
            autocomplete="one-time-code"
            required
          />
          <Refused error={act.error} />
          <ActButton submit busy={act.busy}>
            {words.secondFactor.button}
          </ActButton>
        </form>
      </li>
    </ol>
  )
}

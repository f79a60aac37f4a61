/** Signing in: name and password, then the one-time code of who has set one up. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Dialog } from '../parts/ask.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Refused } from '../parts/states.tsx'
import { leaveBefore } from '../phone/leaving.ts'
import type { Me } from '../session.tsx'
import { useWords } from '../words.ts'

export function SignIn({ onDone }: { readonly onDone: (me: Me) => void }) {
  const words = useWords()
  return (
    <section class="card narrow">
      <Heading>{words.signIn.heading}</Heading>
      <SignInForm onDone={onDone} />
    </section>
  )
}

/** Over a view whose session has ended: everything that was typed below is still there. */
export function SignInAgain({
  me,
  onDone,
  onGiveUp,
}: {
  readonly me: Me
  /** Who is there now: the same person, or another. */
  readonly onDone: (now: Me) => void
  /** The person leaves, as if they had signed out. */
  readonly onGiveUp: () => void
}) {
  const words = useWords()
  return (
    <Dialog heading={words.signIn.againHeading} onLeave={() => undefined}>
      <p>{words.signIn.againText}</p>
      <SignInForm username={me.username} onDone={onDone} />
      <button type="button" class="quiet" onClick={onGiveUp}>
        {words.signIn.giveUp}
      </button>
    </Dialog>
  )
}

function SignInForm({
  username: known = '',
  onDone,
}: {
  readonly username?: string
  readonly onDone: (me: Me) => void
}) {
  const words = useWords()
  const [username, setUsername] = useState(known)
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [codeAsked, setCodeAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const act = useAct(async () => {
    try {
      await leaveBefore()
      const json = { username, password, ...(codeAsked ? { totp } : {}) }
      onDone(await body(api.people.session.$post({ json })))
    } catch (error) {
      setTotp('')
      // No mistake: the password was right, and the next question follows.
      if (codeOf(error) !== 'people.totpNeeded') throw error
      setCodeAsked(true)
    }
  })
  const issue = useIssues(act.error)
  useEffect(() => {
    if (codeAsked) form.current?.querySelector<HTMLInputElement>('[autocomplete="one-time-code"]')?.focus()
  }, [codeAsked])
  const startAnew = (): void => setCodeAsked(false)
  return (
    <form
      ref={form}
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <Field
        label={words.signIn.username}
        value={username}
        onValue={(value) => {
          setUsername(value)
          startAnew()
        }}
        wrong={issue('/username')}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
      />
      <Field
        label={words.signIn.password}
        value={password}
        onValue={(value) => {
          setPassword(value)
          startAnew()
        }}
        wrong={issue('/password')}
        type="password"
        autocomplete="current-password"
        required
      />
      {codeAsked && (
        <Field
          label={words.signIn.totp}
          hint={words.signIn.totpHint}
          value={totp}
          onValue={(value) => setTotp(value.replaceAll(/\D/g, '').slice(0, 6))}
          wrong={issue('/totp')}
          class="digits"
          inputMode="numeric"
          autocomplete="one-time-code"
          required
        />
      )}
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {words.signIn.button}
      </ActButton>
    </form>
  )
}

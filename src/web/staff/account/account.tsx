/** One's own account: who one is, and a new password. */
import { useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Refused } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'

export function Account() {
  const words = useWords()
  const me = useMe()
  return (
    <section class="card narrow">
      <Heading>{words.account.heading}</Heading>
      <dl class="facts">
        <div>
          <dt>{words.account.name}</dt>
          <dd lang={OF_THE_HALL}>{me.name}</dd>
        </div>
        <div>
          <dt>{words.signIn.username}</dt>
          <dd>{me.username}</dd>
        </div>
        <div>
          <dt>{words.account.role}</dt>
          <dd>{words.roleOf(me)}</dd>
        </div>
      </dl>
      <Password />
    </section>
  )
}

function Password() {
  const words = useWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [changed, setChanged] = useState(false)
  const act = useAct(async () => {
    setChanged(false)
    await body(api.people.session.password.$put({ json: { current, next } }))
    setCurrent('')
    setNext('')
    setChanged(true)
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h2>{words.account.passwordHeading}</h2>
      <p class="hint">{words.account.passwordText}</p>
      <Field
        label={words.account.current}
        value={current}
        onValue={setCurrent}
        wrong={issue('/current')}
        type="password"
        autocomplete="current-password"
        required
      />
      <Field
        label={words.account.next}
        hint={words.passwordHint}
        value={next}
        onValue={setNext}
        wrong={issue('/next')}
        type="password"
        autocomplete="new-password"
        required
      />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {words.account.change}
      </ActButton>
      <p role="status">{changed ? words.account.changed : ''}</p>
    </form>
  )
}

/** The first page of a new deployment: an assembly and its secretary. */
import { useState } from 'preact/hooks'
import type { Assembly } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Refused } from '../parts/states.tsx'
import type { Me } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'

const LEVELS = ['town', 'subdistrict', 'county', 'city', 'province'] as const

export function Setup({ onDone }: { readonly onDone: (me: Me) => void }) {
  const words = useWords()
  const [operatorCode, setOperatorCode] = useState('')
  const [assembly, setAssembly] = useState('')
  const [level, setLevel] = useState<Assembly['level']>('town')
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const act = useAct(async () => {
    const secretary = { username, name, password }
    const json = { operatorCode: operatorCode.trim(), assembly: { name: assembly, level }, secretary }
    await body(api.people.assemblies.$post({ json }))
    onDone(await body(api.people.session.$post({ json: { username, password } })))
  })
  const issue = useIssues(act.error)
  return (
    <section class="card">
      <Heading>{words.setup.heading}</Heading>
      <p>{words.setup.text}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
        <Field
          label={words.setup.operatorCode}
          hint={words.setup.operatorCodeHint}
          value={operatorCode}
          onValue={setOperatorCode}
          wrong={issue('/operatorCode')}
          class="code"
          autocomplete="off"
          spellcheck={false}
          required
        />
        <fieldset>
          <legend>{words.setup.assemblyLegend}</legend>
          <Field
            label={words.setup.assembly}
            hint={words.setup.assemblyHint}
            value={assembly}
            onValue={setAssembly}
            wrong={issue('/assembly/name')}
            lang={OF_THE_HALL}
            autocomplete="off"
            required
          />
          <Choice
            label={words.setup.level}
            value={level}
            onValue={setLevel}
            options={LEVELS.map((each) => ({ value: each, text: words.setup.levels[each] }))}
          />
        </fieldset>
        <fieldset>
          <legend>{words.setup.secretaryLegend}</legend>
          <Field
            label={words.setup.name}
            value={name}
            onValue={setName}
            wrong={issue('/secretary/name')}
            lang={OF_THE_HALL}
            autocomplete="name"
            required
          />
          <Field
            label={words.signIn.username}
            hint={words.usernameHint}
            value={username}
            onValue={setUsername}
            wrong={issue('/secretary/username')}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
          />
          <Field
            label={words.signIn.password}
            hint={words.passwordHint}
            value={password}
            onValue={setPassword}
            wrong={issue('/secretary/password')}
            type="password"
            autocomplete="new-password"
            required
          />
        </fieldset>
        <Refused error={act.error} />
        <ActButton submit busy={act.busy}>
          {words.setup.button}
        </ActButton>
      </form>
    </section>
  )
}

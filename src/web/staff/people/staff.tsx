/** The staff's accounts: made, disabled, given a new second factor or password. */
import { useCallback, useState } from 'preact/hooks'
import type { Deputy, Staff } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm, Dialog } from '../parts/ask.tsx'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import { Whose } from '../parts/whose.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { newPassword } from './password.ts'
import { usePeopleWords } from './words.ts'

export function StaffPage() {
  const w = usePeopleWords()
  const read = useCallback(async () => {
    const [{ staff }, { deputies }] = await Promise.all([
      body(api.people.staff.$get()),
      body(api.people.deputies.$get()),
    ])
    const taken = new Set(staff.map(({ deputyId }) => deputyId))
    return { staff, deputies: deputies.filter(({ id, active }) => active && !taken.has(id)) }
  }, [])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="card">
      <Heading>{w.staff.heading}</Heading>
      <p>{w.staff.text}</p>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && (
        <>
          <StaffTable staff={loaded.value.staff} refresh={refresh} />
          <NewStaff
            hasChief={loaded.value.staff.some(({ chief, active }) => chief && active)}
            deputies={loaded.value.deputies}
            refresh={refresh}
          />
        </>
      )}
    </section>
  )
}

function StaffTable({
  staff,
  refresh,
}: {
  readonly staff: readonly Staff[]
  readonly refresh: () => Promise<void>
}) {
  const words = useWords()
  const w = usePeopleWords()
  const me = useMe()
  const [asking, setAsking] = useState<{ readonly what: keyof typeof HEADINGS; readonly of: Staff }>()
  const [made, setMade] = useState<Made>()
  const enable = useAct(async (id: string) => {
    await body(api.people.staff[':id'].$patch({ param: { id }, json: { active: true } }))
    await refresh()
  })
  const acts = (each: Staff) => (
    <div class="row">
      <button
        type="button"
        class="quiet"
        onClick={() => (each.active ? setAsking({ what: 'disable', of: each }) : void enable.run(each.id))}
      >
        {each.active ? w.staff.disable : w.staff.enable}
        <Whose name={each.name} />
      </button>
      {each.secondFactor && (
        <button type="button" class="quiet" onClick={() => setAsking({ what: 'reset', of: each })}>
          {w.staff.reset}
          <Whose name={each.name} />
        </button>
      )}
      {each.active && each.role !== 'secretary' && (
        <button type="button" class="quiet" onClick={() => setAsking({ what: 'anew', of: each })}>
          {w.staff.anew}
          <Whose name={each.name} />
        </button>
      )}
    </div>
  )
  const change = async ({ what, of }: NonNullable<typeof asking>): Promise<void> => {
    const at = api.people.staff[':id']
    const param = { id: of.id }
    if (what === 'disable') await body(at.$patch({ param, json: { active: false } }))
    else if (what === 'reset') await body(at['second-factor'].$delete({ param }))
    else {
      const password = newPassword()
      await body(at.password.$put({ param, json: { password } }))
      setMade({ username: of.username, password })
    }
    await refresh()
  }
  return (
    <>
      <Table
        caption={w.staff.caption}
        rows={staff}
        keyOf={({ id }) => id}
        isOff={({ active }) => !active}
        columns={[
          { name: w.staff.name, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: w.staff.username, cell: ({ username }) => username },
          { name: w.staff.role, cell: (each) => words.roleOf(each) },
          {
            name: w.staff.state,
            cell: (each) => (
              <>
                {each.active ? w.staff.active : w.staff.disabled}
                {each.active && !each.secondFactor && ['secretary', 'teller'].includes(each.role) && (
                  <span class="soft"> · {w.staff.noFactor}</span>
                )}
              </>
            ),
          },
          { name: w.staff.acts, cell: (each) => each.id !== me.id && acts(each) },
        ]}
      />
      <Refused error={enable.error} />
      {asking !== undefined && (
        <Confirm
          heading={w.staff[HEADINGS[asking.what]]}
          doIt={w.staff[asking.what]}
          onLeave={() => setAsking(undefined)}
          onDo={() => change(asking)}
        >
          <p lang={OF_THE_HALL}>{asking.of.name}</p>
          <p>{w.staff[TEXTS[asking.what]]}</p>
        </Confirm>
      )}
      {made !== undefined && (
        <ShownOnce heading={w.staff.anewDone} made={made} onLeave={() => setMade(undefined)} />
      )}
    </>
  )
}

const HEADINGS = { disable: 'disableHeading', reset: 'resetHeading', anew: 'anewHeading' } as const
const TEXTS = { disable: 'disableText', reset: 'resetText', anew: 'anewText' } as const

interface Made {
  readonly username: string
  readonly password: string
}

/** A first password: it stands nowhere else. */
function ShownOnce({
  heading,
  made,
  onLeave,
}: {
  readonly heading: string
  readonly made: Made
  readonly onLeave: () => void
}) {
  const w = usePeopleWords()
  return (
    <Dialog heading={heading} onLeave={onLeave}>
      <p>{w.staff.madeText}</p>
      <dl class="facts">
        <div>
          <dt>{w.staff.username}</dt>
          <dd>{made.username}</dd>
        </div>
        <div>
          <dt>{w.staff.password}</dt>
          <dd class="code secret" data-initial-password>
            {made.password}
          </dd>
        </div>
      </dl>
      <button type="button" class="strong" onClick={onLeave}>
        {w.close}
      </button>
    </Dialog>
  )
}

const NEW_ROLES = ['teller', 'chief', 'presidium', 'auditor', 'deputy', 'department'] as const
type NewRole = (typeof NEW_ROLES)[number]

function NewStaff({
  hasChief,
  deputies,
  refresh,
}: {
  readonly hasChief: boolean
  /** Those without an account. */
  readonly deputies: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const words = useWords()
  const w = usePeopleWords()
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<NewRole>('teller')
  const [deputyId, setDeputyId] = useState('')
  // An account of a deputy bears the name that is on the list.
  const deputy = role === 'deputy' ? deputies.find(({ id }) => id === deputyId) : undefined
  const missing = [
    ...(role === 'chief' && hasChief ? [w.staff.chiefTaken] : []),
    ...(role === 'deputy' && deputy === undefined ? [w.staff.deputyMissing] : []),
  ]
  const [made, setMade] = useState<Made>()
  const act = useAct(async () => {
    const password = newPassword()
    const chief = role === 'chief'
    const json = {
      name: deputy?.name ?? name,
      username,
      password,
      role: chief ? ('teller' as const) : role,
      chief,
      ...(deputy === undefined ? {} : { deputyId: deputy.id }),
    }
    const staff = await body(api.people.staff.$post({ json }))
    setMade({ username: staff.username, password })
    setName('')
    setUsername('')
    setRole('teller')
    setDeputyId('')
    await refresh()
  })
  const issue = useIssues(act.error)
  return (
    <>
      <Form act={act} doIt={w.staff.button} missing={missing} framed>
        <h2>{w.staff.add}</h2>
        <Choice
          label={w.staff.role}
          value={role}
          onValue={setRole}
          options={NEW_ROLES.map((value) => ({
            value,
            text: w.staff.roles[value],
          }))}
        />
        {role === 'deputy' ? (
          <Choice
            label={w.staff.deputy}
            value={deputyId}
            onValue={setDeputyId}
            options={[
              { value: '', text: w.staff.deputyMissing },
              ...deputies.map(({ id, name: text, delegation }) => ({
                value: id,
                text: delegation === null ? text : `${text}（${delegation}）`,
              })),
            ]}
          />
        ) : (
          <Field
            label={role === 'department' ? w.staff.unit : w.staff.name}
            hint={role === 'department' ? w.staff.unitHint : undefined}
            lang={OF_THE_HALL}
            autocomplete="off"
            required
            value={name}
            onValue={setName}
            wrong={issue('/name')}
          />
        )}
        <Field
          label={w.staff.username}
          hint={words.usernameHint}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
          value={username}
          onValue={setUsername}
          wrong={issue('/username')}
        />
      </Form>
      {made !== undefined && (
        <ShownOnce heading={w.staff.madeHeading} made={made} onLeave={() => setMade(undefined)} />
      )}
    </>
  )
}

/** The list of deputies: read, added to, changed, exported; sheets are imported below it. */
import { useCallback, useMemo, useState } from 'preact/hooks'
import type { Deputy } from '../../../people/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { found } from '../meeting/search.ts'
import { useAct } from '../../shared/act.ts'
import { Confirm } from '../parts/ask.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import { Whose } from '../parts/whose.tsx'
import { saveSheets } from '../sheets/workbook.ts'
import { OF_THE_HALL } from '../words.ts'
import { ImportDeputies } from './import.tsx'
import { usePeopleWords } from './words.ts'

/** More rows than this are slow to draw; the search finds the others. */
const SHOWN_MAX = 500

export function DeputiesPage() {
  const w = usePeopleWords()
  const read = useCallback(async () => (await body(api.people.deputies.$get())).deputies, [])
  const [loaded, refresh] = useFresh(read)
  return (
    <section class="card">
      <Heading>{w.deputies.heading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={() => void refresh()} />}
      {loaded.is === 'ready' && (
        <>
          <ImportDeputies known={loaded.value} refresh={refresh} />
          {loaded.value.length === 0 ? (
            <p class="empty">{w.deputies.none}</p>
          ) : (
            <List deputies={loaded.value} refresh={refresh} />
          )}
          <AddDeputy refresh={refresh} />
        </>
      )}
    </section>
  )
}

function List({
  deputies,
  refresh,
}: {
  readonly deputies: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const w = usePeopleWords()
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<string>()
  const [leaving, setLeaving] = useState<Deputy>()
  const act = useAct(async (deputy: Deputy, active: boolean) => {
    await body(api.people.deputies[':id'].$patch({ param: { id: deputy.id }, json: { active } }))
    await refresh()
  })
  const exporting = useAct(() =>
    saveSheets(w.deputies.fileName, [
      {
        name: w.deputies.sheet,
        widths: [16, 24, 10],
        rows: [
          ['姓名', '代表团', '状态'],
          ...deputies.map((each) => [each.name, each.delegation ?? '', each.active ? '在任' : '已离任']),
        ],
      },
    ]),
  )
  const numbers = useMemo(() => new Map(deputies.map(({ id }, i) => [id, i + 1])), [deputies])
  const rows = useMemo(() => found(deputies, search), [deputies, search])
  const active = deputies.filter((deputy) => deputy.active).length
  return (
    <>
      <div class="row">
        <p>{w.deputies.count(active, deputies.length - active)}</p>
        <button type="button" onClick={() => void exporting.run()}>
          {w.deputies.export}
        </button>
      </div>
      <Refused error={exporting.error} />
      <Field
        label={w.deputies.search}
        hint={w.deputies.searchHint}
        type="search"
        autocomplete="off"
        value={search}
        onValue={setSearch}
      />
      <Refused error={act.error} />
      <Table
        caption={w.deputies.caption}
        rows={rows.slice(0, SHOWN_MAX)}
        keyOf={({ id }) => id}
        isOff={(deputy) => !deputy.active}
        instead={(deputy) =>
          editing === deputy.id ? (
            <EditDeputy
              deputy={deputy}
              onDone={async () => {
                await refresh()
                setEditing(undefined)
              }}
              onLeave={() => setEditing(undefined)}
            />
          ) : undefined
        }
        columns={[
          { name: w.deputies.number, figure: true, cell: ({ id }) => numbers.get(id) },
          { name: w.deputies.name, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
          { name: w.deputies.delegation, lang: OF_THE_HALL, cell: ({ delegation }) => delegation },
          { name: w.deputies.state, cell: (deputy) => (deputy.active ? w.deputies.active : w.deputies.left) },
          {
            name: w.deputies.acts,
            cell: (deputy) => (
              <div class="row">
                <button type="button" class="quiet" onClick={() => setEditing(deputy.id)}>
                  {w.deputies.edit}
                  <Whose name={deputy.name} />
                </button>
                <button
                  type="button"
                  class="quiet"
                  onClick={() => (deputy.active ? setLeaving(deputy) : void act.run(deputy, true))}
                >
                  {deputy.active ? w.deputies.leave : w.deputies.back}
                  <Whose name={deputy.name} />
                </button>
              </div>
            ),
          },
        ]}
      />
      {rows.length > SHOWN_MAX && <p class="soft">{w.deputies.more(rows.length - SHOWN_MAX)}</p>}
      {leaving !== undefined && (
        <Confirm
          heading={w.deputies.leaveHeading}
          doIt={w.deputies.leave}
          onLeave={() => setLeaving(undefined)}
          onDo={async () => {
            const param = { id: leaving.id }
            await body(api.people.deputies[':id'].$patch({ param, json: { active: false } }))
            await refresh()
          }}
        >
          <p lang={OF_THE_HALL}>{leaving.name}</p>
          <p>{w.deputies.leaveText}</p>
        </Confirm>
      )}
    </>
  )
}

function EditDeputy({
  deputy,
  onDone,
  onLeave,
}: {
  readonly deputy: Deputy
  readonly onDone: () => Promise<void>
  readonly onLeave: () => void
}) {
  return (
    <DeputyForm
      name={deputy.name}
      delegation={deputy.delegation ?? ''}
      onLeave={onLeave}
      onSave={async (name, delegation) => {
        const json = { name, delegation: delegation.trim() === '' ? null : delegation }
        await body(api.people.deputies[':id'].$patch({ param: { id: deputy.id }, json }))
        await onDone()
      }}
      at=""
    />
  )
}

function AddDeputy({ refresh }: { readonly refresh: () => Promise<void> }) {
  const w = usePeopleWords()
  return (
    <div class="framed">
      <h2>{w.deputies.add}</h2>
      <DeputyForm
        name=""
        delegation=""
        onSave={async (name, delegation) => {
          const deputy = { name, ...(delegation.trim() === '' ? {} : { delegation }) }
          await body(api.people.deputies.$post({ json: { deputies: [deputy] } }))
          await refresh()
        }}
        at="/deputies/0"
      />
    </div>
  )
}

function DeputyForm({
  name: before,
  delegation: delegationBefore,
  onSave,
  onLeave,
  at,
}: {
  readonly name: string
  readonly delegation: string
  readonly onSave: (name: string, delegation: string) => Promise<void>
  readonly onLeave?: () => void
  /** Where in what is sent the deputy stands: a JSON pointer. */
  readonly at: string
}) {
  const w = usePeopleWords()
  const [name, setName] = useState(before)
  const [delegation, setDelegation] = useState(delegationBefore)
  const act = useAct(async () => {
    await onSave(name, delegation)
    if (onLeave === undefined) setName('')
  })
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.deputies.save} onLeave={onLeave}>
      <Field
        label={w.deputies.name}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={name}
        onValue={setName}
        wrong={issue(`${at}/name`)}
      />
      <Field
        label={w.deputies.delegation}
        hint={w.deputies.delegationHint}
        lang={OF_THE_HALL}
        autocomplete="off"
        value={delegation}
        onValue={setDelegation}
        wrong={issue(`${at}/delegation`)}
      />
    </Form>
  )
}

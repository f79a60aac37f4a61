/** 纪要: what was said, who asked what, what was promised. What is typed survives a reload, and what is sent arrives once. */
import { useEffect } from 'preact/hooks'
import type { Sitting } from '../../../inspect/sitting-model.ts'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { Whose } from '../parts/whose.tsx'
import { FilesField } from '../reporting/files-field.tsx'
import { useFiles } from '../reporting/files.ts'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { filesAt } from '../supervision/reading.ts'
import { UnitField } from '../supervision/unit-field.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import type { Sittings } from './reading.ts'
import {
  isKept,
  readMinutes,
  typedMinutes,
  type TypedItem,
  type TypedMinutes,
  type TypedPledge,
  type WrongMinutes,
} from './typed-minutes.ts'
import { useSittingWords } from './words.ts'

interface FormProps {
  readonly sitting: Sitting
  readonly all: Sittings
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}

export function MinutesForm(props: FormProps) {
  const { sitting, all } = props
  const served = typedMinutes(sitting, all.files)
  const typed = useTyped<TypedMinutes>(`sitting minutes ${sitting.id}`, served, sitting.steps)
  return typed === undefined ? <Loading /> : <Fields {...props} typed={typed} />
}

function Fields({
  sitting,
  all,
  refresh,
  onLeave,
  typed,
}: FormProps & { readonly typed: Typed<TypedMinutes> }) {
  const words = useWords()
  const v = useSittingWords()
  const w = v.fields
  const files = useFiles(
    filesAt(all.cycleId),
    () => typed.now().files,
    (work) => typed.change((before) => ({ ...before, files: work(before.files) })),
  )
  const read = readMinutes(typed.value)
  const send = async (): Promise<void> => {
    const { minutes, promises } = readMinutes(typed.now())
    const param = { id: all.cycleId, sittingId: sitting.id }
    const json = { minutes, promises, from: typed.from }
    await body(api.inspect.cycles[':id'].sittings[':sittingId'].minutes.$post({ param, json }))
  }
  const arrived = (): void => {
    files.done()
    typed.drop()
    onLeave()
  }
  const act = useAct(async () => {
    await files.sendWith(send)
    await refresh()
    arrived()
  })
  const isOurs = typed.isTyped && sitting.steps === typed.from + 1 && isKept(sitting, read)
  const isBehind = typed.isTyped && sitting.steps !== typed.from && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived()
  }, [isOurs, act.busy])
  const issue = useIssues(act.error)
  const set = (change: Partial<TypedMinutes>): void => typed.change((before) => ({ ...before, ...change }))
  const { present, text, items, promises } = typed.value
  return (
    <form
      class="fields reporting"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <fieldset class="bare" disabled={act.busy}>
        <Area
          label={w.present}
          rows={2}
          lang={OF_THE_HALL}
          value={present}
          onValue={(now) => set({ present: now })}
          wrong={issue('/minutes/present')}
        />
        <Area
          label={w.text}
          rows={6}
          lang={OF_THE_HALL}
          value={text}
          onValue={(now) => set({ text: now })}
          wrong={issue('/minutes/text')}
        />
        {items.map((item, i) => (
          <Item
            key={item.key}
            item={item}
            n={i + 1}
            all={all}
            issue={issue}
            change={(fields) =>
              typed.change((before) => ({
                ...before,
                items: before.items.map((each) => (each.key === item.key ? { ...each, ...fields } : each)),
              }))
            }
            onRemove={() =>
              typed.change((before) => ({
                ...before,
                items: before.items.filter(({ key }) => key !== item.key),
              }))
            }
          />
        ))}
        <button
          type="button"
          onClick={() =>
            typed.change((before) => ({
              ...before,
              items: [
                ...before.items,
                { key: newId(), projectId: '', deputyId: '', question: '', answer: '' },
              ],
            }))
          }
        >
          {w.addItem}
        </button>
        {sitting.promises.length > 0 && <p class="hint">{w.standing(sitting.promises.length)}</p>}
        {promises.map((pledge, i) => (
          <Pledged
            key={pledge.id}
            pledge={pledge}
            n={i + 1}
            all={all}
            heldOn={sitting.arrangement?.day ?? all.on}
            issue={issue}
            change={(fields) =>
              typed.change((before) => ({
                ...before,
                promises: before.promises.map((each) =>
                  each.id === pledge.id ? { ...each, ...fields } : each,
                ),
              }))
            }
            onRemove={() =>
              typed.change((before) => ({
                ...before,
                promises: before.promises.filter(({ id }) => id !== pledge.id),
              }))
            }
          />
        ))}
        <button
          type="button"
          onClick={() =>
            typed.change((before) => ({
              ...before,
              promises: [
                ...before.promises,
                { id: newId(), projectId: '', text: '', unit: '', owner: '', dueOn: '' },
              ],
            }))
          }
        >
          {w.addPromise}
        </button>
        <FilesField files={files} label={w.files} called={w.called} />
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      {isBehind && (
        <Newer
          text={v.newer}
          goOn={v.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(sitting.steps)
          }}
        />
      )}
      <Refused error={isBehind ? undefined : act.error} />
      <div class="answers">
        <ActButton submit busy={act.busy} missing={isBehind ? [v.newer] : read.wrong.map(sentence)}>
          {w.send.minutes}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </form>
  )

  function sentence(wrong: WrongMinutes): string {
    if (typeof wrong === 'string') return w.lacks[wrong]
    return 'item' in wrong ? w.lacks.item(wrong.item) : w.lacks.promise(wrong.promise)
  }
}

function Item({
  item,
  n,
  all,
  issue,
  change,
  onRemove,
}: {
  readonly item: TypedItem
  readonly n: number
  readonly all: Sittings
  readonly issue: (pointer: string) => string | undefined
  readonly change: (fields: Partial<TypedItem>) => void
  readonly onRemove: () => void
}) {
  const w = useSittingWords().fields
  return (
    <fieldset>
      <legend>{w.item(n)}</legend>
      <ProjectOf value={item.projectId} all={all} onValue={(projectId) => change({ projectId })} />
      <Choice
        label={w.deputy}
        value={item.deputyId}
        onValue={(deputyId) => change({ deputyId })}
        options={[
          { value: '', text: w.noDeputy },
          ...all.deputies.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Area
        label={w.question}
        rows={2}
        lang={OF_THE_HALL}
        value={item.question}
        onValue={(question) => change({ question })}
        wrong={issue(`/minutes/items/${n - 1}/question`)}
      />
      <Area
        label={w.answer}
        rows={3}
        lang={OF_THE_HALL}
        value={item.answer}
        onValue={(answer) => change({ answer })}
        wrong={issue(`/minutes/items/${n - 1}/answer`)}
      />
      <button type="button" class="quiet" onClick={onRemove}>
        {w.remove}
        <Whose name={w.item(n)} />
      </button>
    </fieldset>
  )
}

function Pledged({
  pledge,
  n,
  all,
  heldOn,
  issue,
  change,
  onRemove,
}: {
  readonly pledge: TypedPledge
  readonly n: number
  readonly all: Sittings
  readonly heldOn: string
  readonly issue: (pointer: string) => string | undefined
  readonly change: (fields: Partial<TypedPledge>) => void
  readonly onRemove: () => void
}) {
  const w = useSittingWords().fields
  return (
    <fieldset>
      <legend>{w.promise(n)}</legend>
      <ProjectOf
        value={pledge.projectId}
        all={all}
        onValue={(projectId) => {
          const unit = all.projects.find((each) => each.projectId === projectId)?.unit
          change({ projectId, ...(unit === undefined || pledge.unit !== '' ? {} : { unit }) })
        }}
      />
      <Area
        label={w.promiseText}
        rows={2}
        lang={OF_THE_HALL}
        value={pledge.text}
        onValue={(text) => change({ text })}
        wrong={issue(`/promises/${n - 1}/text`)}
      />
      <UnitField
        label={w.unit}
        units={all.units}
        value={pledge.unit}
        onValue={(unit) => change({ unit })}
        wrong={issue(`/promises/${n - 1}/unit`)}
      />
      <Field
        label={w.owner}
        lang={OF_THE_HALL}
        value={pledge.owner}
        onValue={(owner) => change({ owner })}
        wrong={issue(`/promises/${n - 1}/owner`)}
      />
      <Field
        label={w.dueOn}
        type="date"
        min={heldOn}
        value={pledge.dueOn}
        onValue={(dueOn) => change({ dueOn })}
        wrong={issue(`/promises/${n - 1}/dueOn`)}
      />
      <button type="button" class="quiet" onClick={onRemove}>
        {w.remove}
        <Whose name={w.promise(n)} />
      </button>
    </fieldset>
  )
}

function ProjectOf({
  value,
  all,
  onValue,
}: {
  readonly value: string
  readonly all: Sittings
  readonly onValue: (projectId: string) => void
}) {
  const w = useSittingWords().fields
  return (
    <Choice
      label={w.project}
      value={value}
      onValue={onValue}
      options={[
        { value: '', text: w.noProject },
        ...all.projects.map(({ projectId, project }) => ({ value: projectId, text: project })),
      ]}
    />
  )
}

/** 资金: what comes in, is contracted and is paid, each with its voucher. */
import { useEffect, useState } from 'preact/hooks'
import type { Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { yuan } from '../../shared/figures.ts'
import { newId } from '../../shared/new-id.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { goTo } from '../parts/part.tsx'
import { Loading } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { fenOfYuan } from './amounts.ts'
import { FilesField } from './files-field.tsx'
import { filesOf, useFiles } from './files.ts'
import { Kept } from './kept.tsx'
import { bookedOn, isBooked, KINDS, newEntry, partsOf, readEntry, type TypedEntry } from './typed-entry.ts'
import { useTyped, type Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

interface MoneyProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function Money({ project, onChanged }: MoneyProps) {
  const [fresh, setFresh] = useState(() => newEntry(project.on))
  const typed = useTyped<TypedEntry>(`money ${project.id}`, fresh, 0)
  if (typed === undefined) return <Loading />
  return (
    <Book
      project={project}
      typed={typed}
      onChanged={onChanged}
      onNext={() => setFresh(newEntry(project.on))}
    />
  )
}

function Book({
  project,
  typed,
  onChanged,
  onNext,
}: MoneyProps & { readonly typed: Typed<TypedEntry>; readonly onNext: () => void }) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const [booked, setBooked] = useState<string>()
  const [taken, setTaken] = useState(false)
  const files = useFiles(
    filesOf(project.id),
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const { plan } = project
  const arrived = (): void => {
    if (plan === null) return
    const { entry } = readEntry(typed.now(), plan)
    files.done()
    typed.drop()
    onNext()
    setBooked(w.money.booked(d.money[entry.kind], yuan(entry.fen)))
  }
  /** An answer was lost, and something else was typed since: the entry before stands, this is one more. */
  const another = (): void => {
    typed.change((all) => ({ ...all, id: newId() }))
    setTaken(true)
  }
  const act = useAct(async () => {
    if (plan === null) return
    setTaken(false)
    setBooked(undefined)
    const { id } = typed.now()
    const send = () => {
      const json = readEntry(typed.now(), plan).entry
      return body(
        api.pay.projects[':id'].money[':entryId'].$put({ param: { id: project.id, entryId: id }, json }),
      )
    }
    try {
      await files.sendWith(send)
    } catch (error) {
      if (codeOf(error) !== 'pay.entryTaken') throw error
      another()
      await onChanged()
      return
    }
    await onChanged()
    arrived()
  })
  const there = typed.isTyped ? project.entries.find(({ id }) => id === typed.value.id) : undefined
  useEffect(() => {
    if (there === undefined || plan === null || act.busy) return
    act.clear()
    // It arrived, and its answer was lost.
    if (isBooked(there, readEntry(typed.now(), plan).entry)) arrived()
    else another()
  }, [there?.id, act.busy])
  const issue = useIssues(act.error)
  if (plan === null) return null
  const { value, change } = typed
  const { entry, wrong } = readEntry(value, plan)
  const parts = partsOf(plan, value.kind)
  const part = parts.find(({ id }) => id === value.part) ?? parts[0]
  const before = bookedOn(project.entries, value.kind, part?.id ?? '')
  const set =
    (name: 'part' | 'amount' | 'bookedOn' | 'party' | 'voucher' | 'note') =>
    (text: string): void =>
      change((all) => ({ ...all, [name]: text }))
  const isAmount = fenOfYuan(value.amount) !== undefined
  const missing = wrong.map((name) =>
    name === 'amount' && value.amount.trim() !== '' ? w.money.amountWrong : w.money.missing[name],
  )
  return (
    <div class="framed reporting">
      <h2>{w.money.heading}</h2>
      <p role="status" class={booked === undefined ? 'only-heard' : 'did'}>
        {booked}
      </p>
      <Form act={act} doIt={w.money.book} missing={missing}>
        <fieldset class="bare" disabled={act.busy}>
          <Choice
            label={w.money.kind}
            value={value.kind}
            onValue={(kind) => change((all) => ({ ...all, kind, part: '' }))}
            options={KINDS.map((kind) => ({ value: kind, text: w.money.kinds[kind] }))}
          />
          <Choice
            label={value.kind === 'allocated' ? w.money.source : w.money.line}
            hint={part === undefined ? '' : w.money.ofLine(d.amount(part.fen), d.amount(before))}
            value={part?.id ?? ''}
            onValue={set('part')}
            options={parts.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <Field
            label={w.money.amount}
            hint={isAmount ? w.money.amountIs(d.amount(entry.fen)) : w.money.amountHint}
            inputMode="decimal"
            value={value.amount}
            onValue={set('amount')}
            wrong={value.amount !== '' && wrong.includes('amount') ? w.money.amountWrong : issue('/fen')}
          />
          {part !== undefined && before + entry.fen > part.fen && (
            <p class="due is-soon" role="status">
              {w.money.over}
            </p>
          )}
          <Field
            label={w.money.bookedOn}
            type="date"
            max={project.on}
            value={value.bookedOn}
            onValue={set('bookedOn')}
            wrong={issue('/bookedOn')}
          />
          <Field
            label={w.money.party[value.kind]}
            lang={OF_THE_HALL}
            value={value.party}
            onValue={set('party')}
            wrong={issue('/party')}
          />
          <Field
            label={w.money.voucher}
            lang={OF_THE_HALL}
            value={value.voucher}
            onValue={set('voucher')}
            wrong={issue('/voucher')}
          />
          <Field
            label={w.money.note}
            hint={w.money.noteHint}
            lang={OF_THE_HALL}
            value={value.note}
            onValue={set('note')}
            wrong={issue('/note')}
          />
          <h3>{w.money.file}</h3>
          <FilesField
            files={files}
            label={w.money.file}
            called={w.money.file}
            max={1}
            hint={w.files.hintOne}
          />
        </fieldset>
        <Kept typed={typed} onDrop={act.clear} />
        <div role="alert" class={taken ? 'refused' : 'only-heard'}>
          {taken && <p>{w.money.taken}</p>}
        </div>
      </Form>
      {project.entries.length > 0 && (
        // What is booked stands once on this page, below, and is taken back there.
        <p>
          <button type="button" class="quiet" onClick={() => goTo('entries')}>
            {w.money.see(project.entries.length)}
          </button>
        </p>
      )}
    </div>
  )
}

/** Imports a sheet of deputies: read on this device, looked at by a person, and only then sent. */
import { useId, useState } from 'preact/hooks'
import type { Deputy } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { isDoubtful, readDeputies, type SheetRow } from './sheet.ts'
import { readFile, saveSheet } from './workbook.ts'
import type { PeopleWords } from './strings.zh.ts'
import { usePeopleWords } from './words.ts'

type Chosen =
  | { readonly is: 'none' | 'reading' }
  | { readonly is: 'wrong'; readonly why: keyof PeopleWords['deputies']['wrongFile'] }
  | { readonly is: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly is: 'imported'; readonly count: number }

export function ImportDeputies({
  known,
  refresh,
}: {
  readonly known: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const w = usePeopleWords()
  const id = useId()
  const [chosen, setChosen] = useState<Chosen>({ is: 'none' })
  const template = useAct(() => saveSheet(w.deputies.templateName, w.deputies.sheet, [['姓名', '代表团']]))
  const take = async (file: File): Promise<void> => {
    setChosen({ is: 'reading' })
    const read = await readFile(file)
    if (read.is !== 'cells') return setChosen({ is: 'wrong', why: read.is })
    const sheet = readDeputies(read.cells, known)
    setChosen(sheet.is === 'rows' ? sheet : { is: 'wrong', why: sheet.is })
  }
  return (
    <div class="framed stack">
      <h2>{w.deputies.importHeading}</h2>
      <p>{w.deputies.importText}</p>
      <div class="row">
        <input
          id={id}
          class="only-heard"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // The same file, corrected, can be chosen again.
            if (file !== undefined) void take(file).finally(() => clear(id))
          }}
        />
        <label class="button" for={id}>
          {w.deputies.file}
        </label>
        <button type="button" onClick={() => void template.run()}>
          {w.deputies.template}
        </button>
      </div>
      <Refused error={template.error} />
      <div role="status">
        {chosen.is === 'reading' && <p>{w.deputies.reading}</p>}
        {chosen.is === 'imported' && <p>{w.deputies.imported(chosen.count)}</p>}
      </div>
      {chosen.is === 'wrong' && (
        <p class="refused" role="alert">
          {w.deputies.wrongFile[chosen.why]}
        </p>
      )}
      {chosen.is === 'rows' && (
        <Preview
          rows={chosen.rows}
          onDone={async (count) => {
            await refresh()
            setChosen({ is: 'imported', count })
          }}
          onLeave={() => setChosen({ is: 'none' })}
        />
      )}
    </div>
  )
}

function clear(id: string): void {
  const field = document.querySelector<HTMLInputElement>(`[id="${id}"]`)
  if (field !== null) field.value = ''
}

const PREVIEW_MAX = 100

function Preview({
  rows,
  onDone,
  onLeave,
}: {
  readonly rows: readonly SheetRow[]
  readonly onDone: (count: number) => Promise<void>
  readonly onLeave: () => void
}) {
  const w = usePeopleWords()
  const [takeDoubtful, setTakeDoubtful] = useState(false)
  const stopped = rows.filter(({ problem }) => problem !== undefined && !isDoubtful(problem))
  const doubtful = rows.filter(({ problem }) => problem !== undefined && isDoubtful(problem))
  const taken = rows.filter(({ problem }) => problem === undefined || (takeDoubtful && isDoubtful(problem)))
  const act = useAct(async () => {
    const deputies = taken.map(({ name, delegation }) => ({
      name,
      ...(delegation === null ? {} : { delegation }),
    }))
    await body(api.people.deputies.$post({ json: { deputies } }))
    await onDone(deputies.length)
  })
  return (
    <div class="preview stack" role="group" aria-label={w.deputies.previewHeading}>
      <h3>{w.deputies.previewHeading}</h3>
      {stopped.length > 0 && (
        <div class="refused" role="alert">
          <p>{w.deputies.stopped(stopped.length)}</p>
          <Problems rows={stopped} />
        </div>
      )}
      {doubtful.length > 0 && (
        <div class="empty">
          <p>{w.deputies.doubtful(doubtful.length)}</p>
          <Problems rows={doubtful} />
          <label class="check">
            <input
              type="checkbox"
              checked={takeDoubtful}
              onChange={(event) => setTakeDoubtful(event.currentTarget.checked)}
            />
            {w.deputies.takeDoubtful}
          </label>
        </div>
      )}
      <p>{w.deputies.preview(taken.length)}</p>
      <div class="table scrolled" tabIndex={0} role="region" aria-label={w.deputies.previewCaption}>
        <table>
          <caption class="only-heard">{w.deputies.previewCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{w.deputies.name}</th>
              <th scope="col">{w.deputies.delegation}</th>
            </tr>
          </thead>
          <tbody>
            {taken.slice(0, PREVIEW_MAX).map(({ row, name, delegation }) => (
              <tr key={row}>
                <th scope="row" lang={OF_THE_HALL}>
                  {name}
                </th>
                <td lang={OF_THE_HALL}>{delegation}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {taken.length > PREVIEW_MAX && <p class="soft">… {taken.length - PREVIEW_MAX}</p>}
      </div>
      <Refused error={act.error} />
      <div class="answers">
        <ActButton
          busy={act.busy}
          missing={
            stopped.length > 0
              ? [w.deputies.stopped(stopped.length).replace(/[:：]$/, '')]
              : taken.length === 0
                ? [w.deputies.wrongFile.empty]
                : []
          }
          onAct={() => void act.run()}
        >
          {w.deputies.import(taken.length)}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {w.cancel}
        </button>
      </div>
    </div>
  )
}

function Problems({ rows }: { readonly rows: readonly SheetRow[] }) {
  const w = usePeopleWords()
  return (
    <ul class="problems">
      {rows.map(({ row, name, problem }) => (
        <li key={row}>
          {w.deputies.row(row)} <span lang={OF_THE_HALL}>{name}</span>{' '}
          {problem !== undefined && <span>{w.deputies.problem(problem)}</span>}
        </li>
      ))}
    </ul>
  )
}

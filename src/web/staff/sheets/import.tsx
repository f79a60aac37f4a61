/**
 * Imports a sheet: read on this device, looked at by a person, and only then sent. While a row is wrong nothing is,
 * unless the person says to leave the wrong rows out.
 */
import { useId, useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Refused } from '../parts/states.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { readFile, type Cells } from './file.ts'
import type { ReadRows, SheetRow } from './rows.ts'
import type { SheetWords } from './strings.zh.ts'
import { useSheetWords } from './words.ts'
import { saveSheets } from './workbook.ts'

export interface SheetImportProps<R extends SheetRow, Why extends string> {
  readonly template: {
    readonly fileName: string
    readonly sheet: string
    readonly headings: readonly string[]
    /** What stands below them to begin with. */
    readonly rows?: readonly (readonly string[])[]
  }
  readonly read: (cells: Cells) => ReadRows<R, Why> | Promise<ReadRows<R, Why>>
  readonly rowsMax: number
  /** Why a whole sheet cannot be imported. */
  readonly wrong: Readonly<Record<Why, string>>
  /** What is wrong with a row, in sentences; with none it can be imported. */
  readonly problems: (row: R) => readonly string[]
  /** Which row it is, besides its number. */
  readonly nameOf: (row: R) => string
  /** Rows that may be there already: left out, unless the person says that they are not. */
  readonly doubtful?: {
    readonly is: (row: R) => boolean
    readonly say: (count: number) => string
    readonly take?: string
  }
  readonly columns: readonly Column<R>[]
  readonly doIt: (count: number) => string
  /** Sends them; how many are imported now. */
  readonly onImport: (rows: readonly R[]) => Promise<number>
  readonly imported: (count: number) => string
}

type Chosen<R, Why extends string> =
  | { readonly is: 'none' | 'reading' }
  | { readonly is: 'wrong'; readonly why: Why | keyof SheetWords['wrong'] | 'tooMany' }
  | { readonly is: 'rows'; readonly rows: readonly R[] }
  | { readonly is: 'imported'; readonly count: number }

export function SheetImport<R extends SheetRow, Why extends string = never>(props: SheetImportProps<R, Why>) {
  const w = useSheetWords()
  const id = useId()
  const [chosen, setChosen] = useState<Chosen<R, Why>>({ is: 'none' })
  const { fileName, sheet, headings, rows: begun = [] } = props.template
  const template = useAct(() =>
    saveSheets(fileName, [{ name: sheet, widths: headings.map(() => 16), rows: [headings, ...begun] }]),
  )
  const take = useAct(async (file: File) => {
    setChosen({ is: 'reading' })
    const cells = await readFile(file)
    if (cells.is !== 'cells') return setChosen({ is: 'wrong', why: cells.is })
    const rows = await props.read(cells.cells)
    setChosen(rows)
  })
  const sentences: Readonly<Record<string, string>> = {
    ...w.wrong,
    tooMany: w.tooMany(props.rowsMax),
    ...props.wrong,
  }
  return (
    <>
      <div class="row">
        <input
          id={id}
          class="only-heard"
          type="file"
          accept=".xlsx,.csv"
          // While one is being read, which is said below, another would not be.
          disabled={take.busy}
          onChange={(event) => {
            const field = event.currentTarget
            const file = field.files?.[0]
            // The same file, corrected, can be chosen again.
            if (file !== undefined) void take.run(file).finally(() => (field.value = ''))
          }}
        />
        <label class="button" for={id}>
          {w.file}
        </label>
        <button type="button" onClick={() => void template.run()}>
          {w.template}
        </button>
      </div>
      <Refused error={template.error ?? take.error} />
      <div role="status">
        {take.busy && <p>{w.reading}</p>}
        {chosen.is === 'imported' && <p>{props.imported(chosen.count)}</p>}
      </div>
      {chosen.is === 'wrong' && (
        <p class="refused" role="alert">
          {sentences[chosen.why]}
        </p>
      )}
      {chosen.is === 'rows' && (
        <Preview
          {...props}
          rows={chosen.rows}
          onImport={async (rows) => {
            const count = await props.onImport(rows)
            setChosen({ is: 'imported', count })
            return count
          }}
          onLeave={() => setChosen({ is: 'none' })}
        />
      )}
    </>
  )
}

const PREVIEW_MAX = 100

function Preview<R extends SheetRow, Why extends string>({
  rows,
  problems,
  nameOf,
  doubtful,
  columns,
  doIt,
  onImport,
  onLeave,
}: SheetImportProps<R, Why> & { readonly rows: readonly R[]; readonly onLeave: () => void }) {
  const words = useWords()
  const w = useSheetWords()
  const [takeDoubtful, setTakeDoubtful] = useState(false)
  const [leaveOut, setLeaveOut] = useState(false)
  const doubted = rows.filter((row) => doubtful?.is(row) === true)
  const stopped = rows.filter((row) => problems(row).length > 0 && !doubted.includes(row))
  const not = new Set([...stopped, ...(takeDoubtful ? [] : doubted)])
  const taken = rows.filter((row) => !not.has(row))
  const act = useAct(() => onImport(taken))
  const missing =
    stopped.length > 0 && !leaveOut
      ? [w.stopped(stopped.length).replace(/[:：]$/, '')]
      : taken.length === 0
        ? [w.nothing]
        : []
  const list = (some: readonly R[]) => (
    <ul class="problems scrolled">
      {some.slice(0, PREVIEW_MAX).map((row) => (
        <li key={row.row}>
          {w.row(row.row)} <span lang={OF_THE_HALL}>{nameOf(row)}</span>{' '}
          <span>{problems(row).join(w.and)}</span>
        </li>
      ))}
      {some.length > PREVIEW_MAX && <li>{w.more(some.length - PREVIEW_MAX)}</li>}
    </ul>
  )
  return (
    <div class="preview stack" role="group" aria-label={w.heading}>
      <h3>{w.heading}</h3>
      {stopped.length > 0 && (
        <div class="refused stack" role="alert">
          <p>{w.stopped(stopped.length)}</p>
          {list(stopped)}
          <Check checked={leaveOut} onCheck={setLeaveOut}>
            {w.leaveOut(stopped.length)}
          </Check>
        </div>
      )}
      {doubtful !== undefined && doubted.length > 0 && (
        <div class="empty">
          <p>{doubtful.say(doubted.length)}</p>
          {list(doubted)}
          {doubtful.take !== undefined && (
            <Check checked={takeDoubtful} onCheck={setTakeDoubtful}>
              {doubtful.take}
            </Check>
          )}
        </div>
      )}
      <div class="scrolled" tabIndex={0} role="region" aria-label={w.toBeImported}>
        <Table
          caption={w.toBeImported}
          columns={columns}
          rows={taken.slice(0, PREVIEW_MAX)}
          keyOf={({ row }) => row}
        />
        {taken.length > PREVIEW_MAX && <p class="soft">{w.more(taken.length - PREVIEW_MAX)}</p>}
      </div>
      <Refused error={act.error} />
      <div class="answers">
        <ActButton busy={act.busy} missing={missing} onAct={() => void act.run()}>
          {doIt(taken.length)}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}

function Check({
  checked,
  onCheck,
  children,
}: {
  readonly checked: boolean
  readonly onCheck: (checked: boolean) => void
  readonly children: string
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
      {children}
    </label>
  )
}

/** Grids, who looks after them, and the stations at which deputies meet residents. */
import { useCallback, useId, useState } from 'preact/hooks'
import type { Grid, Station } from '../../../intake/model.ts'
import type { Deputy } from '../../../people/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { useLoad } from '../../shared/load.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { readFile } from '../people/workbook.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { deputiesNamed, gridsTyped, readGrids, type GridRow } from './grid-sheet.ts'
import { Stations } from './stations.tsx'
import type { DemandWords } from './strings.zh.ts'
import { inTreeOrder, waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

interface Known {
  readonly grids: readonly Grid[]
  readonly stations: readonly Station[]
  readonly deputies: readonly Deputy[]
}

export function Grids() {
  const w = useDemandWords()
  const secretary = useMe().role === 'secretary'
  const read = useCallback(async (): Promise<Known> => {
    const [{ grids }, { stations }, { deputies }] = await Promise.all([
      body(api.intake.grids.$get()),
      body(api.intake.stations.$get()),
      body(api.people.deputies.$get()),
    ])
    return { grids, stations, deputies }
  }, [])
  const [known, setKnown] = useState<Known>()
  const [loaded, retry] = useLoad(read)
  const refresh = async (): Promise<void> => setKnown(await read())
  const shown = known ?? (loaded.is === 'ready' ? loaded.value : undefined)
  return (
    <section class="card">
      <Heading>{w.grids.heading}</Heading>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {shown !== undefined && (
        <>
          <h2>{w.grids.tree}</h2>
          <Tree {...shown} secretary={secretary} refresh={refresh} />
          {secretary && <AddGrids deputies={shown.deputies} refresh={refresh} />}
          <Stations
            stations={shown.stations}
            grids={shown.grids}
            ways={waysOf(shown.grids)}
            secretary={secretary}
            refresh={refresh}
          />
        </>
      )}
    </section>
  )
}

function Tree({
  grids,
  deputies,
  secretary,
  refresh,
}: Known & { readonly secretary: boolean; readonly refresh: () => Promise<void> }) {
  const w = useDemandWords()
  const [changing, setChanging] = useState<string>()
  const names = new Map(deputies.map(({ id, name }) => [id, name]))
  if (grids.length === 0) return <p class="empty">{w.grids.none}</p>
  return (
    <ul class="grid-tree">
      {inTreeOrder(grids).map((grid) => {
        const looking = grid.deputyIds.map((id) => names.get(id) ?? '').join('、')
        return (
          <li key={grid.id} class={`level-${grid.level}`}>
            <div class="row">
              <strong lang={OF_THE_HALL}>{grid.name}</strong>
              <span class="soft">
                {looking === '' ? w.grids.noDeputies : `${w.grids.deputies} `}
                <span lang={OF_THE_HALL}>{looking}</span>
              </span>
              {secretary && changing !== grid.id && (
                <button type="button" class="quiet" onClick={() => setChanging(grid.id)}>
                  {w.grids.change}
                  <span class="only-heard">{w.grids.ofGrid(grid.name)}</span>
                </button>
              )}
            </div>
            {changing === grid.id && (
              <GridDeputies
                grid={grid}
                names={looking}
                deputies={deputies}
                onDone={async () => {
                  await refresh()
                  setChanging(undefined)
                }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function GridDeputies({
  grid,
  names,
  deputies,
  onDone,
}: {
  readonly grid: Grid
  readonly names: string
  readonly deputies: readonly Deputy[]
  readonly onDone: () => Promise<void>
}) {
  const w = useDemandWords()
  const [text, setText] = useState(names)
  const { ids, unknown } = deputiesNamed(text, deputies)
  const act = useAct(async () => {
    await body(api.intake.grids[':id'].$patch({ param: { id: grid.id }, json: { deputyIds: [...ids] } }))
    await onDone()
  })
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <Field
        label={w.grids.deputies}
        hint={w.grids.deputiesHint}
        lang={OF_THE_HALL}
        autocomplete="off"
        value={text}
        onValue={setText}
        wrong={unknown === '' ? undefined : w.grids.unknown(unknown)}
      />
      <Refused error={act.error} />
      <ActButton submit busy={act.busy} missing={unknown === '' ? [] : [w.grids.unknown(unknown)]}>
        {w.grids.save}
      </ActButton>
    </form>
  )
}

type Chosen =
  | { readonly is: 'none' }
  | { readonly is: 'wrong'; readonly why: keyof DemandWords['grids']['wrongFile'] }
  | { readonly is: 'rows'; readonly rows: readonly GridRow[] }

function AddGrids({
  deputies,
  refresh,
}: {
  readonly deputies: readonly Deputy[]
  readonly refresh: () => Promise<void>
}) {
  const w = useDemandWords()
  const id = useId()
  const [text, setText] = useState('')
  const [made, setMade] = useState<number>()
  const [chosen, setChosen] = useState<Chosen>({ is: 'none' })
  const act = useAct(async (grids: ReturnType<typeof gridsTyped>) => {
    const answer = await body(api.intake.grids.$post({ json: { grids } }))
    setMade(answer.made)
    setText('')
    setChosen({ is: 'none' })
    await refresh()
  })
  const issue = useIssues(act.error)
  const take = async (file: File): Promise<void> => {
    const read = await readFile(file)
    if (read.is !== 'cells') return setChosen({ is: 'wrong', why: read.is })
    const sheet = readGrids(read.cells, deputies)
    setChosen(sheet.is === 'rows' ? sheet : { is: 'wrong', why: sheet.is })
  }
  return (
    <div class="framed stack">
      <h2>{w.grids.addHeading}</h2>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run(gridsTyped(text))
        }}
      >
        <Area
          label={w.grids.addLabel}
          hint={w.grids.addHint}
          lang={OF_THE_HALL}
          rows={4}
          required
          value={text}
          onValue={setText}
          wrong={issue('/grids')}
        />
        <ActButton submit busy={act.busy}>
          {w.grids.add}
        </ActButton>
      </form>
      <p>{w.grids.importText}</p>
      <div class="row">
        <input
          id={id}
          class="only-heard"
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => {
            const field = event.currentTarget
            const file = field.files?.[0]
            // The same file, corrected, can be chosen again.
            if (file !== undefined) void take(file).finally(() => (field.value = ''))
          }}
        />
        <label class="button" for={id}>
          {w.grids.file}
        </label>
      </div>
      {chosen.is === 'wrong' && (
        <p class="refused" role="alert">
          {w.grids.wrongFile[chosen.why]}
        </p>
      )}
      {chosen.is === 'rows' && (
        <Preview
          rows={chosen.rows}
          busy={act.busy}
          onImport={() =>
            void act.run(
              chosen.rows.map(({ path, deputyIds }) => ({
                path: [...path],
                ...(deputyIds === undefined ? {} : { deputyIds: [...deputyIds] }),
              })),
            )
          }
        />
      )}
      <Refused error={act.error} />
      <p role="status">{made !== undefined && w.grids.made(made)}</p>
    </div>
  )
}

/** Nothing is sent before a person has looked at it. */
function Preview({
  rows,
  busy,
  onImport,
}: {
  readonly rows: readonly GridRow[]
  readonly busy: boolean
  readonly onImport: () => void
}) {
  const w = useDemandWords()
  const problems = rows.flatMap(({ row, problem }) => {
    if (problem === undefined) return []
    return problem.is === 'gap' ? [w.grids.gap(row)] : [w.grids.unknownAt(row, problem.names)]
  })
  return (
    <>
      <h3>{w.grids.preview}</h3>
      <div class="scrolled" tabIndex={0} role="group" aria-label={w.grids.preview}>
        <ul lang={OF_THE_HALL}>
          {rows.map(({ row, path }) => (
            <li key={row}>{path.join(' › ')}</li>
          ))}
        </ul>
      </div>
      <ActButton busy={busy} missing={problems} onAct={onImport}>
        {w.grids.import(rows.length)}
      </ActButton>
    </>
  )
}

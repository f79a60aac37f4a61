/** 述职 of a year: how many of all have reported, who is missing first, and where a report is recorded. */
import { useCallback, useMemo, useState } from 'preact/hooks'
import type { DutiesOfYear, DutyHolder } from '../../../inspect/duty-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Confirm } from '../parts/ask.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { Table } from '../parts/table.tsx'
import { fileAddress } from '../reporting/files.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { listed, ListForm, setList } from './list-form.tsx'
import { DutyForm } from './report-form.tsx'
import { useDutyWords } from './words.ts'

export function DutiesPage({ cycleId }: { readonly cycleId: string }) {
  const { failed } = useDutyWords()
  const read = useCallback(
    () => body(api.inspect.cycles[':id'].duties.$get({ param: { id: cycleId } })),
    [cycleId],
  )
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Duties duties={loaded.value} refresh={refresh} />
}

interface Props {
  readonly duties: DutiesOfYear
  readonly refresh: () => Promise<void>
}

function Duties({ duties, refresh }: Props) {
  const w = useDutyWords()
  const me = useMe()
  const { year, coverage, holders, own } = duties
  const isOffice = me.role === 'secretary'
  // It does not fold under the hands of who fills it.
  const [beginning] = useState(holders.length === 0)
  return (
    <section class="card">
      <Heading>{w.heading(year)}</Heading>
      {holders.length === 0 ? (
        <p class="empty">{isOffice ? w.noListOffice : w.noList}</p>
      ) : (
        <div class="duty-coverage">
          <p>
            <strong>{w.covered(coverage.reported, coverage.deputies)}</strong>
          </p>
          <progress
            aria-label={w.covered(coverage.reported, coverage.deputies)}
            value={coverage.reported}
            max={coverage.deputies}
          />
          <p>
            {w.manners(coverage.oral, coverage.written)} · {w.missing(coverage.deputies - coverage.reported)}
          </p>
        </div>
      )}
      {me.role === 'deputy' && holders.length > 0 && (
        <Own duties={duties} holder={holders.find(({ id }) => id === own)} refresh={refresh} />
      )}
      {isOffice && (
        <details class="aside" open={beginning}>
          <summary>{w.list}</summary>
          <ListForm duties={duties} refresh={refresh} />
        </details>
      )}
      {me.role === 'presidium' && <Marks duties={duties} refresh={refresh} />}
      {holders.length > 0 && <Holders duties={duties} refresh={refresh} isOffice={isOffice} />}
    </section>
  )
}

function Own({ duties, holder, refresh }: Props & { readonly holder: DutyHolder | undefined }) {
  const w = useDutyWords()
  const [writing, setWriting] = useState(false)
  const [sent, setSent] = useState(false)
  const shown = writing || holder?.report === null
  return (
    <section class="framed" aria-labelledby="own-duty">
      <h2 id="own-duty">{w.yours}</h2>
      <p role="status" class={sent ? 'did' : 'only-heard'}>
        {sent && w.sent}
      </p>
      {holder === undefined ? (
        <p class="empty">{w.yoursNot}</p>
      ) : (
        <>
          {holder.report !== null && <Said cycleId={duties.cycleId} holder={holder} />}
          {shown ? (
            <DutyForm
              key={holder.id}
              cycleId={duties.cycleId}
              holder={holder}
              dutyMarks={duties.dutyMarks}
              refresh={refresh}
              onSent={() => {
                setWriting(false)
                setSent(true)
              }}
              {...(holder.report === null ? {} : { onLeave: () => setWriting(false) })}
            />
          ) : (
            <button
              type="button"
              onClick={() => {
                setWriting(true)
                setSent(false)
              }}
            >
              {w.correct}
            </button>
          )}
        </>
      )}
    </section>
  )
}

/** The presidium's one setting here; the rest of the year's rule stays as it is. */
function Marks({ duties: { cycleId, dutyMarks }, refresh }: Props) {
  const w = useDutyWords()
  const act = useAct(async (wanted: boolean) => {
    const param = { id: cycleId }
    const rule = await body(api.inspect.cycles[':id'].rule.$get({ param }))
    await body(api.inspect.cycles[':id'].rule.$put({ param, json: { ...rule, dutyMarks: wanted } }))
    await refresh()
  })
  return (
    <div class="framed">
      <label class="check">
        <input
          type="checkbox"
          checked={dutyMarks}
          disabled={act.busy}
          aria-describedby="duty-marks-hint"
          onChange={({ currentTarget }) => void act.run(currentTarget.checked)}
        />
        {w.marks}
      </label>
      <p class="hint" id="duty-marks-hint">
        {w.marksHint}
      </p>
      <Refused error={act.error} />
    </div>
  )
}

type Shown = 'missing' | 'reported' | 'all'

function Holders({ duties, refresh, isOffice }: Props & { readonly isOffice: boolean }) {
  const w = useDutyWords()
  const { cycleId, holders, coverage } = duties
  const isComplete = coverage.reported === coverage.deputies
  const [chosen, setShown] = useState<Shown>()
  const shown = chosen ?? (isComplete ? 'all' : 'missing')
  const [search, setSearch] = useState('')
  const [writing, setWriting] = useState<string>()
  const [leaving, setLeaving] = useState<DutyHolder>()
  const [sent, setSent] = useState(false)
  const rows = useMemo(
    () =>
      holders.filter(
        ({ id, name, report }) =>
          // Who is being recorded does not vanish under the hands of who records.
          id === writing ||
          (name.includes(search.trim()) && (shown === 'all' || (report === null) === (shown === 'missing'))),
      ),
    [holders, search, shown, writing],
  )
  return (
    <>
      <div class="row">
        <Choice
          label={w.filter}
          value={shown}
          onValue={setShown}
          options={(['missing', 'reported', 'all'] as const).map((value) => ({
            value,
            text: w.filters[value],
          }))}
        />
        <Field
          label={w.search}
          type="search"
          autocomplete="off"
          lang={OF_THE_HALL}
          value={search}
          onValue={setSearch}
        />
      </div>
      <p role="status" class={sent ? 'did' : 'only-heard'}>
        {sent && w.sent}
      </p>
      {rows.length === 0 ? (
        <p class="empty">{w.nobody}</p>
      ) : (
        <Table
          caption={w.caption}
          rows={rows}
          keyOf={({ id }) => id}
          instead={(holder) =>
            writing === holder.id ? (
              <div class="stack">
                <h3 lang={OF_THE_HALL}>{holder.name}</h3>
                <DutyForm
                  key={holder.id}
                  cycleId={cycleId}
                  holder={holder}
                  dutyMarks={duties.dutyMarks}
                  refresh={refresh}
                  onSent={() => {
                    setWriting(undefined)
                    setSent(true)
                  }}
                  onLeave={() => setWriting(undefined)}
                />
              </div>
            ) : undefined
          }
          columns={[
            { name: w.name, head: true, lang: OF_THE_HALL, cell: ({ name }) => name },
            { name: w.level, cell: ({ level }) => w.levels[level] },
            { name: w.constituency, lang: OF_THE_HALL, cell: ({ constituency }) => constituency ?? '—' },
            {
              name: w.report,
              cell: (holder) =>
                holder.report === null ? (
                  <span class="soft">{w.notYet}</span>
                ) : (
                  <Said cycleId={cycleId} holder={holder} />
                ),
            },
            ...(isOffice
              ? [
                  {
                    name: w.acts,
                    cell: (holder: DutyHolder) => (
                      <div class="row">
                        <button
                          type="button"
                          aria-label={(holder.report === null ? w.recordOf : w.correctOf)(holder.name)}
                          onClick={() => {
                            setWriting(holder.id)
                            setSent(false)
                          }}
                        >
                          {holder.report === null ? w.record : w.correct}
                        </button>
                        {holder.report === null && (
                          <button
                            type="button"
                            class="quiet"
                            aria-label={`${w.takeOff} ${holder.name}`}
                            onClick={() => setLeaving(holder)}
                          >
                            {w.takeOff}
                          </button>
                        )}
                      </div>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {leaving !== undefined && (
        <Confirm
          heading={w.takeOffOf(leaving.name)}
          doIt={w.takeOff}
          onLeave={() => setLeaving(undefined)}
          onDo={async () => {
            await setList(
              duties,
              listed(duties).filter(({ id }) => id !== leaving.id),
            )
            await refresh()
          }}
        >
          <p>{w.takeOffText}</p>
        </Confirm>
      )}
    </>
  )
}

function Said({
  cycleId,
  holder: { report: held },
}: {
  readonly cycleId: string
  readonly holder: DutyHolder
}) {
  const w = useDutyWords()
  if (held === null) return null
  const { report, version } = held
  return (
    <div class="stack duty-said">
      <p>
        {report.manner === 'oral'
          ? w.said.oral(report.heldOn, report.place, report.voters)
          : w.said.written(report.heldOn)}
        {version > 1 && <span class="soft"> {w.corrected(version)}</span>}
      </p>
      {report.manner === 'oral' && report.marks !== undefined && (
        <p>{w.marked(report.marks.satisfied, report.marks.basicallySatisfied, report.marks.notSatisfied)}</p>
      )}
      <p class="soft" lang={OF_THE_HALL}>
        {report.summary}
      </p>
      {report.evidence.map(({ sha256, title }) => (
        <p key={sha256}>
          <a
            href={fileAddress(`/api/inspect/cycles/${cycleId}/files`, sha256)}
            target="_blank"
            rel="noreferrer"
            lang={OF_THE_HALL}
          >
            {title}
          </a>
        </p>
      ))}
    </div>
  )
}

/** The figures as a report to the congress gives them, for the screen, for paper and as a workbook. */
import { useCallback, useState } from 'preact/hooks'
import type { Cell, Sheet } from '../../../decide/paper-parts.ts'
import type { Channel, Figures, Grid, Statistics } from '../../../intake/model.ts'
import { percent } from '../../shared/figures.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { PaperHeading } from '../parts/paper-heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { DownloadButton } from '../sheets/download-button.tsx'
import { ExportButton } from '../sheets/export-button.tsx'
import { OF_THE_HALL } from '../words.ts'
import { zh } from './strings.zh.ts'
import { inTreeOrder, waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

interface Report {
  readonly from: string
  readonly to: string
  readonly figures: Statistics
  readonly grids: readonly Grid[]
}

export function StatisticsPage() {
  const w = useDemandWords()
  const year = new Date().getFullYear()
  const [from, setFrom] = useState(`${year}-01-01`)
  const [to, setTo] = useState(`${year}-12-31`)
  const read = useCallback(async (): Promise<Report> => {
    const [figures, { grids }] = await Promise.all([
      body(api.intake.statistics.$get({ query: { from, to } })),
      body(api.intake.grids.$get()),
    ])
    return { from, to, figures, grids }
  }, [from, to])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card report">
      <PaperHeading />
      <Heading>{w.statistics.heading}</Heading>
      <div class="filters screen-only">
        <Field label={w.statistics.from} type="date" value={from} onValue={setFrom} />
        <Field label={w.statistics.to} type="date" value={to} onValue={setTo} />
      </div>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Tables {...loaded.value} />}
    </section>
  )
}

function Tables(report: Report) {
  const w = useDemandWords()
  const s = w.statistics
  const me = useMe()
  const { from, to, figures, grids } = report
  const ofGrid = new Map(figures.byGrid.map((each) => [each.gridId, each]))
  const most = mostOf(figures.byCategory)
  const mostOfChannel = mostOf(Object.values(figures.byChannel))
  const mostOfGrid = mostOf(figures.byGrid)
  return (
    <>
      <p>
        <span lang={OF_THE_HALL}>{me.assembly.name}</span> · {s.period(from, to)}
      </p>
      <div class="row screen-only">
        <button type="button" onClick={() => window.print()}>
          {s.print}
        </button>
        <ExportButton fileName={zh.statistics.fileName(from, to)} sheets={() => sheetsOf(report)}>
          {w.export}
        </ExportButton>
        <DownloadButton
          path={`/api/intake/contacts/export?${new URLSearchParams({ from, to }).toString()}`}
          fileName={w.contactsFile(from, to)}
        >
          {w.exportContacts}
        </DownloadButton>
      </div>
      <p class="hint">{s.barHint}</p>
      <h2>{s.byChannel}</h2>
      <div class="table" tabIndex={0} role="group" aria-label={s.byChannel}>
        <table class="charted">
          <caption class="only-heard">{s.byChannel}</caption>
          <Columns first={s.channel} />
          <tbody>
            {(Object.keys(w.channels) as Channel[]).map((channel) => (
              <Row
                key={channel}
                name={w.channels[channel]}
                figures={figures.byChannel[channel]}
                most={mostOfChannel}
              />
            ))}
          </tbody>
          <tfoot>
            <Row name={s.total} figures={figures.total} />
          </tfoot>
        </table>
      </div>
      <h2>{s.byCategory}</h2>
      {figures.byCategory.length === 0 ? (
        <p class="empty">{s.noDemands}</p>
      ) : (
        <div class="table" tabIndex={0} role="group" aria-label={s.byCategory}>
          <table class="bars">
            <caption class="only-heard">{s.byCategory}</caption>
            <thead>
              <tr>
                <th scope="col">{s.category}</th>
                <th scope="col" aria-hidden="true" />
                <th scope="col" class="figure">
                  {s.opinions}
                </th>
                <th scope="col" class="figure">
                  {s.resolved}
                </th>
              </tr>
            </thead>
            <tbody>
              {figures.byCategory.map(({ category, opinions, resolved }) => (
                <tr key={category}>
                  <th scope="row" lang={OF_THE_HALL}>
                    {category}
                  </th>
                  <td aria-hidden="true">
                    <Bar all={opinions / most} done={resolved / most} />
                  </td>
                  <td class="figure">{opinions}</td>
                  <td class="figure">{resolved}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h2>{s.byGrid}</h2>
      {grids.length === 0 ? (
        <p class="empty">{s.noGrids}</p>
      ) : (
        <>
          <p class="hint">{s.byGridHint}</p>
          <div class="table" tabIndex={0} role="group" aria-label={s.byGrid}>
            <table class="charted">
              <caption class="only-heard">{s.byGrid}</caption>
              <Columns first={s.grid} />
              <tbody>
                {inTreeOrder(grids).map(({ id, name, level }) => {
                  const each = ofGrid.get(id)
                  return each === undefined ? null : (
                    <Row
                      key={id}
                      name={name}
                      level={level}
                      figures={each}
                      most={mostOfGrid}
                      lang={OF_THE_HALL}
                    />
                  )
                })}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  )
}

function Columns({ first }: { readonly first: string }) {
  const s = useDemandWords().statistics
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" aria-hidden="true" />
        {[s.sessions, s.deputyVisits, s.residents, s.opinions, s.resolved, s.rate].map((text) => (
          <th key={text} scope="col" class="figure">
            {text}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({
  name,
  figures,
  most,
  level = 1,
  lang,
}: {
  readonly name: string
  readonly figures: Figures
  /** Of all rows that its bar is compared with; a sum has no bar. */
  readonly most?: number
  readonly level?: number
  readonly lang?: string
}) {
  const { sessions, deputyVisits, residents, opinions, resolved } = figures
  return (
    <tr>
      <th scope="row" class={`level-${level}`} {...(lang === undefined ? {} : { lang })}>
        {name}
      </th>
      <td aria-hidden="true">{most !== undefined && <Bar all={opinions / most} done={resolved / most} />}</td>
      {[sessions, deputyVisits, residents, opinions, resolved, percent(resolved, opinions)].map(
        (value, i) => (
          <td key={i} class="figure">
            {value}
          </td>
        ),
      )}
    </tr>
  )
}

function mostOf(all: readonly { readonly opinions: number }[]): number {
  return Math.max(1, ...all.map(({ opinions }) => opinions))
}

/** All that was asked for, and in deep red how much of it is resolved. */
function Bar({ all, done }: { readonly all: number; readonly done: number }) {
  return (
    <svg class="bar">
      <rect class="bar-all" width={`${all * 100}%`} height="100%" />
      <rect class="bar-done" width={`${done * 100}%`} height="100%" />
    </svg>
  )
}

function cells(each: Figures): Cell[] {
  const { sessions, deputyVisits, residents, opinions, resolved } = each
  return [sessions, deputyVisits, residents, opinions, resolved, { part: resolved, whole: opinions }]
}

/** The sheets are the hall's, in its language. */
function sheetsOf({ figures, grids }: Report): readonly Sheet[] {
  const s = zh.statistics
  const columns = [s.sessions, s.deputyVisits, s.residents, s.opinions, s.resolved, s.rate]
  const widths = [36, 10, 10, 10, 12, 12, 10]
  const ways = waysOf(grids)
  const ofGrid = new Map(figures.byGrid.map((each) => [each.gridId, each]))
  return [
    {
      name: s.byChannel,
      widths,
      rows: [
        [s.channel, ...columns],
        ...(Object.keys(zh.channels) as Channel[]).map((channel) => [
          zh.channels[channel],
          ...cells(figures.byChannel[channel]),
        ]),
        [s.total, ...cells(figures.total)],
      ],
    },
    {
      name: s.byGrid,
      widths,
      rows: [
        [s.grid, ...columns],
        ...[...ways].flatMap(([id, way]) => {
          const each = ofGrid.get(id)
          return each === undefined ? [] : [[way, ...cells(each)]]
        }),
      ],
    },
    {
      name: s.byCategory,
      widths: [24, 12, 12],
      rows: [
        [s.category, s.opinions, s.resolved],
        ...figures.byCategory.map(({ category, opinions, resolved }) => [category, opinions, resolved]),
      ],
    },
  ]
}

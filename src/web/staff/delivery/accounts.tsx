/** The money of a project, exact: by line and by source with their totals, and every entry with its voucher. */
import type { Entry, Project } from '../../../pay/views.ts'
import { sum, sumFen } from '../../../pay/sums.ts'
import { Table } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import { MoneyBars } from './bars.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Accounts({ project }: { readonly project: Project }) {
  const w = useBoardWords().accounts
  if (project.plan === null) return null
  return (
    <section class="stack" aria-labelledby="accounts">
      <h2 id="accounts">{w.heading}</h2>
      <MoneyBars money={project.money} budgetFen={project.budgetFen} />
      <h3>{w.lines}</h3>
      <Lines project={project} />
      <h3>{w.sources}</h3>
      <Sources project={project} />
      <h3>{w.entries}</h3>
      <Entries project={project} />
    </section>
  )
}

type Money = Entry['kind']

const spent = (entries: readonly Entry[], kind: Money, id: string): number =>
  sum(
    entries
      .filter((entry) => entry.kind === kind && (entry.lineId ?? entry.sourceId) === id)
      .map(({ fen }) => fen),
  )

/** Those of the plan that holds, and those of an earlier plan that money went to. */
function partsOf(project: Project, of: 'budget' | 'sources', kinds: readonly Money[]) {
  const { plan, versions, entries } = project
  const held = plan?.[of] ?? []
  const former = new Map(
    versions.flatMap((version) => version.plan[of].map((part) => [part.id, part] as const)),
  )
  const used = new Set(
    entries.filter(({ kind }) => kinds.includes(kind)).map((entry) => entry.lineId ?? entry.sourceId ?? ''),
  )
  return [
    ...held.map((part) => ({ ...part, former: false })),
    ...[...former.values()]
      .filter(({ id }) => used.has(id) && !held.some((part) => part.id === id))
      .map((part) => ({ ...part, fen: 0, former: true })),
  ]
}

function Lines({ project }: { readonly project: Project }) {
  const w = useBoardWords().accounts
  const d = useDeliveryWords()
  const { entries } = project
  const lines = partsOf(project, 'budget', ['contracted', 'paid']).map((part) => ({
    ...part,
    contracted: spent(entries, 'contracted', part.id),
    paid: spent(entries, 'paid', part.id),
  }))
  const total = {
    id: '',
    name: w.total,
    former: false,
    fen: sumFen(lines),
    contracted: sum(lines.map(({ contracted }) => contracted)),
    paid: sum(lines.map(({ paid }) => paid)),
  }
  return (
    <Table
      caption={w.linesTable}
      rows={[...lines, total]}
      keyOf={({ id }) => id}
      class="totalled"
      columns={[
        { name: w.line, head: true, cell: (line) => <PartName part={line} /> },
        { name: w.planned, figure: true, cell: ({ fen }) => d.amount(fen) },
        { name: w.contracted, figure: true, cell: ({ contracted }) => d.amount(contracted) },
        { name: w.paid, figure: true, cell: ({ paid }) => d.amount(paid) },
        { name: w.left, figure: true, cell: ({ fen, paid }) => d.amount(fen - paid) },
      ]}
    />
  )
}

function Sources({ project }: { readonly project: Project }) {
  const w = useBoardWords().accounts
  const d = useDeliveryWords()
  const sources = partsOf(project, 'sources', ['allocated']).map((part) => ({
    ...part,
    allocated: spent(project.entries, 'allocated', part.id),
  }))
  const total = {
    id: '',
    name: w.total,
    former: false,
    fen: sumFen(sources),
    allocated: sum(sources.map(({ allocated }) => allocated)),
  }
  return (
    <Table
      caption={w.sourcesTable}
      rows={[...sources, total]}
      keyOf={({ id }) => id}
      class="totalled"
      columns={[
        { name: w.source, head: true, cell: (source) => <PartName part={source} /> },
        { name: w.planned, figure: true, cell: ({ fen }) => d.amount(fen) },
        { name: w.allocated, figure: true, cell: ({ allocated }) => d.amount(allocated) },
        { name: w.awaited, figure: true, cell: ({ fen, allocated }) => d.amount(fen - allocated) },
      ]}
    />
  )
}

function PartName({
  part: { id, name, former },
}: {
  readonly part: { readonly id: string; readonly name: string; readonly former: boolean }
}) {
  const w = useBoardWords().accounts
  return (
    <>
      <span {...(id === '' ? {} : { lang: OF_THE_HALL })}>{name}</span>
      {former && <span class="soft"> {w.formerPart}</span>}
    </>
  )
}

function Entries({ project }: { readonly project: Project }) {
  const w = useBoardWords().accounts
  const d = useDeliveryWords()
  const { id: projectId, entries, versions } = project
  const names = new Map(
    versions.flatMap(({ plan }) =>
      [...plan.budget, ...plan.sources].map(({ id, name }) => [id, name] as const),
    ),
  )
  if (entries.length === 0) return <p class="empty">{w.none}</p>
  const takenBack = new Set(entries.map(({ reverses }) => reverses))
  return (
    <Table
      caption={w.entriesTable}
      rows={entries.toSorted((a, b) => (a.bookedOn < b.bookedOn ? 1 : a.bookedOn > b.bookedOn ? -1 : 0))}
      keyOf={({ id }) => id}
      class="entries"
      columns={[
        { name: w.bookedOn, head: true, cell: ({ bookedOn }) => bookedOn },
        {
          name: w.kind,
          cell: ({ id, kind, reverses }) => (
            <>
              {d.money[kind]}
              {reverses !== null && <span class="soft"> {w.reverses}</span>}
              {takenBack.has(id) && <span class="soft"> {w.reversed}</span>}
            </>
          ),
        },
        {
          name: w.for,
          lang: OF_THE_HALL,
          cell: ({ lineId, sourceId }) => names.get(lineId ?? sourceId ?? '') ?? '',
        },
        { name: w.amount, figure: true, cell: ({ fen }) => d.amount(fen) },
        { name: w.party, lang: OF_THE_HALL, cell: ({ party }) => party ?? '' },
        {
          name: w.voucher,
          lang: OF_THE_HALL,
          cell: ({ voucher, voucherFile }) =>
            voucherFile === null || voucher === null ? (
              (voucher ?? '')
            ) : (
              <a
                href={`/api/pay/projects/${encodeURIComponent(projectId)}/files/${voucherFile}`}
                target="_blank"
                rel="noopener"
              >
                {voucher}
              </a>
            ),
        },
        { name: w.note, lang: OF_THE_HALL, cell: ({ note }) => note ?? '' },
      ]}
    />
  )
}

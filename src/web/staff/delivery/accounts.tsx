/** The money of a project, exact: by line and by source with their totals. */
import { shareOf } from '../../../pay/money.ts'
import type { Entry, Project } from '../../../pay/views.ts'
import { sum, sumFen } from '../../../pay/sums.ts'
import { Part } from '../parts/part.tsx'
import { Table } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import { MoneyBars } from './bars.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Accounts({ project }: { readonly project: Project }) {
  const w = useBoardWords().accounts
  const d = useDeliveryWords()
  if (project.plan === null) return null
  const { paidFen } = project.money
  return (
    <Part
      id="accounts"
      heading={w.heading}
      gist={w.gist(d.amount(paidFen), d.points(shareOf(paidFen, project.budgetFen)))}
    >
      <MoneyBars money={project.money} budgetFen={project.budgetFen} />
      <h3>{w.lines}</h3>
      <Lines project={project} />
      <h3>{w.sources}</h3>
      <Sources project={project} />
    </Part>
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

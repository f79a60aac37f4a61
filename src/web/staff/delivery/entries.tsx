/** 账目: every allocation, contract and payment with its voucher, the newest first; who writes takes back from here. */
import type { Entry, Project } from '../../../pay/views.ts'
import { Part } from '../parts/part.tsx'
import { Table, type Column } from '../parts/table.tsx'
import { fileAddress, filesOf } from '../reporting/files.ts'
import { TakeBack } from '../reporting/take-back.tsx'
import { useMe, type Me } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Entries({
  project,
  onChanged,
}: {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}) {
  const w = useBoardWords().accounts
  const me = useMe()
  const { entries, plan } = project
  const columns = useColumns(project)
  const d = useDeliveryWords()
  if (plan === null) return null
  const sorted = entries.toSorted((a, b) => (a.bookedOn < b.bookedOn ? 1 : a.bookedOn > b.bookedOn ? -1 : 0))
  const takenBack = new Set(entries.map(({ reverses }) => reverses))
  const taking: Column<Entry> = {
    name: w.act,
    cell: (entry) =>
      entry.reverses === null && !takenBack.has(entry.id) ? (
        <TakeBack
          project={project}
          entry={entry}
          what={`${d.money[entry.kind]} ${d.amount(entry.fen)} ${entry.voucher ?? ''}`.trim()}
          onChanged={onChanged}
        />
      ) : null,
  }
  return (
    <Part
      id="entries"
      heading={w.entries}
      gist={entries.length === 0 ? w.noneYet : w.entryCount(entries.length, sorted[0]?.bookedOn ?? '')}
    >
      {entries.length === 0 ? (
        <p class="empty">{w.none}</p>
      ) : (
        <Table
          caption={w.entriesTable}
          rows={sorted}
          keyOf={({ id }) => id}
          columns={writes(me, project) ? [...columns, taking] : columns}
        />
      )}
    </Part>
  )
}

/** The unit itself, or the office for it, until the project is accepted. */
function writes({ role, name }: Me, { state, unit }: Project): boolean {
  return state !== 'accepted' && (role === 'secretary' || (role === 'department' && name === unit))
}

function useColumns({ id: projectId, entries, versions }: Project): readonly Column<Entry>[] {
  const w = useBoardWords().accounts
  const d = useDeliveryWords()
  // Also of an earlier plan: money once booked on a line stays there.
  const names = new Map(
    versions.flatMap(({ plan }) =>
      [...plan.budget, ...plan.sources].map(({ id, name }) => [id, name] as const),
    ),
  )
  const takenBack = new Set(entries.map(({ reverses }) => reverses))
  return [
    { name: w.bookedOn, cell: ({ bookedOn }) => bookedOn },
    {
      name: w.what,
      head: true,
      cell: ({ id, kind, lineId, sourceId, party, note, reverses }) => (
        <>
          {d.money[kind]} <span lang={OF_THE_HALL}>{names.get(lineId ?? sourceId ?? '') ?? ''}</span>
          {reverses !== null && <strong> {w.reverses}</strong>}
          {takenBack.has(id) && <strong> {w.reversed}</strong>}{' '}
          <span class="soft" lang={OF_THE_HALL}>
            {[party, note].filter((each) => each !== null && each !== '').join(' · ')}
          </span>
        </>
      ),
    },
    { name: w.amount, figure: true, cell: ({ fen }) => d.amount(fen) },
    {
      name: w.voucher,
      lang: OF_THE_HALL,
      cell: ({ voucher, voucherFile }) =>
        voucherFile === null || voucher === null ? (
          (voucher ?? '')
        ) : (
          <a href={fileAddress(filesOf(projectId), voucherFile)} target="_blank" rel="noopener">
            {voucher}
          </a>
        ),
    },
  ]
}

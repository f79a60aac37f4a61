/** The record of a visit as it stands in the fields. Pure. */
import type { NewUndertaking } from '../../../inspect/undertaking-model.ts'
import type { Visit, VisitRecord } from '../../../inspect/visit-model.ts'
import type { KeptEvidence } from '../../../pay/model.ts'
import { named, typedFiles, type TypedFile } from '../reporting/typed-file.ts'

export interface TypedVisit {
  readonly projectId: string
  readonly heldOn: string
  readonly place: string
  readonly deputyIds: readonly string[]
  readonly findings: string
  readonly files: readonly TypedFile[]
  /** What is to be put right and does not stand yet. */
  readonly items: readonly NewUndertaking[]
}

/** What the service has; for a visit that has no record yet, what its plan and its group say. */
export function typedVisit(
  visit: Visit | undefined,
  {
    on,
    projectId,
    memberIds,
    files,
  }: {
    readonly on: string
    readonly projectId: string
    readonly memberIds: readonly string[]
    readonly files: readonly KeptEvidence[]
  },
): TypedVisit {
  const { record = null, plan = null } = visit ?? {}
  return {
    projectId,
    heldOn: record?.heldOn ?? on,
    place: (record ?? plan)?.place ?? '',
    deputyIds: (record ?? plan)?.deputies.map(({ id }) => id) ?? memberIds,
    findings: record?.findings ?? '',
    files: typedFiles(record?.photos ?? [], null, files),
    items: [],
  }
}

export type WrongVisit = 'project' | 'heldOn' | 'place' | 'who' | 'findings' | { readonly item: number }

export interface ReadVisit {
  readonly record: VisitRecord
  readonly undertakings: NewUndertaking[]
  readonly wrong: readonly WrongVisit[]
}

export function readTyped(typed: TypedVisit): ReadVisit {
  const record: VisitRecord = {
    projectId: typed.projectId,
    heldOn: typed.heldOn,
    place: typed.place.trim(),
    deputyIds: [...typed.deputyIds],
    findings: typed.findings.trim(),
    photos: named(typed.files, null),
  }
  const undertakings = typed.items.map((item) => ({
    ...item,
    text: item.text.trim(),
    unit: item.unit.trim(),
    owner: item.owner.trim(),
  }))
  const wrong: WrongVisit[] = [
    ...(record.projectId === '' ? (['project'] as const) : []),
    ...(record.heldOn === '' ? (['heldOn'] as const) : []),
    ...(record.place === '' ? (['place'] as const) : []),
    ...(record.deputyIds.length === 0 ? (['who'] as const) : []),
    ...(record.findings === '' ? (['findings'] as const) : []),
    ...undertakings.flatMap((item, i) =>
      [item.text, item.unit, item.owner, item.dueOn].includes('') ? [{ item: i + 1 }] : [],
    ),
  ]
  return { record, undertakings, wrong }
}

/** Whether the service has exactly this: it arrived, and its answer was lost. */
export function isHeld(
  visit: Visit | undefined,
  known: ReadonlySet<string>,
  { record, undertakings }: Omit<ReadVisit, 'wrong'>,
): boolean {
  const held = visit?.record ?? null
  if (held === null) return false
  return (
    held.heldOn === record.heldOn &&
    held.place === record.place &&
    held.findings === record.findings &&
    ids(held.deputies.map(({ id }) => id)) === ids(record.deputyIds) &&
    ids(held.photos.map(({ sha256 }) => sha256)) === ids(record.photos.map(({ sha256 }) => sha256)) &&
    undertakings.every(({ id }) => known.has(id))
  )
}

function ids(some: readonly string[]): string {
  return some.toSorted().join()
}

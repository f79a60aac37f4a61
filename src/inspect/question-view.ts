/** A question as somebody may see it: what it has come to by a day, and who may read it at all. */
import { today, type Context } from '../context.ts'
import type { Db, QuestionEntriesTable, QuestionsTable } from '../db/tables.ts'
import { chosenBy } from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly } from '../order/handover.ts'
import { deputiesOf, findStaff } from '../people/handover.ts'
import { dayOf, type EvidenceFile } from '../pay/handover.ts'
import { daysOver, isOver } from './deadline.ts'
import type { Question, QuestionEntry, QuestionFilter, QuestionState, Rating } from './question-model.ts'
import { entriesOf, questionsOf } from './question-queries.ts'
import type { NamedDeputy } from './supervision-model.ts'
import { isInside } from './year.ts'

export interface KeptEntry {
  readonly text: string | null
  readonly evidence: readonly EvidenceFile[]
  readonly rating: Rating | null
}

/** Who reads: nobody in particular, or somebody of the assembly. */
export interface Reader {
  /** Reads what is not public, too. */
  readonly sees: (question: Pick<QuestionsTable, 'unit'>) => boolean
  readonly isMine: (question: Pick<QuestionsTable, 'unit' | 'deputy_id'>) => boolean
}

/**
 * What a deputy marked as not for everybody is for the office, the presidium, all deputies, and the unit that is asked; not
 * for other units, nor for who only works at a ballot.
 */
export async function readerOf(
  db: Db,
  session: Pick<Session, 'staffId' | 'assemblyId' | 'role' | 'mustEnrol'> | null,
  assemblyId: string,
): Promise<Reader> {
  if (session === null || !isInside(session, assemblyId)) return { sees: () => false, isMine: () => false }
  const [staff] = await findStaff(db, [session.staffId])
  switch (session.role) {
    case 'secretary':
    case 'presidium':
      return { sees: () => true, isMine: () => false }
    case 'deputy':
      return { sees: () => true, isMine: ({ deputy_id: id }) => id === staff?.deputyId }
    case 'department': {
      const isMine = ({ unit }: { readonly unit: string }): boolean => unit === staff?.name
      return { sees: isMine, isMine }
    }
    case 'teller':
    case 'auditor':
      return { sees: () => false, isMine: () => false }
  }
}

/** Whether this file stands in an answer to a question that was marked and that the reader may see. */
export async function readsMarked(
  db: Db,
  session: Session | null,
  cycleId: string,
  sha256: string,
): Promise<boolean> {
  const { sees } = await readerOf(db, session, await cycleAssembly(db, cycleId))
  const marked = (await questionsOf(db, cycleId)).filter((row) => row.public === 0 && sees(row))
  if (marked.length === 0) return false
  const entries = await entriesOf(db, { cycleId })
  return marked.some(({ id }) =>
    (entries.get(id) ?? []).some((entry) =>
      (JSON.parse(entry.content) as KeptEntry).evidence.some((each) => each.sha256 === sha256),
    ),
  )
}

/** Those that the reader may see and looks for; what is overdue first, then what is due next, then the newest. */
export async function readQuestions(
  ctx: Pick<Context, 'db' | 'clock'>,
  session: Session | null,
  cycleId: string,
  filter: QuestionFilter = {},
): Promise<Question[]> {
  const assemblyId = await cycleAssembly(ctx.db, cycleId)
  const reader = await readerOf(ctx.db, session, assemblyId)
  const entries = await entriesOf(ctx.db, { cycleId })
  const names = await namesOf(ctx.db, cycleId)
  return (await questionsOf(ctx.db, cycleId))
    .filter((row) => row.public === 1 || reader.sees(row))
    .map((row) => questionView(row, entries.get(row.id) ?? [], { names, reader, onDay: today(ctx.clock) }))
    .filter(
      (question) =>
        (filter.project === undefined || question.projectId === filter.project) &&
        (filter.waiting === undefined || question.state === 'waiting') &&
        (filter.overdue === undefined || question.overdue) &&
        (filter.mine === undefined || question.mine),
    )
    .toSorted(byUrgency)
}

export interface Names {
  readonly projects: ReadonlyMap<string, string>
  readonly deputies: ReadonlyMap<string, NamedDeputy>
}

export async function namesOf(db: Db, cycleId: string): Promise<Names> {
  const { assemblyId, projects } = await chosenBy(db, cycleId)
  const deputies = await deputiesOf(db, assemblyId)
  return {
    projects: new Map(projects.map(({ candidateId, dossier }) => [candidateId, dossier.name])),
    deputies: new Map(deputies.map(({ id, name }) => [id, { id, name }])),
  }
}

export function questionView(
  row: QuestionsTable,
  entries: readonly QuestionEntriesTable[],
  { names, reader, onDay }: { readonly names: Names; readonly reader: Reader; readonly onDay: string },
): Question {
  const state = stateAfter(entries)
  const dueOn = state === 'waiting' ? dueIn(entries) : null
  return {
    id: row.id,
    cycleId: row.cycle_id,
    projectId: row.project_id,
    project: row.project_id === null ? null : (names.projects.get(row.project_id) ?? null),
    sittingId: row.sitting_id,
    deputy: names.deputies.get(row.deputy_id) ?? { id: row.deputy_id, name: '' },
    unit: row.unit,
    public: row.public === 1,
    state,
    dueOn,
    overdue: dueOn !== null && isOver(dueOn, onDay),
    daysOver: dueOn === null ? 0 : daysOver(dueOn, onDay),
    mine: reader.isMine(row),
    entries: entries.map((entry, i) => entryView(entry, entries.slice(0, i))),
  }
}

/** What it has come to, from what was said last. */
export function stateAfter(entries: readonly Pick<QuestionEntriesTable, 'act'>[]): QuestionState {
  switch (entries.at(-1)?.act) {
    case 'answer':
      return 'answered'
    case 'rate':
      return 'rated'
    default:
      return 'waiting'
  }
}

/** Until when what was asked last is to be answered. */
function dueIn(entries: readonly Pick<QuestionEntriesTable, 'due_on'>[]): string | null {
  return entries.findLast(({ due_on: dueOn }) => dueOn !== null)?.due_on ?? null
}

function entryView(entry: QuestionEntriesTable, before: readonly QuestionEntriesTable[]): QuestionEntry {
  const due = entry.act === 'answer' && stateAfter(before) === 'waiting' ? dueIn(before) : null
  return {
    act: entry.act,
    ...(JSON.parse(entry.content) as KeptEntry),
    dueOn: entry.due_on,
    daysLate: due === null ? 0 : daysOver(due, dayOf(entry.at)),
    role: entry.role,
    at: entry.at,
  }
}

function byUrgency(a: Question, b: Question): number {
  if (a.dueOn !== null && b.dueOn !== null)
    return a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : byLast(a, b)
  if (a.dueOn !== null) return -1
  return b.dueOn !== null ? 1 : byLast(a, b)
}

/** What something happened to last comes first. */
function byLast(a: Question, b: Question): number {
  const [x, y] = [a.entries.at(-1)?.at ?? '', b.entries.at(-1)?.at ?? '']
  return x > y ? -1 : x < y ? 1 : 0
}

/**
 * 问进度: a deputy asks, the unit answers by a day, the deputy asks on or says what the answer was worth. What has arrived
 * already is not done again: each entry says after how many others it was written.
 */
import { isoNow, today, type Context } from '../context.ts'
import { flag, type QuestionEntriesTable, type QuestionsTable, type Trx } from '../db/tables.ts'
import { deputiesOf } from '../people/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import { dueAfter } from './deadline.ts'
import { useFiles } from './files.ts'
import {
  AlreadyRatedError,
  NotAnsweredError,
  NotYourQuestionError,
  QuestionChangedError,
  QuestionNotFoundError,
  QuestionRatedError,
  QuestionTakenError,
} from './question-errors.ts'
import type {
  NewAnswer,
  NewFollowUp,
  NewQuestion,
  NewRating,
  Question,
  QuestionState,
} from './question-model.ts'
import { entriesOf, findQuestion, insertEntry, insertQuestion } from './question-queries.ts'
import { namesOf, questionView, readerOf, stateAfter, type KeptEntry } from './question-view.ts'
import { ruleOf } from './rule.ts'
import { requireSittingToAsk } from './sitting-state.ts'
import { requireActive } from './supervision.ts'
import { changeYear, ownDeputy, projectOf, requireUnit, type Act, type Actor } from './year.ts'

export interface QuestionPlace {
  readonly cycleId: string
  readonly questionId: string
}

/**
 * The unit is who is responsible for the project now, or who is named. The same question again is the same one. Throws
 * `ProjectNotOfYearError`, `QuestionTakenError`, and for a sitting that is not open to questions what its state says.
 */
export function askQuestion(
  ctx: Context,
  actor: Actor,
  { cycleId, questionId }: QuestionPlace,
  { projectId, sittingId, unit, text, public: isPublic }: NewQuestion,
): Promise<Question> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const own = await requireDeputy(trx, actor)
    const wanted = { projectId, sittingId, own, isPublic }
    const content = contentOf({ text })
    const before = await findQuestion(trx, questionId)
    if (before !== undefined) {
      const entries = (await entriesOf(trx, { cycleId, id: questionId })).get(questionId) ?? []
      const isSame =
        before.cycle_id === cycleId &&
        textOf(before) === JSON.stringify(wanted) &&
        (unit === null || unit === before.unit) &&
        entries[0]?.content === content
      if (!isSame) throw new QuestionTakenError()
      return viewFor(ctx, trx, actor, before, entries)
    }
    requireActive(await deputiesOf(trx, actor.assemblyId), [own])
    if (sittingId !== null) await requireSittingToAsk(trx, cycleId, sittingId)
    const asked = projectId === null ? unit : (await projectOf(trx, cycleId, projectId)).unit
    if (asked === null) throw new Error('the model lets no question in that is for nobody')
    const row: QuestionsTable = {
      id: questionId,
      cycle_id: cycleId,
      project_id: projectId,
      sitting_id: sittingId,
      deputy_id: own,
      unit: asked,
      public: flag(isPublic),
      at: isoNow(ctx.clock),
    }
    const first: QuestionEntriesTable = {
      question_id: questionId,
      position: 0,
      act: 'ask',
      content,
      due_on: await nextDue(ctx, trx, cycleId),
      role: 'deputy',
      at: row.at,
    }
    await insertQuestion(trx, row)
    await insertEntry(trx, first)
    await report(act, row, first)
    return viewFor(ctx, trx, actor, row, [first])
  })
}

/** By the unit, or the office which has it on paper; again while it is not rated, to add to it. */
export function answerQuestion(
  ctx: Context,
  actor: Actor,
  place: QuestionPlace,
  { text, evidence, from }: NewAnswer,
): Promise<Question> {
  return goOn(ctx, actor, place, from, async (trx, row) => {
    await requireUnit(trx, actor, row.unit)
    return {
      entry: { act: 'answer', content: contentOf({ text, evidence }) },
      dueOn: () => Promise.resolve(null),
      requireNow: async (state) => {
        if (state === 'rated') throw new QuestionRatedError()
        await useFiles(ctx, trx, place.cycleId, evidence, row.public === 1 ? 'public' : 'asked')
      },
    }
  })
}

/** The deputy asks on, also after it was rated; there is another day for the answer. */
export function followUp(
  ctx: Context,
  actor: Actor,
  place: QuestionPlace,
  { text, from }: NewFollowUp,
): Promise<Question> {
  return goOn(ctx, actor, place, from, async (trx, row) => {
    await requireAsker(trx, actor, row)
    return {
      entry: { act: 'follow', content: contentOf({ text }) },
      dueOn: () => nextDue(ctx, trx, place.cycleId),
      requireNow: (state) => {
        if (state === 'waiting') throw new NotAnsweredError()
      },
    }
  })
}

/** What the last answer was worth. It closes the question unless it is followed up. */
export function rateAnswer(
  ctx: Context,
  actor: Actor,
  place: QuestionPlace,
  { rating, text, from }: NewRating,
): Promise<Question> {
  return goOn(ctx, actor, place, from, async (trx, row) => {
    await requireAsker(trx, actor, row)
    return {
      entry: { act: 'rate', content: contentOf({ rating, text }) },
      dueOn: () => Promise.resolve(null),
      requireNow: (state) => {
        if (state === 'waiting') throw new NotAnsweredError()
        if (state === 'rated') throw new AlreadyRatedError()
      },
    }
  })
}

/** What is said next, its day, and what has to hold before it is said. */
interface Next {
  readonly entry: Pick<QuestionEntriesTable, 'act' | 'content'>
  readonly dueOn: () => Promise<string | null>
  readonly requireNow: (state: QuestionState) => Promise<void> | void
}

/** One entry more, by the year held. One that stands where this one would stand, and is like it, is this one. */
function goOn(
  ctx: Context,
  actor: Actor,
  { cycleId, questionId }: QuestionPlace,
  from: number,
  next: (trx: Trx, row: QuestionsTable) => Promise<Next>,
): Promise<Question> {
  return changeYear(ctx, actor, cycleId, async (trx, act) => {
    const row = await findQuestion(trx, questionId)
    if (row?.cycle_id !== cycleId) throw new QuestionNotFoundError()
    const { entry, dueOn, requireNow } = await next(trx, row)
    const entries = (await entriesOf(trx, { cycleId, id: questionId })).get(questionId) ?? []
    const there = entries[from]
    if (there !== undefined && isSameEntry(there, { ...entry, role: roleOf(actor) }))
      return viewFor(ctx, trx, actor, row, entries)
    if (from !== entries.length) throw new QuestionChangedError()
    await requireNow(stateAfter(entries))
    const added: QuestionEntriesTable = {
      question_id: questionId,
      position: from,
      ...entry,
      due_on: await dueOn(),
      role: roleOf(actor),
      at: isoNow(ctx.clock),
    }
    await insertEntry(trx, added)
    await report(act, row, added)
    return viewFor(ctx, trx, actor, row, [...entries, added])
  })
}

/** What is not for everybody stands in the public journal without anything that tells what it is about. */
async function report(act: Act, row: QuestionsTable, entry: QuestionEntriesTable): Promise<void> {
  await act(entry.act === 'ask' ? 'inspect.questionAsked' : 'inspect.questionEntry', {
    question: row.id,
    entry: entry.act,
    position: entry.position,
    dueOn: entry.due_on,
    public: row.public === 1,
    ...(row.public === 1
      ? { project: row.project_id, unit: row.unit, digest: sha256Hex(entry.content) }
      : {}),
  })
}

async function viewFor(
  ctx: Context,
  trx: Trx,
  actor: Actor,
  row: QuestionsTable,
  entries: readonly QuestionEntriesTable[],
): Promise<Question> {
  return questionView(row, entries, {
    names: await namesOf(trx, row.cycle_id),
    // Through the door of a route nobody comes who has still to enrol.
    reader: await readerOf(trx, { ...actor, mustEnrol: false }, actor.assemblyId),
    onDay: today(ctx.clock),
  })
}

async function nextDue(ctx: Context, trx: Trx, cycleId: string): Promise<string> {
  return dueAfter(today(ctx.clock), (await ruleOf(trx, cycleId)).answerDays)
}

async function requireAsker(trx: Trx, actor: Actor, row: QuestionsTable): Promise<void> {
  if ((await requireDeputy(trx, actor)) !== row.deputy_id) throw new NotYourQuestionError()
}

async function requireDeputy(trx: Trx, actor: Actor): Promise<string> {
  const own = await ownDeputy(trx, actor)
  if (own === undefined) throw new Error('the door lets nobody in who is no deputy')
  return own
}

function roleOf({ role }: Actor): QuestionEntriesTable['role'] {
  if (role === 'secretary' || role === 'department' || role === 'deputy') return role
  throw new Error('the door lets none of these in')
}

function isSameEntry(
  a: Pick<QuestionEntriesTable, 'act' | 'content' | 'role'>,
  b: Pick<QuestionEntriesTable, 'act' | 'content' | 'role'>,
): boolean {
  return a.act === b.act && a.content === b.content && a.role === b.role
}

function contentOf(said: Partial<KeptEntry>): string {
  const { text = null, evidence = [], rating = null } = said
  return JSON.stringify({ text, evidence, rating } satisfies KeptEntry)
}

function textOf(row: QuestionsTable): string {
  return JSON.stringify({
    projectId: row.project_id,
    sittingId: row.sitting_id,
    own: row.deputy_id,
    isPublic: row.public === 1,
  })
}

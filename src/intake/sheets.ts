/** Demands and contacts as sheets, read page by page while they are written: in the hall's language, for a spreadsheet. */
import type { Context } from '../context.ts'
import type { Db } from '../db/tables.ts'
import type { Session } from '../http/session.ts'
import type { StreamedSheet } from '../http/workbook.ts'
import { deputiesOf } from '../people/handover.ts'
import { listContacts } from './contacts.ts'
import { listDemands } from './demands.ts'
import type { DemandFilter, Period } from './model.ts'
import { gridsOf, stationsOf } from './grid-queries.ts'
import { CHANNEL_WORDS, STATE_WORDS } from './words.ts'

const ROWS_AT_ONCE = 500

/** What the filter leaves of what this person sees, the newest first. */
export async function demandSheet(
  ctx: Context,
  session: Session,
  filter: DemandFilter,
): Promise<StreamedSheet> {
  const { db } = ctx
  const { assemblyId } = session
  const ways = await waysTo(db, assemblyId)
  return {
    name: '诉求',
    headings: [
      '编号',
      '渠道',
      '类别',
      '内容',
      '地点',
      '网格',
      '收下日期',
      '办理情况',
      '责任单位',
      '答复期限',
      '超期',
    ],
    widths: [12, 8, 12, 50, 24, 30, 12, 12, 20, 12, 8],
    rows: pages(
      async (after) => {
        const page = await listDemands(ctx, session, {
          ...filter,
          limit: ROWS_AT_ONCE,
          ...(after === undefined ? {} : { after }),
        })
        return { rows: page.demands, next: page.next }
      },
      async (demands) =>
        demands.map((demand) => [
          demand.number,
          CHANNEL_WORDS[demand.channel],
          demand.category,
          demand.text,
          demand.place ?? '',
          ways.get(demand.gridId ?? '') ?? '',
          demand.takenOn,
          STATE_WORDS[demand.state],
          demand.unit ?? '',
          demand.dueOn,
          demand.overdue ? '超期' : '',
        ]),
    ),
  }
}

/** The contacts of a time, the newest first; a deputy's own ones. */
export async function contactSheet(
  ctx: Context,
  session: Session,
  { from, to }: Pick<Period, 'from' | 'to'>,
): Promise<StreamedSheet> {
  const { db } = ctx
  const { assemblyId } = session
  const ways = await waysTo(db, assemblyId)
  const stations = new Map((await stationsOf(db, assemblyId)).map(({ id, name }) => [id, name]))
  const names = new Map((await deputiesOf(db, assemblyId)).map(({ id, name }) => [id, name]))
  return {
    name: '接待记录',
    headings: [
      '日期',
      '渠道',
      '联络站',
      '网格',
      '在场代表',
      '代表人次',
      '群众人次',
      '意见（条）',
      '备注',
      '作废',
    ],
    widths: [12, 8, 24, 30, 30, 10, 10, 10, 50, 8],
    rows: pages(
      async (after) => {
        const page = await listContacts(ctx, session, {
          from,
          to,
          limit: ROWS_AT_ONCE,
          ...(after === undefined ? {} : { after }),
        })
        return { rows: page.contacts, next: page.next }
      },
      async (contacts) =>
        contacts.map((contact) => [
          contact.heldOn,
          CHANNEL_WORDS[contact.channel],
          stations.get(contact.stationId ?? '') ?? '',
          ways.get(contact.gridId ?? '') ?? '',
          contact.deputyIds.map((id) => names.get(id) ?? '').join('、'),
          String(contact.deputyIds.length),
          String(contact.residents),
          String(contact.demands.length),
          contact.note ?? '',
          contact.withdrawn ? '作废' : '',
        ]),
    ),
  }
}

/** Asks for page after page, each from where the last one ended. */
async function* pages<Row>(
  read: (after: string | undefined) => Promise<{ rows: readonly Row[]; next: string | null }>,
  write: (rows: readonly Row[]) => Promise<string[][]>,
): AsyncGenerator<string[][], void, undefined> {
  for (let after: string | undefined; ;) {
    const { rows, next } = await read(after)
    yield await write(rows)
    if (next === null) return
    after = next
  }
}

/** The whole way to each grid: 南片 › 玄真社区. */
async function waysTo(db: Db, assemblyId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await gridsOf(db, assemblyId)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return new Map(
    rows.map(({ id, path }) => [
      id,
      path
        .split('/')
        .filter(Boolean)
        .map((each) => names.get(each) ?? '')
        .join(' › '),
    ]),
  )
}

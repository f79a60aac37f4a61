/** Demands out of a sheet that was kept elsewhere. Pure. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { ANSWER_MAX, CATEGORY_MAX, PLACE_MAX, TEXT_MAX, UNIT_MAX } from '../../../intake/limits.ts'
import type { Channel, Grid, ImportedDemands } from '../../../intake/model.ts'
import { dayOf, headingOf, isUnprintable, textOf } from '../sheets/cells.ts'
import type { Cells } from '../sheets/file.ts'
import type { ReadRows, SheetRow } from '../sheets/rows.ts'
import { waysOf } from './tree.ts'

export const HEADINGS = [
  '收下日期',
  '渠道',
  '类别',
  '内容',
  '地点',
  '网格',
  '姓名',
  '电话',
  '住址',
  '承办单位',
  '答复期限',
  '答复日期',
  '答复',
  '办结',
] as const
type Heading = (typeof HEADINGS)[number]

const ENGLISH: Readonly<Record<Heading, string>> = {
  收下日期: 'date',
  渠道: 'channel',
  类别: 'category',
  内容: 'text',
  地点: 'place',
  网格: 'grid',
  姓名: 'name',
  电话: 'phone',
  住址: 'address',
  承办单位: 'unit',
  答复期限: 'due',
  答复日期: 'answered',
  答复: 'answer',
  办结: 'resolved',
}
const OTHERS: ReadonlyMap<string, Heading> = new Map([
  ['日期', '收下日期'],
  ['诉求内容', '内容'],
  ['诉求', '内容'],
  ['责任单位', '承办单位'],
  ['答复内容', '答复'],
  ['是否办结', '办结'],
  ['takenon', '收下日期'],
])
const NEEDED = ['收下日期', '渠道', '类别', '内容'] as const
const CHANNELS: ReadonlyMap<string, Channel> = new Map([
  ['坐诊', 'reception'],
  ['巡诊', 'visit'],
  ['网诊', 'online'],
  ['reception', 'reception'],
  ['visit', 'visit'],
  ['online', 'online'],
])
const YES = ['是', '已办结', '办结', 'yes', 'true']
const NO = ['', '否', '未办结', '没有', 'no', 'false']
const NAME_MAX = 40
const ADDRESS_MAX = 120

export const ROWS_MAX = 20_000

export interface Problem {
  readonly column: Heading
  readonly is:
    | 'missing'
    | 'tooLong'
    | 'unprintable'
    | 'noDay'
    | 'later'
    | 'early'
    | 'noChannel'
    | 'noGrid'
    | 'noPhone'
    | 'noAnswer'
}

export interface DemandRow extends SheetRow {
  readonly demand: ImportedDemands['demands'][number]
  readonly gridNamed: string
  readonly problems: readonly Problem[]
  /** It was imported before. */
  readonly known: boolean
}

export type ReadDemands = ReadRows<DemandRow, (typeof NEEDED)[number]>

/** The first row holds the headings, in Chinese or English; columns that are not known are left aside. */
export function readDemands(
  cells: Cells,
  {
    grids,
    assemblyId,
    today,
  }: { readonly grids: readonly Grid[]; readonly assemblyId: string; readonly today: string },
): ReadDemands {
  const headings = (cells[0] ?? []).map((cell) => {
    const heading = headingOf(cell)
    return OTHERS.get(heading) ?? HEADINGS.find((each) => each === heading || ENGLISH[each] === heading)
  })
  const lacking = NEEDED.find((each) => !headings.includes(each))
  if (lacking !== undefined) return { is: 'wrong', why: lacking }
  const gridIds = namesOf(grids)
  const before = new Map<string, number>()
  const rows = cells.flatMap((line, i): DemandRow[] => {
    if (i === 0 || line.every((cell) => textOf(cell) === '')) return []
    const at = (heading: Heading): string => textOf(line[headings.indexOf(heading)])
    const takenOn = dayOf(at('收下日期'))
    const channel = CHANNELS.get(at('渠道').toLowerCase())
    const gridNamed = at('网格')
    const gridId = gridIds.get(wayOf(gridNamed))
    const problems = [
      ...wrongTexts(at),
      ...wrongFacts({ at, takenOn, channel, gridId, today }),
      ...wrongPast(at, { takenOn, today }),
    ]
    const said = [takenOn, channel, at('类别'), at('内容'), at('地点'), gridNamed]
    // Two residents may ask for the same on the same day: the second such row is the second also next time. Who asked
    // is no part of the id, which others see.
    const key = JSON.stringify([assemblyId, ...said])
    const count = (before.get(key) ?? 0) + 1
    before.set(key, count)
    const resident = { name: at('姓名'), phone: at('电话'), address: at('住址') }
    const given = Object.entries(resident).filter(([, value]) => value !== '')
    return [
      {
        row: i + 1,
        gridNamed,
        problems,
        known: false,
        demand: {
          id: `i${bytesToHex(sha256(utf8ToBytes(`${key}${count}`))).slice(0, 40)}`,
          category: at('类别'),
          text: at('内容'),
          takenOn: takenOn ?? '',
          channel: channel ?? 'online',
          ...(at('地点') === '' ? {} : { place: at('地点') }),
          ...(gridId === undefined ? {} : { gridId }),
          ...(given.length === 0 ? {} : { resident: Object.fromEntries(given) }),
          ...pastOf(at),
        },
      },
    ]
  })
  if (rows.length === 0) return { is: 'wrong', why: 'empty' }
  return rows.length > ROWS_MAX ? { is: 'wrong', why: 'tooMany' } : { is: 'rows', rows }
}

function* wrongTexts(at: (heading: Heading) => string): Generator<Problem> {
  const texts = [
    ['类别', CATEGORY_MAX],
    ['内容', TEXT_MAX],
    ['地点', PLACE_MAX],
    ['姓名', NAME_MAX],
    ['住址', ADDRESS_MAX],
    ['承办单位', UNIT_MAX],
    ['答复', ANSWER_MAX],
  ] as const
  for (const [column, max] of texts) {
    const text = at(column)
    if (text === '' && (column === '类别' || column === '内容')) yield { column, is: 'missing' }
    else if (text.length > max) yield { column, is: 'tooLong' }
    else if (isUnprintable(text, { lines: column === '内容' || column === '答复' }))
      yield { column, is: 'unprintable' }
  }
}

function* wrongFacts(row: {
  readonly at: (heading: Heading) => string
  readonly takenOn: string | undefined
  readonly channel: Channel | undefined
  readonly gridId: string | undefined
  readonly today: string
}): Generator<Problem> {
  const { at, takenOn, channel, gridId, today } = row
  if (takenOn === undefined) yield { column: '收下日期', is: 'noDay' }
  else if (takenOn > today) yield { column: '收下日期', is: 'later' }
  if (channel === undefined) yield { column: '渠道', is: 'noChannel' }
  if (at('网格') !== '' && gridId === undefined) yield { column: '网格', is: 'noGrid' }
  if (at('电话') !== '' && !/^\+?[0-9][0-9 -]{4,19}$/.test(at('电话')))
    yield { column: '电话', is: 'noPhone' }
}

/** What had become of it already: no part of its id, so that a list is known again whose answers were filled in since. */
function pastOf(at: (heading: Heading) => string) {
  const said = {
    unit: at('承办单位'),
    dueOn: dayOf(at('答复期限')) ?? '',
    answeredOn: dayOf(at('答复日期')) ?? '',
    answer: at('答复'),
  }
  const filled: Partial<typeof said> = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== ''),
  )
  return { ...filled, ...(YES.includes(at('办结').toLowerCase()) ? { resolved: true } : {}) }
}

function* wrongPast(
  at: (heading: Heading) => string,
  { takenOn, today }: { readonly takenOn: string | undefined; readonly today: string },
): Generator<Problem> {
  for (const column of ['答复期限', '答复日期'] as const) {
    if (at(column) === '') continue
    const day = dayOf(at(column))
    if (day === undefined) yield { column, is: 'noDay' }
    else if (takenOn !== undefined && day < takenOn) yield { column, is: 'early' }
    else if (column === '答复日期' && day > today) yield { column, is: 'later' }
  }
  if (![...YES, ...NO].includes(at('办结').toLowerCase())) yield { column: '办结', is: 'noAnswer' }
}

/** Grids by the whole way to them; also by their name alone, where only one has it. */
function namesOf(grids: readonly Grid[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { id, name } of grids)
    if (grids.filter((each) => each.name === name).length === 1) names.set(wayOf(name), id)
  for (const [id, way] of waysOf(grids)) names.set(wayOf(way), id)
  return names
}

function wayOf(text: string): string {
  return text
    .split(/[/／›>]/)
    .map((name) => name.trim())
    .join('/')
}

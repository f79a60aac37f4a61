/**
 * What the papers of any ballot have alike (domain §2): the form of a tally sheet and of an announcement, heads, cards, what
 * else is on record, who signs. Official papers are in Chinese. Pure and without zod: the staff's page prints what stands here.
 */
import type { BallotView, Counts } from '../ballot/handover.ts'

export interface PaperCards {
  readonly made: number
  readonly issued: number | null
  readonly voided: number
  readonly destroyed: number | null
  readonly unusedReason: string | null
}

/** A part of a whole: printed in per cent. */
export interface Share {
  readonly part: number
  readonly whole: number
}

export type Cell = string | number | Share | null

export interface Fact {
  readonly name: string
  readonly value: string | number
  /** Two of these fit on a line. */
  readonly short?: true | undefined
}

export interface TallySheet {
  readonly title: string
  readonly facts: readonly Fact[]
  /** 应到, 实到, 发出, 收回, 有效, 无效, 弃权; null is not known. */
  readonly counts: readonly { readonly name: string; readonly value: number | null }[]
  readonly cards: readonly Fact[]
  readonly columns: readonly string[]
  /** In ballot order. */
  readonly rows: readonly (readonly Cell[])[]
  /** Sentences: what was needed, who is chosen, tie, seats left. */
  readonly conclusions: readonly string[]
  readonly notes: readonly string[]
  readonly record: readonly Fact[]
  readonly signatures: readonly string[]
}

export interface AnnouncementPaper {
  readonly assembly: string
  readonly paragraphs: readonly string[]
  /** The chosen ones, in ballot order. */
  readonly chosen: readonly string[]
  readonly after: readonly string[]
  readonly signedBy: string
  readonly date: string
}

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** In characters. */
  readonly widths: readonly number[]
}

export const METHOD = {
  electronic: '无记名投票（平板，选票密封后入箱）',
  paper: '无记名投票（纸质选票，由两名监票人分别计票，结果一致）',
  hands: '举手表决（由两名监票人分别计数，结果一致）',
} as const

/** 2026-03-05 as 2026年3月5日. */
export function dateOf(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 太和镇第二十届人民代表大会第五次会议: whatever part of the assembly's name the meeting's own does not say. */
export function meetingOf({
  assembly,
  meeting: { name },
}: {
  readonly assembly: string
  readonly meeting: { readonly name: string }
}): string {
  const place = assembly.replace(/人民代表大会$/, '')
  if (name.startsWith(place)) return name
  return name.includes('人民代表大会') ? `${place}${name}` : `${assembly}${name}`
}

/** 应到, 实到, and of ballots that were handed out 发出, 收回, 有效, 无效, 弃权. */
export function countsOf(counts: Counts, method: BallotView['method']): TallySheet['counts'] {
  return [
    { name: '应到', value: counts.shouldAttend },
    { name: '实到', value: counts.present },
    ...(method === 'hands'
      ? []
      : [
          { name: '发出', value: counts.issued },
          { name: '收回', value: counts.returned },
          { name: '有效', value: counts.valid },
          { name: '无效', value: counts.invalid },
          { name: '弃权', value: counts.blank },
        ]),
  ]
}

/** Of cards that were used; none of them where the ballot went on by paper or hands. */
export function cardFacts(cards: PaperCards | null, method: BallotView['method']): Fact[] {
  if (cards === null || method !== 'electronic') return []
  const { made, issued, voided, destroyed, unusedReason } = cards
  return [
    { name: '制卡', value: made },
    { name: '备用', value: Math.max(0, made - (issued ?? 0)) },
    { name: '作废', value: voided },
    ...(destroyed === null ? [] : [{ name: '销毁', value: destroyed }]),
    ...(unusedReason === null ? [] : [{ name: '数目不符的说明', value: unusedReason }]),
  ]
}

/** What the sheet hangs on, besides the signatures. */
export function recordOf(
  { method, fingerprint, uuid }: Pick<BallotView, 'method' | 'fingerprint' | 'uuid'>,
  archiveHead: string | null,
): Fact[] {
  if (method !== 'electronic') return [{ name: '电子票箱', value: '原样封存，未开箱，不计票' }]
  return [
    ...(fingerprint === null ? [] : [{ name: '选举指纹', value: fingerprint }]),
    ...(archiveHead === null ? [] : [{ name: '档案末条摘要', value: archiveHead }]),
    { name: '档案', value: `${uuid}.bel` },
  ]
}

export function signaturesOf(tellers: number): string[] {
  return ['总监票人', ...Array.from({ length: Math.max(1, tellers - 1) }, () => '监票人'), '计票人']
}

/** How the ballots came in, for the announcement: empty for a show of hands. */
export function returnedText(
  { issued, returned, valid, invalid, blank }: Counts,
  method: BallotView['method'],
): string {
  if (method === 'hands') return ''
  return (
    `发出选票${issued}张，收回${returned}张，其中有效票${valid}张，无效票${invalid}张` +
    `${blank === null ? '' : `，弃权${blank}张`}。`
  )
}

/** A tally sheet as sheets of a workbook: readable headings, numbers as numbers. */
export function workbookSheets(sheet: TallySheet): readonly Sheet[] {
  return [
    {
      name: '结果',
      rows: [sheet.columns, ...sheet.rows],
      widths: [6, 44, ...sheet.columns.slice(2).map(() => 12)],
    },
    {
      name: '计票',
      rows: [
        ['事项', '内容'],
        ...pairs(sheet.facts),
        ...pairs(sheet.counts),
        ...pairs(sheet.cards),
        ...sheet.conclusions.map((text) => ['结论', text]),
        ...sheet.notes.map((text) => ['说明', text]),
        ...pairs(sheet.record),
      ],
      widths: [16, 90],
    },
  ]
}

function pairs(list: readonly { readonly name: string; readonly value: Cell }[]): Cell[][] {
  return list.map(({ name, value }) => [name, value])
}

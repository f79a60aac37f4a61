/**
 * The papers of a vote (domain §2): the tally sheet (计票报告单) that the tellers sign, the announcement (公告) that is
 * read out and posted, and the same as sheets of a workbook. Official papers are in Chinese. Pure and without zod: the
 * staff's page prints what stands here.
 */
import type { BallotView } from '../ballot/handover.ts'
import type { VoteView } from './model.ts'
import { decideOutcome, type Outcome } from './outcome.ts'
import {
  cardFacts,
  countsOf,
  dateOf,
  meetingOf,
  METHOD,
  recordOf,
  returnedText,
  signaturesOf,
  workbookSheets,
  type AnnouncementPaper,
  type Cell,
  type PaperCards,
  type Sheet,
  type TallySheet,
} from './paper-parts.ts'

/** Everything that the papers of a vote are made of. */
export interface PaperFacts {
  readonly assembly: string
  readonly year: number
  readonly meeting: { readonly name: string; readonly heldOn: string }
  readonly vote: VoteView
  readonly ballot: BallotView
  /** Of the sealed ballot: null where no cards were made. */
  readonly cards: PaperCards | null
  /** The hash of the last event in the archive, which all before it hang on; null where the box was never sealed. */
  readonly archiveHead: string | null
}

const MARKING = { choose: '勾选', each: '逐项赞成、反对或弃权', satisfaction: '满意度测评' } as const

const MAJORITY = {
  'over-half-of-all-deputies': '全体代表的过半数',
  'over-half-of-present': '到会代表的过半数',
  none: '按得票多少排序',
} as const

const VERDICT = { elected: '入选', tied: '并列', not: '未入选' } as const

/** Null before the count. The sheet is signed before anything is announced, so the outcome is computed here if need be. */
export function tallySheetOf(facts: PaperFacts): TallySheet | null {
  const counted = countedOf(facts)
  if (counted === null) return null
  const { vote, ballot, meeting, cards, archiveHead } = facts
  const { outcome, counts } = counted
  const byHands = ballot.method === 'hands'
  return {
    title: `${titleOf(facts)}计票报告单`,
    facts: [
      { name: '会议', value: meetingOf(facts) },
      { name: '日期', value: dateOf(meeting.heldOn) },
      { name: '表决事项', value: titleOf(facts) },
      { name: '表决方式', value: METHOD[ballot.method] },
      ...(ballot.methodReason === null ? [] : [{ name: '改用理由', value: ballot.methodReason }]),
      ...(byHands ? [] : [{ name: '填写方式', value: MARKING[ballot.kind] }]),
      { name: '应选', value: `${vote.seats}项`, short: true },
      { name: '候选', value: `${vote.candidates.length}项`, short: true },
      { name: '通过标准', value: `${MAJORITY[vote.majority]}，须获赞成${outcome.needed}票以上（含）` },
    ],
    counts: countsOf(counts, ballot.method),
    cards: cardFacts(cards, ballot.method),
    columns: columnsOf(facts),
    rows: rowsOf(facts, counted),
    conclusions: conclusionsOf(facts, counted),
    notes:
      counts.blank === null && !byHands ? ['逐项表决时，整张弃权的票数不单独开出，各项的弃权票数见表。'] : [],
    record: recordOf(ballot, archiveHead),
    signatures: signaturesOf(ballot.tellers),
  }
}

/** The results as a workbook's sheets. Null before the count. */
export function sheetsOf(facts: PaperFacts): readonly Sheet[] | null {
  const sheet = tallySheetOf(facts)
  return sheet && workbookSheets(sheet)
}

/** Null before the announcement. */
export function announcementPaperOf(facts: PaperFacts): AnnouncementPaper | null {
  const counted = countedOf(facts)
  if (counted === null || facts.vote.outcome === null) return null
  const { assembly, meeting, vote, ballot, year } = facts
  const { counts, outcome } = counted
  const { elected, tied } = outcome
  const named = namesOf(counted, vote)
  const rest = [...vote.candidates.keys()].filter((i) => !elected.includes(i) && !tied.includes(i))
  return {
    assembly,
    paragraphs: [
      `${meetingOf(facts)}于${dateOf(meeting.heldOn)}以${METHOD[ballot.method]}的方式，` +
        `对${year}年民生实事项目进行${isAgain(vote) ? '再次' : ''}票决，应选${vote.seats}项。`,
      `会议应到代表${counts.shouldAttend}名，实到${counts.present}名，符合法定人数。${returnedText(counts, ballot.method)}本次票决有效。` +
        `按照票决办法，须获赞成${outcome.needed}票以上（含）。`,
      elected.length === 0
        ? '没有项目达到所需票数。'
        : `会议决定，下列${elected.length}项为${year}年民生实事项目：`,
    ],
    chosen: elected.map(named),
    after: [
      ...openEnds(vote, outcome, tied.map(named).join('、')),
      ...(rest.length === 0 ? [] : [`未入选：${rest.map(named).join('、')}。`]),
      '现予公告。',
    ],
    signedBy: `${assembly}主席团`,
    date: dateOf(meeting.heldOn),
  }
}

interface Counted {
  readonly counts: NonNullable<VoteView['counts']>
  readonly outcome: Outcome
  readonly approvals: readonly number[]
}

function countedOf({ vote }: PaperFacts): Counted | null {
  const approvals = vote.candidates.flatMap(({ approvals: count }) => count ?? [])
  if (vote.counts === null || approvals.length !== vote.candidates.length) return null
  if (vote.state !== 'counted' && vote.state !== 'announced') return null
  const { seats, majority, counts } = vote
  const { shouldAttend, present } = counts
  const outcome = vote.outcome ?? decideOutcome({ approvals, seats, majority, shouldAttend, present })
  return { counts, outcome, approvals }
}

function isAgain({ reason }: VoteView): boolean {
  return reason === 'tie' || reason === 'shortfall'
}

function titleOf({ year, vote }: PaperFacts): string {
  return `${year}年民生实事项目票决${isAgain(vote) ? '（再次投票）' : ''}`
}

function columnsOf({ ballot }: PaperFacts): string[] {
  const others = ballot.kind === 'each' ? ['反对', '弃权'] : []
  return ['序号', '项目', '赞成', ...others, '占全体', '占到会', '结果']
}

function rowsOf({ vote, ballot }: PaperFacts, { approvals, counts, outcome }: Counted): Cell[][] {
  const { figures } = ballot
  return vote.candidates.map(({ name }, i) => {
    const part = approvals[i] ?? 0
    const option = figures?.kind === 'each' ? figures.options[i] : undefined
    const others = ballot.kind === 'each' ? [option?.against ?? null, option?.blank ?? null] : []
    const verdict = outcome.elected.includes(i) ? 'elected' : outcome.tied.includes(i) ? 'tied' : 'not'
    return [
      i + 1,
      name,
      part,
      ...others,
      { part, whole: counts.shouldAttend },
      { part, whole: counts.present },
      VERDICT[verdict],
    ]
  })
}

function namesOf({ approvals }: Counted, { candidates }: VoteView): (i: number) => string {
  return (i) => `${candidates[i]?.name}（${approvals[i]}票）`
}

/** By their numbers in the table, where the names are. */
function conclusionsOf({ vote }: PaperFacts, { outcome }: Counted): string[] {
  const { elected, tied } = outcome
  return [
    ...(elected.length > 0
      ? [`入选${elected.length}项，序号：${numbers(elected)}。`]
      : tied.length === 0
        ? ['没有项目达到所需票数。']
        : []),
    ...openEnds(vote, outcome, `序号${numbers(tied)}`),
  ]
}

function numbers(indexes: readonly number[]): string {
  return indexes.map((i) => i + 1).join('、')
}

function openEnds(vote: VoteView, { tied, tiedSeats, unfilled }: Outcome, tiedNames: string): string[] {
  return [
    ...(tied.length === 0 ? [] : [`${tiedNames}得票相等，就其中${tiedSeats}项再次投票。`]),
    ...(unfilled === 0
      ? []
      : vote.acceptedFewerReason === null
        ? [`尚缺${unfilled}项，另行决定。`]
        : [`尚缺${unfilled}项，主席团决定不再补选：${vote.acceptedFewerReason}`]),
  ]
}

/** The announcement (公告) of an outcome, in the words that are read out. Pure. */
import type { Counts } from '../ballot/handover.ts'
import type { BallotMethod } from '../db/tables.ts'
import type { Outcome } from './outcome.ts'

export interface AnnouncedVote {
  readonly assembly: string
  readonly year: number
  readonly runoff: boolean
  readonly method: BallotMethod
  readonly seats: number
  readonly counts: Counts
  readonly candidates: readonly { readonly name: string; readonly approvals: number }[]
  readonly outcome: Outcome
  /** Null where the electronic box was never sealed. */
  readonly fingerprint: string | null
}

export function announcementText(vote: AnnouncedVote): string {
  const { counts, outcome, candidates } = vote
  const name = (i: number): string => `${candidates[i]?.name}（${candidates[i]?.approvals}票）`
  const lines = [
    `${vote.assembly}公告`,
    `${vote.year}年民生实事项目票决${vote.runoff ? '（再次投票）' : ''}，应选${vote.seats}项。`,
    `应到代表${counts.shouldAttend}名，实到${counts.present}名。${takenBy(vote)}本次票决有效。`,
    `须获赞成${outcome.needed}票以上（含）。`,
  ]
  if (outcome.elected.length > 0) lines.push(`决定：${outcome.elected.map(name).join('、')}。`)
  else if (outcome.tied.length === 0) lines.push('没有项目达到所需票数。')
  if (outcome.tied.length > 0) {
    lines.push(`${outcome.tied.map(name).join('、')}得票相等，就其中${outcome.tiedSeats}项再次投票。`)
  }
  if (outcome.unfilled > 0) lines.push(`尚缺${outcome.unfilled}项，另行决定。`)
  const rest = [...candidates.keys()].filter((i) => !outcome.elected.includes(i) && !outcome.tied.includes(i))
  if (rest.length > 0) lines.push(`未入选：${rest.map(name).join('、')}。`)
  // What lies sealed in the electronic box is not what was counted.
  if (vote.method === 'electronic' && vote.fingerprint !== null) lines.push(`选举指纹：${vote.fingerprint}`)
  return lines.join('\n')
}

/** How the vote was taken, with the counts that belong to it. */
export function takenBy({ method, counts }: Pick<AnnouncedVote, 'method' | 'counts'>): string {
  const { issued, returned, valid, invalid, blank } = counts
  if (method === 'hands') return '以举手方式表决，由两名监票人分别计数，结果一致。'
  const cards =
    `发出选票${issued}张，收回${returned}张，其中有效票${valid}张，` +
    `无效票${invalid}张${blank === null ? '' : `，弃权${blank}张`}。`
  return method === 'paper' ? `以纸质选票投票，由两名监票人分别计票，结果一致。${cards}` : cards
}

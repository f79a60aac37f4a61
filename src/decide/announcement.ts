/** The announcement (公告) of an outcome, in the words that are read out. Pure. */
import type { Counts } from '../ballot/handover.ts'
import type { Outcome } from './outcome.ts'

export interface AnnouncedVote {
  readonly assembly: string
  readonly year: number
  readonly runoff: boolean
  readonly seats: number
  readonly counts: Counts
  readonly candidates: readonly { readonly name: string; readonly approvals: number }[]
  readonly outcome: Outcome
  readonly fingerprint: string
}

export function announcementText(vote: AnnouncedVote): string {
  const { counts, outcome, candidates } = vote
  const name = (i: number): string => `${candidates[i]?.name}（${candidates[i]?.approvals}票）`
  const lines = [
    `${vote.assembly}公告`,
    `${vote.year}年民生实事项目票决${vote.runoff ? '（再次投票）' : ''}，应选${vote.seats}项。`,
    `应到代表${counts.shouldAttend}名，实到${counts.present}名。发出选票${counts.issued}张，收回${counts.returned}张，` +
      `其中有效票${counts.valid}张，无效票${counts.invalid}张${counts.blank === null ? '' : `，弃权${counts.blank}张`}。本次票决有效。`,
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
  lines.push(`选举指纹：${vote.fingerprint}`)
  return lines.join('\n')
}

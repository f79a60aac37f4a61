/** What a step that is done has left on record, in a few words. Pure. */
import type { StepId } from '../checklist.ts'
import type { BallotConsole, MeetingSituation } from './situation.ts'
import type { MeetingWords } from './strings.zh.ts'

export function recorded(
  w: MeetingWords,
  step: StepId,
  { cycle, meeting, vote, judging }: MeetingSituation,
  ballot: BallotConsole | null,
): string {
  const progress = ballot?.progress
  const count = (test: (teller: BallotConsole['progress']['tellers'][number]) => boolean): number =>
    progress?.tellers.filter(test).length ?? 0
  switch (step) {
    case 'rule':
      return w.rule.seatsOf(cycle.rule.seats)
    case 'list':
      return w.recorded.candidates(cycle.shortlist.candidates, cycle.review?.adjustments.length ?? 0)
    case 'signIn':
      return meeting === null ? '' : w.recorded.heads(meeting.shouldAttend, meeting.present, meeting.quorum)
    case 'draft':
      return ballot === null ? '' : w.draft.thresholdOf(ballot.threshold, ballot.tellers)
    case 'tellers':
      return w.recorded.people(ballot?.tellers ?? 0)
    case 'keys':
      return w.recorded.people(count(({ secretProved }) => secretProved))
    case 'cards':
      return w.recorded.cards(progress?.cardsMade ?? 0)
    case 'zeroReport':
      return w.recorded.people(count(({ zeroReport }) => zeroReport))
    case 'checkSeal':
      return w.recorded.people(count(({ sealChecked }) => sealChecked))
    case 'issue':
      return w.recorded.cards(progress?.cardsIssued ?? 0)
    case 'close':
      return w.close.returned(ballot?.returned ?? 0)
    case 'shares':
      return w.recorded.people(count(({ share }) => share))
    case 'announce':
      if (judging !== undefined) return w.judging.announced(judging.assessment?.projects.length ?? 0)
      return vote?.outcome == null ? '' : w.recorded.elected(vote.outcome.elected.length)
    case 'seal':
    case 'open':
    case 'voting':
    case 'count':
    case 'handCount':
    case 'reconcile':
    case 'goOn':
    case 'print':
    case 'endPractice':
      return ''
  }
}

/** What can be expected to go wrong between list and outcome. */
import { DomainError } from '../errors.ts'

export class VoteNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'decide.voteNotFound'
  readonly title = '没有这次票决，请检查 / There is no such vote: please check'
}

export class VoteExistsError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.voteExists'
  readonly title =
    '这一年度的票决已经开始；要重新开始，先由主席团宣布原票决作废 / The vote of this year has begun: to start anew, the presidium must first declare it void'
}

export class PracticeExistsError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.practiceExists'
  readonly title =
    '试投已经开始；要重来，先结束原来的试投 / A practice vote has begun: to start anew, first end that one'
}

export class PracticeTooLateError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.practiceTooLate'
  readonly title = '正式投票正在进行，不能再试投 / The vote itself is going on: it is too late to practise'
}

export class NotCountedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.notCounted'
  readonly title = '票还没有计完，不能宣布 / The ballots are not counted yet: nothing can be announced'
}

export class NoRunoffError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.noRunoff'
  readonly title =
    '不需要再次投票：没有并列，名额也已选足 / No further vote is needed: there is no tie and no seat is open'
}

export class NothingUnfilledError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'decide.nothingUnfilled'
  readonly title = '没有空缺的名额 / No seat is unfilled'
}

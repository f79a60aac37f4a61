/** What can be expected to go wrong with delivery. */
import { DomainError } from '../errors.ts'

export class ProjectNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'pay.projectNotFound'
  readonly title = '没有这个项目，或它没有在票决中选出 / There is no such project, or no vote has chosen it'
}

export class NotYourProjectError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'pay.notYourProject'
  readonly title =
    '这个项目由别的单位负责；如有误，请告诉人大办 / Another unit is responsible for this project: if that is wrong, tell the office'
}

export class PlanHeldError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.planHeld'
  readonly title =
    '实施计划已经通过，不能直接改；要改，请提出变更 / The plan has been approved and is not changed directly: please ask for a change'
}

export class NoPlanError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.noPlan'
  readonly title =
    '实施计划还没有通过，请先编制计划并报主席团 / The plan is not approved yet: please write it and have the presidium approve it'
}

export class NoDraftError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.noDraft'
  readonly title = '还没有编制实施计划 / No plan has been written yet'
}

export class ChangedMeanwhileError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.changedMeanwhile'
  readonly title =
    '您打开之后，别人已经保存了新的内容；请重新载入再改，您填的内容还在 / Somebody has saved something newer since you opened this: please load it and change it again, what you typed is kept'
}

export class PlanDepartsError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.planDeparts'
  readonly title =
    '计划与票决时的档案不一致：先按票决的内容通过计划，再提出变更 / The plan departs from what was voted: have it approved as voted first, then ask for a change'
}

export class InTheFutureError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.inTheFuture'
  readonly title = '日期还没有到，请检查 / This day has not come yet: please check'
}

export class TooEarlyError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.tooEarly'
  readonly title =
    '通过的日期比本年度早了一年以上，请检查年份 / This day is more than a year before the year of the vote: please check the year'
}

export class DecidedBeforePlanError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.decidedBeforePlan'
  readonly title =
    '决定的日期早于现行计划的通过日期，请检查 / This day is before the plan that holds was approved: please check'
}

export class BeforePlanError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.beforePlan'
  readonly title =
    '这个期间早于计划生效，没有可报的内容 / This period is before the plan held: there is nothing to report'
}

export class ReportsExistError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.reportsExist'
  readonly title =
    '本年度已有进度报告，报告周期不能再改；其余各项可以 / Reports of this year exist: the period stays as it is, the rest can be changed'
}

export class NotAPeriodError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.notAPeriod'
  readonly title =
    '本年度的报告期间不从这个月开始，请检查 / No period of this year’s reports begins with this month: please check'
}

export class UnknownPartError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.unknownPart'
  readonly title =
    '现行计划中没有这一项，请重新载入 / The plan that holds has no such part: please load it again'
}

export class DoneOutsideError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.doneOutside'
  readonly title =
    '节点的完成日期晚于所报期间，请检查 / This milestone was done after the period that is reported: please check'
}

export class EvidenceUnknownError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.evidenceUnknown'
  readonly title =
    '这个文件没有传到本项目，请重新选择 / This file was not sent for this project: please choose it again'
}

export class ProjectClosedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.projectClosed'
  readonly title = '项目已经通过验收，不再改动 / The project has been accepted: nothing is changed any more'
}

export class EntryTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.entryTaken'
  readonly title =
    '这个编号已用于别的内容，请重新载入 / This id belongs to something else: please load the page again'
}

export class EntryNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'pay.entryNotFound'
  readonly title = '没有这笔账 / There is no such entry'
}

export class EntryReversedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.entryReversed'
  readonly title =
    '这笔账已经冲销，或它本身就是冲销 / This entry has been taken back, or takes another one back'
}

export class ReversedTooEarlyError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.reversedTooEarly'
  readonly title =
    '冲销日期早于原账的日期，请检查 / An entry is not taken back before the day on which it was booked: please check'
}

export class ChangeNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'pay.changeNotFound'
  readonly title = '没有这项变更申请 / There is no such request for a change'
}

export class ChangePendingError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.changePending'
  readonly title =
    '已有一项变更在等待决定，请等它有了结果再提 / Another change is waiting for a decision: please wait for it'
}

export class ChangeDoneError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.changeDone'
  readonly title = '这项变更已经有了结果 / This change has been decided or withdrawn'
}

export class NothingChangesError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.nothingChanges'
  readonly title = '申请的计划与现行计划相同 / The plan that is asked for is the one that holds'
}

export class OpinionNeededError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.opinionNeeded'
  readonly title = '请先由人大办提出审核意见 / The office gives its opinion first'
}

export class ForCongressError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.forCongress'
  readonly title =
    '这项变更须由代表大会决定，请写明是哪次会议 / This change is for the congress: please say in which meeting it decided'
}

export class BeforeMeetingError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.beforeMeeting'
  readonly title =
    '决定的日期早于这次会议，请检查 / This day is before the meeting that decided: please check'
}

export class VotesExceedPresentError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.votesExceedPresent'
  readonly title = '票数多于到会代表，请检查 / There are more votes than deputies present: please check'
}

export class NotDoneError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.notDone'
  readonly title =
    '还有节点没有完成，不能自评和验收；请先报告完成 / Some milestones are not done: please report them done before the project is assessed or accepted'
}

export class LinesOpenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.linesOpen'
  readonly title =
    '决算须与现行预算逐项对应，每项一行；没有支出的填 0 / The final account has each line of the budget that holds once: please enter 0 where nothing was spent'
}

export class AccountOutdatedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.accountOutdated'
  readonly title =
    '决算之后预算项目有变更，请退回责任单位重新编报决算 / The lines of the budget have changed since the final account: please send it back for a new one'
}

export class TooEarlyAcceptedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.acceptedTooEarly'
  readonly title =
    '验收日期早于最后一个节点的完成日期，请检查 / This day is before the last milestone was done: please check'
}

export class WrongStepError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.wrongStep'
  readonly title =
    '验收按顺序进行：自评、决算、验收；请先完成前一步 / Completion goes in order: self-assessment, final account, acceptance. Please do the step before'
}

export class CriteriaOpenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'pay.criteriaOpen'
  readonly title =
    '每条验收标准都要有结论，全部达到才能通过；否则请退回整改 / Every criterion needs a finding, and all must be met to accept: otherwise send it back'
}

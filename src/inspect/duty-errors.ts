/** What can be expected to go wrong with duty reports. */
import { DomainError } from '../errors.ts'

export class HolderNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.dutyHolderNotFound'
  readonly title =
    '述职名单上没有这一位，请刷新页面 / There is nobody like this on the duty list: please reload'
}

/** `detail` is who it is. */
export class HolderReportedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.dutyHolderReported'
  readonly title =
    '已经述职的不能从名单上去掉，也不能换成别人 / Who has reported cannot be taken off the list, nor become somebody else'
}

/** `detail` is the id that is not one. */
export class NotADeputyHereError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dutyNotADeputy'
  readonly title =
    '名单上有一位不是本级现任代表，请从代表名册里选 / Somebody on the list is no active deputy of this congress: please choose from the register'
}

export class HolderTwiceError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dutyHolderTwice'
  readonly title =
    '同一位代表在名单上出现两次，请去掉一处 / The same deputy stands on the list twice: please take one out'
}

/** `detail` is who it is. */
export class LevelNotHigherError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dutyLevelNotHigher'
  readonly title =
    '本级代表从代表名册里选；另外填写的只能是上级人大代表 / Deputies of this congress are chosen from the register: only those of a higher one are written down by hand'
}

export class ListChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.dutyListChanged'
  readonly title =
    '述职名单已被别人修改，请刷新后再改 / Somebody changed the duty list meanwhile: please reload, then change it'
}

export class NotYourDutyError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'inspect.notYourDuty'
  readonly title =
    '代表只能填报自己的述职；代别人填报请找人大办 / A deputy records the own duty report only: for others please ask the office'
}

export class DutyReportChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.dutyReportChanged'
  readonly title =
    '这份述职已被别人填报或者更正，请刷新后再改 / Somebody recorded or corrected this report meanwhile: please reload, then change it'
}

/** `detail` is the day. */
export class DutyDayError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dutyDay'
  readonly title =
    '述职日期不能早于本年度，也不能在今天以后 / The day of a duty report is not before its year, and not after today'
}

export class NoDutyMarksError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.noDutyMarks'
  readonly title =
    '本年度的办法没有规定选民评议；请去掉评议票数，或者先由主席团设定 / The rule of this year has no marks by voters: leave them out, or the presidium sets it first'
}

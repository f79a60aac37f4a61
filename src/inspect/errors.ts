/** What can be expected to go wrong while a year is inspected. */
import { DomainError } from '../errors.ts'

export class AssessmentNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.assessmentNotFound'
  readonly title = '没有这次满意度测评，请检查 / There is no such satisfaction ballot: please check'
}

export class YearNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.yearNotFound'
  readonly title = '没有这个年度，请检查 / There is no such year: please check'
}

export class NoGradeRuleError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.noGradeRule'
  readonly title =
    '办法没有规定满意度测评怎样定等次；请主席团先设定基数和“正好一半”算不算 / The rule does not say how projects are graded: the presidium first sets the base, and what exactly half means'
}

export class GradeRuleUsedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.gradeRuleUsed'
  readonly title =
    '本年度的测评已经开始，定等次的办法不能再改 / The satisfaction ballots of this year have begun: how they are graded stays as it is'
}

export class AssessmentExistsError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.assessmentExists'
  readonly title =
    '本年度已有一次测评还没有宣布；要重新开始，先由主席团宣布原来的作废 / A satisfaction ballot of this year is not announced yet: to start anew, the presidium must first declare it void'
}

export class NothingToAssessError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.nothingToAssess'
  readonly title =
    '没有可以测评的项目：本年度没有票决选出的项目，也没有写明项目名称 / There is nothing to judge: no vote chose a project this year, and no names were given'
}

export class NotToBeJudgedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notToBeJudged'
  readonly title =
    '再次测评只能是上一次评为不满意的项目，或者还没有测评过的项目 / Only what was found not satisfactory is judged again, and what no ballot has judged yet'
}

export class NotCountedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notCounted'
  readonly title = '这次测评还没有计票 / This satisfaction ballot is not counted yet'
}

export class ProjectNotOfYearError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.projectNotOfYear'
  readonly title =
    '本年度没有这个票决项目，请检查 / The votes of this year chose no such project: please check'
}

/** `detail` is the unit whose it is. */
export class NotYoursToInspectError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'inspect.notYours'
  readonly title =
    '这件事由别的单位办理；如有误，请告诉人大办 / This is for another unit: if that is wrong, tell the office'
}

/** `detail` is what it is called. */
export class FileUnknownError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.fileUnknown'
  readonly title =
    '这个文件没有传到本年度的监督，请重新选择 / This file was not sent for this year’s inspection: please choose it again'
}

export class UndertakingNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.undertakingNotFound'
  readonly title = '没有这一项整改或者承诺，请检查 / There is no such undertaking: please check'
}

/** Its id is another's: two devices cannot make the same one. */
export class UndertakingTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.undertakingTaken'
  readonly title =
    '这一项已经记下，内容不同；已记下的只能改期限，请重新打开 / This was written down with other words: what stands can only be given another day; please open it again'
}

export class NoSuchUnitError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.noSuchUnit'
  readonly title: string

  constructor(unit: string) {
    super()
    this.title = `没有名称为“${unit}”的责任单位账号，请从名单里选 / No department account is called “${unit}”: please choose one of the list`
  }
}

export class UndertakingOverError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.undertakingOver'
  readonly title =
    '这一项已经报告、验收或者撤销，请刷新页面 / This was reported, settled or dropped meanwhile: please reload'
}

export class UndertakingNotReportedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.undertakingNotReported'
  readonly title =
    '单位还没有报告完成，还不能复查 / The unit has not reported this as done yet: it cannot be checked'
}

/** `detail` is the day. */
export class DayOverError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dayOver'
  readonly title = '期限已经过了，请另定一天 / This day is over: please choose another'
}

/** What can be expected to go wrong with the year's report. */
import { DomainError } from '../errors.ts'

export class YearReportNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.yearReportNotFound'
  readonly title =
    '没有印发过这一版年度报告，请检查 / No such version of the year’s report was issued: please check'
}

export class YearReportChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.yearReportChanged'
  readonly title =
    '年度报告已被别人修改，请刷新后再改 / Somebody changed the year’s report meanwhile: please reload, then change it'
}

/** Figures too: what is issued is what was looked at. */
export class YearReportNotSeenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.yearReportNotSeen'
  readonly title =
    '报告的文字或者数字刚有变化，请刷新看过后再印发 / Words or figures of the report have changed: please reload and look, then issue it'
}

/** `detail` is the name. */
export class UnknownFigureError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.unknownFigure'
  readonly title =
    '花括号里的名称没有对应的数字，请从可用数字里选 / No figure has the name in these braces: please choose from the list'
}

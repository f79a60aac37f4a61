/** What can be expected to go wrong with progress meetings and appointments. */
import { DomainError } from '../errors.ts'

export class SittingNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.sittingNotFound'
  readonly title = '没有这次促进会或者约见，请检查 / There is no such meeting or appointment: please check'
}

/** Its id is another's: two devices cannot make the same one. */
export class SittingTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.sittingTaken'
  readonly title =
    '这一次已经记下，内容不同；请刷新页面 / This was written down with other words: please reload'
}

export class SittingChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.sittingChanged'
  readonly title =
    '这一次在您填写时有人改过；请先看现在的内容，再保存 / Somebody changed this while you were writing: look at what stands there now, then save'
}

/** `detail` is nothing: whatever state it is in, the page shows it. */
export class SittingOverError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.sittingOver'
  readonly title =
    '这一次已经举行、不同意或者取消，不能再改安排 / This was held, declined or cancelled: its arrangement stays as it is'
}

export class NotArrangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notArranged'
  readonly title =
    '还没有安排时间和地点，或者已经取消 / No day and place are arranged for this, or it was cancelled'
}

export class ArrangedAlreadyError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.arrangedAlready'
  readonly title =
    '已经安排，不能再答复不同意；要停办请取消 / This is arranged already, and cannot be declined: cancel it'
}

/** `detail` is the day. */
export class NotHeldYetError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notHeldYet'
  readonly title = '日期还没有到，会后再写纪要 / Its day has not come: write the minutes once it was held'
}

export class NotYourAppointmentError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'inspect.notYourAppointment'
  readonly title =
    '代表只能取消自己申请的约见 / A deputy can cancel only an appointment that the same deputy asked for'
}

/** `detail` is the day. */
export class DueBeforeSittingError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dueBeforeSitting'
  readonly title =
    '承诺的期限早于开会日期，请另定一天 / Something is promised for a day before it was held: please choose another'
}

export class NotADeputyOfOursError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.notADeputyOfOurs'
  readonly title =
    '提问人不在代表名册里，请重新选择 / Who asked is not in the register of deputies: please choose again'
}

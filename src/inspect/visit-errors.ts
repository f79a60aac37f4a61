/** What can be expected to go wrong with supervision groups and their visits. */
import { DomainError } from '../errors.ts'

export class NotInGroupError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'inspect.notInGroup'
  readonly title =
    '您不在这个项目的监督小组里；如有误，请告诉人大办 / You are not in the supervision group of this project: if that is wrong, tell the office'
}

/** `detail` is the name, where there is one. */
export class NotActiveDeputyError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.notActiveDeputy'
  readonly title =
    '名单里有人不是本届在任代表，请重新选择 / Somebody on the list is not a serving deputy of this assembly: please choose again'
}

export class VisitNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.visitNotFound'
  readonly title = '没有这次视察，请检查 / There is no such visit: please check'
}

/** Its id is another's, or of another project. */
export class VisitTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.visitTaken'
  readonly title =
    '这次视察已经记下，内容不同，请刷新页面 / This visit was written down otherwise: please reload'
}

export class VisitChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.visitChanged'
  readonly title =
    '这次视察在您填写时有人改过；请先看现在的内容，再保存 / Somebody changed this visit while you were writing: look at what stands there now, then save'
}

export class VisitCancelledError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.visitCancelled'
  readonly title = '这次视察已经取消；请另行安排一次 / This visit was cancelled: please plan another'
}

export class VisitMadeError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.visitMade'
  readonly title =
    '这次视察已经进行并有记录，计划不能再改 / This visit was made and is on record: its plan stays as it is'
}

export class VisitUnplannedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.visitUnplanned'
  readonly title = '这次视察没有计划，不能取消 / This visit was never planned: there is nothing to cancel'
}

/** `detail` is the day. */
export class VisitInFutureError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.visitInFuture'
  readonly title =
    '视察日期在今天之后；视察结束后再记录 / The day of the visit is after today: record it once it was made'
}

/** `detail` is the day. */
export class VisitBeforeYearError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.visitBeforeYear'
  readonly title =
    '视察日期比这些项目的年度还早，请核对年份 / The day is before the year of these projects: please check it'
}

/** `detail` is the day. */
export class DueBeforeVisitError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'inspect.dueBeforeVisit'
  readonly title =
    '整改期限早于视察日期，请另定一天 / Something is to be put right before the visit was made: please choose another day'
}

/** `detail` names the projects. */
export class NoRectificationError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.noRectification'
  readonly title =
    '还没有整改计划，不能再次测评；请责任单位先报整改计划 / There is no plan yet that puts it right, so it cannot be judged again: the responsible unit writes one first'
}

/** `detail` names the projects. */
export class RectificationOpenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.rectificationOpen'
  readonly title =
    '整改还没有复查通过，不能再次测评；先由单位报告完成，再复查 / What puts it right was not found done yet, so it cannot be judged again: the unit reports it done, then somebody checks'
}

export class NotFoundWantingError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notFoundWanting'
  readonly title =
    '只有最近一次测评宣布为不满意的项目才订整改计划 / Only what the last announced ballot found not satisfactory has a plan that puts it right'
}

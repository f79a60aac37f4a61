/** What can be expected to go wrong on the way to a list. */
import { DomainError } from '../errors.ts'

export class CycleNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'order.cycleNotFound'
  readonly title = '没有这个年度，请检查 / There is no such year: please check'
}

export class CandidateNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'order.candidateNotFound'
  readonly title = '没有这个候选项目，可能已被删除 / There is no such candidate: it may have been removed'
}

export class YearTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.yearTaken'
  readonly title = '这一年度已经建立 / This year has been set up already'
}

export class NameTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.nameTaken'
  readonly title = '已有同名的候选项目，请区分名称 / Another candidate has this name: please tell them apart'
}

export class RuleAdoptedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.ruleAdopted'
  readonly title =
    '票决办法已经通过，不能再改；要改，先由主席团重新打开办法 / The rule has been adopted and cannot be changed: the presidium must first reopen it'
}

export class RuleNotAdoptedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.ruleNotAdopted'
  readonly title = '请先通过票决办法 / Please adopt the rule first'
}

export class ListFixedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.listFixed'
  readonly title =
    '候选名单已经确定，不能再改；要改，先由主席团重新打开名单 / The list is fixed and cannot be changed: the presidium must first reopen it'
}

export class ListNotFixedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.listNotFixed'
  readonly title = '主席团还没有确定候选名单 / The presidium has not fixed the list yet'
}

export class TooFewCandidatesError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.tooFewCandidates'
  readonly title =
    '候选项目少于办法要求的数目，请补充，或由主席团写明理由 / Fewer candidates than the rule asks for: add some, or let the presidium record a reason'
}

export class TooManyCandidatesError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.tooManyCandidates'
  readonly title =
    '候选项目太多，一张选票放不下，请先筛选 / More candidates than a ballot has room for: please select first'
}

export class ListChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.listChanged'
  readonly title =
    '名单在您看过之后有变动，请重新查看，再登记审议 / ' +
    'The list has changed since you looked at it: please look again, then record the review'
}

export class CandidateChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.candidateChanged'
  readonly title =
    '这个候选项目在您打开之后有人改过，请先看看改了什么，再存您填写的 / ' +
    'This candidate has been changed since you opened it: please look at what changed, then save yours'
}

export class NotCarriedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.notCarried'
  readonly title = '赞成没有超过反对，没有通过 / It was not carried: no more for than against'
}

export class MoreVotesThanDeputiesError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.moreVotesThanDeputies'
  readonly title =
    '票数超过代表总数：请核对赞成、反对和弃权的人数，或先把代表名册补齐 / ' +
    'More votes than deputies: please check for, against and abstentions, or complete the list of deputies first'
}

export class ProposalNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'order.proposalNotFound'
  readonly title = '没有这个候选建议，请检查 / There is no such proposal: please check'
}

export class BroughtInAlreadyError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.broughtInAlready'
  readonly title =
    '往年的这个项目本年度已经提出，请在候选建议里查找 / This project of an earlier year is proposed already this year: please look for it among the proposals'
}

export class ProposalNotCollectedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.proposalNotCollected'
  readonly title =
    '它已经列入名单或没有采纳；要改，请先移出名单或收回决定 / ' +
    'It is on the list or was refused: take it off the list, or take the refusal back first'
}

export class ProposalNotRefusedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.proposalNotRefused'
  readonly title = '它没有被退回，不用收回 / It was not refused: there is nothing to take back'
}

export class DossierChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'order.dossierChanged'
  readonly title =
    '这份档案刚有人存了新的一稿，请先看看改了什么，再存您填写的 / ' +
    'Somebody has just saved a new version of this dossier: please look at what changed, then save yours'
}

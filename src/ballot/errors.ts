/** What can be expected to go wrong with a ballot. */
import { DomainError, type ErrorFacts } from '../errors.ts'

export class BallotNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'ballot.notFound'
  readonly title = '没有这次票决，请检查网址 / There is no such ballot: please check the address'
}

/** A step out of order. `detail` says what is missing, one sentence after the other. */
export class StepRefusedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.step'
  readonly title = '现在还不能做这一步 / This cannot be done now'
  readonly missing: readonly string[]

  constructor(missing: readonly string[], facts: ErrorFacts = {}) {
    super(missing.join('; '), facts)
    this.missing = missing
  }
}

/** A number that does not fit the rest, like more cards issued than deputies present. */
export class NumbersDoNotFitError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.numbers'
  readonly title = '数目对不上，请核对 / The numbers do not fit: please check them'
}

export class WrongStaffError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.tellers'
  readonly title = '监票人名单不对 / The list of tellers is wrong'
}

export class NotYourBallotError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'ballot.notTeller'
  readonly title = '您不是这次票决的监票人 / You are not a teller of this ballot'
}

/** A teller's message that fails its checks; nothing was stored. */
export class TellerMessageError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.tellerMessage'
  readonly title =
    '这份密钥材料没有通过核验，没有保存，请重做这一步 / This key material fails its checks and was not stored: please redo the step'
}

export class AlreadySentError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.alreadySent'
  readonly title =
    '这一步已经交过另一份，不能替换 / Another message was already sent for this step and cannot be replaced'
}

/** The public halves of the cards are not what they must be; nothing was stored. */
export class CardsError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.cards'
  readonly title = '票卡名单有误，没有保存 / The list of cards is wrong and was not stored'
}

/** The cards that a teller signs for are others than the service holds; nothing was signed. */
export class CardsDifferError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.cardsDiffer'
  readonly title =
    '您要签署的票卡与系统里的不是同一批，没有签署：请总监票人核对印出的票卡，不符就重新制卡 / The cards that you sign for are not the ones that the service holds, and nothing was signed: the chief teller should check the printed cards, and make them anew if they differ'
}

/** What was cast is not an acceptable ballot; nothing was stored and the card can still vote. */
export class BallotRefusedError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.refused'
  readonly title =
    '这张票没有通过核验，没有入箱，票卡仍可使用，请重新封票 / This ballot fails its checks and is not in the box; the card can still vote: please seal again'
}

export class CardUnknownError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.cardUnknown'
  readonly title =
    '这张票卡不属于这次票决，请核对或找总监票人换卡 / This card is not for this ballot: check it, or ask the chief teller for another'
}

export class CardUsedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.cardUsed'
  readonly title =
    '这张票卡已经投过票，一卡一票，先投的那张有效 / This card has voted already: one card, one ballot, and the first one counts'
}

export class CardVoidedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.cardVoided'
  readonly title =
    '这张票卡已经作废，请使用补发的票卡 / This card was declared void: please use the one that was handed out instead'
}

export class CardNumberError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'ballot.cardNumber'
  readonly title = '没有这个卡号，请对照卡上的号码 / There is no such card: please compare the number on it'
}

export class BoxByHandError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.byHand'
  readonly title =
    '本次投票已改为人工投票、计票，这张票没有入箱，请听主持人安排 / This vote is now taken and counted by hand: the ballot is not in the box, please follow the chair'
}

/** The re-entered secret is not the one that this teller's key was made with. */
export class SecretNotProvedError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'ballot.secret'
  readonly title =
    '这不是您在本次投票中的开箱密码，请对照纸条再输一遍 / This is not your secret for this ballot: compare with what you wrote down'
}

export class BoxNotOpenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.notOpen'
  readonly title = '投票还没有开始，请等主持人宣布 / Voting has not begun: please wait for the chair'
}

/** After the announced time, before the box is cut: whether the ballot is in is not decided yet. */
export class BoxClosingError extends DomainError {
  readonly kind = 'unavailable'
  readonly code = 'ballot.closing'
  readonly title =
    '正在截止，请稍候，平板会自动再问 / Voting is being closed: please wait, the tablet asks again by itself'

  constructor() {
    super(undefined, { retryAfterSeconds: 1 })
  }
}

export class BoxClosedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.closed'
  readonly title = '投票已经截止，这张票没有入箱 / Voting is closed: this ballot is not in the box'
}

export class CheckingBusyError extends DomainError {
  readonly kind = 'unavailable'
  readonly code = 'ballot.busy'
  readonly title =
    '系统正忙，这张票还没有入箱，平板会自动重发 / The service is busy: this ballot is not in the box yet, and the tablet sends it again by itself'
}

export class FingerprintError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.fingerprint'
  readonly title =
    '指纹与本次投票的不同：不要开箱，请联系审计 / The fingerprint is not this ballot’s: do not open the box, and call the auditor'
}

export class NotSealedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.notSealed'
  readonly title = '票箱还没有封好，档案尚不存在 / The ballot is not sealed yet: there is no archive'
}

export class ResultNotOpenedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'ballot.unopened'
  readonly title =
    '总数解不开，计票没有保存，请保留现场并联系审计 / The sums do not open and nothing was stored: keep everything as it is and call the auditor'
}

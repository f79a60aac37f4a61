/** What can be expected to go wrong with a deputy's questions. */
import { DomainError } from '../errors.ts'

export class QuestionNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'inspect.questionNotFound'
  readonly title = '没有这个提问，请检查 / There is no such question: please check'
}

/** Its id is another's: two devices cannot make the same one. */
export class QuestionTakenError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.questionTaken'
  readonly title =
    '这个提问已经记下，内容不同；要补充请追问 / This question was written down with other words: to add something, follow it up'
}

export class QuestionChangedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.questionChanged'
  readonly title =
    '这个提问在您填写时有了新内容；请先看看，再提交 / Something was added to this question while you were writing: look at it, then send'
}

export class NotYourQuestionError extends DomainError {
  readonly kind = 'forbidden'
  readonly code = 'inspect.notYourQuestion'
  readonly title = '只有提问的代表可以追问和评价 / Only the deputy who asked can follow up and rate'
}

export class QuestionRatedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.questionRated'
  readonly title =
    '代表已经评价，提问已办结；代表追问后才能再答复 / The deputy has rated the answer, which closes the question: it can be answered again once it is followed up'
}

export class NotAnsweredError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notAnswered'
  readonly title =
    '还没有答复；答复后才能追问和评价 / There is no answer yet: follow up or rate it once there is one'
}

export class AlreadyRatedError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.alreadyRated'
  readonly title =
    '这次答复已经评价；不满意可以追问 / This answer is rated already: if it does not do, follow it up'
}

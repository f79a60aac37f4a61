/** What can be expected to go wrong when a project of an earlier year is proposed again. */
import { DomainError } from '../errors.ts'

export class NotCitableError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.notCitable'
  readonly title =
    '只能提出本级以前年度未入选、未完成或者评为不满意的项目，请刷新页面 / Only a project of an earlier year that was not chosen, not finished or not found satisfactory can be proposed again: please reload'
}

export class AlreadyCarriedOverError extends DomainError {
  readonly kind = 'conflict'
  readonly code = 'inspect.alreadyCarriedOver'
  readonly title =
    '这个项目已经在本年度再次提出，请刷新页面 / This project was proposed again this year already: please reload'
}

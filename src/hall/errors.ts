import { DomainError } from '../errors.ts'

export class AssemblyNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'hall.assemblyNotFound'
  readonly title = '没有这个人民代表大会，请检查网址 / There is no such assembly: please check the address'
}

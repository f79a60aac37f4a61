/** The door of each route, by the table of who may. */
import { allow, type Role } from '../http/session.ts'
import { MAY, type Doing } from './may.ts'

export function may(doing: Doing) {
  const roles: readonly [Role, ...Role[]] = MAY[doing]
  return allow(...roles)
}

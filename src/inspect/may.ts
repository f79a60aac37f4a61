/**
 * Who may do what while a year is inspected: the one table. Routes ask it, pages read it, and a test asks every route as
 * everybody. Who may see what stands with what is shown.
 */
import type { Role } from '../http/session.ts'

export const MAY = {
  /** How long a unit has for an answer, and how projects are graded. */
  setRule: ['presidium'],
  draftAssessment: ['secretary'],
  announceAssessment: ['secretary'],
} as const satisfies Readonly<Record<string, readonly [Role, ...Role[]]>>

export type Doing = keyof typeof MAY

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
  /** How the cards were handled is not everybody's. */
  seePapers: ['secretary', 'presidium', 'teller', 'auditor'],
  /** Pictures and documents, before something shows them. */
  sendFile: ['secretary', 'deputy', 'department'],
  setGroup: ['secretary', 'presidium'],
  /** Of a group, its own; the office any. */
  planVisit: ['secretary', 'deputy'],
  recordVisit: ['secretary', 'deputy'],
  /** What puts a project right that was found not satisfactory. */
  planRectification: ['secretary', 'department'],
  /** The unit itself, or the office, which has it on paper. */
  reportUndertaking: ['secretary', 'department'],
  checkUndertaking: ['secretary', 'presidium', 'deputy'],
  moveUndertaking: ['secretary', 'presidium'],
  ask: ['deputy'],
  answer: ['secretary', 'department'],
  /** The asker. */
  followUp: ['deputy'],
  rate: ['deputy'],
  requestAppointment: ['deputy'],
  convene: ['secretary', 'presidium'],
  arrangeAppointment: ['secretary', 'presidium'],
  keepMinutes: ['secretary', 'presidium'],
  /** A deputy, the own appointment. */
  cancelSitting: ['secretary', 'presidium', 'deputy'],
  setDutyList: ['secretary'],
  /** A deputy, the own one. */
  reportDuty: ['secretary', 'deputy'],
  writeYearReport: ['secretary'],
  issueYearReport: ['presidium'],
  /** Into the next year: what was not chosen, not finished, or not found satisfactory. */
  carryOver: ['secretary'],
} as const satisfies Readonly<Record<string, readonly [Role, ...Role[]]>>

export type Doing = keyof typeof MAY

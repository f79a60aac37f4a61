/** Rows become what the API answers: nothing of a password, a secret or a session passes here. */
import type { AssembliesTable, DeputiesTable, MeetingsTable, StaffTable } from '../db/tables.ts'
import {
  isYes,
  quorum,
  type Assembly,
  type Attendance,
  type Deputy,
  type Meeting,
  type Staff,
} from './model.ts'

export function toAssembly({ id, name, level }: AssembliesTable): Assembly {
  return { id, name, level }
}

export function toStaff(row: StaffTable): Staff {
  return {
    id: row.id,
    assemblyId: row.assembly_id,
    username: row.username,
    name: row.name,
    role: row.role,
    chief: isYes(row.chief),
    deputyId: row.deputy_id,
    active: isYes(row.active),
    secondFactor: isYes(row.totp_confirmed),
  }
}

export function toDeputy(row: DeputiesTable): Deputy {
  return { id: row.id, name: row.name, delegation: row.delegation, active: isYes(row.active) }
}

export function toMeeting({ id, name, held_on: heldOn }: MeetingsTable): Meeting {
  return { id, name, heldOn }
}

/** A meeting of an assembly without deputies is not quorate: there is nobody to decide. */
export function toAttendance(shouldAttend: number, present: number): Attendance {
  const required = quorum(shouldAttend)
  return { shouldAttend, present, quorum: required, quorate: shouldAttend > 0 && present >= required }
}

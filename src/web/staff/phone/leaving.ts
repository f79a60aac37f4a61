/** Tells the service that who was signed in has left: later where it could not be reached, never after a newer sign-in. */
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { hasLeft, isLeaving } from './last-person.ts'

let telling: Promise<boolean> | undefined

/** Once at a time; false if the service still does not hear. */
export function leaveForGood(): Promise<boolean> {
  telling ??= tell().finally(() => (telling = undefined))
  return telling
}

/** Before anybody signs in: what is still to be ended, or is being ended, is the session before theirs. */
export async function leaveBefore(): Promise<void> {
  if (telling !== undefined || (await isLeaving())) await leaveForGood()
  await hasLeft().catch(() => undefined)
}

async function tell(): Promise<boolean> {
  try {
    await body(api.people.session.$delete())
  } catch (error) {
    if (codeOf(error) !== 'session.signInNeeded') return false
  }
  await hasLeft().catch(() => undefined)
  return true
}

/** Until when something is to be done, and whether that is over. Knows no clock: the day comes from outside. */
import { addDays } from '../pay/handover.ts'

/** The day is over: on the day itself there is still time. */
export function isOver(dueOn: string, today: string): boolean {
  return today > dueOn
}

/** The last day for something that is asked on `day`. */
export function dueAfter(day: string, days: number): string {
  return addDays(day, days)
}

/** Until when something is to be done, and whether that is over. Knows no clock: the day comes from outside. */
import { addDays, daysBetween } from '../pay/handover.ts'

/** The day is over: on the day itself there is still time. */
export function isOver(dueOn: string, today: string): boolean {
  return today > dueOn
}

/** The last day for something that is asked on `day`. */
export function dueAfter(day: string, days: number): string {
  return addDays(day, days)
}

/** By how many days it is over; 0 while there is still time. */
export function daysOver(dueOn: string, today: string): number {
  return isOver(dueOn, today) ? daysBetween(dueOn, today) : 0
}

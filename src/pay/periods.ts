/** The periods for which reports are due: pure reckoning with calendar days. */

/** The first month of the period that a day lies in: `2026-03`. Periods are counted from January. */
export function periodOf(day: string, periodMonths: number): string {
  const month = Number(day.slice(5, 7))
  const first = month - ((month - 1) % periodMonths)
  return `${day.slice(0, 4)}-${two(first)}`
}

export function nextPeriod(period: string, periodMonths: number): string {
  const months = Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 + periodMonths
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`
}

export function firstDay(period: string): string {
  return `${period}-01`
}

export function lastDay(period: string, periodMonths: number): string {
  return addDays(firstDay(nextPeriod(period, periodMonths)), -1)
}

/** Until when the report of a period is due. */
export function reportDue(
  period: string,
  rule: { readonly periodMonths: number; readonly reportDays: number },
): string {
  return addDays(lastDay(period, rule.periodMonths), rule.reportDays)
}

/** All periods from the one that `from` lies in to the one that `to` lies in. */
export function periodsBetween(from: string, to: string, periodMonths: number): string[] {
  const last = periodOf(to, periodMonths)
  const periods: string[] = []
  for (let each = periodOf(from, periodMonths); each <= last; each = nextPeriod(each, periodMonths))
    periods.push(each)
  return periods
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days `to` is after `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** The day in China of a moment. */
export function dayOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
}

const DAY_MS = 86_400_000

function two(number: number): string {
  return String(number).padStart(2, '0')
}

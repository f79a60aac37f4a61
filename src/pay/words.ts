/** What is said of a project's delivery, wherever it is shown: its lights with their reasons, what is due, what departs. */
import type { ProjectMoneyTable } from '../db/tables.ts'
import type { Alarm, Light } from './alarms.ts'
import type { Difference } from './difference.ts'
import type { Due } from './digest.ts'
import type { DifferenceField, Plan } from './model.ts'
import type { CompletionStep, ProjectState } from './views.ts'

export interface DeliveryWords {
  readonly lights: Readonly<Record<Light, string>>
  /** Where no plan holds yet. */
  readonly noLight: string
  readonly states: Readonly<Record<ProjectState, string>>
  readonly fields: Readonly<Record<DifferenceField, string>>
  /** Of a plan. */
  readonly parts: Readonly<Record<keyof Plan, string>>
  readonly steps: Readonly<Record<CompletionStep['act'], string>>
  readonly money: Readonly<Record<ProjectMoneyTable['kind'], string>>
  /** An amount in the unit that people here count in. */
  readonly amount: (fen: number) => string
  /** Hundredths of a percent: "62.5%". */
  readonly points: (hundredths: number) => string
  /** A period, by its first month, of so many months. */
  readonly period: (period: string, months: number) => string
  /** Why a light is on, as a whole sentence. */
  readonly alarm: (alarm: Alarm, months: number) => string
  readonly who: Readonly<Record<Due['who'], string>>
  /** Who must act and by when. */
  readonly acts: (alarm: Pick<Alarm, 'who' | 'by'>) => string
  readonly due: (due: Due, months: number) => string
  /** One difference from what was voted, as a whole sentence. */
  readonly difference: (difference: Difference) => string
  readonly asVoted: string
}

/** 6250 is "62.5%", exact. */
export function pointsOf(hundredths: number): string {
  const sign = hundredths < 0 ? '−' : ''
  const all = Math.abs(hundredths)
  const rest = String(all % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${sign}${Math.floor(all / 100)}${rest === '' ? '' : `.${rest}`}%`
}

/** What had become of a demand before it was imported: the steps that its list tells of, on their days. Pure. */
import { ACTS, dueFrom, type DemandAct, type DemandState } from './steps.ts'

/** As a list says it; days as YYYY-MM-DD, none before the day it was taken. */
export interface Past {
  readonly dueOn?: string | undefined
  readonly unit?: string | undefined
  readonly answer?: string | undefined
  readonly answeredOn?: string | undefined
  /** The resident was content. */
  readonly resolved?: boolean | undefined
}

export interface PastStep {
  readonly act: 'take' | DemandAct
  readonly at: string
  readonly unit: string | null
  readonly text: string | null
}

/** The steps, and where they lead. */
export function stepsOfPast(
  takenOn: string,
  { dueOn, unit, answer, answeredOn, resolved = false }: Past,
): {
  readonly state: DemandState
  readonly unit: string | null
  readonly dueOn: string
  readonly steps: readonly PastStep[]
} {
  const steps: PastStep[] = [{ act: 'take', at: noonOf(takenOn), unit: null, text: null }]
  let state: DemandState = 'taken'
  const then = (act: DemandAct, on: string, said: Partial<PastStep> = {}): void => {
    steps.push({ act, at: noonOf(on), unit: null, text: null, ...said })
    state = ACTS[act].to
  }
  if (unit !== undefined) then('assign', takenOn, { unit })
  if (answer !== undefined || answeredOn !== undefined || resolved)
    then('answer', answeredOn ?? takenOn, { text: answer ?? null })
  if (resolved) then('confirm', answeredOn ?? takenOn)
  return { state, unit: unit ?? null, dueOn: dueOn ?? dueFrom(takenOn), steps }
}

/** A list has days and no hours: noon in China is on that day for whoever reads it. */
function noonOf(day: string): string {
  return `${day}T04:00:00.000Z`
}

/** What is typed of a duty report, and what the service gets of it. Pure. */
import type { DutyHolder, DutyReport } from '../../../inspect/duty-model.ts'
import { named, typedFiles, type TypedFile } from '../reporting/typed-file.ts'

export interface TypedDuty {
  readonly manner: DutyReport['manner']
  readonly heldOn: string
  readonly place: string
  readonly voters: string
  readonly satisfied: string
  readonly basically: string
  readonly not: string
  readonly summary: string
  readonly files: readonly TypedFile[]
}

/** As the service has it; of one who has not reported, today's. */
export function typedDuty({ report: held }: DutyHolder, today: string): TypedDuty {
  const nothing = { place: '', voters: '', satisfied: '', basically: '', not: '' }
  if (held === null) return { manner: 'oral', heldOn: today, ...nothing, summary: '', files: [] }
  const { report } = held
  const { manner, heldOn, summary, evidence } = report
  const shared = { manner, heldOn, summary, files: typedFiles(evidence, null, []) }
  if (report.manner === 'written') return { ...nothing, ...shared }
  const { place, voters, marks } = report
  const said = {
    satisfied: marks === undefined ? '' : String(marks.satisfied),
    basically: marks === undefined ? '' : String(marks.basicallySatisfied),
    not: marks === undefined ? '' : String(marks.notSatisfied),
  }
  return { ...shared, ...said, place, voters: String(voters) }
}

/** What cannot be read as a number goes as it is, so that the service says what is wrong with it. */
export function readDuty(typed: TypedDuty, withMarks: boolean): DutyReport {
  const { manner, heldOn, place, voters, satisfied, basically, not, summary, files } = typed
  const shared = { heldOn, summary, evidence: named(files, null) }
  if (manner === 'written') return { manner, ...shared }
  const isMarked = withMarks && [satisfied, basically, not].some((text) => text.trim() !== '')
  return {
    manner,
    place,
    voters: count(voters),
    ...(isMarked
      ? {
          marks: {
            satisfied: count(satisfied),
            basicallySatisfied: count(basically),
            notSatisfied: count(not),
          },
        }
      : {}),
    ...shared,
  }
}

function count(text: string): number {
  const plain = text.normalize('NFKC').trim()
  return /^\d{1,9}$/.test(plain) ? Number(plain) : plain === '' ? 0 : -1
}

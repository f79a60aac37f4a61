import { AgreementSection } from './agreement.tsx'
import { ChecksSection, FactsList, Verdict } from './checks.tsx'
import type { BallotFacts } from './facts.ts'
import { FindingsSection } from './findings.tsx'
import type { Verified } from './found.ts'
import { OutcomeSection } from './outcome.tsx'
import { ResultSection } from './result.tsx'
import { attendanceIn, type Basis } from './verdict.ts'

/** All that was found out: on the page, and as it stands in a saved report. */
export function Findings({
  verified,
  facts,
  basis,
  onBasis,
  whole = false,
}: {
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
  readonly basis?: Basis | undefined
  /** Where figures may be typed in; a report cannot be typed into. */
  readonly onBasis?: (basis: Basis | undefined) => void
  /** Nothing is folded away. */
  readonly whole?: boolean
}) {
  return (
    <>
      <Verdict verified={verified} facts={facts} />
      <FactsList verified={verified} />
      <ChecksSection verified={verified} />
      <FindingsSection findings={verified.report.findings} whole={whole} />
      <ResultSection
        verified={verified}
        attendance={basis ?? (facts === undefined ? undefined : attendanceIn(facts))}
      />
      {verified.report.election !== undefined && (
        <>
          <OutcomeSection verified={verified} facts={facts} basis={basis} onBasis={onBasis} />
          <AgreementSection verified={verified} facts={facts} />
        </>
      )}
    </>
  )
}

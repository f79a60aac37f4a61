/** What an earlier year chose and did not finish, or did not do well: it is proposed again with a reason. */
import type { CarriedOver, Citable } from '../../../inspect/carry-over-model.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { carryOver } from './service.ts'
import { useProposalWords } from './words.ts'

export function LeftOver({
  cycleId,
  citable,
  refresh,
}: {
  readonly cycleId: string
  readonly citable: readonly Citable[]
  readonly refresh: () => Promise<void>
}) {
  const w = useProposalWords()
  const me = useMe()
  return (
    <>
      <h2>{w.leftOverHeading}</h2>
      <p class="hint">{w.leftOverText}</p>
      <ul class="links">
        {citable.map(({ candidateId, name, year, why }) => (
          <li key={candidateId} class="row">
            <span lang={OF_THE_HALL}>{name}</span>
            <span class="soft">{w.leftOver(year, why)}</span>
            {me.role === 'secretary' && (
              <ReasonButton
                text={w.carryText(name, year)}
                doIt={w.bring}
                reasonHint={w.carryHint}
                whose={name}
                onDo={async (reason) => {
                  await carryOver(cycleId, candidateId, reason)
                  await refresh()
                }}
              >
                {w.bring}
              </ReasonButton>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a proposal says of where it comes from. */
export function CarriedFrom({ carried }: { readonly carried: CarriedOver }) {
  const w = useProposalWords()
  return (
    <p>
      {w.leftOver(carried.year, carried.why)}
      {w.because}
      <span lang={OF_THE_HALL}>{carried.reason}</span>
      {carried.reportDigest !== null && (
        <>
          <br />
          <span class="soft digest">{w.cited(carried.reportDigest)}</span>
        </>
      )}
    </p>
  )
}

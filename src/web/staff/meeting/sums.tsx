/** 应到 ≥ 实到 ≥ 发出 ≥ 收回 = 有效 + 无效, and the cards that are left over: as sums that one can follow. */
import type { BallotConsole } from './situation.ts'
import { useMeetingWords } from './words.ts'

export function Sums({ ballot }: { readonly ballot: BallotConsole }) {
  const w = useMeetingWords()
  const { counts, progress } = ballot
  return (
    <>
      {counts !== null && (
        <table class="sums">
          <caption class="only-heard">{w.sums.caption}</caption>
          <tbody>
            <Row holds={counts.shouldAttend >= counts.present}>
              {w.sums.atLeast(w.sums.shouldAttend, counts.shouldAttend, w.sums.present, counts.present)}
            </Row>
            <Row holds={counts.present >= counts.issued}>
              {w.sums.atLeast(w.sums.present, counts.present, w.sums.issued, counts.issued)}
            </Row>
            <Row holds={counts.issued >= counts.returned}>
              {w.sums.atLeast(w.sums.issued, counts.issued, w.sums.returned, counts.returned)}
            </Row>
            <Row holds={counts.returned === counts.valid + counts.invalid}>
              {w.sums.parts(counts.returned, counts.valid, counts.invalid)}
            </Row>
          </tbody>
        </table>
      )}
      {ballot.method === 'electronic' && progress.cardsMade !== null && (
        <table class="sums">
          <caption class="only-heard">{w.sums.cardsCaption}</caption>
          <tbody>
            <Row
              holds={
                progress.unusedDestroyed !== null && progress.unusedDestroyed === progress.unusedExpected
              }
              open={progress.unusedDestroyed === null}
            >
              {w.sums.unused(
                progress.cardsMade,
                progress.cardsIssued ?? 0,
                progress.cardsVoided,
                progress.unusedExpected ?? 0,
                progress.unusedDestroyed,
              )}
              {progress.unusedReason !== null && (
                <p class="soft">
                  {w.sums.reason}
                  {progress.unusedReason}
                </p>
              )}
            </Row>
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({
  holds,
  open = false,
  children,
}: {
  readonly holds: boolean
  /** Not known yet. */
  readonly open?: boolean
  readonly children: preact.ComponentChildren
}) {
  const w = useMeetingWords()
  return (
    <tr class={open ? 'is-open' : holds ? 'is-right' : 'is-wrong'}>
      <td>{children}</td>
      <td class="verdict-cell">{open ? w.sums.notYet : holds ? w.sums.right : w.sums.wrong}</td>
    </tr>
  )
}

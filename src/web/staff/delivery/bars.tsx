/** Figures as bars. Each bar stands beside its figure in words, so that who listens or prints without colour misses nothing. */
import { shareOf } from '../../../pay/money.ts'
import type { ProjectBrief } from '../../../pay/views.ts'
import { Bar } from '../../shared/bar.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

export function Progress({ hundredths }: { readonly hundredths: number }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  return (
    <div class="progress">
      <p>{w.progress(d.points(hundredths))}</p>
      <Bar hundredths={hundredths} />
    </div>
  )
}

const KINDS = [
  ['allocated', 'allocatedFen'],
  ['contracted', 'contractedFen'],
  ['paid', 'paidFen'],
] as const

/** What came in, is contracted and paid, each against the budget, which is the line across. */
export function MoneyBars({ money, budgetFen }: Pick<ProjectBrief, 'money' | 'budgetFen'>) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const shares = KINDS.map(([kind, of]) => ({ kind, fen: money[of], share: shareOf(money[of], budgetFen) }))
  // Where more was spent than planned, the budget's line stands inside.
  const whole = Math.max(10_000, ...shares.map(({ share }) => share))
  return (
    <div class="money-bars">
      <p>{w.budget(d.amount(budgetFen))}</p>
      <dl>
        {shares.map(({ kind, fen, share }) => (
          <div key={kind}>
            <dt>{d.money[kind]}</dt>
            <dd>
              {d.amount(fen)} <span class="soft">{w.share(d.points(share))}</span>
              <Bar hundredths={share} whole={whole} mark={10_000} kind={kind} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

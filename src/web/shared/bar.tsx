/** A figure as a bar. It stands beside its figure in words, so that who listens or prints without colour misses nothing. */

/** `hundredths` of a percent, of a whole that is at 100 % unless told otherwise; `mark` is a line across. */
export function Bar({
  hundredths,
  whole = 10_000,
  mark,
  kind = 'progress',
}: {
  readonly hundredths: number
  readonly whole?: number
  readonly mark?: number
  readonly kind?: 'progress' | 'paid' | 'allocated' | 'contracted'
}) {
  const at = (value: number): string => `${Math.min(100, Math.max(0, (value * 100) / whole))}%`
  return (
    <svg class="gauge" aria-hidden="true" focusable="false">
      <rect class="gauge-ground" width="100%" height="100%" />
      <rect class={`gauge-${kind}`} width={at(hundredths)} height="100%" />
      {mark !== undefined && <rect class="gauge-mark" x={at(mark)} width="2" height="100%" />}
    </svg>
  )
}

/** Figures as they are shown: exact, never rounded through floating point. Pure. */
import { decimal } from '../../pay/amounts.ts'

export { wanYuan, yuan } from '../../pay/amounts.ts'

/** A quotient with at most two decimals, rounded half up, from whole numbers: 172 ÷ 3 is "57.33". */
export function quotient(over: bigint, under: bigint): string {
  return decimal((200n * over + under) / (2n * under), 2)
}

/** Two thirds of so many, as the arithmetic of a quorum says it: "57.33" of 86, "6" of 9. */
export function twoThirds(count: number): string {
  return quotient(2n * BigInt(count), 3n)
}

/** A share in per cent with one decimal, rounded half up, from whole numbers. '—' of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = (BigInt(part) * 2000n + BigInt(whole)) / (BigInt(whole) * 2n)
  return `${tenths / 10n}.${tenths % 10n}%`
}

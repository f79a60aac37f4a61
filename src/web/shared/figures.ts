/** Figures as they are shown: exact, never rounded through floating point. Pure. */

/** Fen as 万元, exact: as many decimals as the amount has, at most six. */
export function wanYuan(fen: number): string {
  return apart(decimal(BigInt(fen), 6))
}

/** Fen as yuan with two decimals, none if there are no fen. */
export function yuan(fen: number): string {
  const text = apart(decimal(BigInt(fen), 2))
  return /\.\d$/.test(text) ? `${text}0` : text
}

/** `amount` divided by 10^places, without trailing zeros. */
function decimal(amount: bigint, places: number): string {
  const digits = amount.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, -places)
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** The same with its thousands apart. */
function apart(text: string): string {
  return text.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))
}

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

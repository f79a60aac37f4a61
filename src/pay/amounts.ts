/** Amounts as they are said: exact, never rounded through floating point. Pure. */

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
export function decimal(amount: bigint, places: number): string {
  const digits = amount.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, -places)
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** The same with its thousands apart. */
function apart(text: string): string {
  return text.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))
}

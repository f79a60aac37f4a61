/** Adding up. Pure, and without any schema, so that pages reckon the same way. */

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}

/** In fen, exact: no sum of a plan comes near 2^53. */
export function sumFen(amounts: readonly { readonly fen: number }[]): number {
  return sum(amounts.map(({ fen }) => fen))
}

/** Amounts as they are typed in yuan. Pure. */

/** "1,234.56" or "¥1,234.5" in yuan as fen, exact; undefined for what is no such amount. */
export function fenOfYuan(text: string): number | undefined {
  const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s¥￥]/g, ''))
  if (found === null) return undefined
  const [, whole = '', part = ''] = found
  const fen = Number(BigInt(whole + part.padEnd(2, '0')))
  return Number.isSafeInteger(fen) ? fen : undefined
}

/** Amounts as they are typed. Pure. */

/** 1 万元 is a million fen. */
const DECIMALS = 6

/** "1,234.5" 万元 as fen; undefined for what is no such amount. */
export function fenOfWanYuan(text: string): number | undefined {
  const found = /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim().replaceAll(/[,，\s]/g, ''))
  if (found === null) return undefined
  const [, whole = '', part = ''] = found
  const fen = Number(BigInt(whole + part.padEnd(DECIMALS, '0')))
  return Number.isSafeInteger(fen) ? fen : undefined
}

/** A whole number as it is typed; undefined for anything else. */
export function wholeNumber(text: string): number | undefined {
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : undefined
}

import { codePart } from './code-field.ts'

/** The code in the address's fragment (`/vote#XXXXX-…`), taken out of address and history at once. */
export function takeCodeFromAddress(): string {
  const text = codePart(location.hash)
  if (location.href.includes('#')) history.replaceState(null, '', location.pathname + location.search)
  return text
}

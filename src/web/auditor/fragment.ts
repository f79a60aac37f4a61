/**
 * The address's fragment, taken out of address and history at once: it may open a ballot that somebody sealed, and must
 * stay in neither.
 */
export function takeFragment(): string {
  const fragment = location.hash
  if (location.href.includes('#')) history.replaceState(null, '', location.pathname + location.search)
  return fragment
}

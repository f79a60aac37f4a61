/**
 * What somebody has looked at before they act on it, as digests of the canonical text: of a candidate's dossier and of the
 * whole list. A change says which dossier it began from, and a review which list: neither is of something unseen.
 */
import { canonicalJson, type Json } from '../board/handover.ts'
import { sha256Hex } from '../protocol/index.ts'
import type { Dossier } from './model.ts'

export function digestOfDossier(dossier: Dossier): string {
  return sha256Hex(canonicalJson(dossier as unknown as Json))
}

/** Which candidates there are, in which order, and what their dossiers say. */
export function digestOfList(
  candidates: readonly { readonly id: string; readonly version: string }[],
): string {
  return sha256Hex(canonicalJson(candidates.map(({ id, version }) => ({ id, version }))))
}

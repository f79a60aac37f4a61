/** What changed from one version of a dossier to the next. Pure. */
import type { FieldValue } from '../../../order/model.ts'
import type { DraftDossier } from '../../../order/proposal-model.ts'

export const DOSSIER_FIELDS = [
  'name',
  'category',
  'place',
  'responsibleUnit',
  'funding',
  'content',
  'budgetFen',
  'startBy',
  'finishBy',
  'attachments',
] as const satisfies readonly (keyof DraftDossier)[]

export type DossierField = (typeof DOSSIER_FIELDS)[number]

export interface Change {
  readonly field: DossierField
  readonly from: FieldValue | undefined
  readonly to: FieldValue | undefined
}

/** In the order of the form; nothing of what stayed as it was. */
export function changesBetween(before: DraftDossier, after: DraftDossier): readonly Change[] {
  return DOSSIER_FIELDS.filter((field) => !isSame(before[field], after[field])).map((field) => ({
    field,
    from: before[field],
    to: after[field],
  }))
}

/** The service says every attachment in the same order of its fields. */
function isSame(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** How much of an account's work is on the phone and not with the service. */
export interface Unsent {
  readonly contacts: number
  readonly photos: number
  /** Begun and not finished: nobody sends them. */
  readonly drafts: number
}

export const NOTHING_UNSENT: Unsent = { contacts: 0, photos: 0, drafts: 0 }

export function isAnything({ contacts, photos, drafts }: Unsent): boolean {
  return contacts + photos + drafts > 0
}

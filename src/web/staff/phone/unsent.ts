/** How much of an account's work is on the phone and not with the service. */
export interface Unsent {
  readonly contacts: number
  readonly photos: number
}

export const NOTHING_UNSENT: Unsent = { contacts: 0, photos: 0 }

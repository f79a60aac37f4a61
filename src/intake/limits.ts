/** How long and how many, in characters and rows. No zod here: pages read it too. */
export const CATEGORY_MAX = 20
export const TEXT_MAX = 2000
export const PLACE_MAX = 120
export const UNIT_MAX = 60
export const ANSWER_MAX = 2000

/** Rows of a list that was kept elsewhere, in one request. */
export const DEMANDS_AT_ONCE_MAX = 1000

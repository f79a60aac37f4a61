/** What later stages may use of the board. */
export type { Json } from './canonical.ts'
export { canonicalJson } from './canonical.ts'
export type { Act, ChainEnd } from './model.ts'
export { actsOf, appendAct, journalEnd, journalPieces, type AppendedAct } from './service.ts'
export { journalVerifier, verifyJournal, type JournalFinding, type JournalReport } from './verify.ts'

/** What later stages may use of the ballot engine. */
export { ballotArchives } from './archive.ts'
export { announceBallot } from './counting.ts'
export type { Counts } from './counts.ts'
export { BallotNotFoundError } from './errors.ts'
export { NewBallot, UuidParam, type BallotView } from './model.ts'
export { countsIn, figuresIn, headsOf, viewBallot, viewConsole } from './progress.ts'
export { findBallot, listBallots, lockBallot } from './queries.ts'
export {
  approvalsOf,
  marksOf,
  questionsOf,
  type BallotKind,
  type Decision,
  type Definition,
  type Figures,
} from './questions.ts'
export { draftBallot, type Actor } from './setup.ts'

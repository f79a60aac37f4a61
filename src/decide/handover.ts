/** What later stages may use of the votes of a year. */
export { takenBy } from './announcement.ts'
export { NewVote, type Thread, type VoteView } from './model.ts'
export type { Majority, Outcome } from './outcome.ts'
export { chosenBy, chosenProject, type Chosen, type ChosenOfYear } from './chosen.ts'
export { readBallotPaper, type BallotPaper } from './paper-facts.ts'
export {
  cardFacts,
  countsOf,
  dateOf,
  meetingOf,
  METHOD,
  recordOf,
  returnedText,
  signaturesOf,
  workbookSheets,
  type AnnouncementPaper,
  type Cell,
  type Sheet,
  type TallySheet,
} from './paper-parts.ts'
export { findVoteView, readReserve, readVotes } from './service.ts'
export { readThread, readThreadOf } from './thread.ts'

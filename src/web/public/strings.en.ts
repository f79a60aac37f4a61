import type { Words } from './strings.zh.ts'

/** What the public page says, in English. */
export const en: Words = {
  pageTitle: 'Piaojue · livelihood projects, open to all',
  app: 'Piaojue',
  tagline: 'Livelihood projects, chosen by the deputies, in the open, for anybody to check',
  loading: 'Loading…',
  retry: 'Try again',
  unreachable: 'Nothing can be read at the moment: please check the network and try again.',
  emptyHeading: 'No year has been published yet',
  emptyText:
    'Once the congress has fixed the rule of a year, its candidates and the outcome of the vote appear here.',

  yearHeading: (year, assembly) => `${year}, ${assembly}`,
  ruleNotAdopted: 'The voting rule has not been adopted yet.',
  shortlist: (seats, candidates, ratio) =>
    `${seats} to be chosen from ${candidates} candidates; the list exceeds the seats by ${ratio}.`,
  listOpen: 'The list of candidates is not fixed yet.',
  shortfallReason: 'Why the list is shorter than the rule asks: ',

  candidatesHeading: 'Candidates',
  noCandidates: 'There are no candidates yet.',
  number: 'No.',
  project: 'Project',
  place: 'Place',
  amount: 'Amount (yuan)',
  unit: 'Responsible unit',
  finishBy: 'To be finished by',
  result: 'Result',
  chosen: 'chosen',
  notChosen: 'not chosen',
  funding: 'Funding: ',

  voteHeading: {
    first: 'The vote',
    tie: 'Second vote among projects with equal votes',
    shortfall: 'Second vote for the places left open',
    practice: 'Practice: never opened, never counted',
  },
  noVotes: 'Voting has not begun.',
  ballotState: {
    draft: 'in preparation',
    keyed: 'in preparation',
    carded: 'in preparation',
    sealed: 'sealed, not open yet',
    open: 'voting is open',
    closed: 'closed, waiting for the count',
    byHand: 'taken and counted by hand',
    counted: 'counted, waiting for the announcement',
    announced: 'announced',
    void: 'void',
  },
  returnedSoFar: (returned) =>
    `${returned === 0 ? 'Fewer than 5' : `At least ${returned}`} ballots returned (shown in steps of five).`,
  voidReason: 'Declared void because: ',
  countsHeading: 'Ballots',
  counts: {
    shouldAttend: 'Deputies',
    present: 'Present',
    issued: 'Issued',
    returned: 'Returned',
    valid: 'Valid',
    invalid: 'Invalid',
    blank: 'Blank',
  },
  blankUnknown: 'Where each project is voted on by itself, wholly blank ballots are not counted apart.',
  approvalsHeading: 'Votes',
  approvals: 'Approve',
  against: 'Against',
  abstained: 'Abstain',
  ofAll: (all) => `of all ${all} deputies`,
  ofPresent: (present) => `of the ${present} present`,
  needed: (needed) =>
    needed === 1 ? ' At least 1 approval is needed.' : ` At least ${needed} approvals are needed.`,
  majority: {
    'over-half-of-all-deputies': 'The rule asks for more than half of all deputies.',
    'over-half-of-present': 'The rule asks for more than half of those present.',
    none: 'Decided by ranking alone.',
  },
  verdict: { elected: 'chosen', tied: 'equal votes, second vote', not: 'not chosen' },
  electedHeading: 'Decision',
  noneElected: 'No project has enough votes.',
  unfilled: (count) => `${count} ${count === 1 ? 'place is' : 'places are'} left open.`,
  acceptedFewer: 'The presidium decided to leave it at that, because: ',
  announcementHeading: 'Announcement (in Chinese)',
  fingerprint: 'Fingerprint of the election',
  archive: 'Download the archive',
  archiveNone: 'Once the box is sealed, its archive can be downloaded here.',

  verifyHeading: 'How to check it yourself',
  verifyIntro:
    'Every vote has a public archive (a .bel file) with all sealed ballots, the proofs of every step and the opened sums. Anybody can compute everything again on a computer of their own and need not believe us. It does not show how anyone voted.',
  verifyOurs: 'With the verifier of this service:',
  verifyTheirs:
    'With a program that others wrote (Debian’s package belenios-tool): put the archive into an empty folder and run there:',
  verifyTracker: 'Deputies who voted can find their receipt in the archive.',
  journal: 'Download the journal',
  journalText:
    'Every official act is entered in the journal, each entry chained to the one before: a later change shows.',
}

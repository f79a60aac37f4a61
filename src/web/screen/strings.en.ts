import type { Words } from './strings.zh.ts'

const votes = (count: number): string => (count === 1 ? '1 vote' : `${count} votes`)
const ballots = (count: number): string => (count === 1 ? '1 ballot' : `${count} ballots`)
const projects = (count: number): string => (count === 1 ? '1 project' : `${count} projects`)

/** What the big screen says, in English. */
export const en: Words = {
  pageTitle: 'Big screen · Piaojue',
  loading: 'Loading…',
  unreachable:
    'Nothing can be read at the moment: please check the network. This page tries again by itself.',
  stale: 'Connection lost: this may not be the latest',
  lastHeard: (time) => `last update ${time}`,
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  practice: 'Practice · never counted',

  chooseAssembly: 'Which congress shall be shown?',
  noAssembly: 'No congress has been set up yet',
  noAssemblyText: 'The operator does this, as the manual says under “First run”.',

  notConvened: 'No meeting has been convened',
  notConvenedText: 'Once the secretary has convened one, the number of deputies who signed in is shown here.',
  signIn: 'Deputies sign in',
  shouldAttend: 'Deputies',
  present: 'Present',
  quorum: 'Quorum',
  quorumFormula: (all, thirds, needed) =>
    thirds === String(needed)
      ? `Two thirds of all deputies or more: 2/3 of ${all} = ${needed}`
      : `Two thirds of all deputies or more: 2/3 of ${all} = ${thirds}, rounded up: ${needed}`,
  quorate: 'The quorum is reached',
  shortOf: (count) => `${count} short of the quorum`,

  ruleAndCandidates: 'The rule and the candidates',
  assessment: 'Satisfaction ballot',
  runoffHeading: 'Second vote',
  ruleDraft: 'Draft of the voting rule, waiting to be adopted',
  preparing: 'The vote is being prepared',
  seats: (seats) => `${projects(seats)} to be chosen`,
  candidates: (count) => `${count} ${count === 1 ? 'candidate' : 'candidates'}`,
  assessed: projects,
  ratio: (ratio) => `ratio ${ratio}`,
  marking: {
    choose: (max) => `Tick ${max} at most, or abstain.`,
    each: (seats) => `Approve, reject or abstain for each; the first ${seats} by approvals are chosen.`,
    satisfaction: () => 'Satisfied, basically satisfied, not satisfied, or abstain, for each.',
  },
  majority: {
    'over-half-of-all-deputies': (needed) =>
      `Over half of all deputies must approve: ${votes(needed)} or more.`,
    'over-half-of-present': (needed) => `Over half of those present must approve: ${votes(needed)} or more.`,
    none: () => 'Decided by ranking.',
  },
  number: 'No.',
  project: 'Project',
  place: 'Place',
  amount: 'Amount (yuan)',

  sealed: 'The box is sealed, voting has not begun',
  fingerprint: 'Fingerprint of the election',
  compareFingerprint: 'Please compare it, group by group, with what the tellers hold',

  open: 'Voting is open',
  returnedSoFar: 'Returned',
  atLeast: (count) => (count === 0 ? 'under 5' : `at least ${count}`),
  ofIssued: (issued) => `of ${issued} issued`,
  inSteps: 'shown in steps of five',
  closing: 'Voting closes in',
  secondsLeft: (seconds) => `${seconds} s`,
  closingHint: 'Whoever has not voted yet, please do so now',
  cutting: 'Voting is being closed',
  closed: 'Voting is closed',
  waitingForOpening: 'Waiting for the tellers to open the box',
  practiceClosed: 'The practice has ended: its box is not opened and never counted',
  counted: 'Counted, waiting for the announcement',
  countedHint: 'The presidium is told first, then the chair announces the outcome',
  returned: 'Returned',
  ballots,
  byHand: {
    electronic: '',
    paper: 'The vote is taken on paper',
    hands: 'The vote is taken by show of hands',
  },
  byHandText: {
    electronic: '',
    paper: 'Two tellers count apart from each other; when they agree, the outcome is announced.',
    hands: 'Two tellers count apart from each other; when they agree, the outcome is announced.',
  },
  boxStaysSealed: 'The electronic box stays sealed as it is and is not opened.',
  reason: 'Reason: ',
  void: 'This vote is void',

  result: 'The outcome',
  assessmentResult: 'How satisfied',
  resultOf: { electronic: '', paper: 'counted on paper', hands: 'by show of hands' },
  needed: (needed) => `${votes(needed)} or more needed`,
  line: votes,
  sortedByVotes: 'in order of votes',
  sortedBySatisfied: 'most satisfied first',
  approvals: 'Approve',
  against: 'Against',
  abstained: 'Abstain',
  answers: { satisfied: 'Satisfied', basicallySatisfied: 'Basically', notSatisfied: 'Not satisfied' },
  share: 'Chart',
  satisfiedShare: 'Satisfied, basically (light)',
  ofAll: 'of all',
  ofPresent: 'of present',
  satisfiedOfAll: 'Satisfied of all',
  satisfiedOfPresent: 'Satisfied of present',
  verdictHeading: 'Result',
  verdict: { elected: 'chosen', tied: 'equal', not: 'not chosen' },
  tie: (names, seats) => `${names} have equal votes: a second vote decides on ${projects(seats)}.`,
  tieOfMany: (count, seats) =>
    `${count} projects have equal votes: a second vote decides on ${projects(seats)}.`,
  noneElected: 'No project has enough votes.',
  unfilled: (count) => `${count} ${count === 1 ? 'place is' : 'places are'} left open.`,
  acceptedFewer: (count) =>
    `${count} ${count === 1 ? 'place is' : 'places are'} left open, and the presidium leaves it at that.`,
  and: ', ',
  issued: 'Issued',
  valid: 'Valid',
  invalid: 'Invalid',
  blank: 'Blank',
  perPage: (page, pages) => `Page ${page} of ${pages}`,
  stopTurning: 'Stop turning pages',
  turn: 'Turn pages',
  nextPage: 'Next page',
}

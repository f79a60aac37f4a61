import { photoWordsEn } from '../shared/photo-words.en.ts'
import type { Words } from './strings.zh.ts'

const FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  category: 'category',
  place: 'place',
  responsibleUnit: 'responsible unit',
  funding: 'source of funds',
  content: 'content',
  budgetFen: 'amount',
  startBy: 'start',
  finishBy: 'finish',
  attachments: 'attachments',
}

/** What the public page says, in English. */
export const en: Words = {
  attachmentsHeading: 'Attachments',
  photos: photoWordsEn,
  pageTitle: 'Piaojue · livelihood projects, open to all',
  app: 'Piaojue',
  tagline: 'Livelihood projects, chosen by the deputies, in the open, for anybody to check',
  loading: 'Loading…',
  retry: 'Try again',
  unreachable: 'Nothing can be read at the moment: please check the network and try again.',
  emptyHeading: 'No year has been published yet',
  emptyText:
    'Once the congress has fixed the rule of a year, its candidates and the outcome of the vote appear here.',

  contents: 'On this page',
  yearsLink: 'Projects and votes',

  askHeading: 'Ask for something',
  nowhereToAsk: 'Nothing can be asked for here yet.',
  askIntro:
    'No account is needed. Write what should be done; it goes to the deputies, and you get a code to see what becomes of it.',
  assembly: 'Which congress',
  choose: 'Please choose',
  category: 'Category',
  categoryHint: 'Choose one, or write your own',
  commonCategories: [],
  demandText: 'What should be done',
  demandTextHint:
    'Where, what is wrong, and how you would like it solved. Please write no names or telephone numbers here.',
  more: 'Place, grid, how to reach you (all optional)',
  demandPlace: 'Place',
  grid: 'Grid',
  gridUnknown: 'I do not know',
  resident: 'How to reach you',
  residentHint:
    'Kept apart from what you ask for, seen only by those who must reach you, never public, and erased when you ask.',
  name: 'Name',
  phone: 'Telephone',
  address: 'Address',
  send: 'Send',
  sending: 'Sending…',
  notSent:
    'There was no answer: please check the network and press again. What you typed is kept; pressed again unchanged, it is not taken twice.',
  received: 'Received',
  demandNumber: 'Number',
  code: 'Follow-up code',
  keepCode:
    'Please write the code down or photograph it, and keep it: it alone shows what becomes of this, and nobody can find it again.',
  followAt: 'Follow it at ',
  copy: 'Copy',
  copied: 'Copied',
  print: 'Print',
  askAgain: 'Ask for something else',

  stationsHeading: 'Or say it in person: deputies’ stations',
  noOpenings: 'The next opening has not been announced yet.',

  followHeading: 'Follow up',
  codeHint: '12 letters and digits; case, dashes and spaces do not count',
  lookUp: 'Look up',
  stateIs: {
    taken: 'Received, to be assigned',
    assigned: 'Assigned, waiting for the answer',
    handled: 'Being worked on, waiting for the answer',
    answered: 'Answered: please say whether you are content',
    confirmed: 'Done',
    reopened: 'Not solved, opened again',
  },
  atUnit: ', with ',
  dueOn: (day) => `An answer is due by ${day}.`,
  overdue: 'overdue',
  actor: {
    secretary: 'the congress’s office',
    deputy: 'a deputy',
    department: 'the unit',
    resident: 'who asked',
  },
  step: {
    take: (_unit, by) => `Received (from ${by})`,
    assign: (unit) => `Assigned to ${unit}`,
    handle: (_unit, by) => `Worked on (${by})`,
    return: (unit) => `Handed back by ${unit}, to be assigned to another unit`,
    answer: (_unit, by) => `Answered (${by})`,
    confirm: (_unit, by) => `Content, done (${by})`,
    reopen: (_unit, by) => `Not solved, opened again (${by})`,
    correct: (_unit, by) => `Category, place or the like put right in the record (by ${by})`,
  },
  notHeard: 'There was no answer: please check the network and press again.',
  areYouContent: 'Are you content with the answer?',
  confirm: 'Yes, it is done',
  notSolved: 'Not solved',
  whatIsMissing: 'What is not solved yet',
  reopen: 'Please go on',
  becameHeading: 'Whether it becomes a livelihood project',
  becameNothing: 'It has not been collected into a proposed project yet.',
  criterion: {
    'wide-benefit': 'Too few people would benefit: ',
    'public-good': 'It is not a matter of public good: ',
    'basic-need': 'It is not a basic need: ',
    'own-funds': 'Beyond what this level can pay for: ',
    'within-year': 'It cannot be finished within the year: ',
    'own-matter': 'It is not a matter of this level: ',
    'no-burden': 'It would bring residents new burdens or debts: ',
    feasible: 'It cannot be carried out at present: ',
  },

  yearHeading: (year, assembly) => `${year}, ${assembly}`,
  ruleNotAdopted: 'The voting rule has not been adopted yet. ',
  shortlist: (seats, candidates, ratio) =>
    `${seats} to be chosen from ${candidates} ${candidates === 1 ? 'candidate' : 'candidates'}${candidates < seats ? '' : ` (ratio ${ratio})`}.`,
  listOpen: 'The list of candidates is not fixed yet.',
  required: ({ sum, raw, whole, required }, rounding) =>
    `Candidates that the rule asks for: ${sum} ${raw}${whole ? '' : `, ${rounding}: ${required}`}.`,
  roundings: { up: 'rounded up', down: 'rounded down', nearest: 'rounded to the nearest' },
  beside: (candidates, required) =>
    candidates === required
      ? ' The list has exactly as many.'
      : candidates > required
        ? ` The list has ${candidates - required} more.`
        : ` The list has ${required - candidates} fewer.`,
  reviewed: (inFavour, against, abstain) =>
    `The presidium fixed the list: ${inFavour} for, ${against} against, ${abstain} abstained.`,
  adjustedHeading: (count) => `What the presidium adjusted in its review (${count})`,
  adjusted: { change: 'Dossier changed: ', takeOff: 'Taken off the list: ', addBack: 'Added to the list: ' },
  because: 'Reason: ',
  noValue: '(nothing)',
  money: (amount) => `${amount} yuan`,
  field: (field) => `${FIELDS[field] ?? field}: `,
  shortfallReason: 'Why the list is shorter than the rule asks: ',

  candidatesHeading: 'Candidates',
  number: 'No.',
  project: 'Project',
  place: 'Place',
  amount: 'Amount (yuan)',
  unit: 'Responsible unit',
  finishBy: 'To be finished by',
  result: 'Result',
  chosen: (approvals) => `chosen (${approvals} votes)`,
  reserved: (approvals) => `not chosen (${approvals} votes), kept in the reserve`,
  notSettled: 'no result yet',
  startBy: (day) => `to begin by ${day}`,
  funding: 'Funding: ',

  origin: (demands, channels) =>
    `From ${demands} ${demands === 1 ? 'demand' : 'demands'}: ${channels.join(', ')}`,
  channel: {
    reception: (count) => `${count} at stations`,
    visit: (count) => `${count} on visits`,
    online: (count) => `${count} online`,
  },
  originMore: 'Where it came from',
  originMerged: (demands, residents) =>
    `${demands} ${demands === 1 ? 'demand' : 'demands'} of ${residents} ${residents === 1 ? 'resident' : 'residents'} in one project (the same name and telephone number at one meeting counts once).`,
  demands: (count) => `${count} ${count === 1 ? 'demand' : 'demands'}`,
  fromReserve: 'A project of an earlier year, proposed again.',
  noProposals: 'Nothing has been proposed yet.',
  examined: (count) =>
    `${count} ${count === 1 ? 'proposed project is' : 'proposed projects are'} being examined. Once the presidium has fixed the list, the candidates and what is not on the list appear here.`,
  leftOver: 'Not on this year’s list, and not refused: it can be examined again another year.',
  notListed: (count) => `Why these were not put on the list (${count})`,

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

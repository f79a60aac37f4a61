/** What a meeting's checklist says, in English. */
import { yuan } from '../../shared/figures.ts'
import type { MeetingWords } from './strings.zh.ts'

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const en: MeetingWords = {
  heading: (year) => `Livelihood projects ${year}: the vote`,
  comma: '; ',
  colon: ': ',
  cancel: 'Cancel',
  done: 'Done',
  yours: 'Your turn',
  waitsFor: (doer) => `Waiting for the ${doer.toLowerCase()}`,
  after: (title) => `After “${title}”`,
  nowAt: (title, doer) => `Now: ${title} (${doer})`,
  allDone: 'The result is announced and everything is done; the papers can be printed and signed.',
  doers: { secretary: 'Secretary', presidium: 'Presidium', tellers: 'Tellers', chief: 'Chief teller' },
  steps: {
    rule: {
      title: 'Adopt the rule',
      what: 'The meeting votes on the rule and the presidium records how. Afterwards it changes only if the presidium reopens it, with a reason.',
    },
    list: {
      title: 'Fix the list of candidates',
      what: 'The secretary writes the candidates down, the presidium reviews the list (for, against, adjust) and fixes it. Afterwards no dossier can be changed.',
    },
    signIn: {
      title: 'Sign in the deputies',
      what: 'Sign in each deputy on arrival, latecomers too; sign out whoever leaves early. Only heads are counted, no times are kept.',
    },
    draft: {
      title: 'Set up the vote',
      what: 'Choose the tellers, and how many of them it takes to open the box.',
    },
    tellers: {
      title: 'Approve the tellers',
      what: 'The meeting approves the tellers by show of hands; the presidium records it.',
    },
    keys: {
      title: 'The tellers make the key',
      what: 'Three steps on each teller’s own device; each notes a secret and types it once more to show that it is right.',
    },
    cards: {
      title: 'Make the cards',
      what: 'The chief teller makes and prints the cards while the other tellers watch.',
    },
    zeroReport: {
      title: 'Sign the zero report',
      what: 'The tellers confirm that the box is empty, and sign.',
    },
    seal: {
      title: 'Seal the box',
      what: 'From then on candidates, cards and keys stay as they are.',
    },
    checkSeal: {
      title: 'The tellers check the seal',
      what: 'The tellers compare the fingerprint on their own devices and make sure that their own key is in the box.',
    },
    issue: {
      title: 'Hand out the cards',
      what: 'Deputies draw their cards unseen; the chief teller records how many were handed out.',
    },
    open: {
      title: 'Open the vote',
      what: 'Press when the chair declares the vote open. From then on the tablets take ballots.',
    },
    voting: {
      title: 'Voting',
      what: 'Wait until the deputies have voted, then announce the close.',
    },
    close: {
      title: 'Close the vote',
      what: 'When the announced time has come, press “Close the vote”: the box is shut.',
    },
    shares: {
      title: 'The tellers open the box',
      what: 'Each teller enters the secret on their own device, checks, and opens.',
    },
    count: {
      title: 'Count',
      what: 'When enough tellers have opened, the sums are counted. No single ballot can be seen.',
    },
    handCount: {
      title: 'Count by hand',
      what: 'Two tellers count and enter separately, without seeing each other’s; only two equal counts stand.',
    },
    reconcile: {
      title: 'Check the numbers',
      what: 'The chief teller counts and destroys the unused cards. Only when everything adds up can the result be announced.',
    },
    announce: { title: 'Announce the result', what: 'Press when the chair announces it in the hall.' },
    goOn: {
      title: 'Vote again, or accept fewer',
      what: 'There is a tie, or seats are left open: the meeting decides how to go on.',
    },
    print: {
      title: 'Print and sign',
      what: 'Print the tally sheet and the announcement for the tellers to sign.',
    },
    endPractice: {
      title: 'End the practice vote',
      what: 'A practice vote is never opened or counted; it simply ends.',
    },
  },
  methods: { electronic: 'cards and tablets', paper: 'paper ballots', hands: 'a show of hands' },
  switchedBand: (method, reason) =>
    `The presidium has decided to go on by ${method}; the electronic box stays sealed and unopened. Reason: ${reason}`,
  toDevice: 'Go to your step',
  fingerprint: 'Fingerprint (read it aloud and compare it with the tablets and the tellers’ devices)',
  linksHeading: 'Related pages',
  proposalsLink: (year) => `Proposals for ${year}`,
  screenLink: 'The hall’s big screen',
  publicLink: (year) => `Public page ${year}`,

  home: {
    heading: 'Meeting',
    years: 'Years',
    enter: (year) => `Go to the vote of ${year}`,
    none: 'No year has been set up yet.',
    noneOther: 'The secretary has not set up a year yet. Once there is one, this is your desk.',
    others: 'Other years',
    newYear: 'Set up a year',
    year: 'Year',
    makeYear: 'Set up the year',
    prepareHeading: 'Before the meeting',
    prepareDeputies: (count) =>
      count === 0 ? 'Enter the list of deputies (there are none yet)' : `Deputies: ${count}`,
    preparePeople: (tellers, presidium) => `Staff accounts: presidium ${presidium}, tellers ${tellers}`,
  },

  resolution: {
    for: 'For',
    against: 'Against',
    abstain: 'Abstaining',
    missing: 'Enter how many were for, against and abstaining',
  },

  rule: {
    seats: 'Seats',
    seatsHint: 'How many projects are to be chosen.',
    seatsOf: (seats) => `${seats} to be chosen`,
    ratio: 'Ratio',
    ratioHint: 'How many more candidates than seats, written as 20%, 1/3 or 0.2.',
    basis: 'How the ratio is read',
    bases: {
      'of-seats': 'candidates beyond the seats ÷ seats (as in the election law)',
      'elected-share': 'seats ÷ candidates',
    },
    rounding: 'If it does not come out even',
    roundings: { up: 'rounded up', down: 'rounded down', nearest: 'rounded to the nearest' },
    required: 'Candidates, at least',
    sum: ({ sum, raw, whole, required }, rounding) =>
      whole ? `${sum} ${raw}` : `${sum} ${raw}, ${rounding}: ${required}`,
    unreadable: 'The ratio or the number of seats is not right yet',
    marking: 'How one votes',
    markings: {
      choose: 'Choose from the list, at most as many as there are seats',
      each: 'For each project: for, against or abstaining',
    },
    majority: 'Votes needed',
    majorityHint: 'In law a resolution needs more than half of all deputies.',
    majorities: {
      'over-half-of-all-deputies': 'more than half of all deputies',
      'over-half-of-present': 'more than half of those present',
      none: 'by ranking alone',
    },
    tie: 'A tie for the last seat',
    ties: { revote: 'another vote among the tied' },
    satisfaction: 'Satisfaction ballot',
    satisfactionHint: 'Half of whom decides the grade at the end of the year.',
    noSatisfaction: 'not in this rule',
    satisfactionBases: { all: 'of all deputies', present: 'of those present' },
    half: 'Exactly half',
    halves: { counts: 'is enough', fails: 'is not enough' },
    change: 'Change the rule',
    save: 'Save the rule',
    adoptHeading: 'Record the meeting’s vote',
    adoptText: 'Compare every line with the text that the meeting adopted, then enter the figures.',
    adopt: 'Record: the rule is adopted',
    listFixed: 'The list is fixed by this rule: to change the rule, first reopen the list',
    reopen: 'Reopen the rule',
    reopenDo: 'Reopen',
    reopenText: 'The secretary can then change it, and the presidium records the meeting’s vote anew.',
  },

  attachments: {
    heading: 'Attachments',
    title: (n) => `Name of attachment ${n}`,
    choose: 'Choose files',
    hint: (max) =>
      `Photos, PDF, .docx or .xlsx, at most ${max}. They count once the dossier is saved, and are public once the list is fixed.`,
    full: (max) => `There are ${max}: no more can be added.`,
    remove: 'Remove the attachment',
    sending: (n, all) => `Sending ${n} of ${all}…`,
    wait: 'An attachment is still being sent: please wait',
    notTaken: (name, reason) => `“${name}” was not added: ${reason}`,
    unreadable: 'This file cannot be opened; please choose it again.',
  },
  list: {
    sum: ({ seats, candidates, actualRatio }) =>
      `${seats} to be chosen from ${counted(candidates, 'candidate')}${candidates >= seats ? ` (ratio ${actualRatio})` : ''}.`,
    asks: (arithmetic, candidates, required) =>
      `The rule asks for: ${arithmetic}; ${
        candidates === required
          ? 'the list has exactly as many.'
          : candidates > required
            ? `the list has ${candidates - required} more.`
            : `the list has ${required - candidates} fewer.`
      }`,
    shortfall: (reason) => `Why there are fewer: ${reason}`,
    none: 'There are no candidates yet.',
    funded: (funding) => `Funding: ${funding}`,
    startsBy: (day) => `to begin by ${day}`,
    money: (fen, finishBy) => `${yuan(fen)} yuan, by ${finishBy}`,
    add: 'Add a candidate',
    edit: 'Change',
    remove: 'Remove',
    removeHeading: 'Remove this candidate?',
    save: 'Save',
    fields: {
      name: 'Name',
      category: 'Category',
      place: 'Place',
      responsibleUnit: 'Responsible unit',
      funding: 'Source of funds (optional)',
      content: 'What is built',
      budget: 'Amount (in 10,000 yuan)',
      startBy: 'Start (optional)',
      finishBy: 'Finished by',
    },
    proposals: 'Collect candidates from demands',
    proposalsFixed: 'See all proposals',
    papers: 'Print the list and what was not taken up',
    budgetHint: 'Like 123.4; up to six decimals.',
    budgetWrong: 'Write the amount as a number of 10,000 yuan, like 123.4',
    fixHeading: 'Record the presidium’s review',
    fixText:
      'Check name, place, amount and unit of each, adjust what has to be, then record the vote. Once fixed, every dossier is frozen.',
    shortfallLabel: 'Why there are fewer candidates than the rule asks for',
    shortfallHint: 'The reason goes into the public record of the meeting.',
    fix: 'Fix the list',
    voted: 'A vote or a practice vote has been set up on this list: the presidium must first declare it void',
    reopen: 'Reopen the list',
    reopenDo: 'Reopen',
    reopenText: 'The secretary can then change it, and the presidium fixes it anew.',
  },

  behind: {
    text: 'This is what somebody else changed while you were writing. What you typed is still here; press save again, and it is saved as you typed it.',
  },
  review: {
    heading: 'The presidium’s review',
    votes: (inFavour, against, abstain) =>
      `The presidium’s review: ${inFavour} for, ${against} against, ${abstain} abstained; carried.`,
    adjust: 'Adjustments (if there are any)',
    adjustText:
      'Dossiers can be changed, candidates taken off, proposals added back. Adjustments are recorded together with the vote; until then the list stays as it is.',
    add: 'Add an adjustment',
    kind: 'What is adjusted',
    kinds: { change: 'Dossier changed', takeOff: 'Taken off the list', addBack: 'Added to the list' },
    target: 'Which project',
    noProposal:
      'There is no proposal to add: only one with a complete dossier that is neither on the list nor refused can be.',
    noCandidate: 'Every candidate on the list has been adjusted already.',
    reason: 'Reason',
    unchanged: 'Please change something above first',
    put: 'Put among the adjustments',
    undo: 'Undo this adjustment',
    because: 'Reason: ',
    nothing: '(nothing)',
    money: (amount) => `${amount} yuan`,
    sum: (before, off, back, after) =>
      off + back === 0
        ? `${counted(before, 'candidate')}.`
        : `${counted(before, 'candidate')}${off === 0 ? '' : ` − ${off} taken off`}${back === 0 ? '' : ` + ${back} added`} = ${after}.`,
    undecided: (count) =>
      `${counted(count, 'proposal')} neither on the list nor refused: once the list is fixed, the public reads “not on this year’s list”.`,
  },

  signIn: {
    counts: 'Deputies, present, quorum',
    shouldAttend: 'Deputies',
    present: 'Present',
    quorum: 'Quorum',
    formula: (all, thirds, quorum) =>
      thirds === String(quorum)
        ? `2/3 of ${all} = ${quorum}`
        : `2/3 of ${all} = ${thirds}, rounded up: ${quorum}`,
    quorate: 'There is a quorum.',
    notQuorate: (short) => `${short} more are needed for a quorum: the vote cannot be opened.`,
    noMeeting: 'The secretary has not set up the meeting yet.',
    noDeputies: 'There is no list of deputies yet. Please import it first.',
    toDeputies: 'List of deputies',
    badges: 'Print badges',
    otherMeeting: 'Another meeting',
    which: 'The meeting at which the vote is taken',
    notChosen: 'not chosen yet',
    newMeeting: 'Set up a meeting',
    meetingName: 'Name of the meeting',
    meetingNameHint: (year) => `For example “Fifth session, ${year}”`,
    heldOn: 'Date',
    makeMeeting: 'Set up the meeting',
    search: 'Find a deputy',
    searchHint: 'Name, delegation, or number in the list.',
    onlyMissing: 'Only those not signed in',
    roll: (count) => `Deputies (${count})`,
    nobody: 'Nobody fits.',
    more: (count) => `${count} more are not shown: type a name to find them.`,
    scan: 'Scan a badge',
    scanHint: 'Click here, then scan the code on the badge.',
    unknownBadge: 'This badge is not in the list. Please check it.',
    hereAlready: (name) => `${name} is signed in already.`,
    signedIn: (name) => `${name} is signed in.`,
    notSignedIn: (names) => `Not signed in, please scan again: ${names}`,
    leaveHeading: 'Sign this deputy out?',
    leaveText:
      'The vote is open. Please make sure that this deputy has really left. For this vote, those present when it was opened count.',
    leaveDo: 'Sign out the deputy',
  },

  draft: {
    title: 'Title',
    tellers: 'Tellers',
    threshold: 'How many tellers it takes to open the box',
    thresholdHint: 'Usually two of three: nobody opens it alone, and one may be missing.',
    thresholdOf: (threshold, tellers) => `${threshold} of ${tellers} tellers open the box`,
    thresholdWrong: 'The number must be between 1 and the number of tellers',
    noChief: 'One of the tellers must be the chief teller',
    fewTellers: 'There are fewer than three accounts of tellers.',
    toPeople: 'Add staff',
    button: 'Set up the vote',
    anew: 'Set up anew',
  },
  tellers: { approve: 'Record: the tellers are approved', approved: 'approved' },
  keys: {
    step: (step) =>
      ({ certificate: 'not begun', polynomial: 'first step done', voutput: 'second step done' })[step],
    made: 'key made; the secret must be typed once more',
    proved: 'done, secret at hand',
    restart: 'Make the keys anew',
    restartDo: 'Start all over',
    restartText: 'All keys and all cards made so far are thrown away, and everything is made again.',
  },
  cards: {
    none: (present) => `None yet. ${present} are present: make as many, and a few to spare.`,
    made: (count) => `${count} are made.`,
  },
  zeroReport: {
    needed: (count) => `${count} tellers must sign, the chief teller among them.`,
    signed: 'signed',
    notYet: 'not yet',
  },
  seal: {
    button: 'Seal the box',
    heading: 'Seal the box now?',
    text: (candidates, cards, tellers) =>
      `It is sealed with ${counted(candidates, 'candidate')}, ${counted(cards, 'card')} and the keys of ${counted(tellers, 'teller')}. Nothing of that can be changed afterwards, and the seal cannot be undone.`,
    doIt: 'Yes, seal it',
  },
  checkSeal: {
    needed: (count) => `${counted(count, 'teller')} must check.`,
    checked: 'checked',
    notYet: 'not yet',
  },
  issue: { made: 'Made', issued: 'Handed out', notYet: 'not recorded' },
  open: {
    button: 'Open the vote',
    heading: 'Open the vote now?',
    text: (all, present, issued) =>
      `For this vote the heads are fixed at ${present} present of ${all} deputies; ${
        issued === null ? 'the cards handed out are not recorded yet' : `${issued} cards have been handed out`
      }. Whoever signs in later no longer counts, and the vote cannot go back to before.`,
    practiceText: 'The tablets then take practice ballots; there is no way back.',
    doIt: 'Yes, open it',
  },
  voting: {
    returned: 'Returned',
    steps: 'in steps of five',
    elapsed: 'Open for',
    announceClose: 'Announce the close',
    announceText:
      'The big screen and the tablets begin to count down; when it is over, you press once more to close.',
  },
  close: {
    in: (seconds) => `Closing in ${seconds} s`,
    due: 'Time is up: press “Close the vote”.',
    wait: 'Can be pressed when the countdown is over',
    button: 'Close the vote',
    retract: 'Take the announcement back',
    retractDo: 'Take it back and go on voting',
    retractText: 'The countdown stops and voting goes on.',
    returned: (count) => `${count} returned`,
  },
  shares: {
    needed: (threshold, tellers) => `Any ${threshold} of the ${tellers} tellers can open it.`,
    given: 'opened',
    notYet: 'not yet',
  },
  count: { button: 'Count' },
  handCount: {
    how: {
      paper:
        'Paper ballots are handed out and collected; two tellers each count them and each enter a count.',
      hands: 'Hands are shown for each project; two tellers each count them and each enter a count.',
    },
    entered: 'entered',
    again: 'to be counted again',
    notYet: 'not yet',
    restart: 'Let others count anew',
    restartDo: 'Count anew',
    restartText: 'What was entered is dropped, and any two tellers count and enter from the beginning.',
    differ: (count) => `The two counts differ in ${count} places: both tellers count again and enter anew.`,
  },
  sums: {
    caption: 'The numbers',
    cardsCaption: 'The cards',
    shouldAttend: 'deputies',
    present: 'present',
    issued: 'handed out',
    returned: 'returned',
    atLeast: (one, a, other, b) => `${one} ${a} ≥ ${other} ${b}`,
    parts: (returned, valid, invalid) => `returned ${returned} = valid ${valid} + invalid ${invalid}`,
    unused: (made, issued, voided, expected, destroyed) =>
      `made ${made} − handed out ${issued} − voided ${voided} = ${expected} left; destroyed ${destroyed ?? '?'}`,
    reason: 'Why they differ: ',
    right: 'adds up',
    wrong: 'does not add up',
    notYet: 'not yet',
  },
  announce: {
    button: 'Announce the result',
    heading: 'Announce the result now?',
    fixes: (counts) =>
      `${
        counts === null
          ? ''
          : `${counts.returned} ballots returned, ${counts.valid} valid, ${counts.invalid} invalid. `
      }Figures and result go into the public record and onto the big screen. They cannot be changed or taken back.`,
    doIt: 'Yes, announce it',
    tallySheet: 'Print the tally sheet, to be signed first',
    text: 'Announcement, to be read out',
  },
  result: {
    caption: 'Votes for each project',
    project: 'Project',
    approvals: 'For',
    ofAll: (all) => `of all ${all}`,
    ofPresent: (present) => `of ${present} present`,
    verdict: 'Result',
    elected: 'chosen',
    tied: 'tied',
    not: 'not chosen',
    needed: (needed) => `${needed} votes or more are needed.`,
  },
  goOn: {
    tie: (tied, seats) =>
      `${tied} projects have equal votes for ${seats} seats: there is another vote among them.`,
    unfilled: (count) => `${count} seats are open: vote again, or the presidium accepts fewer.`,
    runoff: 'Set up another vote',
    accept: 'Accept fewer',
    acceptDo: 'Accept fewer',
    acceptText: (count) => `${count} fewer are chosen, and there is no further vote this year.`,
    accepted: (reason) => `The presidium accepted fewer. Reason: ${reason}`,
    waits: 'Another vote is set up by the secretary.',
  },
  print: { anyTime: 'At any time', button: 'Tally sheet and announcement', archive: 'Download the archive' },
  practice: {
    mark: 'Practice · not counted',
    heading: 'Practice vote',
    offer: 'Arrange a practice vote',
    text: 'The evening before, deputies get to know the tablets and may try to break them. It has keys and cards of its own, is marked on every screen, and its box is never opened.',
    listFirst: 'First the list must be fixed',
    meetingFirst: 'First set up the meeting',
    button: 'Set up a practice vote',
    end: 'End the practice vote',
    endDo: 'End it',
    endText: 'Its box stays sealed, and all its cards are void.',
  },
  powers: {
    heading: 'If something goes wrong',
    text: 'Only where it must be. Each needs a reason, which goes into the public record.',
    method: 'Go on by paper or show of hands',
    methodLabel: 'How to go on',
    methodDo: 'Decide',
    methodText: [
      'The electronic box stays sealed: what is in it is neither opened nor counted.',
      'Everybody present votes once more in the new way.',
      'Two tellers count and enter separately; when they agree, the result is announced.',
      'This decision cannot be taken back.',
    ],
    void: 'Declare this vote void',
    voidDo: 'Declare it void',
    voidText:
      'Its box is never opened and all its cards are void. Afterwards another vote can be set up, with new keys and cards.',
  },
  judging: {
    failed: 'The satisfaction ballot cannot be read just now',
    heading: (year, round) =>
      `Satisfaction ballot on the projects of ${year}${round === 1 ? '' : ` (number ${round})`}`,
    link: (year) => `Satisfaction ballot of ${year}`,
    allDone: 'The result is announced: everything is done.',
    caption: 'How content the deputies are with each project',
    marks: ['Satisfied', 'Basically', 'Not', 'Abstained'],
    satisfiedOf: (base) => base,
    grade: 'Grade',
    grades: {
      satisfied: 'satisfied',
      'basically-satisfied': 'basically satisfied',
      'not-satisfied': 'not satisfied',
    },
    graded: ({ base, half }, heads) =>
      `Of ${heads} deputies ${base === 'all' ? 'in all' : 'present'}, ${
        half === 'counts'
          ? 'half or more (exactly half counts)'
          : 'more than half (exactly half does not count)'
      } make it satisfied; if those basically satisfied are needed for that, basically satisfied; otherwise not satisfied.`,
    rule: ({ base, half }) =>
      `Grades go by half of ${base === 'all' ? 'all deputies' : 'those present'}; exactly half ${
        half === 'counts' ? 'counts' : 'does not count'
      }.`,
    rulesFirst: 'The rule does not say how projects are graded: the presidium sets it first.',
    base: 'Half of whom decides the grade',
    setRule: 'Set how projects are graded',
    projects: 'Projects to be judged',
    names: 'Names of the projects to be judged',
    namesHint: 'No vote of this year is kept here: write one project on each line.',
    namesFirst: 'Please write the names of the projects',
    button: 'Set up the satisfaction ballot',
    announced: (count) => `${count} projects judged`,
    fellShort: 'Projects found not satisfactory',
    leftOut: 'Projects that were not judged yet',
    againText: 'Once they have been put right, these projects can be judged again.',
    again: 'Set up another ballot',
    earlier: 'Earlier satisfaction ballots',
  },
  earlier: {
    heading: 'Earlier votes',
    reasons: {
      first: 'Vote',
      tie: 'Another vote (tie)',
      shortfall: 'Another vote (open seats)',
      practice: 'Practice',
    },
    void: 'void',
    ended: 'ended',
    announced: 'announced',
  },
  recorded: {
    candidates: (count, adjusted) =>
      adjusted === 0
        ? counted(count, 'candidate')
        : `${counted(count, 'candidate')}, ${counted(adjusted, 'adjustment')} in the review`,
    heads: (all, present, quorum) => `${present} of ${all} present, quorum ${quorum}`,
    people: (count) => counted(count, 'teller'),
    cards: (count) => counted(count, 'card'),
    elected: (count) => `${count} chosen`,
  },
}

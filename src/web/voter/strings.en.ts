import type { Words } from './strings.zh.ts'

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What the voter's page says, in English. */
export const en: Words = {
  pageTitle: 'Vote · Piaojue',
  app: 'Piaojue',
  stateLabel: 'Present state',
  state: {
    ready: 'Ready for a card',
    looking: 'Looking for the card',
    early: 'Waiting for the vote to begin',
    begun: 'Waiting for your answer',
    drafting: 'You are filling in the ballot; it is not cast',
    waiting: 'Sent, waiting for the box',
    inBox: 'In the box',
    closed: 'Voting is closed: not in the box',
    refused: 'Not in the box',
    used: 'This card has voted',
    voided: 'This card is void',
    paper: 'Now on paper',
    hands: 'Now by hands',
    void: 'This vote is void',
    practiceOver: 'The practice is over',
  },
  practice: 'Practice · not counted',
  opening: 'Opening…',

  cardHeading: 'Show your card',
  cardIntro:
    'Scan the card, or type its 22 characters. Capitals and small letters differ; dashes may be left out.',
  cardLocked: 'The half-filled ballot was put away. Show the same card again to go on with it.',
  cardSecret: 'The code is used on this tablet only and is not sent anywhere.',
  cardField: 'Code',
  cardProgress: (typed) => `${times(typed, 'character', 'characters')} entered, ${22 - typed} to go`,
  cardComplete: 'All 22 characters are there',
  cardTooLong: (typed) =>
    `${times(typed - 22, 'character', 'characters')} too many: please compare with the card`,
  cardNever: (character) =>
    `There is no “${character}” in a code. Cards never use the digit 0, capital O, capital I or small l: please look again`,
  cardWrong: (character) => `“${character}” cannot be in a code: it has only letters and the digits 1 to 9`,
  cardGo: 'Start',
  cardUnknown:
    'There is no such code. Please compare it with the card again, above all capitals and small letters; if that fails, raise your hand',
  cardOver: 'Voting with this card is over',

  cameraOn: 'Scan with the camera',
  cameraOff: 'Turn the camera off',
  cameraPicture: 'What the camera sees',
  cameraStarting: 'Turning the camera on…',
  cameraAim: 'Hold the square code of the card in the middle of the picture.',
  cameraTrouble: {
    denied:
      'The camera may not be used. Please type the code, or ask the staff to allow the camera in the browser.',
    none: 'This tablet has no camera that works. Please type the code.',
    busy: 'Another program is using the camera. Please type the code, or ask the staff.',
  },

  lookingHeading: 'Looking for the ballot of this card',
  lookingText: 'One moment…',
  lookingUnreachable:
    'There is no network; trying again by itself. Please stay, or raise your hand for help.',
  earlyHeading: 'Voting has not begun',
  earlyText: 'Please wait for the chair, then vote on this page; the code need not be entered again.',
  begunHeading: 'Voting has begun',
  begunText: 'It took a while: is it still you? If it is not your card, press “Leave”.',
  begunGo: 'It is me, start',
  leave: 'Leave, use another card',

  chooseLegend: (max) => `Mark the projects that you approve, at most ${max}.`,
  chooseLeft: (left) => (left > 0 ? `${left} left` : 'none left'),
  chooseChosen: (count) => `${count} chosen`,
  chooseTooMany: (max) =>
    `At most ${max} may be chosen, and you have chosen them. To change, first unmark one of yours.`,
  chooseNone: 'Nothing is chosen yet. Choose at least one, or press “Abstain”.',
  moreBelow: (count) => `↓ ${count} more below`,
  chooseAbstain: 'Abstain',
  check: 'Next: check',

  dossierShow: 'Details',
  dossierOf: (name) => `Details: ${name}`,
  dossierClose: 'Close, go on voting',
  dossier: {
    content: 'What is built',
    place: 'Place',
    unit: 'Responsible unit',
    category: 'Category',
    funding: 'Source of funds',
    budget: 'Budget',
    dates: 'Dates',
  },
  wanYuan: (amount) => `${amount} × 10,000 yuan`,
  dates: (start, finish) =>
    start === undefined ? `finished by ${finish}` : `begins ${start}, finished by ${finish}`,

  closesIn: (seconds) => `Voting closes in ${times(seconds, 'second', 'seconds')}`,
  closingNow: 'Time is up: voting is being closed',
  closesSoon: 'The chair has announced the close: please check and cast your ballot soon.',

  stillThere: 'Are you still there?',
  stillThereWhy: (seconds) =>
    `After ${seconds} seconds the code is forgotten and the ballot put away; the same card brings it back.`,
  stillThereYes: 'Yes, go on',
  secondsLeft: (seconds) => `${times(seconds, 'second', 'seconds')} left`,

  optionProgress: (number, count) => `Project ${number} of ${count}`,
  answers: {
    each: ['Approve', 'Against'],
    satisfaction: ['Satisfied', 'Basically satisfied', 'Not satisfied'],
  },
  abstain: 'Abstain',
  answersLabel: 'Your opinion',
  previous: 'Previous project',
  backToReview: 'Back to the check',
  abstainRest: 'Abstain on all the others',

  reviewHeading: 'Please check your ballot',
  reviewChosen: (count) => `You chose ${times(count, 'project', 'projects')}:`,
  reviewNotChosen: (count) =>
    count > 0 ? `Not chosen, ${times(count, 'project', 'projects')}:` : 'You chose all projects.',
  reviewBlank: 'You abstain: none is chosen.',
  reviewAnswers: 'Your opinion:',
  reviewFinal: 'Once cast, it cannot be changed, and you cannot vote again.',
  change: 'Change',
  changeOption: (option) => `Change: ${option}`,
  back: 'Go back and change',
  cast: 'Cast this ballot',

  sealCode: 'Seal code',
  sealCodeComing: 'sealing…',
  sealCodeNote: 'To check, note its first 4 characters before you cast or check.',
  checkWhy:
    'The ballot is sealed as shown above. To see whether the tablet tells the truth, check it with another device, which sees the choice; a checked ballot is never cast.',
  checkTablet: 'Check this tablet',
  checkHeading: 'Check this tablet',
  checkQr: 'QR code for the check',
  checkSteps: [
    'Scan this square code with another device: your phone, or the auditor’s computer.',
    'It computes the seal code by itself, and says in words what is sealed.',
    'If the seal code is the one noted before the check and the choice is yours, the tablet told the truth. If not, raise your hand at once.',
  ],
  checkGone:
    'That ballot is thrown away. The other device sees its choice: to keep yours secret, choose anything for the check, and fill in your own afterwards.',
  checkAddress: 'The address, if it cannot be scanned',
  checkBack: 'Back to the ballot, seal it anew',

  sealingHeading: 'Sealing the ballot',
  sealingText: 'The ballot is being sealed on this tablet. One moment…',

  sendingHeading: 'Sealed, on its way to the box',
  sendingStay: 'Please stay and keep the tablet on. You have voted only when it says “In the box”.',
  sendingFirst: 'Sent, waiting for the answer of the box…',
  sendingTrouble: {
    unreachable:
      'No network, and no answer from the box yet. The same ballot is sent again by itself and counts once.',
    otherReceipt:
      'The answer does not belong to this ballot: it is not in the box yet. Trying again; please raise your hand.',
    notOpen: 'The box is not open yet: please wait for the chair. The ballot is sent again by itself.',
    closing:
      'Time is up; the box is taking in the last ballots. One moment: there will be a definite answer.',
  },
  sendingAgain: (attempt) => `Tried ${times(attempt, 'time', 'times')}`,
  sendNow: 'Send again now',

  inBoxHeading: 'Your ballot is in the box',
  trackerLabel: 'Receipt',
  trackerText:
    'Neither shows your choice. The seal code must be the one from before casting; if not, raise your hand at once. Look both up on the auditor’s page (/audit).',
  clearsIn: (seconds) => `This page clears itself in ${times(seconds, 'second', 'seconds')}`,
  clearNow: 'Clear for the next person',

  refusedHeading: 'This ballot is not in the box',
  refusedHelp: 'If in doubt, raise your hand for help.',
  stopped: {
    used: 'This card has already voted',
    voided: 'This card is void',
    closed: 'Voting is closed: your ballot is not in the box',
    paper: 'This vote goes on with paper ballots, not on tablets',
    hands: 'This vote goes on by raised hands, not on tablets',
    void: 'This vote was declared void',
    practiceOver: 'The practice is over',
  },
  stoppedText: {
    used: 'A ballot of this card is in the box, and each card votes once. If you have not voted, raise your hand for the chief teller at once.',
    voided: 'It cannot vote any more. Please use the card that replaces it, or raise your hand for help.',
    closed: 'The half-filled ballot was not cast. If in doubt, raise your hand for help.',
    paper:
      'A ballot that was not cast no longer counts, and those in the box stay sealed. Please follow the chair and vote again on paper.',
    hands:
      'A ballot that was not cast no longer counts, and those in the box stay sealed. Please follow the chair and raise your hand to vote.',
    void: 'A ballot that was not cast no longer counts. Please follow the chair.',
    practiceOver: 'Nothing of a practice is counted. For the vote itself there are new cards.',
  },
  stoppedReason: 'Reason:',
  startOver: 'Back to the start',

  broken: {
    cannotKeep: 'This tablet cannot keep a ballot',
    cannotSeal: 'This tablet cannot seal the ballot',
  },
  brokenText: {
    cannotKeep:
      'It cannot be voted on. A card that has not voted still can: please use another tablet and tell the staff.',
    cannotSeal:
      'What this tablet was given does not fit together. Nothing was cast, and the card can still vote. Please use another tablet and tell the staff.',
  },
}

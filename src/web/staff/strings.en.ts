/** What the staff's page says, in English. */
import type { Words } from './strings.zh.ts'

const ROLES = {
  secretary: 'Secretary',
  presidium: 'Presidium',
  teller: 'Teller',
  auditor: 'Auditor',
  department: 'Department',
  deputy: 'Deputy',
}

export const en: Words = {
  pageTitle: 'Meeting desk · Piaojue',
  app: 'Piaojue',
  loading: 'Loading…',
  printedOn: (day) => `printed on ${day}`,
  colon: ': ',
  retry: 'Try again',
  unreachable: 'The service cannot be reached now. Please check the network and try again.',
  connectionLost:
    'The connection to the service is lost; trying again. What you see is from before; what you typed is still there.',
  leave: 'Leave it',
  cancel: 'Cancel',
  reason: 'Reason',
  reasonHint: 'The reason goes into the public record of the meeting.',
  roles: ROLES,
  roleOf: ({ role, chief }) => (chief ? 'Chief teller' : ROLES[role]),
  signOut: 'Sign out',
  usernameHint: '2 to 32 letters or digits.',
  passwordHint: 'At least 10 characters. Note it down somewhere safe.',
  nav: {
    label: 'Desk',
    home: 'Meeting',
    demands: 'Demands',
    inspection: 'Inspection',
    duties: 'To do',
    dossiers: 'Dossiers',
    deputies: 'Deputies',
    people: 'Staff',
    account: 'Account',
  },
  nowhere: { heading: 'There is no such page', home: 'Back to the start' },

  audit: 'Verify a vote yourself',

  delivery: {
    label: 'Delivery',
    heading: (year) => `Delivery in ${year}`,
    lights: (red, yellow, all) =>
      `Of ${all} ${all === 1 ? 'project' : 'projects'}, ${red} ${red === 1 ? 'has' : 'have'} a red light and ${yellow} a yellow one.`,
    unfinished: (red, yellow, all) =>
      `${all} ${all === 1 ? 'project is' : 'projects are'} not accepted yet; ${red} ${red === 1 ? 'has' : 'have'} a red light and ${yellow} a yellow one.`,
    news: (count) => (count === 1 ? 'One light is new.' : `${count} lights are new.`),
    waiting: (count) => (count === 1 ? 'One thing waits for you.' : `${count} things wait for you.`),
    look: (year) => `Look at ${year}`,
  },

  inspection: {
    label: 'Inspection',
    heading: (year) => `Inspection in ${year}`,
    questions: ({ count, overdue, next }) =>
      `${count} ${count === 1 ? 'question waits' : 'questions wait'} for an answer${overdue > 0 ? `, ${overdue} of them overdue` : next === null ? '' : `, the next is due on ${next}`}. `,
    toRate: (count) => `${count} ${count === 1 ? 'answer waits' : 'answers wait'} for your rating. `,
    undertakings: ({ count, overdue, next }) =>
      `${count} ${count === 1 ? 'undertaking is' : 'undertakings are'} not done${overdue > 0 ? `, ${overdue} of them overdue` : next === null ? '' : `, the next is due on ${next}`}. `,
    toCheck: (count) => `${count} reported done, to be checked. `,
    toArrange: (count) =>
      `${count} ${count === 1 ? 'appointment waits' : 'appointments wait'} to be arranged. `,
    toMinute: (count) => `${count} ${count === 1 ? 'meeting has' : 'meetings have'} no minutes yet. `,
    lookAt: { questions: 'Questions', undertakings: 'Undertakings', sittings: 'Meetings and appointments' },
  },

  signIn: {
    heading: 'Sign in to the meeting desk',
    username: 'Username',
    password: 'Password',
    totp: 'One-time code',
    totpHint: 'Open the authenticator on your phone and type the 6 digits it shows now.',
    button: 'Sign in',
    againHeading: 'Please sign in again',
    againText: 'Your sign-in has expired. Sign in and carry on: everything you typed is still there.',
    giveUp: 'Sign in as somebody else',
  },
  secondFactor: {
    heading: 'Set up your one-time code',
    why: 'Secretary and tellers sign in with a password and a 6-digit code from their phone. It is set up once and takes a minute.',
    app: 'Open an authenticator app on your phone (Microsoft, Google, or any app for TOTP) and choose “add account”.',
    scan: 'Scan this QR code:',
    qr: 'QR code for the one-time code; it says the same as the key below',
    orType: 'If you cannot scan, type this key:',
    confirm: 'The 6 digits that your phone shows now',
    button: 'Finish',
  },
  setup: {
    heading: 'First use: set up your congress',
    text: 'There is no data on this server yet. Set up a congress and the account of its secretary; the secretary does the rest after signing in.',
    operatorCode: 'Operator’s code',
    operatorCodeHint: 'From the file operator-code on the server; whoever installed the service has it.',
    assemblyLegend: 'People’s congress',
    assembly: 'Full name',
    assemblyHint: 'It is printed on the announcements.',
    level: 'Level',
    levels: {
      subdistrict: 'Sub-district',
      town: 'Town',
      county: 'County or district',
      city: 'City',
      province: 'Province',
    },
    secretaryLegend: 'Secretary',
    name: 'Name',
    button: 'Set up and sign in',
  },
  account: {
    heading: 'My account',
    name: 'Name',
    role: 'Role',
    passwordHeading: 'Change your password',
    passwordText: 'Afterwards you are signed out on all other devices.',
    current: 'Current password',
    next: 'New password',
    change: 'Change the password',
    changed: 'The password is changed.',
  },

  teller: {
    again: 'Try again',
    back: 'Back',
    goOn: 'Go on',
    done: 'done',
    toDo: 'under way',
    you: 'you',
    chief: 'chief teller',
    fillInAll: 'First fill in the fields above.',
    countWrong: 'A whole number, please; 0 if there are none.',
    deviceFailed: 'This device could not compute it. Try again; if that does not help, reload the page.',

    homeHeading: 'Ballots at which I am a teller',
    homeEmpty: 'There is no ballot for you now. Once the secretary drafts one, it appears here by itself.',
    homeNow: (steps: readonly string[]) => `For you to do now: ${steps.join(', ')}`,
    notTeller: 'You are not a teller of this ballot',
    toHome: 'To the first page',
    practiceMark: 'Practice: never opened, never counted',
    tellersOf: (tellers: number, threshold: number) =>
      ` · ${tellers} tellers, any ${threshold} of whom can open the box`,
    voided: 'This ballot was declared void:',
    practiceEnded: 'The practice is over:',
    state: {
      draft: 'Draft',
      keyed: 'Keys made',
      carded: 'Cards made',
      sealed: 'Sealed',
      open: 'Voting',
      closed: 'Closed',
      byHand: 'Counted by hand',
      counted: 'Counted',
      announced: 'Announced',
      void: 'Void',
    },
    status: { done: 'done', now: 'to do', others: 'others first', later: 'not yet', past: 'not needed' },
    steps: {
      keys: 'Make the keys',
      secret: 'Enter the secret again',
      cards: 'Make the cards',
      zero: 'Zero report',
      seal: 'Check the seal',
      stock: 'Hand out and replace cards',
      unused: 'Destroy unused cards',
      opening: 'Open the box',
      hands: 'Count by hand',
    },
    notYet: {
      keys: 'Once the secretary has drafted the ballot.',
      secret: 'Once the keys are made.',
      cards: 'Once all tellers’ keys are made; the chief teller makes the cards.',
      zero: 'Once the cards are made.',
      seal: 'Once the secretary has sealed the box.',
      stock: 'Once the box is sealed.',
      unused: 'Once the vote is closed.',
      opening: 'Once the vote is closed and the chair has announced how many ballots returned.',
      hands: 'Once the vote is switched to counting by hand.',
    },
    ofChief: (step: string) =>
      ({
        keys: 'Your three steps are done; waiting for the other tellers.',
        cards: 'The chief teller makes the cards on an own device: please be there.',
        stock: 'The chief teller keeps the books. When a card is to be voided, you confirm it here.',
        unused: 'The chief teller counts and destroys them: please be there.',
        hands: 'Waiting for the other teller.',
      })[step] ?? 'Waiting for others.',
    ofTeller: (step: string) =>
      ({
        keys: 'Your three steps are done; waiting for the other tellers.',
        hands: 'Waiting for the other teller.',
      })[step] ?? 'Waiting for the other tellers.',

    keysIntro:
      'The tellers make the key together, each on an own device: no single teller, no server, no administrator can open the box. First make your secret; once you have written it down, your device does the rest by itself.',
    makeSecret: 'Make my secret',
    keysWorking: {
      certificate: 'First step: handing over your certificate…',
      polynomial: 'Second step: computing shares for the other tellers…',
      voutput: 'Third step: putting your key together…',
      done: '',
    },
    keysWaiting:
      'Your step is done; waiting for the other tellers. Keep this page open: it goes on by itself when it is your turn.',
    keysOwnDone: 'Your three steps are done. Keep the paper with your secret: the next step asks for it.',
    keysReloaded:
      'The page was opened anew, and your secret is no longer on this device. Enter what you wrote down, and go on.',
    keysReloadedWaiting:
      'Your step is done; waiting for the other tellers. The page was opened anew: when it is your turn, it asks for the secret that you wrote down.',
    keysElsewhere:
      'You have made a secret on another page, or before a reload. The one that was shown here opens nothing: strike it out, and use the earlier one.',
    keysRestarted:
      'The keys are being made anew, and your old secret is void. Destroy the paper with it, and make another.',
    leaveSecret:
      'If you leave this page, the secret is no longer on this device and must be typed when you come back. Leave?',
    progressCaption: 'How far each teller is',
    progressTeller: 'Teller',
    progressSteps: { certificate: '1: certificate', polynomial: '2: shares', voutput: '3: key' },
    progressProved: 'Secret entered again',
    keyFingerprint: 'Fingerprint of the keys',
    keyFingerprintText:
      'One of you reads it aloud, the others compare with their own screens: it must be the same on every device. If it differs anywhere, stop, tell the secretary, and make the keys anew.',
    restart: 'Make the keys anew',
    restartText:
      'All tellers begin again at the first step; cards that were made and zero reports that were signed are void with the old keys. Only needed when somebody has lost a secret.',

    secretHeading: 'Your secret',
    secretText:
      'It is shown only this once and is stored nowhere. Write it down, print it or save it as a file: you need it to open the box. Take no photograph, and let nobody see it.',
    secretCase:
      '22 characters; capital and small letters differ. It has no 0, no capital O, no capital I, no small l.',
    secretPrint: 'Print it',
    secretSave: 'Save as a file',
    secretKept: 'Look at what was printed or saved: is it complete and easy to read?',
    secretWritten: 'I have kept my secret: go on',
    secretField: 'Your secret (22 characters)',
    secretFieldHint:
      'As it stands on your paper; capital and small letters differ, spaces do not matter. It is used on this device only and never sent.',
    secretTyped: (typed) => {
      switch (typed.state) {
        case 'complete':
          return 'All 22 characters are there.'
        case 'short':
          return `${typed.missing} more to come.`
        case 'long':
          return `${typed.extra} too many: compare with your paper.`
        case 'wrong':
          return `No secret has “${typed.character}”: please look again.`
      }
    },
    slipHeading: 'Secret of a teller (confidential)',
    slipFingerprint: 'First 8 characters of the fingerprint (copy when checking the seal): ____ ____',
    slipText:
      '22 characters; capital and small letters differ. Needed to open the box; destroy it after the announcement.',
    slipFile: (uuid: string) => `piaojue-secret-${uuid}.txt`,

    proveText:
      'To be sure that the secret was copied rightly and is still at hand, type it once more from your paper. The box can be sealed only after all tellers have.',
    prove: 'Check the secret',
    proved: 'Your secret is right. Keep it: it is needed to open the box.',
    proveLost:
      'If the paper is lost, or nothing you type is right: tell the chief teller or the secretary. It is not too late to make the keys anew.',

    cardsIntro:
      'The codes are made on this device, go onto paper only and are never sent. Make the cards in the presence of the other tellers, with a printer that is connected to this device.',
    cardsForDeputies: 'Deputies',
    cardsSpare: 'Spare cards',
    cardsSpareHint:
      'To replace lost or damaged ones; what is left over is destroyed in public after the vote.',
    makeCards: (count: number) => `Make ${count} cards`,
    cardsMade: (count: number) => `${count} cards were made.`,
    cardsInMemory:
      'The codes are only in this page’s memory: if you leave or reload it, they are gone, and cards not yet printed must be made anew. First print and count.',
    cardsASheet: 'On each A4 sheet',
    cardsASheetOption: (value: string) => `${value} cards`,
    cardsSheets: (cards: number, sheets: number) => `${cards} cards on ${sheets} A4 sheets.`,
    cardsHow: [
      'Print on A4 at actual size (100 %), without header and footer.',
      'Cut along the crosses; leave the stubs on: deputies tear them off and keep them.',
      'Shuffle, put them face down, and let deputies draw. Do not note who drew which number.',
    ],
    cardsPrint: 'Print the cards',
    cardsGone:
      'The codes are no longer on this device. If all cards were printed, count them; if not, make them anew.',
    cardsOthers:
      'The cards of this ballot are not the ones made on this page: cards were made elsewhere, or sending these failed. The codes of this page cannot vote; destroy every card that was printed from it. Count on the device that made the cards, or make them anew here.',
    cardsCount: 'How many cards came out of the printer?',
    cardsCountHint: 'Count them one by one; do not copy the number above.',
    cardsCountDone: 'Counted',
    cardsCounted: (count: number) => `Counted: ${count} were printed, as many as were made.`,
    cardsNotAll: (count: number, made: number) =>
      count < made
        ? `Only ${count} were counted, and ${made} were made. Count again and look into the printer; if the rest cannot be found, make the cards anew.`
        : `${count} were counted, more than the ${made} that were made: some were printed twice. Destroy the doubles at once and count again; if they cannot be told apart, make the cards anew.`,
    cardsAnew: 'Make the cards anew',
    cardsAnewText:
      'None of the cards printed before can vote then, and zero reports must be signed again. Destroy all the old cards.',
    leaveCards:
      'If you leave this page, the codes are gone, and cards not yet printed must be made anew. Leave?',
    card: {
      kind: 'Voting card',
      practice: 'Practice',
      number: 'No.',
      stub: 'Stub',
      stubText: ['Tear off and keep:', 'a lost card is replaced by its number'],
      qr: 'QR code to vote',
      how: ['Scan at a voting tablet, or type the code.', 'One card, one ballot. Let nobody see the code.'],
      howPractice: ['Scan at a voting tablet, or type the code.', 'For practice only.'],
    },

    zeroText:
      'Check it together with the other tellers; then each signs on an own device. The chief teller and one more must sign before the box is sealed.',
    zeroReport: (returned: number, cards: number) => `${returned} ballots in the box, ${cards} cards.`,
    zeroSigned: (count: number) => `Signed by ${count}.`,
    zeroDone: 'You have signed the zero report.',
    zeroSign: 'Sign the zero report',
    zeroCountFirst: 'First count the printed cards, under “Make the cards”',

    sealText:
      'The secretary has sealed the box. Check with your own device: it is empty, your key is in it, and as many tellers open it as was agreed. Your secret is needed.',
    sealCheck: 'Check the seal',
    sealFound: (cards: number) =>
      `All is well: the box is empty, your key is in it, ${cards} cards are listed.`,
    sealCompare:
      'One of you reads the fingerprint aloud, the others compare: it must be the same on every device and on the big screen. Then copy the first 8 characters onto the paper with your secret: at the opening you type them from there.',
    sealConfirm: 'The fingerprints agree, mine is on paper: confirm the seal',
    sealChecked: 'You have confirmed the seal.',
    sealOnPaper: 'You have confirmed the seal. These first 8 characters should be on your paper:',
    fingerprintBegins: 'First 8 characters',
    fingerprintWhole: 'Fingerprint',

    stockMade: 'Made',
    stockIssued: 'Handed out',
    stockVoided: 'Voided',
    stockLeft: 'Left',
    stockDone: (issued: number, voided: number) => `${issued} handed out, ${voided} voided.`,
    issueHeading: 'Cards handed out',
    issueField: 'How many were handed out?',
    issueHint: (present: number) =>
      `One for each deputy who is here: ${present} have signed in. A replaced card does not change the number.`,
    issue: 'Record the number',
    issueAgain: 'Change the number',
    voidHeading: 'A card is lost or damaged',
    voidText:
      'First the old card is voided, confirmed by a second teller; then a spare is handed out. The old card can never vote again, so there is never one ballot too many.',
    voidField: 'Number or code of the card',
    voidHint:
      'The number is on the stub. If the card is there and only damaged, its code can be scanned or typed: the number is computed on this device, and the code is not sent.',
    camera: {
      on: 'Scan the card with the camera',
      off: 'Turn the camera off',
      cameraPicture: 'What the camera sees',
      cameraAim: 'Hold the QR code of the card into the picture.',
      cameraStarting: 'Starting the camera…',
      cameraTrouble: {
        denied: 'The camera may not be used: please type instead.',
        none: 'There is no camera to use: please type instead.',
        busy: 'Another program uses the camera: please type instead.',
      },
    },
    voidWrong: 'Either the number on the stub, or all 22 characters of the code.',
    voidNotOurs: 'This card is none of this ballot',
    voidReason: 'Reason',
    voidReasonHint: 'It goes into the public record: do not write a deputy’s name.',
    voidReasonWrong: 'Please give the reason.',
    voidAsk: 'Ask for this card to be voided',
    voidAsked: (number: number) =>
      `Asked for card ${number} to be voided. A second teller confirms on an own device.`,
    voidUnknown: 'The card is lost, and nobody knows its number. What now?',
    voidUnknownText: [
      'No spare can be handed out. Cards bear no name: without the number nobody knows which one to void. The old card could still vote, and with another one somebody could vote twice.',
      'Look for the stub, then for the card. If neither is found, tell the chair: the presidium decides to void and repeat the vote, or to vote on paper or by hands.',
    ],
    voidedHeading: 'Voided cards',
    cardNumber: (number: number) => `Card ${number}`,
    voidedSpare: 'Void: it can no longer vote. Now a spare card can be handed out; let the deputy draw it.',
    voidedDone: 'Void: it can no longer vote.',
    voidedNever: 'Nobody confirmed it: this card was not voided.',
    voidedWaiting: 'Waiting for a second teller. Do not hand out a spare card before.',
    voidedConfirmText: (number: number) =>
      `The chief teller asks for card ${number} to be voided. Go to the deputy, look at the stub or the damaged card, and confirm if it has this number.`,
    voidedSeen: (number: number) => `I have seen the stub or the card, and its number is ${number}`,
    voidedTickFirst: 'First look at the stub or the card, and tick the line above',
    voidedDecline: (number: number) => `Another number: do not void card ${number}`,
    voidedNot: (number: number) => `Card ${number} was not voided.`,
    voidDeclined: (number: number) =>
      `A second teller saw another number: card ${number} was not voided. Compare with the stub, and ask again.`,
    voidedConfirm: (number: number) => `Confirm: void card ${number}`,
    voidedWithdraw: (number: number) => `Take back: card ${number} was found`,

    unusedText:
      'In the presence of the other tellers, count the cards that were not handed out, cut or tear them up, and record it. Damaged cards that were given back do not count.',
    unusedExpected: (made: number, issued: number, voided: number, left: number) =>
      `${made} made − ${issued} handed out − ${voided} voided = ${left} left`,
    unusedField: 'How many were counted and destroyed?',
    unusedDiffers: 'Not as many as should be left: count again; if it still differs, give the reason',
    unusedDestroy: 'Record as destroyed',
    unusedDone: (count: number) => `${count} unused cards were destroyed.`,

    practiceNeverOpened:
      'A practice ballot is never opened or counted. Use the rehearsal to learn the opening.',
    openText:
      'Listen for the number of ballots that the chair announces, and take out the paper with your secret. Fill in the three fields; your device downloads the whole archive, checks every ballot, and shows you what you are about to open.',
    openReturned: 'How many ballots returned did the chair announce?',
    openReturnedHint: 'As you heard it. A number on a screen does not count.',
    openFingerprint: 'First 8 characters of the fingerprint on your paper',
    openFingerprintHint: 'As you copied them when checking the seal.',
    openExamine: 'Check the archive',
    openChecking: (checked: number, ballots: number) => `Checking: ${checked} of ${ballots} ballots…`,
    openCheckingLabel: 'How far the checking is',
    openOtherNumber: (found: number, known: number) =>
      `The archive holds ${found} ballots, you heard that ${known} were returned. Ask again; if they do differ, do not open, and tell the chair`,
    openOtherFingerprint:
      'What is on your paper is not the fingerprint of the archive. Look again; if they do differ, do not open, and tell the chair.',
    openEnough: 'Enough tellers have opened: your secret is not needed.',
    openGiven: 'You have given your share.',
    openShares: (given: number, needed: number) => `${given} of ${needed} shares are there.`,
    giveHeading: 'What you are about to open',
    giveText:
      'Every ballot has been checked; number and fingerprint are those that you entered. Only the sums are opened: nobody can open a single ballot.',
    giveBallot: 'Ballot',
    giveReturned: 'Returned',
    giveReturnedValue: (count: number) => `${count} ballots, each of them checked`,
    giveSum: 'Check code of the sums',
    give: 'Open: give my share',
    countText: 'Enough shares are there. The chief teller or the secretary presses “Count”.',
    count: 'Count',

    rehearsal: {
      mark: 'Rehearsal',
      link: 'Rehearse the opening (does not touch this ballot)',
      heading: 'Rehearsal of the opening',
      text: 'All of this is on this device only: go through the opening with a practice secret. Try a wrong one, too.',
      title: '开箱演练',
      options: ['演练项目一', '演练项目二', '演练项目三'],
      secretHeading: 'Your practice secret',
      secretText: 'Copy it onto scrap paper. A real one is shown only once; this one can be seen again.',
      knownHeading: 'In this rehearsal, what you heard and have on paper is',
      known: (returned: number) =>
        `The chair announced: ${returned} returned. First 8 characters of the fingerprint:`,
      showAgain: 'Show the practice secret again',
      doneHeading: 'The rehearsal worked',
      done: 'The box is open. A real opening has the very same steps, and several tellers each give a share.',
      leave: 'End the rehearsal, back to the ballot',
    },

    hands: {
      text: {
        paper:
          'This vote is now taken on paper. Two tellers count and enter their counts, each on an own device, without looking at the other’s; it is counted when both say the same.',
        hands:
          'This vote is now taken by hands. Two tellers count and enter their counts, each on an own device, without looking at the other’s; it is counted when both say the same.',
      },
      reason: 'The reason: ',
      heads: { issued: 'Handed out', returned: 'Returned', valid: 'Valid', invalid: 'Invalid' },
      present: (count: number) => `${count} deputies are here, one vote each.`,
      blank: 'Entirely blank ballots',
      left: (count: number) =>
        count === 1 ? 'One field is still empty.' : `${count} fields are still empty.`,
      addsUp: 'The numbers add up.',
      send: 'Hand in my count',
      sendAgain: 'Hand in again',
      waiting: 'Your count is in; waiting for the other teller. Neither of you sees what the other entered.',
      enough: 'Two tellers are entering their counts already: yours is not needed.',
      differences: (count: number) =>
        `The two counts differ in ${count === 1 ? 'one place, which is' : `${count} places, which are`} marked. Count again there, together; then each hands in again.`,
      differs: 'The two counts differ here: count again',
      agreed: 'Both counts say the same: the vote is counted.',
    },
    figuresHeading: 'What was counted',
    figureOption: 'Project',
    figure: {
      approvals: 'Votes',
      approve: 'For',
      against: 'Against',
      blank: 'Abstained',
      satisfied: 'Satisfied',
      basicallySatisfied: 'Basically satisfied',
      notSatisfied: 'Not satisfied',
    },
  },
}

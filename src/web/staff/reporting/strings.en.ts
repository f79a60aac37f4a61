/** What the responsible unit does for a project, in English. */
import { photoWordsEn } from '../../shared/photo-words.en.ts'
import type { ReportingWords } from './strings.zh.ts'
import type { Lack, ListName, WrongRow } from './typed-plan.ts'

const LISTS: Readonly<Record<ListName, string>> = {
  milestones: 'milestone',
  budget: 'budget line',
  sources: 'source of funds',
  criteria: 'criterion',
}

const LACKS_OF_ROW: Readonly<Record<WrongRow['lacks'], string>> = {
  name: 'has no name',
  weight: 'needs a weight from 1 to 100',
  dueOn: 'has no date',
  amount: 'needs an amount above nothing, such as 12.5',
}

const LACKS: Readonly<Record<Lack, string>> = {
  unit: 'the responsible unit',
  person: 'the person responsible',
  content: 'the content',
  place: 'the place',
  finishBy: 'the day of completion',
  milestones: 'a milestone at least',
  weights: 'weights that make 100',
  criteria: 'a criterion at least',
  sourcesSum: 'sources that make what the budget makes',
  tooLate: 'milestones no later than the day of completion',
  startsLate: 'a start no later than the day of completion',
}

export const en: ReportingWords = {
  mine: {
    heading: 'My projects',
    due: 'To do',
    none: (unit) =>
      `No vote has chosen a project that “${unit}” is responsible for. If there should be one, please ask the office: the account’s name has to be the unit’s name.`,
    nothingDue: 'Nothing is due at the moment.',
    progress: (points) => `Weighted progress ${points}`,
  },
  kept: 'What you typed is kept on this device: it survives a reload, and a lost network.',
  notKept: 'This device cannot keep a draft: please do not leave this page.',
  drop: 'Drop what was typed',
  dropText: 'What was typed and not sent is deleted for good.',
  otherUnit: (unit) => `${unit} is responsible for this project; your unit can only look.`,
  accepted: 'The project has been accepted: nothing is changed any more.',
  work: 'What to do',
  tabs: {
    report: 'Report progress',
    money: 'Money',
    change: 'Ask for a change',
    completion: 'Completion',
  },
  plan: {
    heading: 'Write the plan',
    text: 'The responsible unit writes the plan, and the presidium approves it. From then on it is frozen, and only an approved change alters it.',
    voted: 'What the vote fixed',
    votedHint:
      'This was promised by the vote, and the plan says the same. To alter it, ask for a change once the plan has been approved.',
    votedAmount: 'amount',
    person: 'Person responsible',
    personHint: 'Name and office',
    coUnits: 'Co-operating units',
    coUnitsHint: 'One a line, if any.',
    startBy: 'Start',
    lists: {
      milestones: 'Milestones',
      budget: 'Budget',
      sources: 'Sources of funds',
      criteria: 'Criteria of acceptance',
    },
    row: (list, n) => `${LISTS[list].replace(/^./, (first) => first.toUpperCase())} ${n}`,
    add: (list) => `Add a ${LISTS[list]}`,
    remove: 'Remove',
    name: 'Name',
    weight: 'Weight (%)',
    dueOn: 'Due on',
    amount: 'Amount (10,000 yuan)',
    amountIs: (yuan) => `That is ${yuan} yuan`,
    criterion: 'Criterion',
    weightsSum: (sum) =>
      sum === 100 ? 'The weights make 100.' : `The weights make ${sum}; they should make 100.`,
    budgetSum: (sum, voted, same) =>
      same ? `The budget makes ${sum}, as was voted.` : `The budget makes ${sum}; ${voted} were voted.`,
    sourcesSum: (sum, budget, same) =>
      same
        ? `The sources make ${sum}, as the budget does.`
        : `The sources make ${sum}, the budget ${budget}: they should be the same.`,
    wrongRow: ({ list, n, lacks }) => `${LISTS[list]} ${n} ${LACKS_OF_ROW[lacks]}`,
    stillLacks: 'Before the presidium can approve it, it needs:',
    lacks: LACKS,
    lacksAmount: 'a budget that makes the amount voted',
    complete: 'The plan is complete: once saved, the presidium can approve it.',
    save: 'Save the plan',
    saved: (version) => `Saved as draft ${version}; the presidium can read it.`,
    begun: (version) =>
      version === 0
        ? 'You go on with what you had not saved.'
        : `You go on with what you had not saved, from draft ${version}.`,
    newer: (version, parts) =>
      `Somebody saved draft ${version} meanwhile. Other than yours: ${parts.length === 0 ? 'nothing' : parts.join(', ')}. What you typed is all here.`,
    goOn: 'Go on with mine',
  },
  files: {
    words: photoWordsEn,
    photos: 'Add photos',
    documents: 'Add documents',
    hint: 'Photos are shrunk on this device before they are sent; documents are PDF, .docx or .xlsx.',
    hintOne: 'PDF, .docx, .xlsx or a photo, if you have one.',
    preparing: 'Preparing the files…',
    sending: (n, all) => `Sending file ${n} of ${all}`,
    notSent: (titles) => `Not sent: ${titles.join(', ')}. They are still on this device.`,
    again: 'Send again',
    notTaken: (name, why) => `${name}: ${why}`,
    unreadable: 'cannot be opened: please choose another.',
    full: (max) => `At most ${max} files at one place.`,
    waiting: 'to be sent',
    remove: (title) => `Remove the file ${title}`,
    of: (whose) => `Photos and documents: ${whose}`,
    picture: '进度照片',
  },
  report: {
    heading: 'Report progress',
    period: 'Which period',
    option: (period, due, state) =>
      state === 'reported'
        ? `${period} (reported)`
        : state === 'late'
          ? `${period} (was due by ${due})`
          : `${period} (due by ${due})`,
    none: 'There is nothing to report before the plan holds.',
    milestones: 'Milestones',
    milestonesHint: 'Only those that moved; the others stay as they were.',
    was: (percent) => `${percent}% before`,
    due: (day) => `due on ${day}`,
    percent: 'Percent done',
    percentWrong: (name) => `“${name}” needs a whole number from 0 to 100`,
    exact: (percent) => `${percent}%`,
    doneOn: 'Done on',
    figures: 'How much of what',
    figuresHint: 'For example: 320 of 560 lamps. May be left empty.',
    doneOnMissing: (name) => `“${name}” is done: please say on which day`,
    unchanged: 'As before',
    text: 'What was done in this period',
    textHint: 'For deputies and residents to read.',
    general: 'Photos and documents of no one milestone',
    departures: 'Is anything other than planned?',
    departuresHint: 'Say it as it is; what has to change needs a request of its own.',
    how: (field) => `How is it otherwise: ${field}`,
    send: 'Send the report',
    correct: 'Send the correction',
    sent: (period, version) =>
      version === 1
        ? `The progress of ${period} was reported.`
        : `The report of ${period} was corrected (version ${version}).`,
    isReported: (version) =>
      `This period was reported (version ${version}). You may correct it; every version is kept.`,
    newer: (version) =>
      `There is a report of this period by now, version ${version}, that yours did not begin from. What you typed is all here; if yours should stand, send it as a correction.`,
    goOn: 'Mine should stand, as a correction',
    textMissing: 'Please say what was done',
    departureMissing: (field) => `Please say how it is otherwise: ${field}`,
    changedMeanwhile: 'Somebody has reported this period: see above.',
  },
  money: {
    heading: 'Book an entry',
    kind: 'Kind',
    kinds: {
      allocated: 'Allocated (money came in)',
      contracted: 'Contracted (a contract was signed)',
      paid: 'Paid',
    },
    source: 'From which source',
    line: 'On which budget line',
    amount: 'Amount (yuan)',
    amountHint: 'To the fen, such as 12345.67',
    amountWrong: 'Please type an amount above nothing, with two decimals at most',
    amountIs: (amount) => `That is ${amount}`,
    ofLine: (planned, booked) => `${planned} planned, ${booked} booked`,
    over: 'With this entry more is booked than was planned here: please check.',
    bookedOn: 'Day',
    party: { allocated: 'From whom', contracted: 'With whom', paid: 'To whom' },
    voucher: 'Number of the voucher or contract',
    note: 'Note',
    noteHint: 'If you like.',
    file: 'Voucher',
    book: 'Book it',
    booked: (kind, amount) => `Booked: ${kind} ${amount} yuan.`,
    taken:
      'What you sent before has been booked, and it is not what stands here now: please look at the entries below. If this is another one, press “Book it” again.',
    see: (count) => `See what is booked (${count})`,
    reverse: 'Take back',
    reverseOf: (what) => `Take back: ${what}`,
    reverseText: (amount) => `Another entry is booked against it (−${amount} yuan); this one stays.`,
    reason: 'Why it is taken back',
    missing: {
      amount: 'Please type the amount',
      part: 'The plan that holds has nothing of this kind to book on',
      party: 'Please say with whom',
      voucher: 'Please give the voucher’s number',
      bookedOn: 'Please give the day',
    },
  },
  change: {
    heading: 'Ask for a change of the plan',
    text: 'Make the plan what it should be, and say why. The office examines it, and the presidium or the congress decides; until then the plan holds as it is.',
    reason: 'Why it should change',
    evidence: 'Evidence',
    fromVote: 'Compared with the vote',
    asHeld: 'Nothing of the plan has been changed yet.',
    sameAsVote: 'Amount, content, place, unit and dates are as they were voted.',
    decides: {
      presidium: 'The presidium decides.',
      congress: 'The amount moves by more than the rule allows: the congress decides.',
    },
    send: 'Ask for the change',
    sent: 'The change was asked for.',
    reasonMissing: 'Please say why',
    nothing: 'Please change the plan first',
    pending: 'A change waits for its decision',
    states: {
      asked: 'waits for the office’s opinion',
      examined: {
        presidium: 'examined, waits for the presidium',
        congress: 'examined, waits for the congress',
      },
    },
    askedOn: (day) => `asked on ${day}`,
    parts: (parts) => `Changes: ${parts.join(', ')}`,
    withdraw: 'Withdraw it',
    withdrawText: 'The plan stays as it is; another change has to be asked for anew.',
    withdrawn: 'The request was withdrawn.',
    newer: (version) =>
      `The plan has got version ${version} meanwhile. What you typed is all here; please compare it with the new plan first.`,
    goOn: 'I have looked: go on with mine',
  },
  completion: {
    heading: 'Self-assessment',
    notYet: 'The project is assessed once every milestone is done and reported. Still open:',
    open: (name, percent) => `${name} (${percent}%)`,
    text: 'Assessment',
    textHint: 'What was built, how well it works, what is left.',
    evidence: 'Photos and documents',
    assess: 'Send the assessment',
    assessed: 'The assessment was sent; the final account is next.',
    sentBack: (reason) => `Sent back: ${reason}`,
    accountHeading: 'Final account',
    accountText: 'What each line came to in the end. What was paid stands there already: please check.',
    line: (name) => `${name}: final (yuan)`,
    beside: (budget, paid) => `Budget ${budget} yuan, paid ${paid} yuan`,
    sum: (final, budget, paid) => `Final ${final} yuan; budget ${budget} yuan, paid ${paid} yuan.`,
    lineWrong: (name) => `“${name}” needs an amount, 0 at least, with two decimals at most`,
    accountSays: 'What is to be said of it',
    accountSaysHint: 'Where it is not what the budget was, why.',
    account: 'Send the final account',
    accounted: 'The final account was sent; the acceptance is next.',
    again: 'Until the acceptance you may send it again: the last one counts.',
    textMissing: 'Please say something of it',
  },
}

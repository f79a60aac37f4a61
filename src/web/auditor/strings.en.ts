/** What the auditor's page says, in English. */
import type { Words } from './strings.zh.ts'

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`

export const en: Words = {
  pageTitle: 'Verify · Piaojue',
  app: 'Verify',
  tagline: 'Verify a vote from beginning to end, on your own device. Nothing is uploaded.',
  loading: 'Reading…',
  retry: 'Read again',
  entry: (seq) => (seq === null ? ' (typed in)' : ` (journal entry ${seq})`),

  chooseHeading: 'Choose a ballot archive',
  chooseText:
    'A ballot archive (.bel) holds all sealed ballots of a vote, the proofs of every step and the opened totals. It does not tell how anybody voted.',
  drop: 'Drop .bel files here, several if you like; or',
  chooseFile: 'Choose files',
  serverHeading: 'Archives on this server',
  serverNone: 'No vote has been sealed on this server yet.',
  serverFailed:
    'The votes on this server cannot be read now: please check the network. Downloaded archives can be verified without one.',
  verify: 'Verify',
  verifyNamed: (title) => `Verify: ${title}`,
  download: 'Download',
  ballotState: {
    sealed: 'sealed',
    open: 'voting is open',
    closed: 'waiting for the count',
    counted: 'waiting for the announcement',
    announced: 'announced',
    byHand: 'counted by hand',
    void: 'void',
    ended: 'practice over',
  },

  waiting: 'Begins when the ones before it are done.',
  fetching: (got) => `Downloading: ${got} so far.`,
  verifying: (done, all, ballots) => `Verifying: ${done} of ${all}; ${many(ballots, 'ballot')} so far.`,
  beginning: 'Reading through the file…',
  progress: 'Progress of the verification',
  cancel: 'Stop verifying',
  cancelled: 'The verification was stopped. There is no verdict.',
  fetchFailed:
    'The download did not finish: the network is gone, or the server did not hand this archive out.',
  readFailed: 'This file could not be read to its end: it may have been moved or changed.',
  again: 'Verify again',
  remove: 'Remove',
  removeNamed: (name) => `Remove ${name}`,

  verdict: {
    counted:
      'Nothing was found wrong: the archive is whole, its chain holds, and the opened totals are right.',
    open: 'Nothing was found wrong so far. Voting has not ended: verify once more later.',
    closed: 'Nothing was found wrong so far. Voting has ended; the box has not been opened.',
    findings: (count) => `${many(count, 'finding')}: this archive cannot be relied on.`,
    unreadable: 'No election can be read: this is not a ballot archive, or the file is damaged.',
  },
  stage: {
    open: 'voting is open',
    closed: 'ended, not yet opened',
    counted: 'counted',
    unreadable: 'unreadable',
  },
  practice:
    'This is a practice vote: it has keys of its own, its box is never opened, and it decides nothing.',
  byHand: (method) =>
    `The presidium switched to ${method}, counted by the tellers by hand: the electronic box was not opened and never will be. What is verified below only shows that it stayed sealed.`,
  method: { paper: 'paper ballots', hands: 'a show of hands' },
  voided: 'This vote was declared void. Reason: ',
  facts: {
    name: 'Vote',
    uuid: 'Number',
    fingerprint: 'Fingerprint of the election',
    head: 'Last event',
    sha256: 'SHA-256 of the file',
    size: 'Size of the file',
    stage: 'State',
  },
  factsText:
    'Compare the fingerprint, letter by letter, with the one shown in the hall and noted down by the tellers.',

  checksHeading: 'What was verified',
  checkName: {
    file: 'File',
    chain: 'Chain of events',
    setup: 'Sealing',
    ballots: 'Ballots',
    tally: 'Sum',
    shares: 'Opening',
    result: 'Result',
  },
  check: {
    file: (count) =>
      `Read ${many(count, 'record')}: the content of each matches its name and is in canonical form.`,
    chain: (count) =>
      `${many(count, 'event')} follow one another; none is missing, repeated or out of place.`,
    setup: (trustees, credentials) =>
      `Verified ${many(trustees, 'public key')} (the tellers’ and the server’s) with their proofs; the election’s key is made of just these; ${many(credentials, 'card')} on the list, none twice.`,
    ballots: (count) =>
      count === 0
        ? 'There is no ballot in the box yet.'
        : `Verified ${many(count, 'ballot')}: every proof and the signature of each are right, and each is from a card on the list.`,
    replaced: (count) =>
      `${many(count, 'ballot')} of them ${count === 1 ? 'was' : 'were'} replaced by a later one of the same credential.`,
    tally: 'Added all ballots up again: the same sealed totals as in the archive.',
    shares: (count) => `Verified ${many(count, 'share')} that opened the box: every proof of each is right.`,
    result: 'The figures that were opened are just what these shares decrypt.',
  },
  checkState: { passed: 'Right', failed: 'Findings', notYet: 'Not yet' },
  checkFailed: (count) => `${many(count, 'finding')}: see below.`,
  checkNotYet: 'The vote has not come so far.',

  findingsHeading: (count) => `Findings (${count})`,
  findingsMore: (count) => `The same in ${many(count, 'other place')}`,
  findingsTooMany: (count) => `${many(count, 'further place')} not listed.`,
  findingName: 'Name of the record',

  resultHeading: 'The votes that were opened',
  option: 'Option',
  votes: 'Votes',
  blank: 'Blank',
  share: 'Of all / of those present',
  shareOf: (answer) => `${answer}, of all / of those present`,
  attendance: (all, present) => `${many(all, 'deputy', 'deputies')} in all, ${present} present`,
  attendanceUnknown:
    'How many deputies there are and were present is not in the archive: with the journal, shares are shown here.',

  outcomeHeading: 'Who is chosen: decided anew',
  outcomeNone: 'The questions of this archive choose no projects: there is no outcome to decide.',
  outcomeSatisfaction: 'A satisfaction ballot only has figures; nobody is chosen by it.',
  outcomeNotYet: 'There are no opened figures to decide by yet.',
  basis: {
    seats: 'Seats',
    majority: 'Majority',
    shouldAttend: 'All deputies',
    present: 'Present',
  },
  majority: {
    'over-half-of-all-deputies': 'over half of all deputies',
    'over-half-of-present': 'over half of those present',
    none: 'by ranking alone',
  },
  handCount: 'Figures as two tellers counted them by hand, each alone, with equal results',
  basisMissing:
    'The journal has no seats, majority and heads for this vote. Open a journal file below, or type them in:',
  basisTyped: 'Use figures of your own',
  decide: 'Decide',
  needed: (needed) => `${many(needed, 'approval')} or more needed.`,
  elected: 'Chosen: ',
  nobody: 'No project has the votes that are needed.',
  tied: (seats) => `Equal votes; a run-off for ${many(seats, 'seat')} among: `,
  unfilled: (count) => `${many(count, 'seat')} unfilled.`,
  announcedSame: 'The same as was announced',
  announcedDiffers: 'Not what was announced',
  announcedWas: 'Announced was: ',
  announcedNone: 'The journal has no announcement yet.',

  agreeHeading: 'Archive and public journal',
  agreeNone:
    'The public journal does not speak of this vote: it may be another server’s journal, or an earlier one.',
  agreeNoJournal: 'There is no public journal yet: see “Public journal” below.',
  agree: {
    fingerprint: 'Fingerprint of the election',
    setupHead: 'Event of the sealing',
    closeHead: 'Event of the close',
    resultHead: 'Event of the count',
    returned: 'Ballots returned',
    result: 'Opened figures',
  },
  agreeSame: 'the same',
  agreeDiffers: 'not the same',
  agreeJournal: 'Journal: ',
  agreeArchive: 'Archive: ',
  voidedNone: (count) =>
    `The journal voids ${many(count, 'card')}; there is no ballot from any of them in the box.`,
  voidedUsed: (number, record) =>
    `Card ${number} was voided, and yet there is a ballot from it in the box: record ${record}.`,

  lookupHeading: 'Look up a ballot',
  lookupText: 'Type a tracker, or the seal code that a tablet showed. Case counts; spaces do not.',
  lookupLabel: 'Tracker or seal code',
  lookup: 'Look up',
  lookedUp: {
    noCode: 'This is neither a tracker (43 characters) nor a seal code (12 characters).',
    tracker: (n, record) => `In the box: the tracker of ballot ${n} (record ${record}).`,
    seal: (n, record) => `In the box: the seal code of ballot ${n} (record ${record}).`,
    notFound:
      'This archive has no such ballot. If voting has not ended, download a newer archive and look again.',
  },

  compareHeading: 'Compare with an earlier download',
  compareText:
    'An archive only grows: a later file must begin with the earlier one, without a byte of difference.',
  compareChoose: 'Choose the earlier file',
  comparing: 'Comparing…',
  compareFailed: 'The files could not be read to their ends: please choose again.',
  compared: {
    same: 'The two files are the same.',
    grown: (before, now) =>
      `Nothing was removed or changed: the ${many(before, 'earlier record')} are all there, of ${now} now.`,
    shrunk: (before, now) =>
      `Records are gone: there were ${before}, and now there are only the first ${now}. (If you chose the files the wrong way round, compare again.)`,
    differs: (record, byte) =>
      `They differ from record ${record} on (byte ${byte} of the file): what was there before was changed.`,
    otherElection: 'The two files are not of the same election and cannot be compared:',
    unreadable: 'No election can be read in one of the files: they cannot be compared.',
    sameElection: 'Both files are of the same election, with the same fingerprint.',
    earlier: 'Earlier: ',
    current: 'Now: ',
  },

  saveHeading: 'Save a report',
  saveText:
    'One file with this archive, the verdict above and the verifier. It needs no network and no server; in ten years it still opens, and verifies again.',
  save: 'Save report',
  saving: 'Writing the report…',
  saved: (name) => `Saved as ${name}.`,
  saveFailed:
    'The report was not written: the verifier could not be fetched. Try again when there is a network.',

  journalHeading: 'Public journal',
  journalText:
    'Every official act is in the journal, one chained to the other. Seats, majority and heads come from here.',
  journalFrom: { server: 'From this server.', file: 'From a file: ' },
  journalFailed:
    'This server’s journal cannot be read now. You can open one that was downloaded (journal.jsonl).',
  journalOk: (entries) =>
    `Verified ${many(entries, 'entry', 'entries')}: the numbers follow, the chain holds, nothing was found wrong.`,
  journalBad: (entries, findings) =>
    `Read ${many(entries, 'entry', 'entries')}, with ${many(findings, 'finding')}:`,
  journalLine: (line) => `Line ${line}: `,
  journalEnd: 'End of the journal',
  journalEndText:
    'Compare this hash with one that was noted down elsewhere: the journal only goes on from it.',
  journalFile: 'Open a journal file',
  journalReload: 'Read again',

  pagesHeading: 'Check the pages of this server',
  pagesText:
    'Pages come from the server too. Every page file is fetched again and held against the server’s list, and the list against its digest that the journal has of each sealing. Do this on more than one device.',
  pagesCheck: 'Check the pages',
  pagesChecking: (done, all) => `Checking file ${done} of ${all}…`,
  pagesSame: (count) => `${many(count, 'file')}, all as the list says.`,
  pagesDiffer: 'Files that are not as the list says:',
  pagesMissing: 'cannot be fetched',
  pagesFailed: 'The list of page files cannot be fetched now: please check the network.',
  pagesManifest: 'SHA-256 of the list',
  pagesManifestText: 'Read it aloud to compare.',
  pagesSealedSame: (title) => `The same as written down when this vote was sealed: ${title}`,
  pagesSealedDiffers: (title) => `Not what was written down when this vote was sealed: ${title}`,

  othersHeading: 'Verify once more with a program that others wrote',
  othersText:
    'The archive’s format is Belenios 3.3. With Debian’s package belenios-tool: put the archive into an empty folder under its name <number>.bel, and run:',
  othersBallot:
    'Up to 3.3 this command passes over ballots whose proofs fail; run election verify-ballot for each ballot too, or use this page.',

  limitsHeading: 'What this page cannot show',
  limits: [
    'That a tablet sealed what its deputy chose: check tablets before voting, with “Check a tablet”.',
    'That this page was not exchanged: check the digest of the pages, or use the other program above.',
    'That whoever voted was a deputy: that is for the register and the cards in the hall.',
  ],

  checkTabletHeading: 'Check a tablet',
  checkTabletText:
    'After “check this tablet”, a tablet shows a QR code. Scan it here, or paste its text, to see whether the tablet sealed what you chose.',
  checkTabletOpen: 'Scan or paste',
  checkTabletScan: 'Scan with the camera',
  cameraPicture: 'What the camera sees',
  cameraStarting: 'Turning the camera on…',
  cameraAim: 'Hold the square code of the tablet in the middle of the picture.',
  cameraTrouble: {
    denied: 'The camera may not be used. Allow it in the browser, or paste the text.',
    none: 'This device has no camera that works. Please paste the text.',
    busy: 'Another program is using the camera. End it first, or paste the text.',
  },
  checkTabletPaste: 'Paste the text of the QR code',
  checkTabletCheck: 'Check',
  checkTabletNoCode: 'This is not what a tablet shows. Please scan again, or paste all of it.',
  checkTabletChecking: 'Checking…',
  checkTabletUnreachable: 'The questions of this vote cannot be fetched: try again when there is a network.',
  checkTabletBack: 'Back to verifying',
  checkTabletAnother: 'Check another',
  challengeSays: 'This sealed ballot says:',
  challengeSaid: {
    approve: 'for',
    against: 'against',
    satisfied: 'satisfied',
    basicallySatisfied: 'basically satisfied',
    notSatisfied: 'not satisfied',
    blank: 'blank',
    chosen: 'chosen',
    notChosen: 'not chosen',
  },
  challengeNone: 'nothing chosen (blank)',
  challengeCode: 'Seal code',
  challengeCompare:
    'Compare this with the seal code on the tablet, and what it says with what you chose. If both are right, the tablet told the truth this time.',
  challengeThrown:
    'The ballot that was checked is void and was not cast: please choose and vote again on the tablet.',
  challengeDiffers: 'It does not match: do not use this tablet.',
  challengeDiffersText:
    'What the tablet sealed is not what it says. Tell a teller at once, and vote on another tablet.',
  challengeExpected: 'The seal code it should have had',

  report: {
    title: (name) => `Verification report: ${name}`,
    made: (at) => `Written at ${at}.`,
    self: 'This file holds the whole ballot archive, the verdict of its time and the verifier; it needs no network. Somebody could forge all of it: compare the fingerprint and the SHA-256 with those that were published, or that you noted down.',
    again: 'Verify again with the program in this file',
    noScript:
      'This is the verdict at the time of writing. To verify again here, allow this file to run scripts.',
    trackers: 'Trackers in the box',
    working: 'Verifying…',
    same: 'Verified again: as the report says.',
    differs: 'Verified again: not as the report says. This file was altered.',
    ok: 'Nothing was found wrong.',
    findings: 'Findings:',
    failed: 'Could not verify again: ',
    archive: 'Save the archive as a .bel file',
  },
}

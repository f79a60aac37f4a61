/** What the lists of staff and deputies say, in English. */
import type { PeopleWords } from './strings.zh.ts'

export const en: PeopleWords = {
  close: 'I have noted it',
  staff: {
    heading: 'Staff',
    text: 'Presidium, tellers, auditors, deputies and departments work under accounts of their own, on devices of their own. Accounts are not shared.',
    caption: 'Staff accounts',
    name: 'Name',
    unit: 'Name of the unit',
    unitHint:
      'Demands are assigned under this name. Several accounts with the same name are one unit: they see and do the same.',
    username: 'Username',
    role: 'Role',
    state: 'State',
    acts: 'Actions',
    active: 'active',
    disabled: 'disabled',
    noFactor: 'no one-time code yet',
    add: 'Add staff',
    roles: {
      presidium: 'Presidium',
      teller: 'Teller',
      chief: 'Chief teller',
      auditor: 'Auditor',
      deputy: 'Deputy',
      department: 'Department',
    },
    deputy: 'Which deputy',
    deputyMissing: 'Choose the deputy',
    chiefTaken: 'There is one chief teller only, and there is one already',
    button: 'Create the account',
    madeHeading: 'The account is created',
    madeText:
      'The first password is shown this once. Hand it over in person, and have it changed after the first sign-in.',
    password: 'First password',
    anew: 'Set a new password',
    anewHeading: 'Set a new password for this account?',
    anewText:
      'For somebody who has forgotten theirs. The old one no longer works, every device is signed out; the one-time code stays. It is recorded in the public journal.',
    anewDone: 'The new password is set',
    disable: 'Disable',
    disableHeading: 'Disable this account?',
    disableText: 'It is signed out at once and cannot do anything. It can be enabled again.',
    enable: 'Enable',
    reset: 'Reset the one-time code',
    resetHeading: 'Reset the one-time code?',
    resetText: 'For a phone that is lost or replaced. It is set up anew at the next sign-in.',
  },
  deputies: {
    heading: 'Deputies',
    count: (active, left) => (left === 0 ? `${active} deputies.` : `${active} deputies, ${left} have left.`),
    none: 'There are no deputies yet. Import a sheet, or add them one by one.',
    caption: 'List of deputies',
    number: 'No.',
    name: 'Name',
    delegation: 'Delegation',
    state: 'State',
    acts: 'Actions',
    active: 'active',
    left: 'has left',
    search: 'Find a deputy',
    searchHint: 'Name, delegation or number.',
    more: (count) => `${count} more are not shown: search for them.`,
    add: 'Add a deputy',
    delegationHint: 'Optional.',
    save: 'Save',
    edit: 'Change',
    leave: 'Mark as left',
    leaveHeading: 'Mark as left?',
    leaveText: 'Who has left is not counted and cannot sign in. It can be taken back.',
    back: 'Take back',
    importHeading: 'Import a sheet',
    importText:
      'The first row holds the headings: 姓名 (name) must be there, 代表团 (delegation) may; other columns are ignored.',
    export: 'Export the list (.xlsx)',
    sheet: '代表名册',
    fileName: 'deputies.xlsx',
    templateName: 'deputies-empty.xlsx',
    noNameColumn: 'There is no column 姓名 (name) in the first row. Please check the headings.',
    problem: (problem) => {
      switch (problem.is) {
        case 'noName':
          return 'no name'
        case 'tooLong':
          return problem.column === 'name'
            ? 'the name has more than 40 characters'
            : 'the delegation has more than 60 characters'
        case 'unprintable':
          return 'characters that cannot be shown'
        case 'notText':
          return 'the name is a number or a date'
        case 'twice':
          return `the same as row ${problem.row}`
        case 'known':
          return 'somebody of this name and delegation is in the list already'
      }
    },
    doubtful: (count) => `${count} rows may be duplicates, please check:`,
    takeDoubtful: 'They are different people: import them too',
    import: (count) => `Import ${count} deputies`,
    imported: (count) => `${count} deputies are imported.`,
  },
  badges: {
    heading: 'Badges',
    text: 'Ten on a page; print on A4 and cut. At the door a scanner reads the code.',
    print: 'Print',
    qr: (name) => `Sign-in code of ${name}`,
    back: 'Back to the meeting',
  },
}

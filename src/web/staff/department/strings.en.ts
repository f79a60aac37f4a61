/** What a department's page says, in English. */
import { photoWordsEn } from '../../shared/photo-words.en.ts'
import type { DepartmentWords } from './strings.zh.ts'

const ACTORS = { secretary: 'Secretary', deputy: 'Deputy', department: 'Department', resident: 'Resident' }

const demands = (count: number): string => `${count} ${count === 1 ? 'demand' : 'demands'}`
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

export const en: DepartmentWords = {
  photos: photoWordsEn,
  duties: {
    heading: 'To do',
    demands: 'Demands',
    summary: (todo, overdue, handled) =>
      todo + handled === 0
        ? 'No demand waits to be dealt with.'
        : `${[
            `${demands(todo)} to deal with`,
            ...(handled > 0 ? [`${demands(handled)} handled and not answered`] : []),
            ...(overdue > 0 ? [`${overdue} of these overdue`] : []),
          ].join(', ')}.`,
    filter: 'Search and filter',
    search: 'Search',
    searchHint: 'By number, place, or words of the text, as you type.',
    phases: { todo: 'To deal with', handled: 'To be answered', answered: 'Answered' },
    list: 'Demands',
    none: {
      todo: 'There is nothing to deal with. What the secretary assigns to this unit appears here.',
      handled: 'Nothing waits for its answer.',
      answered: 'Nothing has been answered yet.',
    },
    noneFound: 'No such demand was found.',
    more: 'Show more',
    draft: 'unsent draft',
  },
  due: {
    overdue: (count, dueOn) => `Overdue by ${days(count)}: an answer was due by ${dueOn}`,
    today: 'Due today',
    soon: (count, dueOn) => `${days(count)} left, due by ${dueOn}`,
    by: (dueOn) => `Due by ${dueOn}`,
  },
  states: {
    taken: 'handed back',
    assigned: 'to be handled',
    handled: 'handled, to be answered',
    answered: 'answered, to be confirmed by the resident',
    confirmed: 'the resident is content',
    reopened: 'the resident is not content: to be handled again',
  },
  demand: {
    heading: (number) => `Demand ${number}`,
    back: 'Back to the demands',
    facts: {
      state: 'State',
      category: 'Category',
      place: 'Place',
      grid: 'Grid',
      station: 'Station',
      takenOn: 'Taken on',
      channel: 'Channel',
    },
    channels: { reception: 'Reception', visit: 'Visit', online: 'Online' },
    none: 'not given',
    resident: 'Reaching the resident',
    residentHint:
      'Only to deal with this demand; not to be passed on. Once it is answered, this is no longer shown.',
    noResident: 'The resident left nothing by which to be reached.',
    residentHidden: 'It is answered: how to reach the resident is no longer shown.',
    name: 'Name',
    phone: 'Telephone',
    address: 'Address',
    steps: 'What was done',
    step: (act, actor, unit) => {
      const who = actor === 'department' && unit !== null ? unit : ACTORS[actor]
      switch (act) {
        case 'take':
          return actor === 'resident' ? 'Sent in by the resident' : `Taken down: ${who}`
        case 'assign':
          return `Assigned to ${unit ?? 'a unit'}: ${who}`
        case 'handle':
          return `Handled: ${who}`
        case 'return':
          return `Handed back, to be assigned to another unit: ${who}`
        case 'answer':
          return `Answered: ${who}`
        case 'confirm':
          return `Settled: ${who}`
        case 'correct':
          return `Corrected by ${who}`
        case 'reopen':
          return `Opened again: ${who}`
      }
    },
    acts: 'Deal with it',
    choose: { handle: 'Record what was done', answer: 'Answer the resident', return: 'Not ours: hand back' },
    hints: {
      handle:
        'The secretary then answers the resident, or this unit does. The resident reads it with the follow-up code.',
      answer: 'The resident then says whether it is settled, and reads this with the follow-up code.',
      return:
        'It goes back to the secretary and is no longer seen here. The resident reads the reason: no personal data in it.',
    },
    says: {
      handle: 'What was done',
      answer: 'Answer to the resident',
      return: 'Why it is not ours, and whose it is',
    },
    does: { handle: 'Record', answer: 'Answer', return: 'Hand back' },
    kept: 'What you typed is kept on this device, also without a network or after a reload.',
    notKept: 'This device cannot keep a draft: please do not leave this page.',
    done: {
      handle: 'What was done is recorded.',
      answer: 'Answered: the resident now says whether it is settled.',
      return: 'Handed back to the secretary.',
    },
  },
  dossiers: {
    heading: 'Dossiers',
    text: 'Dossiers of proposed projects that this unit has to complete. Only a complete one comes onto the list.',
    none: 'No dossier was given to this unit yet.',
    year: (year) => String(year),
    open: 'Complete the dossier',
    look: 'Look at it',
    states: { collected: 'to be completed and screened', refused: 'not taken up', listed: 'on the list' },
    complete: 'complete',
    missing: (fields) => `Still missing: ${fields.join(', ')}`,
    version: (version) => `version ${version}`,
  },
  dossier: {
    back: 'Back to the dossiers',
    missingSaved: (fields) => `Missing in the saved version: ${fields.join(', ')}`,
    complete: 'The saved version is complete: it can be screened and listed.',
    form: 'Complete the dossier',
    save: 'Save as a new version',
    saved: (version) => `Saved as version ${version}.`,
    draft: (version) => `This is your unsaved draft, made from version ${version}.`,
    draftKept: 'What you typed is kept on this device, also without a network or after a reload.',
    newer: (version) =>
      `Meanwhile somebody saved version ${version}: see “Versions” below. If you save, what you typed is the newest; every version is kept.`,
    drop: 'Drop the draft and begin with the newest version',
    dropText: 'What you typed and did not save is deleted and cannot be brought back.',
    refused: (criterion, reason) => `Not taken up: ${criterion}. ${reason}`,
    listed: 'It is on the list of candidates: to change it, ask the secretary.',
    fixed: 'The list of this year is fixed: this can only be read.',
    demands: (count) => `In the residents’ own words (${count})`,
    noDemands: 'No demands were collected.',
    versions: 'Versions',
    versionBy: (version, by) => `Version ${version} · ${by}`,
    secretary: 'secretary',
    presidium: 'presidium',
    first: 'The dossier was begun',
    unchanged: 'Nothing was changed',
    before: 'was',
    after: 'is now',
    nothing: '(empty)',
    yuan: (wan) => `${wan} × 10,000 yuan`,
  },
  units: {
    heading: 'What waits for each unit',
    link: (todo, overdue) =>
      overdue > 0 ? `What waits for each unit (${overdue} overdue)` : `What waits for each unit (${todo})`,
    unit: 'Unit',
    none: 'Nothing waits.',
    nobody: 'not assigned yet',
    todo: 'To be handled',
    handled: 'To be answered',
    overdue: 'Overdue',
    total: 'Total',
    overdueHeading: 'Overdue demands, the longest first',
    noOverdue: 'No demand is overdue.',
  },
}

/** What the desk for demands says, in English. */
import { photoWordsEn } from '../../shared/photo-words.en.ts'
import type { DemandWords } from './strings.zh.ts'

const ACTORS = { secretary: 'Secretary', deputy: 'Deputy', department: 'Department', resident: 'Resident' }

export const en: DemandWords = {
  photos: photoWordsEn,
  all: 'all',
  channels: { reception: 'Reception', visit: 'Visit', online: 'Online' },
  states: {
    taken: 'to be assigned',
    assigned: 'assigned',
    handled: 'handled',
    answered: 'answered',
    confirmed: 'resolved',
    reopened: 'reopened',
  },
  acts: {
    assign: 'Assign',
    handle: 'Handle',
    return: 'Hand back',
    answer: 'Answer',
    confirm: 'Resolve',
    reopen: 'Reopen',
  },
  nav: {
    label: 'Work on demands',
    demands: 'Demands',
    record: 'Record a contact',
    records: 'Contacts',
    statistics: 'Statistics',
    grids: 'Grids and stations',
  },
  export: 'Export a sheet (.xlsx)',
  exportContacts: 'Export the contacts (.xlsx)',
  contactsFile: (from, to) => `接待记录-${from}-${to}.xlsx`,
  list: {
    heading: 'Demands',
    filter: 'Search and filter',
    search: 'Search',
    searchHint: 'By number, place, or words of the text, as you type.',
    state: 'State',
    channel: 'Channel',
    category: 'Category',
    grid: 'Grid (with all within)',
    from: 'Taken from',
    to: 'to',
    overdue: 'Overdue only',
    reset: 'Clear the filter',
    caption: 'Demands, the newest first',
    columns: {
      number: 'Number',
      text: 'Text',
      category: 'Category',
      grid: 'Grid',
      takenOn: 'Taken on',
      state: 'State',
    },
    overdueMark: 'overdue',
    none: 'No demand has come in yet. What deputies take down and what residents send in from the public page appears here.',
    noneFound: 'No demand fits.',
    shown: (count, all) => (all ? `${count} in all.` : `${count} shown, and there are more.`),
    more: 'Show more',
    folded: (count) => (count === 0 ? 'Filter' : `Filter (${count} set)`),
    isFiltered: (name, value) => `${name}: ${value}`,
    isAll: 'All demands',
    between: '; ',
    print: (max) => `Print (up to ${max})`,
    preparing: 'Reading what is printed…',
    fileName: '诉求.xlsx',
  },
  import: {
    heading: 'Import earlier demands',
    text: 'The first row holds the headings: date, channel (reception, visit, online), category and text must be there; place, grid, name, phone and address may, and what became of it: unit, due, answered (a day), answer and resolved (yes or no); other columns are ignored. The Chinese headings of the empty sheet do as well.',
    templateName: 'demands-empty.xlsx',
    noColumn: (column) => `There is no column ${column} in the first row. Please check the headings.`,
    problem: (column, is) => {
      switch (is) {
        case 'missing':
          return `${column} is empty`
        case 'tooLong':
          return `${column} is too long`
        case 'unprintable':
          return `${column} has characters that cannot be shown`
        case 'noDay':
          return `${column} is no date like 2024-07-01`
        case 'later':
          return `${column} is after today`
        case 'early':
          return `${column} is before the day on which it was taken`
        case 'noAnswer':
          return `${column} must be 是 (yes) or 否 (no)`
        case 'noChannel':
          return `${column} must be 坐诊 (reception), 巡诊 (visit) or 网诊 (online)`
        case 'noGrid':
          return `${column} names no grid, or several: write the whole way, like 南片/玄真社区`
        case 'noPhone':
          return `${column} must be digits`
      }
    },
    known: 'imported before',
    knownRows: (count) =>
      count === 1
        ? '1 row was imported before and is not imported again:'
        : `${count} rows were imported before and are not imported again:`,
    doIt: (count) => (count === 1 ? 'Import 1 demand' : `Import ${count} demands`),
    imported: (count) => (count === 1 ? '1 demand is imported.' : `${count} demands are imported.`),
  },
  demand: {
    heading: (number) => `Demand ${number}`,
    facts: {
      state: 'State',
      category: 'Category',
      channel: 'Channel',
      place: 'Place',
      grid: 'Grid',
      takenOn: 'Taken on',
      unit: 'Unit',
      dueOn: 'Answer due',
    },
    print: 'Print',
    takenAt: {
      heading: 'The contact it came from',
      heldOn: 'Date',
      station: 'Station',
      deputies: 'Deputies present',
      residents: 'Residents met',
      note: 'Note',
    },
    none: 'not given',
    overdue: 'overdue',
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
          return `Resolved: ${who}`
        case 'correct':
          return `Corrected by ${who}`
        case 'reopen':
          return `Reopened: ${who}`
      }
    },
    acts: 'Next step',
    unitChoice: 'Assign to',
    otherUnit: 'a unit without an account',
    unit: 'Name of the unit',
    dueOn: 'Answer due',
    says: {
      handle: 'What was done',
      answer: 'Answer to the resident',
      confirm: 'Note (optional)',
      reopen: 'Why it is reopened',
    },
    saysHint: 'The resident can read it with the follow-up code.',
    resident: 'Resident',
    residentHint: 'Only to reach the resident; never public.',
    name: 'Name',
    phone: 'Telephone',
    address: 'Address',
    noResident: 'No personal data was left.',
    erase: 'Erase personal data',
    eraseHeading: 'Erase this resident’s personal data?',
    eraseText:
      'Name, telephone and address are deleted and cannot be restored. The demand and its steps are kept.',
    similar: 'Similar demands',
    noSimilar: 'No similar demands were found.',
  },
  records: {
    heading: 'Contacts',
    from: 'From',
    to: 'To',
    none: 'No contacts in this time.',
    more: 'Show earlier ones',
    deputies: 'Deputies present: ',
    summary: (residents, demands) => `Residents met: ${residents}; demands: ${demands}`,
    withdrawn: 'withdrawn',
    correct: 'Correct',
    withdraw: 'Withdraw',
    save: 'Save the correction',
    correctHint:
      'Write it as it was; the figures follow. Demands taken in it take its day, and its grid where they had the grid of the contact.',
    withdrawText:
      'For what was recorded twice, or should not have been: it no longer counts, and can still be seen. A contact in which demands were taken cannot be withdrawn.',
    reason: 'Why it is corrected or withdrawn',
    versions: (count) => `What it said before (${count})`,
    acts: {
      correct: (by) => `Corrected by ${by}`,
      withdraw: (by) => `Withdrawn by ${by}`,
    },
    roles: { secretary: 'the office', deputy: 'a deputy' },
    because: 'Reason: ',
    before: 'It said: ',
    correctDemand: 'Correct category, place or grid',
    correctDemandHint: 'What the resident said stays. What was changed, and when, stands in the steps.',
  },
  statistics: {
    heading: 'Statistics',
    from: 'From',
    to: 'to',
    period: (from, to) => `${from} to ${to}`,
    channel: 'Channel',
    total: 'Total',
    sessions: 'Sessions',
    deputyVisits: 'Deputies (person-times)',
    residents: 'Residents (person-times)',
    opinions: 'Opinions',
    resolved: 'Resolved',
    rate: 'Rate',
    byChannel: 'By channel',
    byGrid: 'By grid',
    byGridHint: 'Each with all that lies within it; what names no grid is only in the total.',
    grid: 'Grid',
    noGrids: 'There are no grids yet.',
    byCategory: 'By category',
    category: 'Category',
    barHint: 'The length of a bar is the number of opinions; its dark part is what is resolved.',
    noDemands: 'No demand came in during this time.',
    print: 'Print',
    fileName: (from, to) => `代表联系群众统计-${from}-${to}.xlsx`,
  },
  grids: {
    heading: 'Grids and stations',
    tree: 'Grids',
    none: 'There are no grids yet. Type them below, line by line, or import a sheet.',
    deputies: 'Deputies',
    noDeputies: 'no deputies yet',
    change: 'Change',
    ofGrid: (name) => ` (${name})`,
    deputiesHint: 'Names with 、 between them.',
    unknown: (names) => `Not in the list of deputies, or there twice: ${names}`,
    save: 'Save',
    addHeading: 'Add grids',
    addLabel: 'Grids, one in each line',
    addHint:
      'The names from the top down with slashes between, four levels at most: 南片/玄真社区/第一网格. Those already there are not repeated.',
    add: 'Add the grids',
    made: (count) => `${count} grids added.`,
    importText:
      'Or import a sheet with the headings 一级网格, 二级网格, 三级网格, 四级网格 and 代表 (names with 、 between) in its first row.',
    noGridColumn: 'There is no column 一级网格 in the first row. Please check the headings.',
    gap: 'the level above is empty',
    tooLong: 'a name has more than 40 characters',
    import: (count) => `Import ${count} rows`,
    grid: 'Grid',
    sheetName: '网格',
    templateName: 'grids-empty.xlsx',
    gridName: 'Name of the grid',
    stations: 'Stations',
    noStations: 'There are no stations yet. A reception is recorded at a station: please add one first.',
    addStation: 'Add a station',
    stationName: 'Name',
    stationPlace: 'Address',
    stationGrid: 'In the grid',
    noGrid: 'not given',
    openings: 'Opening times',
    noOpenings: 'No opening times yet',
    opening: (day, begins, ends) => `${day} ${begins}–${ends}`,
    addOpening: 'Add an opening time',
    day: 'Day',
    begins: 'Begins',
    ends: 'Ends',
    topic: 'Topic (optional)',
    remove: 'Remove',
    removeHeading: 'Remove this opening time?',
    removeText: 'It is no longer shown on the public page. Receptions already recorded stay.',
    within: 'Within the grid',
    top: 'None: it is at the top',
    removeGrid: 'Remove the grid',
    removeGridHeading: 'Remove this grid?',
    removeGridText:
      'Only a grid can be removed that no other grid, station, contact or demand refers to. Its deputies no longer look after it.',
    closed: 'closed',
    close: 'Close',
    takeUp: 'Take up again',
    closeHeading: 'Close this station?',
    closeText:
      'It is no longer offered for new contacts, nor shown on the public page. Its contacts and opening times of the past stay, and it can be taken up again.',
    exportGrids: 'Export the grids (.xlsx)',
    exportStations: 'Export the stations (.xlsx)',
    gridsFile: 'grids.xlsx',
    stationsFile: 'stations.xlsx',
  },
}

/** What the public page says of a demand's thread and of a year's inspection, in English. */
import type { LeftOver } from '../../inspect/carry-over-model.ts'
import type { Sitting } from '../../inspect/sitting-model.ts'
import type { UndertakingState } from '../../inspect/undertaking-model.ts'
import type { InspectionWords } from './strings.inspection.zh.ts'

const LEFT_OVER: Record<LeftOver, string> = {
  reserved: 'not chosen',
  unfinished: 'not finished',
  'not-satisfied': 'found not satisfactory',
}

const KINDS: Record<Sitting['kind'], string> = {
  progress: 'Progress meeting',
  appointment: 'Appointment',
}

const STANDING: Record<UndertakingState, string> = {
  open: 'to be done',
  reported: 'reported done, to be checked',
  settled: 'checked and done',
  dropped: 'not asked for any more',
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

export const inspectionEn: InspectionWords = {
  colon: ': ',
  comma: ', ',
  years: (year) => `${year}: `,
  proposed: (year) => `Part of a project proposed for ${year}`,
  again: (year, why) =>
    `A project of ${year} (${why.map((each) => LEFT_OVER[each]).join(' and ')} that year), proposed again`,
  againAnyhow: 'Not chosen in an earlier year; proposed again from the reserve',
  againReason: 'The reason: ',
  cited: 'Cited from that year’s report, whose digest is ',
  refused: 'Not put on the list',
  unlisted: 'Not on that year’s list of candidates',
  listed: 'On the list of candidates',
  chosen: 'The deputies voted: chosen',
  reserved: 'The deputies voted: not chosen',
  approvals: (approvals, deputies) => `${approvals} approvals of all ${deputies} deputies.`,
  planned: 'The plan was approved',
  plan: (unit, finishBy) => `${unit} is responsible; to be finished by ${finishBy}.`,
  changed: (version) => `The plan was changed by decision: version ${version} holds.`,
  progress: 'Progress',
  progressIs: (points, state) => `Weighted progress ${points}: ${state}.`,
  open: 'See the project’s plan, reports and inspection',
  accepted: 'Accepted',
  visit: { planned: 'A visit is planned', made: 'Deputies visited it' },
  sitting: (kind, state) => `${KINDS[kind]}${state === 'held' ? '' : ' arranged'}`,
  said: {
    ask: (deputy, unit) => `Deputy ${deputy} asked ${unit}`,
    answer: (deputy, unit) => `${unit} answered deputy ${deputy}`,
    follow: (deputy, unit) => `Deputy ${deputy} asked ${unit} again`,
    rate: (deputy, unit) => `Deputy ${deputy} rated the answer of ${unit}`,
  },
  answers: (demands, categories) =>
    `This project answers ${demands === 1 ? 'one demand' : `${demands} demands`}${
      categories.length === 0 ? '' : `, among them ${categories.join(', ')}`
    }.`,
  ofCategory: (category, demands) => `${demands} of ${category}`,
  nextHeading: 'What is next: ',
  next: {
    examined: 'the presidium decides on the list of candidates.',
    again: 'it can be proposed again in a later year.',
    reserve: 'it is kept in the reserve and can be proposed again.',
    vote: 'the deputies vote.',
    project: {
      unplanned: 'the responsible unit writes a plan, which is published once the presidium has approved it.',
      underway: 'it is carried out as planned; progress is published period by period.',
      assessed: 'it waits for its acceptance.',
      accepted: 'the deputies judge it in a satisfaction ballot.',
    },
    putRight: 'the unit puts it right by a day, and it is judged again.',
    done: 'nothing: it is finished, and the deputies found it satisfactory.',
  },

  heading: 'Inspection and verdicts',
  toProject: 'See the project’s progress',
  nothing: 'No visits, questions, undertakings or verdicts yet.',
  nothingOfYear: 'The inspection of this year has not begun.',
  grades: {
    satisfied: 'satisfied',
    'basically-satisfied': 'basically satisfied',
    'not-satisfied': 'not satisfied',
  },
  verdict: (round) => (round === 1 ? 'Satisfaction ballot' : `Satisfaction ballot, round ${round}`),
  marks: {
    satisfied: 'satisfied',
    basicallySatisfied: 'basically satisfied',
    notSatisfied: 'not satisfied',
    blank: 'abstained',
  },
  mark: 'Mark',
  votes: 'Votes',
  ofAll: (all) => `Of all (${all})`,
  ofPresent: (present) => `Of those present (${present})`,
  graded: 'Grade',
  base: {
    all: 'Graded by the number of all deputies.',
    present: 'Graded by the number of those present.',
  },
  half: { counts: ' Exactly half is enough.', fails: ' Exactly half is not enough.' },
  announcement: 'Announcement',

  visitsHeading: 'Visits',
  visitPlanned: (day, place) => `Visit planned for ${day}: ${place}`,
  visitMade: (day, place) => `Visit on ${day}: ${place}`,
  visitCancelled: (day) => `The visit planned for ${day} was cancelled: `,
  visitOverdue: 'the day is over, and nobody has recorded it',
  who: 'Deputies: ',
  pictures: (day) => `Pictures of the visit on ${day}`,

  undertakingsHeading: 'To be put right, and promises',
  from: { visit: 'Found on a visit', sitting: 'Promised at a meeting', verdict: 'After the verdict' },
  undertaking: (unit, dueOn) => `${unit}, by ${dueOn}`,
  standing: STANDING,
  standingNow: {
    ...STANDING,
    reported: 'What was to be done is reported done',
    settled: 'What was to be done was checked, and is done',
    dropped: 'It is not asked for any more',
  },
  overdue: 'overdue',
  moved: (firstDueOn) => `first ${firstDueOn}`,
  stepsOf: 'What was done',
  step: {
    report: 'reported done',
    pass: 'found done',
    return: 'found not done',
    move: 'given another day',
    drop: 'not asked for any more',
  },

  questionsHeading: 'Questions',
  question: (deputy, unit) => `Deputy ${deputy} asks ${unit}`,
  entry: { ask: 'Question', answer: 'Answer', follow: 'Follow-up', rate: 'Rated' },
  entryDue: (day) => `to be answered by ${day}`,
  rating: {
    satisfied: 'satisfied',
    'basically-satisfied': 'basically satisfied',
    'not-satisfied': 'not satisfied',
  },
  waiting: 'waits for an answer',

  sittingsSum: (meetings, appointments, held) =>
    `${counted(meetings, 'progress meeting')} and ${counted(appointments, 'appointment')}, of which ${held} held.`,
  promisesSum: (all, kept, overdue) =>
    ` ${counted(all, 'promise')}: ${kept} checked and done${overdue === 0 ? '' : `, ${overdue} overdue`}.`,
  kinds: KINDS,
  appointment: (deputy) => `${deputy === '' ? 'Asked to meet: ' : `Deputy ${deputy} asked to meet `}`,
  cancelled: 'Cancelled: ',
  lacksMinutes: 'its day has come, and there are no minutes yet',
  at: 'Place',
  comers: 'Who comes',
  agenda: 'Projects',
  inAdvance: 'Asked in advance:',
  wasThere: 'Who was there',
  minutes: 'Minutes',
  corrected: (times) => (times === 1 ? 'corrected once' : `corrected ${times} times`),
  picturesOf: (subject) => `Pictures: ${subject}`,

  dutiesSum: ({ deputies, reported, oral, written }) =>
    `Duty reports: ${reported} of ${counted(deputies, 'deputy', 'deputies')} reported to the voters (${oral} orally, ${written} in writing)${
      reported === deputies ? '; nobody is missing' : `; ${deputies - reported} missing`
    }.`,
  notReported: 'Not reported yet: ',
  manner: { oral: 'oral report', written: 'written report' },
  levels: {
    town: 'Town deputy',
    county: 'County deputy',
    city: 'City deputy',
    province: 'Provincial deputy',
    nation: 'National deputy',
  },
  voters: (voters) => `${counted(voters, 'voter')} present`,
  marksOf: (satisfied, basically, not) =>
    `Marks of the voters: ${satisfied} satisfied, ${basically} basically satisfied, ${not} not satisfied.`,

  reportSum: (year, version, day) =>
    `The report of ${year}: issued by the presidium on ${day} (version ${version}).`,
  earlierReport: (year, version, day) =>
    `The report of ${year}: an earlier version ${version}, issued by the presidium on ${day}.`,
  reportFrozen: (on) => `Words and figures (of ${on}) stay as they were issued. Their digest: `,

  seriesHeading: 'Satisfaction over the years',
  seriesCaption: 'Satisfaction ballots over the years: projects of each grade',
  year: 'Year',
  good: 'Satisfied or basically satisfied',
}

/** What the page of a year's inspection says, in English. */
import type { InspectionWords } from './strings.zh.ts'

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const en: InspectionWords = {
  title: 'Inspection',
  heading: (year) => `Inspection of ${year}`,
  comma: '; ',
  noYear: 'There is no year yet. The secretary begins one under “Meeting”.',
  noProjects:
    'No vote of this year has been announced yet. After that, deputies supervise what it chose from here.',
  others: 'Other years',
  overdue: (count) => `${count} overdue`,
  supervision: {
    title: 'Supervision groups and visits',
    groups: (set, of) => `${counted(of, 'project')}, ${set} with a supervision group`,
    visits: (made, planned) => `${counted(made, 'visit')} made, ${planned} planned`,
  },
  questions: {
    title: 'Questions',
    none: 'no question yet',
    says: (waiting, answered, rated) => `${waiting} to be answered, ${answered} to be rated, ${rated} rated`,
  },
  sittings: {
    title: 'Progress meetings and appointments',
    none: 'none yet',
    says: (requested, arranged, held) => `${requested} to be arranged, ${arranged} arranged, ${held} held`,
    lacking: (count) => `${count} without minutes`,
  },
  undertakings: {
    title: 'Rectification and promises',
    none: 'nothing to put right and no promises yet',
    says: (open, reported, settled) =>
      `${open} open, ${reported} reported and to be checked, ${settled} settled`,
  },
  satisfaction: {
    title: 'Satisfaction ballot',
    none: 'no ballot yet',
    begun: 'a ballot is under way',
    announced: (count) => `${counted(count, 'ballot')} announced`,
  },
  duties: {
    title: 'Duty reports',
    none: 'no list of deputies yet',
    says: (reported, of) => `${reported} of ${of} deputies have reported`,
  },
  report: {
    title: 'The year’s report',
    none: 'not issued yet',
    issued: (count) => `issued ${count === 1 ? 'once' : `${count} times`}`,
  },
}

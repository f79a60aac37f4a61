/** What is said of a project's delivery, in English. */
import { pointsOf, type DeliveryWords } from './delivery-words.ts'
import { yuan } from './figures.ts'

const amount = (fen: number): string => `${fen < 0 ? '−' : ''}${yuan(Math.abs(fen))} yuan`

function span(first: string, count: number): string {
  if (count === 1) return first
  const last = Number(first.slice(5, 7)) + count - 1
  return `${first} to ${first.slice(0, 5)}${String(last).padStart(2, '0')}`
}

const WHO = {
  department: 'the responsible unit',
  secretary: 'the office',
  presidium: 'the presidium',
  congress: 'the congress',
}

const FIELDS = {
  amount: 'amount',
  content: 'content',
  place: 'place',
  unit: 'responsible unit',
  date: 'dates',
}

export const deliveryWordsEn: DeliveryWords = {
  lights: { green: 'Green: as planned', yellow: 'Yellow: a reminder', red: 'Red: under supervision' },
  noLight: 'No plan yet',
  states: {
    unplanned: 'to be planned',
    underway: 'under way',
    assessed: 'to be accepted',
    accepted: 'accepted',
  },
  fields: FIELDS,
  parts: {
    unit: 'responsible unit',
    person: 'person responsible',
    coUnits: 'co-operating units',
    content: 'content',
    place: 'place',
    startBy: 'start',
    finishBy: 'finish',
    milestones: 'milestones',
    budget: 'budget',
    sources: 'sources of funds',
    criteria: 'acceptance criteria',
  },
  steps: {
    assess: 'Assessed by the responsible unit',
    account: 'Final account',
    accept: 'Accepted',
    return: 'Sent back',
  },
  money: { allocated: 'allocated', contracted: 'contracted', paid: 'paid' },
  amount,
  points: pointsOf,
  period: span,
  alarm(alarm, months) {
    switch (alarm.kind) {
      case 'late':
        return `The milestone “${alarm.name}” was due on ${alarm.dueOn} and is at ${alarm.percent}%.`
      case 'silent': {
        const [first = ''] = alarm.periods
        return alarm.periods.length === 1
          ? `The progress of ${span(first, months)} was not reported.`
          : `${alarm.periods.length} reports are missing, from ${span(first, months)} on.`
      }
      case 'moneyAhead':
        return alarm.over
          ? `${amount(alarm.paidFen)} have been paid, more than the budget of ${amount(alarm.budgetFen)}; the weighted progress is ${pointsOf(alarm.weighted)}.`
          : `${amount(alarm.paidFen)} of ${amount(alarm.budgetFen)} have been paid: that share is ${pointsOf(alarm.ahead).slice(0, -1)} points above the weighted progress of ${pointsOf(alarm.weighted)}.`
      case 'noEvidence':
        return `The milestone “${alarm.name}” is reported done on ${alarm.doneOn}, and no picture or document shows it.`
      case 'unapproved':
        return alarm.field === null
          ? `Version ${alarm.version} of the plan has no approved change behind it, or is not what was frozen.`
          : `The report says that the ${FIELDS[alarm.field]} is not as planned, and no change has been approved: ${alarm.text}`
    }
  },
  who: WHO,
  acts: ({ who, by }) => `${WHO[who].replace(/^t/, 'T')} must act by ${by}`,
  due(due, months) {
    switch (due.kind) {
      case 'plan':
        return due.who === 'presidium'
          ? 'The plan is complete: the presidium approves it'
          : 'Write the plan, for the presidium to approve'
      case 'report':
        return `Report the progress of ${span(due.period, months)} by ${due.by}`
      case 'milestone':
        return `Finish the milestone “${due.name}” by ${due.by}`
      case 'opinion':
        return 'A change waits for the office’s opinion'
      case 'decision':
        return `A change waits for ${WHO[due.who]} to decide`
      case 'assessment':
        return due.isSentBack
          ? 'Sent back: once it is put right, the unit assesses the project again'
          : 'All milestones are done: the unit assesses the project'
      case 'account':
        return 'Assessed: the unit gives the final account'
      case 'acceptance':
        return 'The final account is given: the acceptance is next'
    }
  },
  difference({ field, from, to }) {
    const shown = (value: string): string => (field === 'amount' ? amount(Number(value)) : value)
    return `${FIELDS[field]}: voted ${shown(from)}, now ${shown(to)}`
  },
  asVoted: 'As it was voted',
}

/** What the public page says of the delivery of a year's projects, in English. */
import type { Change } from '../../pay/views.ts'
import type { DeliveryPageWords } from './strings.delivery.zh.ts'

const BY: Record<Change['decidedBy'], string> = { presidium: 'presidium', congress: 'congress' }

export const deliveryEn: DeliveryPageWords = {
  heading: 'Progress of the projects',
  asOf: (day, counts) => `As of ${day}: ${counts.join('; ')}.`,
  count: (light, count) => `${light}, ${count} ${count === 1 ? 'project' : 'projects'}`,
  reasons: 'Why the light is on',
  about: (unit, finishBy) => `${unit} is responsible; to be finished by ${finishBy}`,
  accepted: (day) => `accepted on ${day}`,
  progress: (points) => `Weighted progress ${points}`,
  budget: (amount) => `Budget ${amount}`,
  share: (points) => `${points} of the budget`,
  noPicture: 'No picture yet',
  differences: 'Not as voted',
  since: (day) => ` (since ${day})`,
  toInspection: 'The deputies’ inspection and verdict',
  open: 'Plan, reports and changes',
  ofProject: (name) => ` of ${name}`,
  colon: ': ',
  comma: ', ',

  votedHeading: 'As voted, and now',
  approvals: (approvals, deputies) => `${approvals} of ${deputies} deputies voted for it.`,
  field: 'Term',
  voted: 'As voted',
  holds: (version) => (version === 0 ? 'Plan' : `Plan (version ${version})`),
  noPlan:
    'The responsible unit writes the plan and the presidium approves it; from then on its progress stands here.',
  changed: 'differs',
  digest: 'Digest of the dossier as voted',

  milestonesHeading: 'Milestones',
  milestone: 'Milestone',
  weight: 'Weight',
  dueOn: 'Due',
  percent: 'Progress',
  doneOn: 'Done',
  late: (days) => `${days} ${days === 1 ? 'day' : 'days'} late`,

  moneyHeading: 'Money',
  line: 'Budget line',
  planned: 'Budget',
  source: 'Source of funds',
  promised: 'Planned',
  total: 'Total',

  reportsHeading: 'Progress reports',
  noReports: 'No report is due yet.',
  earlier: (count) => `Earlier reports (${count})`,
  missing: (due) => `Not reported. It was due by ${due}.`,
  awaited: (due) => `Due by ${due}.`,
  moved: (name, percent) => `${name}: ${percent}%`,
  done: (name, day) => `${name}: done on ${day}`,
  departure: (field) => `The ${field} is not as planned: `,
  pictures: (of) => `Pictures: ${of}`,

  versionsHeading: 'Versions of the plan, and changes',
  version: (version, day) => `Version ${version}, since ${day}`,
  first: 'The first version, approved by the presidium.',
  changedParts: (parts) => `Changed: ${parts.join(', ')}.`,
  show: (version) => `Show version ${version} of the plan`,
  asked: (day) => `A change, asked for on ${day}`,
  states: {
    asked: 'waits for the office’s opinion',
    examined: 'waits for a decision',
    approved: 'approved',
    refused: 'not approved',
    withdrawn: 'withdrawn',
  },
  wouldBe: (field, from, to) => `${field}: planned ${from}, to become ${to}`,
  reason: 'Reason: ',
  opinion: (supports) => (supports ? 'The office supports it: ' : 'The office does not support it: '),
  decision: (by, day, votes) =>
    `The ${BY[by]} voted on ${day}: ${votes[0]} for, ${votes[1]} against, ${votes[2]} abstained.`,
  decides: (by) => `The ${BY[by]} decides.`,

  completionHeading: 'Completion and acceptance',
  noCompletion: 'Not yet assessed or accepted.',
  met: 'met',
  notMet: 'not met',
  final: (name, amount) => `${name}: finally ${amount}`,
}

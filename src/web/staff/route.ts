/** Where the page is: in the fragment of the address, so that a reload, a link and the back button keep it. */
import { useEffect, useState } from 'preact/hooks'

export type Route =
  | { readonly at: 'people' | 'deputies' | 'account' | 'unknown' }
  | { readonly at: 'home' | 'units' | 'dossiers' }
  | { readonly at: 'meeting' | 'satisfaction' | 'proposals' | 'review'; readonly cycleId: string }
  /** Delivery: the board of a year, one project. */
  /** Plans out of a sheet. */
  | { readonly at: 'plans' | 'year-report'; readonly cycleId: string }
  /** `light` is what is looked for; empty for all. */
  | { readonly at: 'delivery'; readonly cycleId: string; readonly light: string }
  | { readonly at: 'delivery-report'; readonly cycleId: string }
  | { readonly at: 'project'; readonly id: string }
  /** 促进会 and 约见 of a year, the minutes of one as they are printed. */
  | { readonly at: 'sittings'; readonly cycleId: string }
  | { readonly at: 'minutes'; readonly cycleId: string; readonly sittingId: string }
  /** Of the newest year where `cycleId` is empty. */
  | { readonly at: 'inspection'; readonly cycleId: string }
  /** Supervision: groups and visits of a year, one visit, what is to be put right. */
  | { readonly at: 'supervision' | 'undertakings'; readonly cycleId: string }
  | { readonly at: 'questions'; readonly cycleId: string }
  | { readonly at: 'visit'; readonly cycleId: string; readonly visitId: string }
  | { readonly at: 'statistics' | 'grids' | 'record' | 'records' }
  /** What is looked for, as in a query. */
  | { readonly at: 'demands'; readonly filter: string }
  | { readonly at: 'duties'; readonly filter: string }
  | { readonly at: 'demand'; readonly id: string }
  /** A proposal's dossier, at the department that completes it. */
  | { readonly at: 'dossier'; readonly cycleId: string; readonly proposalId: string }
  | { readonly at: 'badges'; readonly meetingId: string }
  | { readonly at: 'papers'; readonly ballot: string }
  /** A teller's views; `rest` is what comes after the ballot's id. */
  | { readonly at: 'ballot'; readonly uuid: string; readonly rest: readonly string[] }

export function routeOf(hash: string): Route {
  const [first = '', second = '', ...rest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decoded)
  if (first === '') return { at: 'home' }
  if (first === 'inspection') return { at: first, cycleId: second }
  if (first === 'demands' || first === 'duties') return { at: first, filter: second }
  if (second === '') return isPlain(first) ? { at: first } : { at: 'unknown' }
  switch (first) {
    case 'meeting':
    case 'satisfaction':
    case 'proposals':
    case 'review':
      return { at: first, cycleId: second }
    case 'supervision':
    case 'undertakings':
    case 'questions':
      return { at: first, cycleId: second }
    case 'sittings':
      return { at: 'sittings', cycleId: second }
    case 'minutes':
      return { at: 'minutes', cycleId: second, sittingId: rest[0] ?? '' }
    case 'visit':
      return { at: 'visit', cycleId: second, visitId: rest[0] ?? '' }
    case 'delivery':
      return { at: 'delivery', cycleId: second, light: rest[0] ?? '' }
    case 'delivery-report':
    case 'year-report':
    case 'plans':
      return { at: first, cycleId: second }
    case 'demand':
    case 'project':
      return { at: first, id: second }
    case 'dossier':
      return { at: 'dossier', cycleId: second, proposalId: rest[0] ?? '' }
    case 'badges':
      return { at: 'badges', meetingId: second }
    case 'papers':
      return { at: 'papers', ballot: second }
    case 'ballot':
      return { at: 'ballot', uuid: second, rest }
    default:
      return { at: 'unknown' }
  }
}

/** Of a department: what it has to do, with a query behind it or none; the duty reports of a year have the year there. */
export function isTaskList(route: Route): boolean {
  return route.at === 'duties' && (route.filter === '' || route.filter.includes('='))
}

const PLAIN = [
  'people',
  'deputies',
  'account',
  'statistics',
  'grids',
  'record',
  'records',
  'units',
  'dossiers',
] as const

function isPlain(first: string): first is (typeof PLAIN)[number] {
  return PLAIN.some((each) => each === first)
}

export const linkTo = {
  home: '#/',
  people: '#/people',
  deputies: '#/deputies',
  account: '#/account',
  /** A contact that is on paper, at the desk. */
  record: '#/record',
  statistics: '#/statistics',
  grids: '#/grids',
  records: '#/records',
  demands: (filter = ''): string => `#/demands${filter === '' ? '' : `/${encodeURIComponent(filter)}`}`,
  units: '#/units',
  dossiers: '#/dossiers',
  duties: (filter = ''): string => `#/duties${filter === '' ? '' : `/${encodeURIComponent(filter)}`}`,
  /** 述职 of a year; to a department, what it has to do has this address. */
  dutyReports: (cycleId: string): string => `#/duties/${encodeURIComponent(cycleId)}`,
  dossier: (cycleId: string, proposalId: string): string =>
    `#/dossier/${[cycleId, proposalId].map(encodeURIComponent).join('/')}`,
  demand: (id: string): string => `#/demand/${encodeURIComponent(id)}`,
  meeting: (cycleId: string): string => `#/meeting/${encodeURIComponent(cycleId)}`,
  /** 满意度测评 of a year. */
  satisfaction: (cycleId: string): string => `#/satisfaction/${encodeURIComponent(cycleId)}`,
  proposals: (cycleId: string): string => `#/proposals/${encodeURIComponent(cycleId)}`,
  /** The papers of the presidium's review. */
  review: (cycleId: string): string => `#/review/${encodeURIComponent(cycleId)}`,
  plans: (cycleId: string): string => `#/plans/${encodeURIComponent(cycleId)}`,
  delivery: (cycleId: string, light = ''): string =>
    `#/delivery/${[cycleId, light]
      .filter((part) => part !== '')
      .map(encodeURIComponent)
      .join('/')}`,
  deliveryReport: (cycleId: string): string => `#/delivery-report/${encodeURIComponent(cycleId)}`,
  /** 年度报告 to the next congress. */
  yearReport: (cycleId: string): string => `#/year-report/${encodeURIComponent(cycleId)}`,
  project: (id: string): string => `#/project/${encodeURIComponent(id)}`,
  supervision: (cycleId: string): string => `#/supervision/${encodeURIComponent(cycleId)}`,
  visit: (cycleId: string, visitId: string): string =>
    `#/visit/${[cycleId, visitId].map(encodeURIComponent).join('/')}`,
  sittings: (cycleId: string): string => `#/sittings/${encodeURIComponent(cycleId)}`,
  minutes: (cycleId: string, sittingId: string): string =>
    `#/minutes/${[cycleId, sittingId].map(encodeURIComponent).join('/')}`,
  questions: (cycleId: string): string => `#/questions/${encodeURIComponent(cycleId)}`,
  undertakings: (cycleId: string): string => `#/undertakings/${encodeURIComponent(cycleId)}`,
  inspection: (cycleId = ''): string =>
    `#/inspection${cycleId === '' ? '' : `/${encodeURIComponent(cycleId)}`}`,
  badges: (meetingId: string): string => `#/badges/${encodeURIComponent(meetingId)}`,
  papers: (ballot: string): string => `#/papers/${encodeURIComponent(ballot)}`,
  ballot: (uuid: string, ...rest: readonly string[]): string =>
    `#/ballot/${[uuid, ...rest].map(encodeURIComponent).join('/')}`,
} as const

/** The fragment of the address, as it changes. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const moved = (): void => setHash(location.hash)
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  return hash
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

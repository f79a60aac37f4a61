/** What a verification looked at, as a short list of checks, each with its count and its findings. Pure. */
import type { Finding } from '../../protocol/findings.ts'
import type { Verified } from './found.ts'

export const CHECKS = ['file', 'chain', 'setup', 'ballots', 'tally', 'shares', 'result'] as const
export type CheckName = (typeof CHECKS)[number]

export interface Check {
  readonly name: CheckName
  /** How many were looked at. */
  readonly count: number
  readonly findings: readonly Finding[]
  /** `notYet`: the election has not come so far. */
  readonly state: 'passed' | 'failed' | 'notYet'
}

export function checksOf({ report, contents }: Pick<Verified, 'report' | 'contents'>): readonly Check[] {
  const { checked, result } = report
  const events = new Set(contents.eventTypes)
  const counts: Record<CheckName, number> = {
    file: checked.records,
    chain: checked.events,
    setup: events.has('Setup') ? 1 : 0,
    ballots: checked.ballots,
    tally: events.has('EncryptedTally') ? 1 : 0,
    shares: checked.partialDecryptions,
    result: result === undefined ? 0 : 1,
  }
  // An open box may still be empty: then there is nothing wrong with any of its ballots.
  const reached = (name: CheckName): boolean =>
    counts[name] > 0 || (name === 'ballots' && report.stage !== 'unreadable')
  return CHECKS.map((name) => {
    const findings = report.findings.filter((each) => checkOf(each, contents.eventTypes) === name)
    const state = findings.length > 0 ? 'failed' : reached(name) ? 'passed' : 'notYet'
    return { name, count: counts[name], findings, state }
  })
}

const BY_STAGE: ReadonlyMap<string, CheckName> = new Map([
  ['archive', 'file'],
  ['event', 'chain'],
  ['election', 'setup'],
  ['trustees', 'setup'],
  ['trustee', 'setup'],
  ['threshold', 'setup'],
  ['credential', 'setup'],
  ['ballot', 'ballots'],
  ['tally', 'tally'],
  ['decryption', 'shares'],
  ['result', 'result'],
])

const BY_EVENT: ReadonlyMap<string, CheckName> = new Map([
  ['Setup', 'setup'],
  ['Ballot', 'ballots'],
  ['EncryptedTally', 'tally'],
  ['PartialDecryption', 'shares'],
  ['Result', 'result'],
])

/** What any message may have wrong belongs to the message in which it was found. */
function checkOf({ code, place }: Finding, eventTypes: readonly string[]): CheckName {
  const [stage = ''] = code.split('.')
  const event = place.height === undefined ? undefined : eventTypes[place.height]
  return BY_STAGE.get(stage) ?? BY_EVENT.get(event ?? '') ?? 'chain'
}

/** Findings that say the same of different places. */
export interface Group {
  readonly code: Finding['code']
  readonly findings: readonly Finding[]
}

export function grouped(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<Finding['code'], Finding[]>()
  for (const each of findings) {
    const group = groups.get(each.code)
    if (group === undefined) groups.set(each.code, [each])
    else group.push(each)
  }
  return [...groups].map(([code, found]) => ({ code, findings: found }))
}

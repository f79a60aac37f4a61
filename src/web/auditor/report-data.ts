/** What a report says of itself in a form that its script can hold against what it finds. Pure. */
import type { Verified } from './found.ts'

export interface Summary {
  readonly sha256: string
  readonly ok: boolean
  readonly findings: number
  readonly head: string
  readonly result: string
}

export interface Expected extends Summary {
  readonly language: 'zh' | 'en'
  /** Under which name the archive is saved. */
  readonly name: string
  readonly words: Readonly<
    Record<'again' | 'working' | 'same' | 'differs' | 'ok' | 'findings' | 'failed' | 'archive', string>
  >
}

export function summaryOf({ report, sha256 }: Pick<Verified, 'report' | 'sha256'>): Summary {
  return {
    sha256,
    ok: report.ok,
    findings: report.findings.length,
    head: report.head ?? '',
    result: JSON.stringify(report.result ?? null),
  }
}

export function isSame(a: Summary, b: Summary): boolean {
  return (
    a.sha256 === b.sha256 &&
    a.ok === b.ok &&
    a.findings === b.findings &&
    a.head === b.head &&
    a.result === b.result
  )
}

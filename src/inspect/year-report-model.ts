/** 年度报告 for the next congress: what comes in, what goes out. */
import { z } from 'zod'
import { Id, paragraphs } from '../http/fields.ts'
import type { YearFigures } from './year-figures.ts'
import type { YearWords } from './year-sections.ts'

const Words = paragraphs(6000)
const Version = z.int().min(0).max(100_000)

export const SavedYearReport = z.strictObject({
  words: z.strictObject({
    contacts: Words,
    list: Words,
    delivery: Words,
    inspection: Words,
    verdicts: Words,
    duties: Words,
    ahead: Words,
  }),
  /** The version that these words began from; 0 for the first. */
  from: Version,
})
export type SavedYearReport = z.infer<typeof SavedYearReport>

/** What the presidium looked at: the version of the words, and the digest of them with their figures. */
export const YearReportIssue = z.strictObject({
  version: Version.min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/, '摘要不对 / this is not a digest'),
})
export type YearReportIssue = z.infer<typeof YearReportIssue>

export const YearReportParam = z.strictObject({
  id: Id,
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, '版本不对 / this is not a version')
    .transform(Number),
})

/** Frozen: the words with the figures that they had, and those figures. */
export interface IssuedYearReport {
  readonly version: number
  readonly issuedAt: string
  readonly digest: string
  readonly words: YearWords
  readonly figures: YearFigures
}

/** For who works for the assembly. */
export interface YearReportDraft {
  /** 0 while nothing was saved: then the words are what the records propose. */
  readonly version: number
  /** This version was issued; the next one saved will be another. */
  readonly issued: boolean
  /** As they are edited, with the names of figures. */
  readonly words: YearWords
  readonly proposed: YearWords
  /** What each name stands for now. */
  readonly named: Readonly<Record<string, string>>
  readonly figures: YearFigures
  /** Of this version with the figures as they are now. */
  readonly digest: string
}

export interface YearReport {
  readonly cycleId: string
  readonly year: number
  readonly assembly: string
  /** All that were issued, the newest first. */
  readonly issued: readonly Pick<IssuedYearReport, 'version' | 'issuedAt' | 'digest'>[]
  readonly latest: IssuedYearReport | null
  /** To the public null. */
  readonly draft: YearReportDraft | null
}

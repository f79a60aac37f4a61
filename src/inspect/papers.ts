/**
 * The papers of a satisfaction ballot: the tally sheet that the tellers sign, the announcement as it is posted, the same as
 * sheets of a workbook. Official papers are in Chinese.
 */
import type { Context } from '../context.ts'
import {
  cardFacts,
  countsOf,
  dateOf,
  meetingOf,
  METHOD,
  readBallotPaper,
  recordOf,
  returnedText,
  signaturesOf,
  workbookSheets,
  type AnnouncementPaper,
  type BallotPaper,
  type Cell,
  type Sheet,
  type TallySheet,
} from '../decide/handover.ts'
import type { Session } from '../http/session.ts'
import { GRADE_WORDS, gradedText, roundWords } from './announcement.ts'
import { readAssessment } from './assessments.ts'
import { AssessmentNotFoundError } from './errors.ts'
import type { AssessmentView } from './model.ts'

export interface AssessmentPapers {
  readonly cycleId: string
  readonly year: number
  readonly ballot: string
  /** Null before the count. */
  readonly sheet: TallySheet | null
  readonly workbook: readonly Sheet[] | null
  /** Null before it was announced. */
  readonly announcement: AnnouncementPaper | null
}

/** Throws `AssessmentNotFoundError`, also where it is another assembly's. */
export async function readAssessmentPapers(
  ctx: Context,
  session: Pick<Session, 'assemblyId'>,
  uuid: string,
): Promise<AssessmentPapers> {
  const assessment = await readAssessment(ctx.db, uuid)
  const paper = await readBallotPaper(ctx, session, uuid)
  if (paper === undefined) throw new AssessmentNotFoundError()
  const { cycleId, year } = assessment
  const sheet = sheetOf(assessment, paper)
  return {
    cycleId,
    year,
    ballot: uuid,
    sheet,
    workbook: sheet && workbookSheets(sheet),
    announcement: announcementOf(assessment, paper),
  }
}

type Counted = AssessmentView & {
  readonly counts: NonNullable<AssessmentView['counts']>
  readonly base: number
}

function isCounted(assessment: AssessmentView): assessment is Counted {
  return (
    assessment.counts !== null &&
    assessment.base !== null &&
    (assessment.state === 'counted' || assessment.state === 'announced')
  )
}

function sheetOf(assessment: AssessmentView, paper: BallotPaper): TallySheet | null {
  if (!isCounted(assessment)) return null
  const { year, round, counts, projects, rule, base } = assessment
  const { ballot, meeting, cards, archiveHead } = paper
  return {
    title: `${titleOf(year, round)}计票报告单`,
    facts: [
      { name: '会议', value: meetingOf(paper) },
      { name: '日期', value: dateOf(meeting.heldOn) },
      { name: '表决事项', value: titleOf(year, round) },
      { name: '表决方式', value: METHOD[ballot.method] },
      ...(ballot.methodReason === null ? [] : [{ name: '改用理由', value: ballot.methodReason }]),
      { name: '测评项目', value: `${projects.length}项` },
      { name: '定等次', value: gradedText(rule, base) },
    ],
    counts: countsOf(counts, ballot.method),
    cards: cardFacts(cards, ballot.method),
    columns: ['序号', '项目', '满意', '基本满意', '不满意', '弃权', '满意占全体', '满意占到会', '等次'],
    rows: projects.map(({ name, marks, grade }, i): Cell[] => {
      const part = marks?.satisfied ?? 0
      return [
        i + 1,
        name,
        marks?.satisfied ?? null,
        marks?.basicallySatisfied ?? null,
        marks?.notSatisfied ?? null,
        marks?.blank ?? null,
        { part, whole: counts.shouldAttend },
        { part, whole: counts.present },
        grade === null ? null : GRADE_WORDS[grade],
      ]
    }),
    conclusions: conclusionsOf(assessment),
    notes: [],
    record: recordOf(ballot, archiveHead),
    signatures: signaturesOf(ballot.tellers),
  }
}

function announcementOf(assessment: AssessmentView, paper: BallotPaper): AnnouncementPaper | null {
  if (!isCounted(assessment) || assessment.state !== 'announced') return null
  const { year, round, counts, projects, rule, base } = assessment
  const { assembly, meeting, ballot } = paper
  return {
    assembly,
    paragraphs: [
      `${meetingOf(paper)}于${dateOf(meeting.heldOn)}以${METHOD[ballot.method]}的方式，` +
        `对${year}年民生实事项目进行满意度测评${roundWords(round)}，共${projects.length}项。`,
      `会议应到代表${counts.shouldAttend}名，实到${counts.present}名，符合法定人数。` +
        `${returnedText(counts, ballot.method)}本次测评有效。${gradedText(rule, base)}`,
      '测评结果如下：',
    ],
    chosen: projects.flatMap(({ name, marks, grade }) =>
      marks === null || grade === null
        ? []
        : [
            `${name}：${GRADE_WORDS[grade]}（满意${marks.satisfied}票，基本满意${marks.basicallySatisfied}票，` +
              `不满意${marks.notSatisfied}票，弃权${marks.blank}票）`,
          ],
    ),
    after: [
      ...(projects.some(({ grade }) => grade === 'not-satisfied')
        ? ['评为不满意的项目，由责任单位限期整改，整改后再次测评。']
        : []),
      '现予公告。',
    ],
    signedBy: `${assembly}主席团`,
    date: dateOf(meeting.heldOn),
  }
}

function titleOf(year: number, round: number): string {
  return `${year}年民生实事项目满意度测评${roundWords(round)}`
}

/** By their numbers in the table, where the names are. */
function conclusionsOf({ projects }: Counted): string[] {
  return (['satisfied', 'basically-satisfied', 'not-satisfied'] as const).flatMap((grade) => {
    const of = projects.flatMap((project, i) => (project.grade === grade ? [i + 1] : []))
    return of.length === 0 ? [] : [`${GRADE_WORDS[grade]}${of.length}项，序号：${of.join('、')}。`]
  })
}

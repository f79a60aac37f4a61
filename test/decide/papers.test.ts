/** What stands on the papers of a vote, whatever way it was taken and came out. */
import { describe, expect, test } from 'vitest'
import type { Counts } from '../../src/ballot/counts.ts'
import { dateOf, type TallySheet } from '../../src/decide/paper-parts.ts'
import { announcementPaperOf, sheetsOf, tallySheetOf, type PaperFacts } from '../../src/decide/papers.ts'
import { decideOutcome, type Majority } from '../../src/decide/outcome.ts'
import { present } from '../support/present.ts'

const NAMES = ['路灯', '水渠', '医务室', '公厕']
const COUNTS: Counts = {
  shouldAttend: 10,
  present: 9,
  issued: 9,
  returned: 8,
  valid: 7,
  invalid: 1,
  blank: 1,
}

interface Given {
  readonly approvals?: readonly number[]
  readonly seats?: number
  readonly majority?: Majority
  readonly state?: PaperFacts['vote']['state']
  readonly counts?: Counts
  readonly vote?: Partial<PaperFacts['vote']>
  readonly ballot?: Partial<PaperFacts['ballot']>
  readonly facts?: Partial<PaperFacts>
}

function factsOf(given: Given = {}): PaperFacts {
  const { approvals = [7, 6, 2, 1], seats = 2, majority = 'over-half-of-all-deputies' } = given
  const { state = 'announced', counts = COUNTS } = given
  const { shouldAttend, present: heads } = counts
  const outcome = decideOutcome({ approvals, seats, majority, shouldAttend, present: heads })
  return {
    assembly: '太和镇人民代表大会',
    year: 2026,
    meeting: { name: '第二十届人民代表大会第五次会议', heldOn: '2026-03-05' },
    vote: {
      ballot: 'Ballot',
      cycleId: 'c',
      reason: 'first',
      runoffOf: null,
      state,
      method: 'electronic',
      seats,
      majority,
      candidates: NAMES.map((name, i) => ({ id: `${i}`, position: i, name, approvals: approvals[i] ?? 0 })),
      counts,
      outcome: state === 'announced' ? outcome : null,
      announcement: null,
      acceptedFewerReason: null,
      ...given.vote,
    },
    ballot: {
      uuid: 'BallotOfThePapers',
      assemblyId: 'a',
      kind: 'choose',
      title: '',
      description: '',
      options: NAMES,
      choicesMax: seats,
      state,
      practice: false,
      method: 'electronic',
      methodReason: null,
      threshold: 2,
      tellers: 3,
      fingerprint: 'F'.repeat(43),
      closesAt: null,
      returned: counts.returned,
      counts,
      figures: { kind: 'choose', blank: 1, approvals },
      voidReason: null,
      ...given.ballot,
    },
    cards: { made: 13, issued: 9, voided: 1, destroyed: 3, unusedReason: null },
    archiveHead: 'a'.repeat(64),
    ...given.facts,
  }
}

const sheetOf = (given?: Given): TallySheet => present(tallySheetOf(factsOf(given)) ?? undefined, 'a sheet')
const wordsOf = (given?: Given): string => {
  const paper = present(announcementPaperOf(factsOf(given)) ?? undefined, 'an announcement')
  return [...paper.paragraphs, ...paper.chosen, ...paper.after].join('\n')
}

describe('the tally sheet', () => {
  test('has the counts, both shares of each project, who is chosen, and who signs', () => {
    const sheet = sheetOf()
    expect(sheet.title).toBe('2026年民生实事项目票决计票报告单')
    expect(sheet.counts).toEqual([
      { name: '应到', value: 10 },
      { name: '实到', value: 9 },
      { name: '发出', value: 9 },
      { name: '收回', value: 8 },
      { name: '有效', value: 7 },
      { name: '无效', value: 1 },
      { name: '弃权', value: 1 },
    ])
    expect(sheet.columns).toEqual(['序号', '项目', '赞成', '占全体', '占到会', '结果'])
    expect(sheet.rows[1]).toEqual([2, '水渠', 6, { part: 6, whole: 10 }, { part: 6, whole: 9 }, '入选'])
    expect(sheet.rows[2]?.at(-1)).toBe('未入选')
    expect(sheet.conclusions).toEqual(['入选2项，序号：1、2。'])
    expect(sheet.cards).toContainEqual({ name: '销毁', value: 3 })
    expect(sheet.facts).toContainEqual({ name: '通过标准', value: '全体代表的过半数，须获赞成6票以上（含）' })
    expect(sheet.record).toContainEqual({ name: '选举指纹', value: 'F'.repeat(43) })
    expect(sheet.record).toContainEqual({ name: '档案末条摘要', value: 'a'.repeat(64) })
    expect(sheet.signatures).toEqual(['总监票人', '监票人', '监票人', '计票人'])
  })

  test('can be signed before the announcement, and says the same then', () => {
    const before = sheetOf({ state: 'counted' })
    expect(before).toEqual(sheetOf())
    expect(announcementPaperOf(factsOf({ state: 'counted' }))).toBeNull()
  })

  test.each(['draft', 'open', 'closed', 'byHand', 'void'] as const)('is not there in state %s', (state) => {
    expect(tallySheetOf(factsOf({ state }))).toBeNull()
    expect(sheetsOf(factsOf({ state }))).toBeNull()
  })

  test('says a tie by its numbers, and seats left open', () => {
    expect(sheetOf({ approvals: [7, 6, 6, 1] }).conclusions).toEqual([
      '入选1项，序号：1。',
      '序号2、3得票相等，就其中1项再次投票。',
    ])
    expect(sheetOf({ approvals: [7, 5, 2, 1] }).conclusions).toEqual([
      '入选1项，序号：1。',
      '尚缺1项，另行决定。',
    ])
    expect(sheetOf({ approvals: [5, 5, 2, 1] }).conclusions[0]).toBe('没有项目达到所需票数。')
    expect(
      sheetOf({ approvals: [7, 5, 2, 1], vote: { acceptedFewerReason: '财力有限' } }).conclusions[1],
    ).toBe('尚缺1项，主席团决定不再补选：财力有限')
  })

  test('has 反对 and 弃权 where each project was voted on by itself', () => {
    const options = [7, 6, 2, 1].map((approve) => ({ approve, against: 7 - approve, blank: 0 }))
    const sheet = sheetOf({
      counts: { ...COUNTS, blank: null },
      ballot: { kind: 'each', figures: { kind: 'each', options } },
    })
    expect(sheet.columns.slice(2, 5)).toEqual(['赞成', '反对', '弃权'])
    expect(sheet.rows[2]?.slice(2, 5)).toEqual([2, 5, 0])
    expect(sheet.counts.at(-1)).toEqual({ name: '弃权', value: null })
    expect(sheet.notes).toHaveLength(1)
  })

  test('says how and why it was counted on paper or by hands, and nothing of the sealed box', () => {
    const paper = sheetOf({ ballot: { method: 'paper', methodReason: '会场停电' } })
    expect(paper.facts).toContainEqual({ name: '改用理由', value: '会场停电' })
    expect(paper.facts.find(({ name }) => name === '表决方式')?.value).toContain('纸质选票')
    expect(paper.counts).toHaveLength(7)
    expect(paper.cards).toEqual([])
    expect(paper.record).toEqual([{ name: '电子票箱', value: '原样封存，未开箱，不计票' }])
    const hands = sheetOf({ ballot: { method: 'hands', methodReason: '代表提议' } })
    expect(hands.counts.map(({ name }) => name)).toEqual(['应到', '实到'])
    expect(wordsOf({ ballot: { method: 'hands' } })).not.toContain('选票')
  })
})

describe('the announcement', () => {
  test('says what was decided, with the votes of all', () => {
    const words = wordsOf()
    expect(words).toContain('太和镇第二十届人民代表大会第五次会议于2026年3月5日')
    expect(words).toContain('应到代表10名，实到9名')
    expect(words).toContain('发出选票9张，收回8张，其中有效票7张，无效票1张，弃权1张')
    expect(words).toContain('下列2项为2026年民生实事项目')
    expect(words).toContain('路灯（7票）')
    expect(words).toContain('未入选：医务室（2票）、公厕（1票）。')
    const paper = announcementPaperOf(factsOf())
    expect([paper?.signedBy, paper?.date]).toEqual(['太和镇人民代表大会主席团', '2026年3月5日'])
  })

  test('names the tied, and does not name the assembly twice', () => {
    expect(wordsOf({ approvals: [7, 6, 6, 1] })).toContain(
      '水渠（6票）、医务室（6票）得票相等，就其中1项再次投票。',
    )
    const meeting = { name: '太和镇人民代表大会第五次会议', heldOn: '2026-12-31' }
    expect(wordsOf({ facts: { meeting } })).toContain('太和镇人民代表大会第五次会议于2026年12月31日')
    expect(wordsOf({ facts: { meeting } })).not.toContain('大会太和镇')
    const short = { name: '第五次会议', heldOn: '2026-12-31' }
    expect(wordsOf({ facts: { meeting: short } })).toContain('太和镇人民代表大会第五次会议于')
  })

  test('of a second vote says so', () => {
    expect(wordsOf({ vote: { reason: 'tie' }, majority: 'none' })).toContain('进行再次票决')
    expect(sheetOf({ vote: { reason: 'tie' } }).title).toBe('2026年民生实事项目票决（再次投票）计票报告单')
  })
})

test('the sheets of the workbook have a heading and what the paper says', () => {
  const [results, tally] = present(sheetsOf(factsOf()) ?? undefined, 'sheets')
  expect(results?.rows).toHaveLength(5)
  expect(results?.rows[0]?.[0]).toBe('序号')
  expect(tally?.rows).toContainEqual(['收回', 8])
  expect(tally?.rows).toContainEqual(['结论', '入选2项，序号：1、2。'])
})

test('a day in Chinese', () => {
  expect([dateOf('2026-03-05'), dateOf('2026-12-31')]).toEqual(['2026年3月5日', '2026年12月31日'])
})

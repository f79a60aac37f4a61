/** The whole story of one year, as a town would live it. */
import { expect, test } from 'vitest'
import { verifyJournal } from '../src/board/handover.ts'
import { makeApp } from './support/app.ts'
import {
  announceClose,
  approve,
  ask,
  checkSeal,
  close,
  count,
  destroyUnused,
  issue,
  letNoticePass,
  makeBallotCards,
  makeHall,
  makeKeys,
  openShares,
  openVoting,
  sealBox,
  send,
  signZeroReports,
  verified,
  view,
  voteAll,
  type TestBallot,
} from './support/ballots.ts'
import {
  announceVote,
  dossierOf,
  readCycle,
  readVote,
  reserveOf,
  reviewOf,
  ruleOf,
  startRunoff,
  startVote,
} from './support/cycles.ts'
import { describeOnEachDatabase } from './support/databases.ts'

const [LAMPS, CANAL, CLINIC, TOILETS] = [0, 1, 2, 3]

/** From the draft to the count, with all its people: two of three tellers open the box. */
async function vote(ballot: TestBallot, cards: number, votes: readonly (readonly number[])[]): Promise<void> {
  await approve(ballot)
  await makeKeys(ballot)
  await makeBallotCards(ballot, cards + 2)
  await signZeroReports(ballot)
  await sealBox(ballot)
  await checkSeal(ballot)
  await issue(ballot, cards)
  await openVoting(ballot)
  await voteAll(ballot, votes)
  await announceClose(ballot)
  letNoticePass(ballot)
  await close(ballot)
  await openShares(ballot, [0, 2])
  await count(ballot)
  await destroyUnused(ballot)
}

describeOnEachDatabase('a year', (make) => {
  test('goes from a list to a vote, a tie, a run-off and a reserve, and everybody can check it', async () => {
    const app = makeApp(await make())
    const hall = await makeHall(app, { deputies: 7, signedIn: 6, tellers: 3 })
    const { secretary, presidium, tablet } = hall

    // The rule is drafted and adopted: two seats, half as many candidates more, over half of all deputies.
    const rule = ruleOf({ seats: 2, ratio: '50%' })
    const { id } = await ask<{ id: string }>(secretary, 'POST /api/order/cycles', { year: 2026, rule }, 201)
    const path = `/api/order/cycles/${id}`
    const cycle = { id, path, candidateIds: [] }
    await ask(presidium, `POST ${path}/rule/adopt`, { for: 6, against: 0, abstain: 0 })

    // Four candidates, and the presidium fixes the list.
    for (const name of ['路灯', '水渠', '医务室', '公厕']) {
      await ask(secretary, `POST ${path}/candidates`, dossierOf(name), 201)
    }
    const review = await reviewOf(hall, cycle, { for: 8, against: 0, abstain: 1 })
    await ask(presidium, `POST ${path}/review`, review)
    expect((await readCycle(hall, cycle)).shortlist).toMatchObject({
      seats: 2,
      required: 3,
      candidates: 4,
      actualRatio: '100%',
      enough: true,
      fixed: true,
    })

    // Six of seven deputies are there, and all their cards come back.
    const first = await startVote(hall, cycle, 2)
    await vote(first, 6, [
      [LAMPS, CANAL],
      [LAMPS, CLINIC],
      [LAMPS, CANAL],
      [LAMPS, CLINIC],
      [CANAL, CLINIC],
      [CANAL, CLINIC],
    ])
    const announced = await announceVote(first)
    expect(announced).toMatchObject({
      counts: { shouldAttend: 7, present: 6, issued: 6, returned: 6, valid: 6, invalid: 0, blank: 0 },
      outcome: { needed: 4, elected: [], tied: [LAMPS, CANAL, CLINIC], tiedSeats: 2, unfilled: 0 },
    })
    expect(announced.announcement).toContain('应到代表7名，实到6名')
    expect(announced.announcement).not.toContain('没有项目达到所需票数')

    // Three are equal, for two seats: a run-off among them, on new cards.
    const second = await startRunoff(first, 2)
    expect((await readVote(second)).candidates.map(({ name }) => name)).toEqual(['路灯', '水渠', '医务室'])
    await vote(second, 6, [[0, 1], [0, 1], [0, 2], [1], []])
    const decided = await announceVote(second)
    expect(decided).toMatchObject({
      reason: 'tie',
      counts: { issued: 6, returned: 5, blank: 1 },
      outcome: { elected: [0, 1], tied: [], unfilled: 0 },
    })
    expect(decided.announcement).toContain('决定：路灯（3票）、水渠（3票）。')

    // Who was not chosen is kept for the next year, with the approvals of the last vote that it stood in.
    const { reserve } = await reserveOf(hall, cycle)
    expect(reserve.map(({ name, approvals, position }) => [name, approvals, position])).toEqual([
      ['医务室', 1, CLINIC],
      ['公厕', 0, TOILETS],
    ])

    // Anybody can check the count of both votes, and the record of every act.
    for (const ballot of [first, second]) {
      expect(await verified(ballot)).toMatchObject({
        ok: true,
        stage: 'counted',
        checked: { trustees: 4, partialDecryptions: 3, credentials: 8 },
        election: { fingerprint: (await view(ballot)).fingerprint },
      })
    }
    const journal = await (await send(tablet, 'GET /api/board/journal')).text()
    const lines = journal.split('\n').slice(0, -1)
    expect(verifyJournal(lines)).toMatchObject({ ok: true, findings: [] })
    const acts = lines.map((line) => (JSON.parse(line) as { act: string }).act)
    const milestones = acts.filter((act) =>
      /^(order|decide)\.|^ballot\.(sealed|opened|closed|counted)$/.test(act),
    )
    const oneVote = ['ballot.sealed', 'ballot.opened', 'ballot.closed', 'ballot.counted', 'decide.outcome']
    expect(milestones).toEqual([
      'order.cycleCreated',
      'order.ruleAdopted',
      'order.listFixed',
      'decide.voteDrafted',
      ...oneVote,
      'decide.voteDrafted',
      ...oneVote,
    ])
  })
})

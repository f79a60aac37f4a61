/** Casting over HTTP: nothing is lost, nothing counts twice, and whatever is no good ballot stays outside. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Receipt } from '../../src/ballot/model.ts'
import type { Task } from '../../src/proof-pool/tasks.ts'
import { ballotTracker, makeCode, readElection, ed25519 } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  announceClose,
  ask,
  ballotIn,
  bodyOf,
  cast,
  castUntilDecided,
  close,
  count,
  destroyUnused,
  letNoticePass,
  makeHall,
  openShares,
  problemOf,
  sealOn,
  send,
  verified,
  view,
  voteAll,
  type BallotOptions,
  type BringOptions,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { forgeBallot, signed } from '../support/forger.ts'
import { present } from '../support/present.ts'

let app: TestApp
let hall: TestHall

const openBallot = (options: BallotOptions & BringOptions = {}) =>
  ballotIn(hall, 'open', { cards: 3, ...options })

/** The trackers of the ballots in the archive, which must have no findings. */
async function trackersIn(ballot: TestBallot): Promise<readonly string[]> {
  return (await verified(ballot)).trackers
}

/** Something that one waits for and another gives. */
function signal(): { readonly given: Promise<void>; give(): void } {
  let resolve: (() => void) | undefined
  const given = new Promise<void>((settle) => {
    resolve = settle
  })
  return { given, give: () => resolve?.() }
}

const next = (digits: string): string => String(BigInt(digits) + 1n)

/** Casts what must be refused, and sees that nothing came of it. */
async function refused(ballot: TestBallot, text: string, status: number, code: string): Promise<string> {
  const before = await stateOf(app.ctx.db)
  const problem = await problemOf(cast(ballot, text, hall.tablet), status)
  expect(problem.code).toBe(code)
  expect(await stateOf(app.ctx.db)).toBe(before)
  return problem.detail ?? ''
}

/** Closes the box, opens it and gives the approvals. */
async function approvalsOf(ballot: TestBallot): Promise<readonly number[]> {
  await announceClose(ballot)
  letNoticePass(ballot)
  await close(ballot)
  await openShares(ballot, [0])
  await count(ballot)
  const { figures } = await view(ballot)
  return figures?.kind === 'choose' ? figures.approvals : []
}

describeOnEachDatabase('a ballot that is sent again', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  test('ten times in a row gets ten equal receipts, and is one ballot', async () => {
    const ballot = await openBallot()
    const sealed = sealOn(ballot, 0, [1])
    const receipts: string[] = []
    for (let time = 0; time < 10; time += 1) {
      const response = await cast(ballot, sealed.text, hall.tablet)
      expect(response.status).toBe(200)
      receipts.push(await response.text())
    }
    expect(new Set(receipts)).toEqual(
      new Set([JSON.stringify({ ballot: ballot.uuid, tracker: sealed.tracker } satisfies Receipt)]),
    )
    expect(sealed.tracker).toBe(ballotTracker(sealed.text))
    expect(await trackersIn(ballot)).toEqual([sealed.tracker])
    expect(await approvalsOf(ballot)).toEqual([0, 1, 0])
  })

  test('ten times at once gets ten equal receipts, and is one ballot', async () => {
    const ballot = await openBallot()
    const sealed = sealOn(ballot, 0, [2])
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => bodyOf<Receipt>(cast(ballot, sealed.text, app.newBrowser()))),
    )
    for (const receipt of answers) expect(receipt).toEqual({ ballot: ballot.uuid, tracker: sealed.tracker })
    expect(await trackersIn(ballot)).toEqual([sealed.tracker])
    expect(await approvalsOf(ballot)).toEqual([0, 0, 1])
  })

  test('gets its receipt also when the box is closed, counted and announced', async () => {
    const ballot = await openBallot()
    const [sealed] = await voteAll(ballot, [[0]])
    const again = () => bodyOf<Receipt>(cast(ballot, present(sealed).text, hall.tablet))
    const receipt = { ballot: ballot.uuid, tracker: present(sealed).tracker }
    await announceClose(ballot)
    letNoticePass(ballot)
    expect(await again()).toEqual(receipt)
    await close(ballot)
    expect(await again()).toEqual(receipt)
    await openShares(ballot, [0])
    await count(ballot)
    await destroyUnused(ballot)
    await ask(hall.secretary, `POST ${ballot.path}/announce`)
    expect(await again()).toEqual(receipt)
    expect(await trackersIn(ballot)).toEqual([receipt.tracker])
  })

  test('to another election has no receipt there', async () => {
    const ballot = await openBallot()
    const other = await openBallot()
    const [sealed] = await voteAll(ballot, [[0]])
    await refused(other, present(sealed).text, 400, 'ballot.cardUnknown')
    expect(await trackersIn(other)).toEqual([])
  })
})

describeOnEachDatabase('one card, one ballot', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
  })

  test('a second, different ballot of a card is refused, and the first one stays', async () => {
    const ballot = await openBallot()
    const [first] = await voteAll(ballot, [[0]])
    await refused(ballot, sealOn(ballot, 0, [1]).text, 409, 'ballot.cardUsed')
    // The same decision, sealed once more, is another ballot too.
    await refused(ballot, sealOn(ballot, 0, [0]).text, 409, 'ballot.cardUsed')
    expect(await trackersIn(ballot)).toEqual([first?.tracker])
    expect(await approvalsOf(ballot)).toEqual([1, 0, 0])
  })

  test('of two different ballots that arrive at once, one is in', async () => {
    for (let round = 0; round < 3; round += 1) {
      const ballot = await openBallot()
      const two = [sealOn(ballot, 0, [0]), sealOn(ballot, 0, [1])]
      const answers = await Promise.all(two.map(({ text }) => cast(ballot, text, hall.tablet)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const winner = present(two[answers.findIndex(({ status }) => status === 200)])
      const loser = present(answers.find(({ status }) => status === 409))
      expect((await problemOf(loser, 409)).code).toBe('ballot.cardUsed')
      expect(await trackersIn(ballot)).toEqual([winner.tracker])
    }
  })

  test('no more than two different ballots of one card are checked at once', async () => {
    const ballot = await openBallot()
    const many = Array.from({ length: 6 }, (_, i) => sealOn(ballot, 0, [i % 3]))
    const answers = await Promise.all(many.map(({ text }) => cast(ballot, text, hall.tablet)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status !== 200 && status !== 409 && status !== 503)).toEqual([])
    const busy = answers.filter(({ status }) => status === 503)
    expect(busy.length).toBeGreaterThan(0)
    for (const answer of busy) expect((await problemOf(answer, 503)).code).toBe('ballot.busy')
    expect(await trackersIn(ballot)).toHaveLength(1)
  })

  test('a card of nobody, and one of another ballot, are refused', async () => {
    const ballot = await openBallot()
    const other = await openBallot()
    const stranger: TestBallot = { ...ballot, codes: [makeCode(app.ctx.random)] }
    await refused(ballot, sealOn(stranger, 0, [0]).text, 400, 'ballot.cardUnknown')
    await refused(ballot, sealOn({ ...ballot, codes: other.codes }, 0, [0]).text, 400, 'ballot.cardUnknown')
    expect(await trackersIn(ballot)).toEqual([])
  })

  test('there is no ballot at an address that names none', async () => {
    const ballot = await openBallot()
    const { text } = sealOn(ballot, 0, [0])
    const nowhere = { ...ballot, path: '/api/ballots/11111111111111' }
    await refused(nowhere, text, 404, 'ballot.notFound')
    for (const uuid of ['x', '0'.repeat(14), '%00'.repeat(14), `${ballot.uuid}%20`, "'or'1'='1'or''="]) {
      await refused({ ...ballot, path: `/api/ballots/${uuid}` }, text, 400, 'input.invalid')
    }
    expect(await trackersIn(ballot)).toEqual([])
  })
})

describeOnEachDatabase('a damaged ballot', (make) => {
  let ballot: TestBallot
  let good: string

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 1 })
    ballot = await openBallot()
    good = sealOn(ballot, 0, [1]).text
  })

  type Parts = {
    election_uuid: string
    election_hash: string
    credential: string
    answers: {
      choices: { alpha: string; beta: string }[]
      individual_proofs: { challenge: string; response: string }[][]
      overall_proof: { challenge: string; response: string }[]
      blank_proof: { challenge: string; response: string }[]
    }[]
    signature: { hash: string; proof: { challenge: string; response: string } }
  }

  /** The good ballot with one change, written as compactly as it was. */
  function changed(change: (parts: Parts, first: Parts['answers'][number]) => void): string {
    const parts = JSON.parse(good) as Parts
    change(parts, present(parts.answers[0]))
    return JSON.stringify(parts)
  }

  /** The same, and signed anew with the card's own code: only the proofs can give it away. */
  function resigned(change: (parts: Parts, first: Parts['answers'][number]) => void): string {
    const { election } = readElection(ed25519, ballot.electionText)
    return signed(present(election), present(ballot.codes[0]), JSON.parse(changed(change)) as object)
  }

  test('is refused whatever is wrong with it; then the good one of the same card is in', async () => {
    const { election } = readElection(ed25519, ballot.electionText)
    const [code] = ballot.codes
    const form: Record<string, string> = {
      empty: '',
      'no JSON': 'a ballot',
      'a number': '1',
      null: 'null',
      'a list': '[]',
      'a list of ballots': `[${good}]`,
      'an empty object': '{}',
      'a credential that is a number': '{"credential":1}',
      'a credential that is no point': `{"credential":"${'f'.repeat(64)}"}`,
      'very deep': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      truncated: good.slice(0, -1),
      'cut in the middle': good.slice(0, good.length / 2),
      'a byte-order mark before it': `\uFEFF${good}`,
    }
    const refusedBallots: Record<string, string> = {
      'a space after it': `${good} `,
      'a line feed after it': `${good}\n`,
      'spaces in it': JSON.stringify(JSON.parse(good), null, 1),
      'only a credential': JSON.stringify({ credential: (JSON.parse(good) as Parts).credential }),
      'a field more': changed((parts) => Object.assign(parts, { more: 1 })),
      'a field less': changed((parts) => Reflect.deleteProperty(parts, 'signature')),
      'another uuid': changed((parts) => (parts.election_uuid = '11111111111111')),
      'another uuid, signed': resigned((parts) => (parts.election_uuid = '11111111111111')),
      'another fingerprint': changed((parts) => (parts.election_hash = 'A'.repeat(43))),
      'another fingerprint, signed': resigned((parts) => (parts.election_hash = 'A'.repeat(43))),
      'no answers': resigned((parts) => (parts.answers = [])),
      'the answer twice': resigned((parts, first) => (parts.answers = [first, first])),
      'a choice less': resigned((_parts, first) => first.choices.pop()),
      'two choices exchanged': resigned((_parts, first) => (first.choices = first.choices.toReversed())),
      'a choice that is no point': resigned(
        (_parts, first) => (present(first.choices[0]).alpha = 'f'.repeat(64)),
      ),
      'a challenge changed': changed((_parts, first) => {
        const proof = present(first.individual_proofs[0]?.[0])
        proof.challenge = next(proof.challenge)
      }),
      'an individual proof changed, signed': resigned((_parts, first) => {
        const proof = present(first.individual_proofs[1]?.[0])
        proof.response = next(proof.response)
      }),
      'an overall proof changed, signed': resigned((_parts, first) => {
        const proof = present(first.overall_proof[0])
        proof.response = next(proof.response)
      }),
      'a blank proof changed, signed': resigned((_parts, first) => {
        const proof = present(first.blank_proof[0])
        proof.response = next(proof.response)
      }),
      'a number with a zero before it': resigned((_parts, first) => {
        const proof = present(first.overall_proof[0])
        proof.response = `0${proof.response}`
      }),
      'the signature of something else': changed((parts) => (parts.signature.hash = 'A'.repeat(43))),
      'the signature changed': changed(({ signature: { proof } }) => (proof.response = next(proof.response))),
      'two votes for one project': forgeBallot({
        election: present(election),
        code: present(code),
        marks: [[0, 2, 0, 0]],
        twists: [{ bits: [0, 2], sums: [2] }],
      }),
      'more projects than allowed': forgeBallot({
        election: present(election),
        code: present(code),
        marks: [[0, 1, 1, 0]],
        twists: [{ sums: [2] }],
      }),
      'blank and chosen at once': forgeBallot({
        election: present(election),
        code: present(code),
        marks: [[1, 1, 0, 0]],
      }),
    }
    for (const [name, text] of Object.entries(form)) {
      expect([name, await refused(ballot, text, 400, 'ballot.refused')]).toEqual([name, 'form'])
    }
    for (const [name, text] of Object.entries(refusedBallots)) {
      const why = await refused(ballot, text, 400, 'ballot.refused')
      expect([name, why]).toEqual([name, expect.stringMatching(/^[a-z]/)])
    }
    await bodyOf(cast(ballot, good, hall.tablet))
    expect(await trackersIn(ballot)).toEqual([ballotTracker(good)])
  })

  test('that a forger makes by the book is a good one: the refusals above are for what is wrong with them', async () => {
    const { election } = readElection(ed25519, ballot.electionText)
    const options = { election: present(election), code: present(ballot.codes[1]) }
    const text = forgeBallot({ ...options, marks: [[0, 0, 0, 1]] })
    expect(await bodyOf(cast(ballot, text, hall.tablet))).toMatchObject({ tracker: ballotTracker(text) })
  })

  test('signed with another card than it names is refused', async () => {
    const { election } = readElection(ed25519, ballot.electionText)
    const [, , third] = ballot.codes
    const other = JSON.parse(sealOn(ballot, 2, [0]).text) as { credential: string }
    const stolen = { ...(JSON.parse(good) as Parts), credential: other.credential }
    await refused(ballot, JSON.stringify(stolen), 400, 'ballot.refused')
    const resealed = signed(present(election), present(third), stolen)
    const why = await refused(ballot, resealed, 400, 'ballot.refused')
    expect(why).toContain('ballot.individualProof')
  })

  test('of more than a megabyte is refused as too large, whether its length is told or not', async () => {
    const before = await stateOf(app.ctx.db)
    const huge = `${good}${' '.repeat(1024 * 1024)}`
    expect((await problemOf(cast(ballot, huge, hall.tablet), 413)).code).toBe('http.bodyTooLarge')
    const inPieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 20; i += 1) controller.enqueue(new Uint8Array(100_000).fill(0x20))
        controller.close()
      },
    })
    const streamed = app.request(`${ballot.path}/cast`, {
      method: 'POST',
      body: inPieces,
      duplex: 'half',
    } as RequestInit)
    expect((await problemOf(streamed, 413)).code).toBe('http.bodyTooLarge')
    expect(await stateOf(app.ctx.db)).toBe(before)
  })

  test('of bytes that are no text is refused', async () => {
    const response = app.request(`${ballot.path}/cast`, {
      method: 'POST',
      body: new Uint8Array([0xff, 0xfe, 0x00, 0x7b]),
    })
    expect((await problemOf(response, 400)).code).toBe('ballot.refused')
  })

  test('sent by another site’s page is refused', async () => {
    const response = app.request(`${ballot.path}/cast`, {
      method: 'POST',
      body: good,
      headers: { origin: 'http://elsewhere.test' },
    })
    expect((await problemOf(response, 403)).code).toBe('http.crossSite')
  })
})

describeOnEachDatabase('a whole hall at once', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 86, tellers: 1 })
  })

  test('86 ballots cast at once are all in, and the tally counts exactly them', async () => {
    const ballot = await openBallot({ options: ['路灯', '水渠'], cards: 90, issued: 86 })
    const sealed = await voteAll(
      ballot,
      Array.from({ length: 86 }, (_, i) => (i % 3 === 2 ? [] : [i % 3])),
    )
    const trackers = await trackersIn(ballot)
    expect(trackers.toSorted()).toEqual(sealed.map(({ tracker }) => tracker).toSorted())
    expect(await approvalsOf(ballot)).toEqual([29, 29])
    const { counts } = await view(ballot)
    expect(counts).toMatchObject({ present: 86, issued: 86, returned: 86, valid: 86, blank: 28 })
  })
})

describeOnEachDatabase('the close', (make) => {
  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { deputies: 6, tellers: 1 })
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('a ballot before the opening is refused, and is in when it is sent again afterwards', async () => {
    const ballot = await ballotIn(hall, 'sealed')
    const sealed = sealOn(ballot, 0, [0])
    await refused(ballot, sealed.text, 409, 'ballot.notOpen')
    await ask(hall.secretary, `POST ${ballot.path}/open`)
    expect((await cast(ballot, sealed.text, hall.tablet)).status).toBe(200)
  })

  test('what comes after the announced time waits for the cut, and is late then', async () => {
    const ballot = await openBallot()
    await announceClose(ballot)
    await voteAll(ballot, [[0]])
    letNoticePass(ballot)
    const late = sealOn(ballot, 1, [1])
    const problem = await problemOf(cast(ballot, late.text, hall.tablet), 503)
    expect(problem).toMatchObject({ code: 'ballot.closing', retryAfterSeconds: 1 })
    expect(await close(ballot)).toEqual({ returned: 1 })
    await refused(ballot, late.text, 409, 'ballot.closed')
  })

  test('waits for a ballot that came in time and is still being checked', async () => {
    const ballot = await openBallot()
    const { run } = app.ctx.proofs
    const [held, inside] = [signal(), signal()]
    vi.spyOn(app.ctx.proofs, 'run').mockImplementation(async <T extends Task>(task: T) => {
      if (task.kind === 'ballot') {
        inside.give()
        await held.given
      }
      return run(task)
    })
    await announceClose(ballot)
    const sealed = sealOn(ballot, 0, [2])
    const casting = bodyOf<Receipt>(cast(ballot, sealed.text, hall.tablet))
    await inside.given
    letNoticePass(ballot)
    const closing = close(ballot)
    await sleep(30)
    expect((await view(ballot)).state).toBe('open')
    held.give()
    expect(await casting).toEqual({ ballot: ballot.uuid, tracker: sealed.tracker })
    expect(await closing).toEqual({ returned: 1 })
    expect(await trackersIn(ballot)).toEqual([sealed.tracker])
  })

  test('interrupted after the box was cut, it finishes when it is pressed again', async () => {
    const ballot = await openBallot({ cards: 4 })
    const sealed = await voteAll(ballot, [[0], [0], [1]])
    await announceClose(ballot)
    letNoticePass(ballot)
    const { run } = app.ctx.proofs
    const broken = vi
      .spyOn(app.ctx.proofs, 'run')
      .mockImplementation(<T extends Task>(task: T) =>
        task.kind === 'sum' ? Promise.reject(new Error('the power went out')) : run(task),
      )
    const failed = await send(hall.secretary, `POST ${ballot.path}/close`)
    expect(failed.status).toBe(500)
    expect(await failed.text()).not.toContain('power')
    broken.mockRestore()
    // The box is cut: no ballot comes in, none is lost, and the tellers are told what to do.
    await refused(ballot, sealOn(ballot, 3, [2]).text, 409, 'ballot.closed')
    expect(await verified(ballot)).toMatchObject({ stage: 'closed', checked: { ballots: 3 } })
    const early = await problemOf(send(present(hall.tellers[0]), `GET ${ballot.path}/share`), 409)
    expect(early.detail).toContain('press close again')
    const counting = await problemOf(send(hall.secretary, `POST ${ballot.path}/count`), 409)
    expect(counting.detail).toContain('press close again')
    expect(await close(ballot)).toEqual({ returned: 3 })
    expect(await close(ballot)).toEqual({ returned: 3 })
    await openShares(ballot, [0])
    await count(ballot)
    const report = await verified(ballot)
    expect(report.trackers.toSorted()).toEqual(sealed.map(({ tracker }) => tracker).toSorted())
    expect(report.result).toEqual([[0, 2, 1, 0]])
  })

  test('pressed by several at once, it closes once', async () => {
    const ballot = await openBallot({ votes: [] })
    await voteAll(ballot, [[1]])
    await announceClose(ballot)
    letNoticePass(ballot)
    const answers = await Promise.all([close(ballot), close(ballot), close(ballot)])
    expect(answers).toEqual([{ returned: 1 }, { returned: 1 }, { returned: 1 }])
    expect(await verified(ballot)).toMatchObject({ stage: 'closed', checked: { ballots: 1 } })
  })

  test('casts that race the close are in the archive with a receipt, or refused and not in it', async () => {
    const outcomes = { in: 0, out: 0 }
    for (let round = 0; round < 5; round += 1) {
      const ballot = await openBallot({ cards: 6 })
      const sealed = Array.from({ length: 6 }, (_, card) => sealOn(ballot, card, [card % 3]))
      await announceClose(ballot)
      const casting = sealed.map(async ({ text }) => {
        await sleep(Math.random() * 60)
        return castUntilDecided(ballot, text, app.newBrowser())
      })
      // The first round closes before all, the last one after all; the others at some moment between.
      await sleep(round === 0 ? 0 : round === 4 ? 60 : Math.random() * 60)
      letNoticePass(ballot)
      const closing = close(ballot)
      const answers = await Promise.all(casting)
      const { returned } = await closing
      const received: string[] = []
      const refusals: string[] = []
      for (const [card, answer] of answers.entries()) {
        if (answer.status === 200) received.push((await bodyOf<Receipt>(answer)).tracker)
        else refusals.push((await problemOf(answer, 409)).code)
        const { inBox } = await ask<{ inBox: boolean }>(
          hall.tablet,
          `GET ${ballot.path}/has/${present(sealed[card]).tracker}`,
        )
        expect(inBox).toBe(answer.status === 200)
      }
      for (const code of refusals) expect(code).toBe('ballot.closed')
      const report = await verified(ballot)
      expect(report.stage).toBe('closed')
      expect(report.trackers.toSorted()).toEqual(received.toSorted())
      expect(returned).toBe(received.length)
      expect((await view(ballot)).returned).toBe(received.length)
      outcomes.in += received.length
      outcomes.out += 6 - received.length
    }
    expect(outcomes.in + outcomes.out).toBe(30)
  })
})

/** The key ceremony over HTTP, and the opening: any t of m tellers, and whatever may be sent instead of the right thing. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { KeyTask } from '../../src/ballot/keys.ts'
import { makeCards } from '../../src/devices/cards.ts'
import { checkSealed, nextKeyMessage, openShare, TellerDeviceError } from '../../src/devices/teller.ts'
import { makeSeed, readTrustees, ed25519 } from '../../src/protocol/index.ts'
import { makeApp, type TestApp } from '../support/app.ts'
import {
  archiveOf,
  ask,
  ballotIn,
  bodyOf,
  bring,
  close,
  count,
  draft,
  keyRound,
  keyTaskOf,
  knownOf,
  letNoticePass,
  makeHall,
  makeKeys,
  nextMessage,
  openShares,
  openVoting,
  problemOf,
  putKey,
  putShare,
  send,
  shareOf,
  verified,
  view,
  voteAll,
  type BallotOptions,
  type TestBallot,
  type TestHall,
} from '../support/ballots.ts'
import { describeOnEachDatabase } from '../support/databases.ts'
import { stateOf } from '../support/dump.ts'
import { buildDraft, readDraft } from '../support/draft.ts'
import { present } from '../support/present.ts'
import { systemRandom } from '../support/random.ts'

const KEY_STEPS = ['certificate', 'polynomial', 'voutput'] as const

/** The same ballot, whose tellers have drawn other secrets. */
function withFreshSeeds(ballot: TestBallot): TestBallot {
  return { ...ballot, seeds: ballot.seeds.map(() => makeSeed(systemRandom)) }
}

describeOnEachDatabase('any t of m tellers open the box', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { tellers: 5 })
  })

  test.each([
    { m: 1, t: 1, openers: [0] },
    { m: 2, t: 2, openers: [1, 0] },
    { m: 3, t: 2, openers: [2, 0] },
    { m: 5, t: 3, openers: [4, 1, 3] },
  ])('$t of $m: tellers $openers', async ({ m, t, openers }) => {
    const ballot = await ballotIn(hall, 'counted', {
      tellers: hall.tellers.slice(0, m),
      threshold: t,
      openers,
      votes: [[0], [2]],
    })
    expect(await view(ballot)).toMatchObject({
      tellers: m,
      threshold: t,
      figures: { approvals: [1, 0, 1] },
    })
    const report = await verified(ballot)
    // The service's own key stands beside the tellers', and its share beside theirs.
    expect(report.checked).toMatchObject({ trustees: m + 1, partialDecryptions: t + 1 })
    expect(report.stage).toBe('counted')
  })

  test('more shares than needed are refused, also when they come at once', async () => {
    const ballot = await ballotIn(hall, 'closed', {
      tellers: hall.tellers.slice(0, 3),
      threshold: 2,
      votes: [[1]],
    })
    const shares = await Promise.all([0, 1, 2].map((teller) => shareOf(ballot, teller)))
    const answers = await Promise.all(shares.map((share, teller) => putShare(ballot, teller, share)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 409])
    const third = present(answers.find(({ status }) => status === 409))
    expect((await problemOf(third, 409)).detail).toContain('enough tellers have opened')
    await count(ballot)
    expect((await verified(ballot)).checked.partialDecryptions).toBe(3)
  })
})

describeOnEachDatabase('a message of the key ceremony', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 3 })
  })

  const drafted = (options: BallotOptions = {}) => draft(hall, { threshold: 2, ...options })

  /** Before step number `round`, with all earlier rounds done. */
  async function before(round: number): Promise<TestBallot> {
    const ballot = await drafted()
    for (let done = 0; done < round; done += 1) await keyRound(ballot)
    return ballot
  }

  async function refusedMessage(
    ballot: TestBallot,
    teller: number,
    sent: { step: (typeof KEY_STEPS)[number]; message: string },
    code = 'ballot.tellerMessage',
  ): Promise<string | undefined> {
    const state = await stateOf(app.ctx.db)
    const problem = await problemOf(putKey(ballot, teller, sent), 400)
    expect(problem.code).toBe(code)
    expect(await stateOf(app.ctx.db)).toBe(state)
    return problem.detail
  }

  describe.each([...KEY_STEPS.entries()])('step %i', (round, step) => {
    test('damaged in any way is refused, nothing is stored, and the right one is accepted then', async () => {
      const ballot = await before(round)
      const right = present(await nextMessage(ballot, 1))
      expect(right.step).toBe(step)
      const { message } = right
      const swapped = present(await nextMessage(ballot, 0))
      const otherBallot = await before(round)
      const replayed = present(await nextMessage(otherBallot, 1))
      const bad: Record<string, string> = {
        empty: '{}',
        'no JSON': 'not a message',
        'not an object': '[]',
        null: 'null',
        truncated: message.slice(0, -1),
        'cut in the middle': message.slice(0, message.length / 2),
        'more after it': `${message} `,
        'written otherwise': JSON.stringify(JSON.parse(message), null, 1),
        'a digit changed': changeDigit(message),
        'of another teller': swapped.message,
        ...(step === 'certificate' ? {} : { 'of another ballot': replayed.message }),
      }
      for (const [name, sent] of Object.entries(bad)) {
        const detail = await refusedMessage(ballot, 1, { step, message: sent })
        expect([name, detail]).toEqual([name, expect.stringMatching(/./)])
      }
      await refusedMessage(ballot, 1, { step, message: '' }, 'input.invalid')
      await refusedMessage(ballot, 1, { step, message: 'x'.repeat(400_001) }, 'input.invalid')
      await bodyOf(putKey(ballot, 1, right))
    })

    test('of another step is refused', async () => {
      const ballot = await before(round)
      const right = present(await nextMessage(ballot, 0))
      for (const other of KEY_STEPS) {
        if (other === step) continue
        const sentBefore = KEY_STEPS.indexOf(other) < round
        const answer = putKey(ballot, 0, { ...right, step: other })
        const { code } = await problemOf(answer, sentBefore ? 409 : 400)
        expect(code).toBe(sentBefore ? 'ballot.alreadySent' : 'ballot.tellerMessage')
      }
    })
  })

  test('comes before the others are ready: the teller waits', async () => {
    const ballot = await drafted()
    const first = present(await nextMessage(ballot, 0))
    await bodyOf(putKey(ballot, 0, first))
    expect(await keyTaskOf(ballot, 0)).toMatchObject({ step: 'polynomial', waiting: true })
    expect(await nextMessage(ballot, 0)).toBeNull()
    expect(await refusedMessage(ballot, 0, { step: 'polynomial', message: first.message })).toContain(
      'wait for the other tellers’ step',
    )
    expect(await refusedMessage(ballot, 0, { step: 'voutput', message: first.message })).toContain(
      'wait for the other tellers’ step',
    )
  })

  test('reaches the others only encrypted: the server passes on what it cannot read', async () => {
    const ballot = await before(2)
    const tasks = await Promise.all([0, 1, 2].map((teller) => keyTaskOf(ballot, teller)))
    expect(tasks.map(({ step, waiting, position }) => [step, waiting, position])).toEqual([
      ['voutput', false, 1],
      ['voutput', false, 2],
      ['voutput', false, 3],
    ])
    expect(new Set(tasks.map(({ vinput }) => vinput)).size).toBe(3)
    const everything = await stateOf(app.ctx.db)
    for (const seed of ballot.seeds) expect(everything).not.toContain(seed)
    await keyRound(ballot)
    expect((await view(ballot)).state).toBe('keyed')
    expect(await keyTaskOf(ballot, 1)).toMatchObject({ step: 'done', waiting: false })
    expect(await nextMessage(ballot, 1)).toBeNull()
    for (const seed of ballot.seeds) expect(await stateOf(app.ctx.db)).not.toContain(seed)
    const row = await app.ctx.db
      .selectFrom('ballots')
      .select('trustees')
      .where('uuid', '=', ballot.uuid)
      .executeTakeFirstOrThrow()
    expect(readTrustees(ed25519, present(row.trustees)).problems).toEqual([])
  })

  test('of the last teller makes the key once, also when all last ones come at once', async () => {
    const ballot = await before(2)
    const last = await Promise.all(
      [0, 1, 2].map(async (teller) => present(await nextMessage(ballot, teller))),
    )
    const twice = [...last.entries(), ...last.entries()]
    const answers = await Promise.all(twice.map(([teller, message]) => putKey(ballot, teller, message)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    const made = journal
      .split('\n')
      .filter((line) => line.includes('ballot.keysMade') && line.includes(ballot.uuid))
    expect(made).toHaveLength(1)
  })

  test('with one secret for two places is found out, and a restart mends it', async () => {
    const ballot = await drafted()
    const shared = { ...ballot, seeds: ballot.seeds.map(() => present(ballot.seeds[0])) }
    const problems: unknown[] = []
    try {
      await keyRound(shared)
      await keyRound(shared)
    } catch (error) {
      problems.push(error)
    }
    expect(problems).toHaveLength(1)
    await ask(hall.secretary, `POST ${ballot.path}/keys/restart`, { reason: '两人用了同一个密码' })
    await makeKeys(ballot)
    expect((await view(ballot)).state).toBe('keyed')
  })
})

describeOnEachDatabase('the key ceremony is done again', (make) => {
  let app: TestApp
  let hall: TestHall

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 3 })
  })

  test('when a teller has lost its secret: everything of the first time is thrown away', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await keyRound(ballot)
    await keyRound(ballot)
    const lost = withFreshSeeds(ballot)
    await expect(nextMessage(lost, 2)).rejects.toThrow(TellerDeviceError)
    const old = present(await nextMessage(ballot, 0))
    await ask(present(hall.tellers[0]), `POST ${ballot.path}/keys/restart`, { reason: '遗失密码纸' })
    for (const teller of [0, 1, 2]) {
      expect(await keyTaskOf(ballot, teller)).toMatchObject({ step: 'certificate', certificates: null })
    }
    expect((await problemOf(putKey(ballot, 0, old), 400)).code).toBe('ballot.tellerMessage')
    await bring(lost, 'counted', { votes: [[0]], openers: [1, 2] })
    expect((await verified(lost)).stage).toBe('counted')
  })

  test('only with a reason, by the secretary or the chief, and before the box is sealed', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await keyRound(ballot)
    const path = `POST ${ballot.path}/keys/restart`
    expect((await problemOf(send(hall.secretary, path, {}), 400)).code).toBe('input.invalid')
    expect((await problemOf(send(hall.secretary, path, { reason: '  ' }), 400)).code).toBe('input.invalid')
    const reason = { reason: '太晚' }
    expect((await problemOf(send(present(hall.tellers[1]), path, reason), 403)).code).toBe('session.role')
    expect((await problemOf(send(hall.presidium, path, reason), 403)).code).toBe('session.role')
    expect(await keyTaskOf(ballot, 0)).toMatchObject({ step: 'polynomial' })
    const sealed = await ballotIn(hall, 'sealed', { threshold: 2 })
    const late = send(hall.secretary, `POST ${sealed.path}/keys/restart`, reason)
    expect((await problemOf(late, 409)).code).toBe('ballot.step')
    const journal = await (await send(hall.tablet, 'GET /api/board/journal')).text()
    expect(journal).not.toContain('"reason":"太晚"')
  })

  test('while a message is being checked: what was checked against the old ones is refused', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await keyRound(ballot)
    const next = present(await nextMessage(ballot, 0))
    const [restarted, sent] = await Promise.all([
      send(hall.secretary, `POST ${ballot.path}/keys/restart`, { reason: '遗失密码纸' }),
      putKey(ballot, 0, next),
    ])
    expect(restarted.status).toBe(200)
    // Either it came first and was thrown away, or it was refused; it never stands among the new messages.
    expect([200, 400]).toContain(sent.status)
    expect(await keyTaskOf(ballot, 0)).toMatchObject({ step: 'certificate', certificates: null })
    await makeKeys(ballot)
    expect((await view(ballot)).state).toBe('keyed')
  })

  test('when a teller sent a wrong share: the one who receives it is told whose it is', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await keyRound(ballot)
    // The second teller cheats: coefficients of one polynomial, the first teller's share of another.
    const [honest, other] = [present(await nextMessage(ballot, 1)), present(await nextMessage(ballot, 1))]
    const forged = JSON.parse(honest.message) as { secrets: string[] }
    forged.secrets[0] = present((JSON.parse(other.message) as { secrets: string[] }).secrets[0])
    await bodyOf(putKey(ballot, 1, { step: 'polynomial', message: JSON.stringify(forged) }))
    for (const teller of [0, 2])
      await bodyOf(putKey(ballot, teller, present(await nextMessage(ballot, teller))))
    await expect(nextMessage(ballot, 0)).rejects.toThrow('threshold.share /secrets/1')
    // The others cannot see it; but without the first teller's message there is no key.
    await bodyOf(putKey(ballot, 2, present(await nextMessage(ballot, 2))))
    expect((await view(ballot)).state).toBe('draft')
    await ask(hall.secretary, `POST ${ballot.path}/keys/restart`, { reason: '第二位的份额不对' })
    await makeKeys(ballot)
    expect((await view(ballot)).state).toBe('keyed')
  })

  test('a device does not go on when the server passes on something else than the others sent', async () => {
    const ballot = await draft(hall, { threshold: 2 })
    await keyRound(ballot)
    await keyRound(ballot)
    const task = await keyTaskOf(ballot, 0)
    const seed = present(ballot.seeds[0])
    const foreign = await draft(hall, { threshold: 2 })
    await keyRound(foreign)
    const theirs = await keyTaskOf(foreign, 0)
    const wrong: readonly KeyTask[] = [
      { ...task, certificates: theirs.certificates },
      { ...task, certificates: present(task.certificates).toReversed() },
      { ...task, certificates: present(task.certificates).slice(0, 2) },
      { ...task, certificates: null },
      { ...task, threshold: 1 },
      { ...task, position: 2 },
      { ...task, vinput: (await keyTaskOf(ballot, 1)).vinput },
      { ...task, vinput: null },
    ]
    for (const each of wrong) {
      expect(() => nextKeyMessage(each, seed, systemRandom)).toThrow(TellerDeviceError)
    }
    expect(nextKeyMessage(task, seed, systemRandom)?.step).toBe('voutput')
  })
})

describeOnEachDatabase('the sealed box on a teller’s device', (make) => {
  let hall: TestHall

  beforeAll(async () => {
    hall = await makeHall(makeApp(await make()), { tellers: 3 })
  })

  test('is as the ceremony left it, or the device says what is not', async () => {
    const ballot = await ballotIn(hall, 'sealed', { threshold: 2 })
    const archive = await archiveOf(ballot)
    const options = { archive, task: await keyTaskOf(ballot, 1), seed: present(ballot.seeds[1]) }
    const { fingerprint, report } = await checkSealed(options)
    expect(fingerprint).toBe((await view(ballot)).fingerprint)
    expect(report).toMatchObject({ ok: true, stage: 'open', checked: { ballots: 0 } })
    const { cardsDigest } = ballot
    expect((await checkSealed({ ...options, cardsDigest })).report.credentialsHash).toBe(cardsDigest)
    const { digest: others } = makeCards(ballot.uuid, 3, systemRandom)
    await expect(checkSealed({ ...options, cardsDigest: others })).rejects.toThrow(
      'not of the cards that this device printed',
    )
    const { task } = options
    for (const change of [{ threshold: 1 }, { threshold: 3 }, { size: 2 }, { size: 4 }]) {
      await expect(checkSealed({ ...options, task: { ...task, ...change } })).rejects.toThrow(
        'are not those agreed on',
      )
    }
    await expect(checkSealed({ ...options, task: { ...task, position: 1 } })).rejects.toThrow('was exchanged')
    await expect(checkSealed({ ...options, task: { ...task, decryptionKey: null } })).rejects.toThrow(
      'this is not the secret of this ballot',
    )
    await expect(checkSealed({ ...options, seed: present(ballot.seeds[0]) })).rejects.toThrow(
      'this is not the secret of this ballot',
    )
    await expect(checkSealed({ ...options, archive: archive.slice(0, -512) })).rejects.toThrow(
      TellerDeviceError,
    )
    const exchanged = await ballotIn(hall, 'sealed', { threshold: 2 })
    await expect(checkSealed({ ...options, archive: await archiveOf(exchanged) })).rejects.toThrow(
      'was exchanged',
    )
    await openVoting(ballot)
    await voteAll(ballot, [[0]])
    await expect(checkSealed({ ...options, archive: await archiveOf(ballot) })).rejects.toThrow(
      'there are ballots in the box already',
    )
  })
})

describeOnEachDatabase('a share at the opening', (make) => {
  let app: TestApp
  let hall: TestHall
  let ballot: TestBallot

  beforeAll(async () => {
    app = makeApp(await make())
    hall = await makeHall(app, { tellers: 3 })
    ballot = await ballotIn(hall, 'closed', { threshold: 2, votes: [[0], [0], [1]] })
  })

  test('that is wrong is named and not kept; a right one is accepted then, and a lost teller is not missed', async () => {
    const right = await shareOf(ballot, 1)
    const swapped = await shareOf(ballot, 0)
    const elsewhere = await ballotIn(hall, 'closed', { threshold: 2, votes: [[0]] })
    const replayed = await shareOf(elsewhere, 1)
    const before = await stateOf(app.ctx.db)
    const archive = await archiveOf(ballot)
    const bad: Record<string, string> = {
      empty: '{}',
      'no JSON': 'x'.repeat(50),
      truncated: right.slice(0, -1),
      'written otherwise': JSON.stringify(JSON.parse(right), null, 1),
      'a digit changed': changeDigit(right),
      'of another teller': swapped,
      'of another ballot': replayed,
      'factors left out': JSON.stringify({ decryption_factors: [], decryption_proofs: [] }),
    }
    for (const [name, message] of Object.entries(bad)) {
      const problem = await problemOf(putShare(ballot, 1, message), 400)
      const { code, detail } = problem
      expect([name, code, detail]).toEqual([name, 'ballot.tellerMessage', expect.stringContaining('第 2 位')])
    }
    expect(await stateOf(app.ctx.db)).toBe(before)
    expect(await archiveOf(ballot)).toEqual(archive)

    await bodyOf(putShare(ballot, 1, right))
    // The third teller has lost its secret: two are enough.
    await openShares(ballot, [0])
    await count(ballot)
    expect((await verified(ballot)).result).toEqual([[0, 2, 1, 0]])
  })

  test('is made only of an archive that verifies, to its end, with the teller’s own key in it', async () => {
    const closed = await ballotIn(hall, 'closed', { threshold: 2, votes: [[0], [1]] })
    const archive = await archiveOf(closed)
    const task = await ask<{ owner: number; decryptionKey: string }>(
      present(hall.tellers[0]),
      `GET ${closed.path}/share`,
    )
    const known = await knownOf(closed)
    const options = { archive, task, known, seed: present(closed.seeds[0]), random: systemRandom }
    const { report, tallyHash } = await openShare(options)
    expect(report).toMatchObject({ ok: true, stage: 'closed', checked: { ballots: 2 } })

    const parts = await readDraft(archive)
    const less = buildDraft({ ...parts, ballots: parts.ballots.slice(0, 1) }).bytes
    await expect(openShare({ ...options, archive: less })).rejects.toThrow(TellerDeviceError)
    await expect(openShare({ ...options, archive: archive.slice(0, -512) })).rejects.toThrow(
      TellerDeviceError,
    )
    await expect(openShare({ ...options, seed: makeSeed(systemRandom) })).rejects.toThrow(
      'this is not the secret of this ballot',
    )
    for (const owner of [0, 1, 3, 9]) {
      await expect(openShare({ ...options, task: { ...task, owner } })).rejects.toThrow(
        'the archive does not hold this device’s key',
      )
    }
    const before = buildDraft({ ...parts, ended: false, tally: undefined }).bytes
    await expect(openShare({ ...options, archive: before })).rejects.toThrow('the ballot is not closed yet')
    const open = await ballotIn(hall, 'open', { threshold: 2 })
    await expect(openShare({ ...options, archive: await archiveOf(open) })).rejects.toThrow(TellerDeviceError)
    const heard = (change: Partial<typeof known>) => openShare({ ...options, known: { ...known, ...change } })
    await expect(heard({ returned: 3 })).rejects.toThrow('as many ballots as were announced')
    await expect(heard({ returned: 1 })).rejects.toThrow('as many ballots as were announced')
    await expect(heard({ fingerprint: 'A'.repeat(43) })).rejects.toThrow('not the one of the sealing')
    await expect(openShare({ ...options, opened: '0'.repeat(64) })).rejects.toThrow('has opened another sum')
    expect((await openShare({ ...options, opened: tallyHash })).tallyHash).toBe(tallyHash)
  })

  test('is asked for only from a teller of this ballot, once the box is closed and summed', async () => {
    const open = await ballotIn(hall, 'open', { threshold: 2 })
    const share = `GET ${open.path}/share`
    expect((await problemOf(send(present(hall.tellers[0]), share), 409)).code).toBe('ballot.step')
    expect((await problemOf(send(hall.secretary, share), 403)).code).toBe('session.role')
    expect((await problemOf(send(hall.tablet, share), 401)).code).toBe('session.signInNeeded')
    await ask(hall.secretary, `POST ${open.path}/close/announce`)
    letNoticePass(open)
    await close(open)
    expect(await ask(present(hall.tellers[2]), share)).toMatchObject({ owner: 4, shares: 0, needed: 2 })
  })
})

/** Another digit in the last number of the message: in a proof, so that only its check can see it. */
function changeDigit(message: string): string {
  const at = message.search(/[0-9](?=[^0-9]*$)/)
  const digit = (Number(message[at]) + 1) % 10
  return `${message.slice(0, at)}${digit}${message.slice(at + 1)}`
}

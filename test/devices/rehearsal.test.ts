/** The rehearsal is the real thing in small: the same checks and refusals as at the opening. */
import { describe, expect, test } from 'vitest'
import { makeRehearsal } from '../../src/devices/rehearsal.ts'
import { examineBox, openShare, requireSecret, shareOf } from '../../src/devices/teller.ts'
import { makeSeed, verifyBytes } from '../../src/protocol/index.ts'
import { systemRandom } from '../support/random.ts'

const OPTIONS = ['修路', '路灯', '水渠'] as const

const rehearse = (size: number, threshold: number) =>
  makeRehearsal({
    title: '开箱演练',
    options: OPTIONS,
    size,
    threshold,
    timeSec: 1_700_000_000,
    random: systemRandom,
  })

describe.each([
  [3, 2],
  [1, 1],
  [5, 5],
])('a rehearsal among %d tellers of whom %d open', (size, threshold) => {
  const rehearsal = rehearse(size, threshold)

  test('has an archive that verifies, closed and not counted', async () => {
    const report = await verifyBytes(rehearsal.archive)
    expect(report.findings).toEqual([])
    expect(report.stage).toBe('closed')
    expect(report.election?.uuid).toBe(rehearsal.uuid)
    expect(report.trackers).toHaveLength(rehearsal.known.returned)
  })

  test('the right secret opens it', async () => {
    const { archive, task, known, seed } = rehearsal
    const { share } = await openShare({ archive, task, known, seed, random: systemRandom })
    expect(rehearsal.finish(share)).toEqual({ kind: 'choose', blank: 1, approvals: [3, 1, 1] })
  })

  test('a wrong secret is refused, at once and after the verification', async () => {
    const { archive, task } = rehearsal
    const seed = makeSeed(systemRandom)
    expect(() => requireSecret(seed, task.decryptionKey)).toThrow('this is not the secret')
    await expect(examineBox({ archive, task, seed })).rejects.toThrow('this is not the secret')
  })
})

describe('what people know', () => {
  const { archive, task, known, seed } = rehearse(3, 2)
  const examined = examineBox({ archive, task, seed })

  test('is compared with what the device found', async () => {
    const box = await examined
    expect([box.fingerprint, box.returned]).toEqual([known.fingerprint, known.returned])
    expect(() => shareOf(box, { known: { ...known, returned: 3 }, random: systemRandom })).toThrow(
      '档案里有 4 张票，宣布收回 3 张',
    )
    const other = { ...known, fingerprint: known.fingerprint.toLowerCase() }
    expect(() => shareOf(box, { known: other, random: systemRandom })).toThrow('指纹与封箱时的不同')
  })

  test('never two different sums with one secret', async () => {
    const box = await examined
    const again = shareOf(box, { known, opened: box.tallyHash, random: systemRandom })
    expect(again.tallyHash).toBe(box.tallyHash)
    expect(() => shareOf(box, { known, opened: 'another', random: systemRandom })).toThrow('another sum')
  })
})

test('numbers of tellers that do not fit together make no rehearsal', () => {
  expect(() => rehearse(2, 3)).toThrow(RangeError)
})

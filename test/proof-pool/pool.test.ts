import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { openProofPool, type ProofPool } from '../../src/proof-pool/pool.ts'
import { perform } from '../../src/proof-pool/tasks.ts'
import { readRecords } from '../../src/protocol/index.ts'

async function* vector() {
  yield new Uint8Array(readFileSync(new URL('../vectors/voting-open/election.bel', import.meta.url)))
}

async function texts(): Promise<{ election: string; ballots: string[] }> {
  const contents: string[] = []
  for await (const record of readRecords(vector())) {
    if (record.ok) contents.push(new TextDecoder().decode(record.bytes))
  }
  return {
    election: contents[1] ?? '',
    ballots: contents.filter((content) => content.startsWith('{"election_uuid"')),
  }
}

describe('the proof pool', () => {
  let pool: ProofPool
  afterEach(() => pool.close())

  test('answers as the same work in this thread does, in whatever order tasks end', async () => {
    pool = openProofPool(2)
    const { election, ballots } = await texts()
    const damaged = ballots.map((ballot) => ballot.replace(/"response":"(\d)/, '"response":"1$1'))
    const tasks = [...ballots, ...damaged].map((ballot) => ({ kind: 'ballot', election, ballot }) as const)
    const results = await Promise.all(tasks.map((task) => pool.run(task)))
    expect(results).toEqual(tasks.map((task) => perform(task)))
    expect(results.filter(({ problems }) => problems.length === 0)).toHaveLength(ballots.length)
    const sum = { kind: 'sum', election, ballots } as const
    expect(await pool.run(sum)).toEqual(perform(sum))
  })

  test('a sum may be added up in parts', async () => {
    pool = openProofPool(1)
    const { election, ballots } = await texts()
    const whole = await pool.run({ kind: 'sum', election, ballots })
    const first = await pool.run({ kind: 'sum', election, ballots: ballots.slice(0, 1) })
    const parts = await pool.run({ kind: 'sum', election, ballots: ballots.slice(1), onto: first.tally })
    expect(parts).toEqual(whole)
  })

  test('a task that cannot be done rejects alone', async () => {
    pool = openProofPool(1)
    const { election, ballots } = await texts()
    const good = { kind: 'ballot', election, ballot: ballots[0] ?? '' } as const
    const [first, bad, last] = await Promise.allSettled([
      pool.run(good),
      pool.run({ kind: 'sum', election, ballots: ['no ballot'] }),
      pool.run(good),
    ])
    expect(first.status).toBe('fulfilled')
    expect(bad).toMatchObject({ status: 'rejected' })
    expect(last.status).toBe('fulfilled')
  })

  test('once closed it refuses, and what waited is told', async () => {
    pool = openProofPool(1)
    const { election, ballots } = await texts()
    const waiting = Array.from({ length: 5 }, () => pool.run({ kind: 'sum', election, ballots }))
    const settled = Promise.allSettled(waiting)
    await pool.close()
    expect((await settled).some(({ status }) => status === 'rejected')).toBe(true)
    await expect(pool.run({ kind: 'sum', election, ballots })).rejects.toThrow('closed')
  })
})

/** The threads themselves: one that dies is replaced, and there are never more of them than were asked for. */
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import { openProofPool, PoolBusyError, type ProofPool } from '../../src/proof-pool/pool.ts'
import type { Task } from '../../src/proof-pool/tasks.ts'
import { present } from '../support/present.ts'

/** As quick as a task can be. */
const TASK: Task = { kind: 'members', elements: [] }

let pool: ProofPool
/** Every thread that was given work, in the order in which it was given. */
let asked: Worker[]
let posting: MockInstance

beforeEach(() => {
  asked = []
  const post = Worker.prototype.postMessage
  posting = vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (
    this: Worker,
    ...message: Parameters<Worker['postMessage']>
  ) {
    asked.push(this)
    post.apply(this, message)
  })
})

afterEach(async () => {
  posting.mockRestore()
  await pool.close()
})

test('a thread that dies takes only its own task along, and another one does the rest', async () => {
  pool = openProofPool(1)
  const waiting = [pool.run(TASK), pool.run(TASK), pool.run(TASK)]
  const settled = Promise.allSettled(waiting)
  await present(asked[0]).terminate()
  const [first, ...rest] = await settled
  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'a checking thread ended' } })
  expect(rest).toEqual([
    { status: 'fulfilled', value: { all: true } },
    { status: 'fulfilled', value: { all: true } },
  ])
  expect(new Set(asked).size).toBe(2)
})

test('a thread that dies while it has nothing to do is replaced at the next task', async () => {
  pool = openProofPool(1)
  expect(await pool.run(TASK)).toEqual({ all: true })
  await present(asked[0]).terminate()
  expect(await pool.run(TASK)).toEqual({ all: true })
  expect(new Set(asked).size).toBe(2)
})

test('there are never more threads than were asked for, also after one has failed', async () => {
  pool = openProofPool(2)
  const many = Array.from({ length: 12 }, () => pool.run(TASK))
  const settled = Promise.allSettled(many)
  present(asked[0]).emit('error', new Error('out of memory'))
  await present(asked[0]).terminate()
  const results = await settled
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  // The two of the beginning, and the one for the one that failed.
  expect(new Set(asked).size).toBe(3)
})

test('no thread is started before there is work, and no more than there is work for', async () => {
  pool = openProofPool(4)
  expect(pool.threads).toBe(4)
  expect(asked).toEqual([])
  await pool.run(TASK)
  await pool.run(TASK)
  expect(new Set(asked).size).toBe(1)
})

test('work beyond all measure is refused at once, and what waits is still done', async () => {
  pool = openProofPool(1)
  const many = Array.from({ length: 2001 }, () => pool.run(TASK))
  const settled = Promise.allSettled(many)
  await expect(pool.run(TASK)).rejects.toThrow(PoolBusyError)
  expect((await settled).every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await pool.run(TASK)).toEqual({ all: true })
})

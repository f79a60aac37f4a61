/** One thread of the pool: does the task it is sent, answers, waits for the next. */
import { parentPort } from 'node:worker_threads'
import { perform, type Task } from './tasks.ts'

parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
  try {
    parentPort?.postMessage({ id, result: perform(task) })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
})

/** One thread of the pool: does the task it is sent, answers, waits for the next. */
import { parentPort } from 'node:worker_threads'
import { perform, type Task } from './tasks.ts'

parentPort?.on('message', (task: Task) => {
  try {
    parentPort?.postMessage({ result: perform(task) })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})

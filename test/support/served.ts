/** The service in a process of its own, as an operator runs it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Config } from '../../src/config.ts'

const MAIN = path.join(import.meta.dirname, '../../src/cli/main.ts')

export interface ServedProcess {
  readonly url: string
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts `piaojue serve` on a free port over this data, and waits until it listens. */
export async function serveInProcess(
  config: Pick<Config, 'dataDir' | 'databaseUrl'>,
): Promise<ServedProcess> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, 'serve'], {
    env: {
      ...process.env,
      DATA_DIR: config.dataDir,
      DATABASE_URL: config.databaseUrl ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { event, url } = JSON.parse(line) as { event: string; url?: string }
      if (event !== 'server.started' || url === undefined) continue
      child.stdout.resume()
      return {
        url,
        fetch: (where, init) => fetch(`${url}${where}`, init),
        stop: async () => {
          child.kill('SIGTERM')
          const [code] = await exited
          return code
        },
      }
    }
    const [code] = await exited
    throw new Error(`The service ended with ${code} before it listened`)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

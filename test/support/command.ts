/** The command line as a person calls it: a process of its own. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Called {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `piaojue ARGS…` to its end. `input` is what is typed; `env` is added to the environment. */
export function piaojue(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Called> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), 'src/cli/main.ts', ...args],
      {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: '', ...env },
      },
    )
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })
}

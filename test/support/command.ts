/** The command line as a person calls it: a process of its own. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { builtCommand } from './built-command.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface Called {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface Given {
  /** What is typed. */
  readonly input?: string
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Runs `piaojue ARGS…` to its end. */
export async function piaojue(args: readonly string[], given: Given = {}): Promise<Called> {
  return toItsEnd([process.execPath, await builtCommand(), ...args], given)
}

/** The same, started word by word as the README says. */
export function npmRunPiaojue(args: readonly string[], given: Given = {}): Promise<Called> {
  return toItsEnd(['npm', 'run', '-s', 'piaojue', '--', ...args], given)
}

function toItsEnd(
  [program = '', ...args]: readonly string[],
  { input = '', env = {} }: Given,
): Promise<Called> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, DATABASE_URL: '', ...env } })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    child.stdin.end(input)
  })
}

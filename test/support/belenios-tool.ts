/**
 * Debian's `belenios-tool`, the reference program: a second opinion that we did not write. Found where
 * `scripts/install-belenios-tool.sh` uses or puts it; tests that need it are skipped where there is none.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

export interface ToolRun {
  readonly ok: boolean
  readonly stdout: string
  readonly stderr: string
}

export interface BeleniosTool {
  readonly program: string
  readonly version: string
  /** Runs a command in `folder`; its failure is an error that says what it wrote. */
  run(folder: string, args: readonly string[], input?: string): string
  /** Runs a command that may fail. */
  attempt(folder: string, args: readonly string[], input?: string): ToolRun
}

const MINUTE_MS = 60_000

/** The program, if there is one here that is new enough. */
export function beleniosTool(): BeleniosTool | undefined {
  for (const program of candidates()) {
    const version = recentVersion(program)
    if (version !== undefined) return toolAt(program, version)
  }
  return undefined
}

/** Why there is none, and what to do: the end of a sentence. */
export function whyNoBeleniosTool(): string {
  return process.env.BELENIOS_TOOL
    ? `BELENIOS_TOOL names no program of version 3.3 or later: ${process.env.BELENIOS_TOOL}`
    : 'none of version 3.3 or later is on PATH or in the cache folder (scripts/install-belenios-tool.sh fetches it)'
}

/** The one line that says that tests are skipped. */
export function beleniosToolSkipLine(): string {
  return `!!!!!!!! SKIPPED: every test against belenios-tool, because ${whyNoBeleniosTool()}\n`
}

function candidates(): string[] {
  if (process.env.BELENIOS_TOOL) return [process.env.BELENIOS_TOOL]
  const folder =
    process.env.BELENIOS_TOOL_DIR ??
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'piaojue', 'belenios-tool')
  return ['belenios-tool', join(folder, 'belenios-tool')]
}

function recentVersion(program: string): string | undefined {
  try {
    const [line = ''] = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: MINUTE_MS,
    }).split('\n')
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(line) ?? []
    const recent = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 3)
    return recent ? line : undefined
  } catch {
    return undefined
  }
}

function toolAt(program: string, version: string): BeleniosTool {
  const attempt: BeleniosTool['attempt'] = (folder, args, input = '') => {
    const done = spawnSync(program, args, {
      cwd: folder,
      input,
      encoding: 'utf8',
      timeout: MINUTE_MS,
      maxBuffer: 64 * 1024 * 1024,
    })
    return { ok: done.status === 0, stdout: done.stdout, stderr: done.stderr }
  }
  return {
    program,
    version,
    attempt,
    run(folder, args, input) {
      const { ok, stdout, stderr } = attempt(folder, args, input)
      if (!ok) throw new Error(`belenios-tool ${args.join(' ')}: ${stderr}${stdout}`)
      return stdout
    },
  }
}

/** A folder for one conversation with the program; removed afterwards, whatever happens. */
export async function inFolder<T>(work: (folder: ToolFolder) => Promise<T> | T): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), 'piaojue-belenios-'))
  try {
    return await work({
      path,
      write: (name, content) => writeFileSync(join(path, name), content),
      read: (name) => readFileSync(join(path, name), 'utf8'),
      readBytes: (name) => new Uint8Array(readFileSync(join(path, name))),
      list: () => readdirSync(path).toSorted(),
    })
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

export interface ToolFolder {
  readonly path: string
  write(name: string, content: string | Uint8Array): void
  read(name: string): string
  readBytes(name: string): Uint8Array
  list(): string[]
}

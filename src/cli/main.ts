/** The command line: `npm run -s piaojue -- COMMAND …`. Exit codes: 0 done, 1 found or failed, 2 wrong usage. */
import { availableParallelism } from 'node:os'
import { ConfigError, parseConfig } from '../config.ts'
import { ForeignDatabaseError, SchemaDigestMismatchError } from '../db/schema.ts'
import { TellerDeviceError } from '../devices/teller.ts'
import { DomainError } from '../errors.ts'
import { setupNeeded } from '../people/service.ts'
import { closeOnSignals, startServer, type RunningServer } from '../server.ts'
import { audit } from './audit.ts'
import { CaseFileError } from './case.ts'
import { RefusedError } from './client.ts'
import { demo } from './demo.ts'
import { exportRecord, NothingToExportError } from './export.ts'
import { resetSecondFactor, setPassword, setUpAssembly } from './operator.ts'
import { readOptions, UsageError } from './usage.ts'

const USAGE = `票决 piaojue

  piaojue serve                                   运行服务(设置见 README)/ run the service
  piaojue setup --assembly NAME --secretary NAME --username NAME [--level town]
                                                  建立一级人大及其秘书 / make an assembly and its secretary
  piaojue set-password --username NAME            秘书忘记密码时重设 / when a secretary has forgotten the password
  piaojue reset-second-factor --username NAME     动态口令丢失时重设 / when a second factor is lost
  piaojue demo [--port N]                         演示太和镇的一年，然后继续服务 / Taihe's year, then keep serving
  piaojue demo --once [--case FILE] [--out DIR]   跑一个案例，与其期望对照 / run a case and compare
  piaojue audit FILE.bel… [--json] [--threads N]  核验选票档案 / verify ballot archives
  piaojue export --out DIR                        导出全部公开记录 / export the public record
`

const THREADS_MAX = 256
const PORT_MAX = 65_535

/** Each command takes its arguments and gives the exit code. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  async serve(args) {
    readOptions(args, {})
    const server = await startServer()
    closeOnSignals(server)
    if (process.stdout.isTTY) await greet(server)
    await server.closed
    return 0
  },

  async setup(args) {
    const given = readOptions(args, { text: ['assembly', 'level', 'secretary', 'username'] })
    const username = given.needed('username')
    const name = given.needed('assembly')
    const level = given.text('level') ?? 'town'
    await setUpAssembly(parseConfig(process.env), {
      name,
      level,
      secretary: given.needed('secretary'),
      username,
    })
    say(
      `已建立「${name}」。秘书「${username}」现在可以登录，首次登录须设置动态口令 / ` +
        'Made. The secretary can sign in now, and sets up the second factor first',
    )
    return 0
  },

  async 'reset-second-factor'(args) {
    const username = readOptions(args, { text: ['username'] }).needed('username')
    await resetSecondFactor(parseConfig(process.env), username)
    say(`「${username}」下次登录时重新设置动态口令 / The next sign-in sets up another second factor`)
    return 0
  },

  async 'set-password'(args) {
    const username = readOptions(args, { text: ['username'] }).needed('username')
    await setPassword(parseConfig(process.env), username)
    say(
      `「${username}」用新密码登录，动态口令不变；登录后请本人再改一次密码 / ` +
        'The new password is set, the second factor stays; once signed in, the secretary should change it',
    )
    return 0
  },

  demo(args) {
    const given = readOptions(args, { text: ['case', 'out', 'port'], flags: ['once'] })
    const caseFile = given.text('case')
    const out = given.text('out')
    const port = given.wholeNumber('port', 0, PORT_MAX)
    return demo({
      once: given.is('once'),
      ...(caseFile === undefined ? {} : { caseFile }),
      ...(out === undefined ? {} : { out }),
      ...(port === undefined ? {} : { port }),
    })
  },

  async audit(args) {
    const given = readOptions(args, { text: ['threads'], flags: ['json'], files: true })
    if (given.files.length === 0)
      throw new UsageError('请指定至少一个 .bel 文件 / name at least one .bel file')
    const threads = given.wholeNumber('threads', 1, THREADS_MAX) ?? availableParallelism()
    return audit({ files: given.files, json: given.is('json'), threads })
  },

  async export(args) {
    const out = readOptions(args, { text: ['out'] }).needed('out')
    for (const file of await exportRecord(parseConfig(process.env), out)) say(file)
    return 0
  },

  async help() {
    process.stdout.write(USAGE)
    return 0
  },
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined) throw new UsageError('请写明要做什么 / say what to do')
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (['--help', '-h'].includes(name)) return main(['help'])
  if (['--help', '-h'].some((asked) => args.includes(asked))) return main(['help'])
  if (command === undefined) throw new UsageError(`没有「${name}」这个命令 / there is no command "${name}"`)
  return command(args)
}

/** For a person at a terminal: where it runs, and the first step if there is none yet. */
async function greet({ url, ctx }: RunningServer): Promise<void> {
  say(`票决 Piaojue: ${url}`)
  if (!(await setupNeeded(ctx))) return
  say('数据库是空的。在另一个终端运行 / The database is empty; in another terminal run:')
  say('  npm run -s piaojue -- setup --assembly 某某镇人民代表大会 --secretary 姓名 --username 用户名')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** What a person should read of an error, and the exit code. */
function explain(error: unknown): { text: string; code: number } {
  if (error instanceof UsageError) return { text: `${error.message}\n\n${USAGE}`, code: 2 }
  if (error instanceof CaseFileError) return { text: error.message, code: 2 }
  const expected = [
    DomainError,
    ConfigError,
    SchemaDigestMismatchError,
    ForeignDatabaseError,
    NothingToExportError,
    RefusedError,
    TellerDeviceError,
  ]
  if (expected.some((kind) => error instanceof kind)) return { text: (error as Error).message, code: 1 }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return {
      text: '端口已被占用，请用 PORT 或 --port 换一个 / the port is in use: choose another with PORT or --port',
      code: 1,
    }
  }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 1 }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const { text, code } = explain(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = code
}

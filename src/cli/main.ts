/** The command line: `npm run -s piaojue -- COMMAND …`. Exit codes: 0 done, 1 found or failed, 2 wrong usage. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { ConfigError, parseConfig } from '../config.ts'
import { SchemaDigestMismatchError } from '../db/schema.ts'
import { DomainError } from '../errors.ts'
import { setupNeeded } from '../people/service.ts'
import { closeOnSignals, startServer, type RunningServer } from '../server.ts'
import { audit } from './audit.ts'
import { CaseFileError } from './case.ts'
import { demo } from './demo.ts'
import { exportRecord } from './export.ts'
import { setup } from './setup.ts'

const USAGE = `票决 piaojue

  piaojue serve                                   运行服务(设置见 README)/ run the service
  piaojue setup --assembly NAME --secretary NAME --username NAME [--level town]
                                                  建立一级人大及其秘书 / make an assembly and its secretary
  piaojue demo [--port N]                         演示太和镇的一年,然后继续服务 / Taihe's year, then keep serving
  piaojue demo --once [--case FILE] [--out DIR]   跑一个案例,与其期望对照 / run a case and compare
  piaojue audit FILE.bel… [--json] [--threads N]  核验选票档案 / verify ballot archives
  piaojue export --out DIR                        导出全部公开记录 / export the public record
`

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  switch (command) {
    case 'serve': {
      options(rest, {}, false)
      const server = await startServer()
      closeOnSignals(server)
      if (process.stdout.isTTY) await greet(server)
      await server.closed
      return 0
    }
    case 'setup': {
      const { values } = options(
        rest,
        {
          assembly: { type: 'string' },
          level: { type: 'string' },
          secretary: { type: 'string' },
          username: { type: 'string' },
        },
        false,
      )
      const { assembly, secretary, username, level = 'town' } = values
      if (typeof assembly !== 'string' || typeof secretary !== 'string' || typeof username !== 'string') {
        throw new UsageError(
          '请写明 --assembly、--secretary 和 --username / --assembly, --secretary and --username are needed',
        )
      }
      await setup(parseConfig(process.env), { name: assembly, level: String(level), secretary, username })
      process.stdout.write(
        `已建立「${assembly}」。秘书「${username}」现在可以登录,首次登录须设置动态口令 / ` +
          `Made. The secretary can sign in now, and sets up the second factor first\n`,
      )
      return 0
    }
    case 'demo': {
      const { values } = options(
        rest,
        {
          once: { type: 'boolean' },
          case: { type: 'string' },
          out: { type: 'string' },
          port: { type: 'string' },
        },
        false,
      )
      return demo({
        once: values['once'] === true,
        ...(typeof values['case'] === 'string' ? { caseFile: values['case'] } : {}),
        ...(typeof values['out'] === 'string' ? { out: values['out'] } : {}),
        ...(typeof values['port'] === 'string'
          ? { port: wholeNumber('--port', values['port'], 0, 65_535) }
          : {}),
      })
    }
    case 'audit': {
      const { values, positionals } = options(
        rest,
        { json: { type: 'boolean' }, threads: { type: 'string' } },
        true,
      )
      if (positionals.length === 0)
        throw new UsageError('请指定至少一个 .bel 文件 / name at least one .bel file')
      const threads =
        typeof values['threads'] === 'string'
          ? wholeNumber('--threads', values['threads'], 1, 256)
          : availableParallelism()
      return audit({ files: positionals, json: values['json'] === true, threads })
    }
    case 'export': {
      const { values } = options(rest, { out: { type: 'string' } }, false)
      if (typeof values['out'] !== 'string')
        throw new UsageError('请用 --out 指定文件夹 / name a folder with --out')
      for (const file of await exportRecord(parseConfig(process.env), values['out'])) {
        process.stdout.write(`${file}\n`)
      }
      return 0
    }
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(USAGE)
      return 0
    case undefined:
      throw new UsageError('请写明要做什么 / say what to do')
    default:
      throw new UsageError(`没有「${command}」这个命令 / there is no command "${command}"`)
  }
}

/** For a person at a terminal: where it runs, and the first step if there is none yet. */
async function greet({ url, ctx }: RunningServer): Promise<void> {
  process.stdout.write(`票决 Piaojue: ${url}\n`)
  if (!(await setupNeeded(ctx))) return
  process.stdout.write(
    '数据库是空的。在另一个终端运行 / The database is empty; in another terminal run:\n' +
      '  npm run -s piaojue -- setup --assembly 某某镇人民代表大会 --secretary 姓名 --username 用户名\n',
  )
}

type Options = Record<string, { type: 'string' | 'boolean' }>

function options(args: readonly string[], known: Options, positionals: boolean) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals: positionals })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^[0-9]+$/.test(text) || value < min || value > max) {
    throw new UsageError(
      `${name} 要是 ${min} 到 ${max} 的整数 / ${name} takes a whole number from ${min} to ${max}`,
    )
  }
  return value
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    process.exitCode = 2
  } else if (error instanceof CaseFileError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else if (error instanceof DomainError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } else if (error instanceof ConfigError || error instanceof SchemaDigestMismatchError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } else {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const text =
      code === 'EADDRINUSE'
        ? '端口已被占用,请用 PORT 或 --port 换一个 / the port is in use: choose another with PORT or --port'
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error)
    process.stderr.write(`${text}\n`)
    process.exitCode = 1
  }
}

/**
 * Times lists, searches and figures over many demands through HTTP, each beside a bare query of the same rows in the same
 * database, in one run. Prints ratios: absolute times depend on the machine.
 *
 *   npm run bench:intake                        200,000 demands, in SQLite
 *   npm run bench:intake -- --postgres          in a PostgreSQL server of its own, with which it begins and ends
 *   npm run bench:intake -- --demands 20000     another number
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { done } from '../src/cli/client.ts'
import { furnishHall } from '../src/cli/hall.ts'
import { parseConfig } from '../src/config.ts'
import { systemNewId, systemRandom } from '../src/context.ts'
import { SQLITE_FILE } from '../src/db/open.ts'
import { silentLog } from '../src/http/log.ts'
import { CHANNELS, type Channel } from '../src/intake/model.ts'
import { operatorCode } from '../src/people/operator-code.ts'
import { startServer } from '../src/server.ts'
import { startPostgres } from '../test/support/postgres.ts'

const AT_ONCE = 1000
const ROUNDS = 9
const PLACES = ['玄真社区', '五星村', '飞水村', '回正村', '白莲村', '黄坑村', '高坝村', '万寿村']
const THINGS = [
  '路灯',
  '水渠',
  '公厕',
  '健身器材',
  '斑马线',
  '卫生站',
  '停车位',
  '垃圾桶',
  '校车',
  '老年饭堂',
]
const TROUBLES = ['坏了', '不够用', '太旧', '没有人管', '晚上不亮', '下雨积水', '离家太远', '一直没有']
const CATEGORIES = ['交通出行', '生态环境', '医疗卫生', '教育', '养老', '农田水利', '市场', '文化体育']

const BARE_TABLE =
  'create table bare (id text primary key, category text, text text, grid text, day text, channel text)'

const { values } = parseArgs({
  options: { demands: { type: 'string', default: '200000' }, postgres: { type: 'boolean', default: false } },
})
const count = Number(values.demands)
if (!Number.isSafeInteger(count) || count < AT_ONCE || count > 2_000_000) {
  process.stderr.write(`--demands takes a whole number from ${AT_ONCE} to 2000000\n`)
  process.exit(2)
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-bench-'))
const postgres = values.postgres ? await startPostgres() : undefined
const config = {
  ...parseConfig({ DATA_DIR: dataDir, ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }) }),
  port: 0,
}
const server = await startServer({ config, log: silentLog })
const bare = postgres === undefined ? bareSqlite(dataDir) : await barePostgres(postgres.url)
try {
  await bench()
} finally {
  await bare.close()
  await server.close()
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** The same database with nothing around it. */
interface Bare {
  /** In one transaction, into a table of the same columns and nothing else. */
  insert(rows: readonly (readonly string[])[]): Promise<void>
  all(sql: string): Promise<unknown>
  close(): Promise<void>
}

function bareSqlite(folder: string): Bare {
  const own = new Sqlite(path.join(folder, 'bare.sqlite'))
  own.pragma('journal_mode = wal')
  own.pragma('synchronous = full')
  own.exec(BARE_TABLE)
  const insert = own.prepare('insert into bare values (?, ?, ?, ?, ?, ?)')
  const same = new Sqlite(path.join(folder, SQLITE_FILE), { readonly: true })
  return {
    insert: async (rows) => {
      own.transaction(() => {
        for (const each of rows) insert.run(each)
      })()
    },
    all: async (sql) => same.prepare(sql).all(),
    close: async () => {
      own.close()
      same.close()
    },
  }
}

async function barePostgres(url: string): Promise<Bare> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(BARE_TABLE.replace('table', 'temporary table'))
  return {
    insert: async (rows) => {
      const places = rows.map(
        (each, i) => `(${each.map((_, k) => `$${i * each.length + k + 1}`).join(', ')})`,
      )
      await client.query(`insert into bare values ${places.join(', ')}`, rows.flat())
    },
    all: async (sql) => (await client.query(sql)).rows,
    close: () => client.end(),
  }
}

async function bench(): Promise<void> {
  row('demands', `${count} in ${postgres === undefined ? 'SQLite' : 'PostgreSQL'}`)
  const { secretary } = await furnishHall({
    url: server.url,
    operatorCode: await operatorCode(config),
    assembly: { name: '太和镇人民代表大会', level: 'town' },
    random: systemRandom,
    now: () => new Date(),
  })
  const { intake } = secretary.client.api
  await done(intake.grids.$post({ json: { grids: PLACES.map((name) => ({ path: ['全镇', name] })) } }))
  const { grids } = await done(intake.grids.$get())
  const places = grids.filter(({ level }) => level === 2)
  const demands: {
    id: string
    category: string
    text: string
    gridId: string
    takenOn: string
    channel: Channel
  }[] = []
  for (let i = 0; i < count; i += 1) {
    demands.push({
      id: systemNewId(),
      category: pick(CATEGORIES, i),
      text: textOf(i),
      gridId: places[i % places.length]?.id as string,
      takenOn: new Date(Date.UTC(2020, 0, 1 + Math.floor((i * 2190) / count))).toISOString().slice(0, 10),
      channel: CHANNELS[i % 3] as Channel,
    })
    // A server that stood still for seconds would close the connection that the next request is sent on.
    if (i % AT_ONCE === 0) await setImmediate()
  }

  const importing = await time(async () => {
    for (let i = 0; i < count; i += AT_ONCE)
      await done(intake.demands.import.$post({ json: { demands: demands.slice(i, i + AT_ONCE) } }))
  })
  // The same texts and columns, in as many transactions, with nothing around.
  const inserting = await time(async () => {
    for (let i = 0; i < count; i += AT_ONCE) {
      const rows = demands.slice(i, i + AT_ONCE)
      await bare.insert(rows.map((d) => [d.id, d.category, d.text, d.gridId, d.takenOn, d.channel]))
    }
  })
  // The bare inserts held the loop for longer than a connection is kept: that it was closed is heard first.
  await setTimeout(100)
  row('import', `${ms(importing)}, ${ratio(importing, inserting)} of bare inserts (${ms(inserting)})`)

  const page = 'select * from demands order by taken_on desc, id desc limit 50'
  const middle = demands[Math.floor(count / 2)]
  const after = `${middle?.takenOn}_${middle?.id}`
  const from = '2023-01-01'
  const questions: readonly [string, Record<string, string>, string][] = [
    ['first page', {}, page],
    [
      'page in the middle',
      { after },
      `select * from demands where taken_on <= '${middle?.takenOn}' order by taken_on desc, id desc limit 50`,
    ],
    [
      'one category',
      { category: '养老' },
      "select * from demands where category = '养老' order by taken_on desc, id desc limit 50",
    ],
    [
      'one grid',
      { grid: places[0]?.id as string },
      `select * from demands where grid_id = '${places[0]?.id}' order by taken_on desc, id desc limit 50`,
    ],
    [
      'overdue',
      { overdue: 'yes' },
      "select * from demands where due_on < '2026-01-01' and state = 'taken' order by taken_on desc, id desc limit 50",
    ],
    [
      'search, one in ten',
      { q: '路灯' },
      "select * from demands where text like '%路灯%' order by taken_on desc, id desc limit 50",
    ],
    [
      'search, one in 640',
      { q: '五星村 路灯晚上' },
      "select * from demands where text like '%五星村%' and text like '%路灯晚上%' order by taken_on desc, id desc limit 50",
    ],
    ['search, nothing', { q: '直升机' }, "select * from demands where text like '%直升机%' limit 50"],
  ]
  for (const [name, query, sql] of questions) {
    const asked = await middleOf(() => done(intake.demands.$get({ query })))
    const plain = await middleOf(() => bare.all(sql))
    row(name, `${ms(asked)}, ${ratio(asked, plain)} of a bare query (${ms(plain)})`)
  }
  const similar = await middleOf(() =>
    done(intake.demands[':id'].similar.$get({ param: { id: demands[7]?.id as string } })),
  )
  const likes = "select * from demands where text like '%路灯%' or text like '%不亮%' limit 50"
  const liked = await middleOf(() => bare.all(likes))
  row('similar ones', `${ms(similar)}, ${ratio(similar, liked)} of a bare query (${ms(liked)})`)
  let peak = 0
  const exporting = await time(async () => {
    peak = await peakGrowth(async () => {
      const answer = await intake.demands.export.$get({ query: {} })
      if (!answer.ok) throw new Error(`the export was refused: ${answer.status}`)
      // As a browser that writes to its disk: no piece is kept.
      for await (const _ of (answer as Response).body ?? []);
    })
  })
  const reading = await time(() => bare.all('select * from demands order by taken_on desc, id desc'))
  row(
    'export of all',
    `${ms(exporting)}, ${ratio(exporting, reading)} of a bare query (${ms(reading)}); memory grew by ${Math.round(peak / 2 ** 20)} MiB at most`,
  )
  const sums = `select channel, grid_id, category, count(*), count(*) filter (where state = 'confirmed') from demands
    where taken_on between '${from}' and '2023-12-31' group by channel, grid_id, category`
  const counted = await middleOf(() => done(intake.statistics.$get({ query: { from, to: '2023-12-31' } })))
  const plainly = await middleOf(() => bare.all(sums))
  row('figures of a year', `${ms(counted)}, ${ratio(counted, plainly)} of a bare query (${ms(plainly)})`)
}

function pick(list: readonly string[], n: number): string {
  return list[n % list.length] as string
}

function textOf(i: number): string {
  return `${pick(PLACES, i)}的${pick(THINGS, Math.floor(i / 8))}${pick(TROUBLES, Math.floor(i / 80))}，请安排人来看一看。第${i}条。`
}

/** The middle of several times, in milliseconds. */
async function middleOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i += 1) times.push(await time(work))
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number
}

/** By how many bytes this process, with the server in it, was larger at most than before the work. */
async function peakGrowth(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  try {
    await work()
    look()
  } finally {
    clearInterval(timer)
  }
  return most - before
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function ratio(a: number, b: number): string {
  return `${(a / b).toPrecision(2)} times`
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`
}

function row(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(24)}${value}\n`)
}

/** Holds the reading order of src/: an import points only up the list, and a stage is entered through its handover. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** Folders and files of src/, in reading order. */
const ORDER = [
  'protocol',
  'errors.ts',
  'config.ts',
  'db',
  'proof-pool',
  'context.ts',
  'http',
  'files',
  'board',
  'people',
  'ballot',
  'intake',
  'order',
  'decide',
  'hall',
  'pay',
  'inspect',
  'devices',
  'app.ts',
  'server.ts',
  'cli',
  'web',
]

/** Others of them import only their handover, and `app.ts` their routes. */
const STAGES = ['files', 'board', 'people', 'ballot', 'intake', 'order', 'decide', 'hall', 'pay', 'inspect']

/** What runs on somebody's device: it may name any type, because types are gone when it runs. */
const DEVICE_SIDE = ['devices', 'web']

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url))

interface Import {
  /** Path below src/, with `/`. */
  readonly from: string
  /** What is imported: a path below src/, or the name of a package. */
  readonly to: string
  readonly isPackage: boolean
  readonly typeOnly: boolean
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))

const imports = files.flatMap(importsOf)
const inside = imports.filter((each) => !each.isPackage)

test('the sources were found, and their imports', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(inside).toContainEqual({ from: 'app.ts', to: 'board/routes.ts', isPackage: false, typeOnly: false })
  expect(inside).toContainEqual({ from: 'context.ts', to: 'db/tables.ts', isPackage: false, typeOnly: true })
})

test('every part of src/ has its place in the order', () => {
  expect([...new Set(files.map(partOf))].filter((part) => !ORDER.includes(part))).toEqual([])
})

test('an import points only up the list', () => {
  const wrong = inside.filter(({ from, to }) => ORDER.indexOf(partOf(to)) > ORDER.indexOf(partOf(from)))
  expect(wrong.map(arrow)).toEqual([])
})

test('nothing imports in a circle', () => {
  const values = inside.filter((each) => !each.typeOnly)
  const circles = files.filter((file) => reaches(file, file, values))
  expect(circles).toEqual([])
})

test('the protocol is a library of its own: only itself and @noble', () => {
  const wrong = imports.filter(
    ({ from, to, isPackage }) =>
      partOf(from) === 'protocol' && (isPackage ? !to.startsWith('@noble/') : partOf(to) !== 'protocol'),
  )
  expect(wrong.map(arrow)).toEqual([])
})

test('a stage is entered through its handover, and its routes are for app.ts', () => {
  const wrong = inside.filter(({ from, to, typeOnly }) => {
    const [fromPart, toPart] = [partOf(from), partOf(to)]
    if (!STAGES.includes(toPart) || fromPart === toPart) return false
    if (STAGES.includes(fromPart)) return to !== `${toPart}/handover.ts`
    return DEVICE_SIDE.includes(fromPart) && !typeOnly && !isFreeOfServer(to)
  })
  expect(wrong.map(arrow)).toEqual([])
})

describe('what a part must not know', () => {
  test.each([
    ['errors.ts', /^(hono|zod|kysely|node:)/],
    ['db', /^(hono|zod)/],
    ['board', /^(node:)/],
    ['http', /^(kysely|pg|better-sqlite3)/],
    ['files', /^(pg|better-sqlite3)/],
    ['ballot', /^(pg|better-sqlite3)/],
    ['order', /^(pg|better-sqlite3)/],
    ['decide', /^(pg|better-sqlite3)/],
    ['hall', /^(pg|better-sqlite3)/],
    ['people', /^(pg|better-sqlite3)/],
  ])('%s imports nothing like %s', (part, forbidden) => {
    const wrong = imports.filter(
      ({ from, to, isPackage }) => partOf(from) === part && isPackage && forbidden.test(to),
    )
    expect(wrong.map(arrow)).toEqual([])
  })

  test('only queries, and the database itself, speak Kysely', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        to === 'kysely' && !typeOnly && partOf(from) !== 'db' && !from.endsWith('queries.ts'),
    )
    expect(wrong.map(arrow)).toEqual([])
  })

  test('only the configuration and the programs read the environment', () => {
    const readers = files.filter((file) => /process\.env/.test(codeOf(file)))
    expect(
      readers.filter((file) => !['server.ts', 'config.ts'].includes(file) && partOf(file) !== 'cli'),
    ).toEqual([])
  })

  test('a stage writes only its own tables', () => {
    const wrong = files.flatMap((file) => {
      const part = partOf(file)
      if (!STAGES.includes(part)) return []
      const written = [...codeOf(file).matchAll(/(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)'/g)]
      const own = tablesOf(part)
      return written
        .map(([, table]) => table as string)
        .filter((table) => !own.includes(table))
        .map((table) => `${file} → ${table}`)
    })
    expect(wrong).toEqual([])
  })
})

/** A pure file, which a page may carry: it brings in neither zod nor anything of the server. */
function isFreeOfServer(file: string): boolean {
  const reached = new Set<string>([file])
  for (const each of reached) {
    for (const { from, to, isPackage, typeOnly } of imports) {
      if (from !== each || typeOnly) continue
      if (isPackage && !to.startsWith('@noble/')) return false
      if (!isPackage) reached.add(to)
    }
  }
  return [...reached].every((each) => STAGES.includes(partOf(each)) || partOf(each) === 'protocol')
}

/** The tables that schema.sql lists under the heading of this stage. */
function tablesOf(stage: string): string[] {
  const schema = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8')
  const sections = schema.split(/^-- -{20,} (\w+)$/m)
  const body = sections[sections.indexOf(stage) + 1] ?? ''
  return [...body.matchAll(/^create table (\w+)/gm)].map(([, table]) => table as string)
}

function reaches(start: string, goal: string, edges: readonly Import[]): boolean {
  const reached = new Set<string>()
  const open = [start]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const { from, to } of edges) {
      if (from !== file || reached.has(to)) continue
      reached.add(to)
      open.push(to)
    }
  }
  return reached.has(goal)
}

function importsOf(file: string): Import[] {
  const found = codeOf(file).matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|new URL\(\s*'(\.[^']+\.tsx?)'/gm,
  )
  return [...found].map(([, typeOnly, named, dynamic, url]) => {
    const name = (named ?? dynamic ?? url) as string
    const isPackage = !name.startsWith('.')
    const to = isPackage ? name : path.posix.normalize(path.posix.join(path.posix.dirname(file), name))
    return { from: file, to, isPackage, typeOnly: typeOnly !== undefined }
  })
}

function codeOf(file: string): string {
  return readFileSync(path.join(SOURCE, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
}

/** The folder, or the file, that stands in the order. */
function partOf(file: string): string {
  return file.split('/')[0] as string
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`
}

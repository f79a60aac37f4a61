/** What each built page loads: at once, and later if somebody asks for it. `npm run build` comes first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url))

if (!existsSync(`${DIST}vote.html`)) throw new Error('The pages have not been built: run npm run build first')

export const assets = readdirSync(`${DIST}assets`)
export const scripts = assets.filter((name) => name.endsWith('.js'))
export const readAsset = (name: string): string => readFileSync(`${DIST}assets/${name}`, 'utf8')

export interface Loads {
  /** Named in its HTML, imported by what is, and workers. */
  readonly atOnce: readonly string[]
  /** Imported by a script when it is needed: `import(…)`. */
  readonly later: readonly string[]
}

export function loadsOf(page: string): Loads {
  const html = readFileSync(DIST + page, 'utf8')
  const atOnce = closure(
    scripts.filter((name) => html.includes(name)),
    namedAtOnce,
  )
  const all = closure(atOnce, (text) => scripts.filter((name) => text.includes(name)))
  return { atOnce, later: all.filter((name) => !atOnce.includes(name)) }
}

/** In kB of a thousand bytes, as they go over the wire. */
export function gzipped(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(readAsset(name), { level: 9 }).length, 0) / 1000
}

function closure(start: readonly string[], named: (text: string) => readonly string[]): string[] {
  const reached = new Set(start)
  for (const name of reached) for (const next of named(readAsset(name))) reached.add(next)
  return [...reached]
}

/** Static imports, and workers, which are named by an address beside `import.meta.url`. */
function namedAtOnce(text: string): string[] {
  const found = text.matchAll(
    /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]|["'`/]([\w.-]+\.js)["'`],\s*[^)]{0,8}\+?import\.meta\.url/g,
  )
  return [...found]
    .map(([, imported, worker]) => (imported ?? worker) as string)
    .filter((name) => scripts.includes(name))
}

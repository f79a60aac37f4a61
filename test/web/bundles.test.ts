/** What the built pages carry: `npm run build` comes first. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url))

if (!existsSync(`${DIST}vote.html`)) throw new Error('The pages have not been built: run npm run build first')

const assets = readdirSync(`${DIST}assets`)
const read = (name: string): string => readFileSync(`${DIST}assets/${name}`, 'utf8')

/**
 * Every script that a page loads, at once or later: named in its HTML, or in a script that it loads. `without`: and what
 * only that one would load.
 */
function scriptsOf(page: string, without?: RegExp): string[] {
  const html = readFileSync(DIST + page, 'utf8')
  const scripts = new Set(assets.filter((name) => name.endsWith('.js') && html.includes(name)))
  for (const script of scripts) {
    const text = read(script)
    for (const name of assets) {
      if (name.endsWith('.js') && text.includes(name) && without?.test(name) !== true) scripts.add(name)
    }
  }
  return [...scripts]
}

const kilobytesOf = (scripts: readonly string[]): number =>
  scripts.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0) / 1000

const kilobytes = (page: string): number => kilobytesOf(scriptsOf(page))

test('the voter page, with the worker that seals, stays below 40 kB', () => {
  const scripts = scriptsOf('vote.html')
  expect(scripts.some((name) => name.startsWith('seal-worker'))).toBe(true)
  const size = kilobytes('vote.html')
  process.stdout.write(
    `scripts, gzipped: voter ${size.toFixed(1)} kB (limit 40), public ${kilobytes('index.html').toFixed(1)} kB\n`,
  )
  expect(size).toBeLessThan(40)
})

test('the auditor’s page, with the script of its workers and of saved reports, stays below 60 kB', () => {
  expect(scriptsOf('audit.html').some((name) => name.startsWith('verifier'))).toBe(true)
  // Besides, where somebody scans a tablet: the camera, and a decoder where the browser has none of its own.
  const size = kilobytesOf(scriptsOf('audit.html', /^(camera|decode|qr)-/))
  const scanning = kilobytes('audit.html') - size
  process.stdout.write(
    `scripts, gzipped: auditor ${size.toFixed(1)} kB (limit 60), to scan with ${scanning.toFixed(1)} kB\n`,
  )
  expect(size).toBeLessThan(60)
})

test('the verifier can be written into a page as it is', () => {
  const [verifier = ''] = assets.filter((name) => name.startsWith('verifier'))
  const text = read(verifier)
  expect(text).not.toMatch(/<\/script|<!--|\bimport[ {(*'"]|\bexport[ {*]|import\.meta/)
  // It need not be a module: nothing in it is awaited outside a function.
  expect(() => new Function(text)).not.toThrow()
})

describe('nothing of the server, and nothing that a page must not say', () => {
  test.each(assets.filter((name) => name.endsWith('.js')))('%s', (name) => {
    const text = read(name)
    const forbidden = [
      /zod/i,
      /kysely/i,
      /DomainError/,
      /better-sqlite3/,
      /sourceMappingURL/,
      // The voter is never troubled with this word; who verifies cannot do without.
      ...(scriptsOf('vote.html').includes(name) ? [/加密/] : []),
      // A sentence of the service's own failures: they come over the wire, in the words of one place.
      /一卡一票/,
    ]
    expect(forbidden.filter((each) => each.test(text))).toEqual([])
  })

  test.each(['vote.html', 'index.html'])('%s has no script and no style of its own', (page) => {
    const html = readFileSync(DIST + page, 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  test('the arithmetic is in the worker alone', () => {
    const [worker = ''] = assets.filter((name) => name.startsWith('seal-worker'))
    const withIt = scriptsOf('vote.html').filter((name) => read(name).includes('derive_credential'))
    expect(withIt).toEqual([worker])
  })
})

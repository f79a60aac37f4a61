/** What the built pages carry: `npm run build` comes first. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assets, DIST, gzipped, loadsOf, readAsset, scripts } from '../support/bundles.ts'

test('the voter page, with the worker that seals, stays below 40 kB; what reads and draws QR codes, and English, are apart', () => {
  const { atOnce, later } = loadsOf('vote.html')
  expect(atOnce.some((name) => name.startsWith('seal-worker'))).toBe(true)
  const [size, apart] = [gzipped(atOnce), gzipped(later)]
  process.stdout.write(
    `scripts, gzipped: voter ${size.toFixed(1)} kB (limit 40); apart, loaded later: ${apart.toFixed(1)} kB for ` +
      `${later.map((name) => name.replace(/-[^-]{8}\.js$/, '')).join(', ')}\n`,
  )
  expect(size).toBeLessThan(40)
  // Nothing else comes later: the camera, its decoder, the code that a check shows, English, and four lines of the bundler's.
  expect(later.filter((name) => !/^(camera|decode|qr|strings\.en|rolldown-runtime)-/.test(name))).toEqual([])
})

test('the public page, without what comes when there is something to follow, stays below 35 kB', () => {
  const size = gzipped(loadsOf('index.html').atOnce)
  process.stdout.write(`scripts, gzipped: public ${size.toFixed(1)} kB (limit 35)\n`)
  expect(size).toBeLessThan(35)
})

test('the auditor’s page, with the script of its workers and of saved reports, stays below 60 kB', () => {
  const { atOnce, later } = loadsOf('audit.html')
  const all = [...atOnce, ...later]
  expect(all.some((name) => name.startsWith('verifier'))).toBe(true)
  // Besides, where somebody scans a tablet: the camera, and a decoder where the browser has none of its own.
  const size = gzipped(all.filter((name) => !/^(camera|decode|qr)-/.test(name)))
  const scanning = gzipped(all) - size
  process.stdout.write(
    `scripts, gzipped: auditor ${size.toFixed(1)} kB (limit 60), to scan with ${scanning.toFixed(1)} kB\n`,
  )
  expect(size).toBeLessThan(60)
})

test('the verifier can be written into a page as it is', () => {
  const [verifier = ''] = assets.filter((name) => name.startsWith('verifier'))
  const text = readAsset(verifier)
  expect(text).not.toMatch(/<\/script|<!--|\bimport[ {(*'"]|\bexport[ {*]|import\.meta/)
  // It need not be a module: nothing in it is awaited outside a function.
  expect(() => new Function(text)).not.toThrow()
})

const ofSheets = (name: string): boolean => /spreadsheetml|xl\/workbook\.xml/.test(readAsset(name))

const ofCards = (name: string): boolean => readAsset(name).includes('derive_credential')

test('the staff’s page loads what tellers compute with only for a teller', () => {
  const { atOnce, later } = loadsOf('staff.html')
  const tellers = later.filter((name) => /^(views|teller-worker|check-worker)-/.test(name))
  process.stdout.write(
    `scripts, gzipped: staff ${gzipped(atOnce).toFixed(1)} kB; tellers besides: ${gzipped(tellers).toFixed(1)} kB\n`,
  )
  expect(tellers.some(ofCards)).toBe(true)
  expect(atOnce.filter(ofCards)).toEqual([])
})

test('the staff’s page reads and writes sheets only when somebody does', () => {
  const { atOnce, later } = loadsOf('staff.html')
  expect(atOnce.filter(ofSheets)).toEqual([])
  expect(later.filter(ofSheets).length).toBeGreaterThan(0)
})

describe('nothing of the server, and nothing that a page must not say', () => {
  test.each(scripts)('%s', (name) => {
    const text = readAsset(name)
    const forbidden = [/zod/i, /kysely/i, /DomainError/, /better-sqlite3/, /sourceMappingURL/]
    expect(forbidden.filter((each) => each.test(text))).toEqual([])
  })

  test('the voter is never troubled with the word 加密, and a failure of the service comes in its own words', () => {
    const { atOnce, later } = loadsOf('vote.html')
    const all = [...atOnce, ...later]
    expect(all.filter((name) => /加密|一卡一票/.test(readAsset(name)))).toEqual([])
  })

  test.each(['vote.html', 'index.html'])('%s has no script and no style of its own', (page) => {
    const html = readFileSync(DIST + page, 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
  })

  test('the arithmetic is in the worker alone', () => {
    const [worker = ''] = assets.filter((name) => name.startsWith('seal-worker'))
    const withIt = loadsOf('vote.html').atOnce.filter((name) => readAsset(name).includes('derive_credential'))
    expect(withIt).toEqual([worker])
  })
})

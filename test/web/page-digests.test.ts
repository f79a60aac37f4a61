/** The manifest of the built pages: `npm run build` comes first. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { manifestOf } from '../../scripts/page-digests.ts'

const DIST = fileURLToPath(new URL('../../dist/web/', import.meta.url))

test('every built file is in it with its digest, and nothing else', () => {
  const manifest = readFileSync(path.join(DIST, 'pages.json'), 'utf8')
  expect(manifestOf(DIST)).toBe(manifest)
  const { files } = JSON.parse(manifest) as { files: Record<string, string> }
  const built = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name))
  expect(Object.keys(files)).toEqual(built.filter((name) => name !== 'pages.json').toSorted())
  for (const page of ['index.html', 'vote.html', 'staff.html', 'audit.html', 'screen.html']) {
    const digest = createHash('sha256')
      .update(readFileSync(path.join(DIST, page)))
      .digest('hex')
    expect(files[page]).toBe(digest)
  }
})

test('what the deputies’ phones keep is what was built, by its digest, with the deputies’ own part', () => {
  const worker = readFileSync(path.join(DIST, 'staff/worker.js'), 'utf8')
  const kept = [...worker.matchAll(/"address":"([^"]+)","integrity":"sha256-([^"]+)"/g)]
  for (const [, address = '', digest] of kept) {
    const file = address === '/staff' ? 'staff.html' : address.slice(1)
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(DIST, file)))
        .digest('base64'),
    ).toBe(digest)
  }
  const addresses = kept.map(([, address]) => address as string)
  const html = readFileSync(path.join(DIST, 'staff.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    ([, address]) => address as string,
  )
  expect(addresses).toEqual(expect.arrayContaining(['/staff', ...named]))
  expect(addresses.some((address) => address.startsWith('/assets/contacts-'))).toBe(true)
  // A worker of one file: nothing in it is fetched besides.
  expect(worker).not.toMatch(/\bimport[ {(*'"]|\bexport[ {*]|import\.meta/)
})

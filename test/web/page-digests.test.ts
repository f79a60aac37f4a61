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

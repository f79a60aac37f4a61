/**
 * Leaves `pages.json` beside the built pages: the SHA-256 of every file, by its path. Two people who were served the
 * same pages have the same manifest; its own SHA-256 can be read aloud, and stands in the journal at each sealing.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

export const MANIFEST = 'pages.json'

/** The manifest of a folder of built pages: one text for one content, whatever the order of its directory. */
export function manifestOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => name !== MANIFEST)
    .toSorted()
  const digest = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex')
  return `${JSON.stringify({ files: Object.fromEntries(files.map((name) => [name, digest(name)])) }, null, 1)}\n`
}

/** The build step. */
export function pageDigests(): Plugin {
  let folder = ''
  return {
    name: 'piaojue-page-digests',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = path.resolve(root, build.outDir)
    },
    writeBundle: () => writeFileSync(path.join(folder, MANIFEST), manifestOf(folder)),
  }
}

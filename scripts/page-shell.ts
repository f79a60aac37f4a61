/**
 * Tells the worker that keeps the deputies' page on their phone what belongs to it: the page, what it loads at once, and
 * the deputies' own part; each with its digest, so that nothing else can take its place.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import type { Shell } from '../src/web/staff/phone/shell-list.ts'

export const SHELL_WORKER = 'staff/worker.js'
const PAGE = 'staff.html'
const DEPUTIES_PART = 'staff/contacts/contacts.tsx'
const PLACE = 'PIAOJUE_SHELL'

interface Chunk {
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
  readonly facadeModuleId: string | null
}

/** The build step. */
export function pageShell(): Plugin {
  let folder = ''
  return {
    name: 'piaojue-page-shell',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = path.resolve(root, build.outDir)
    },
    writeBundle: (_, bundle) => {
      const chunks = new Map<string, Chunk>()
      for (const output of Object.values(bundle))
        if (output.type === 'chunk') chunks.set(output.fileName, output)
      const shell = shellOf(folder, chunks)
      const worker = path.join(folder, SHELL_WORKER)
      const code = readFileSync(worker, 'utf8')
      if (!code.includes(PLACE)) throw new Error(`${SHELL_WORKER} has no place for what it keeps`)
      writeFileSync(
        worker,
        code.replaceAll(PLACE, () => `(${JSON.stringify(shell)})`),
      )
    },
  }
}

function shellOf(folder: string, chunks: ReadonlyMap<string, Chunk>): Shell {
  const html = readFileSync(path.join(folder, PAGE), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name as string)
  const part = [...chunks].find(([, { facadeModuleId }]) => facadeModuleId?.endsWith(DEPUTIES_PART))
  if (part === undefined) throw new Error(`${DEPUTIES_PART} is not a part that comes later any more`)
  const files = new Set([...named, part[0], ...part[1].dynamicImports])
  for (const file of files) for (const imported of chunks.get(file)?.imports ?? []) files.add(imported)
  const kept = [
    { address: '/staff', integrity: integrityOf(path.join(folder, PAGE)) },
    ...[...files]
      .toSorted()
      .map((file) => ({ address: `/${file}`, integrity: integrityOf(path.join(folder, file)) })),
  ]
  return {
    version: createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 16),
    files: kept,
  }
}

function integrityOf(file: string): string {
  return `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`
}

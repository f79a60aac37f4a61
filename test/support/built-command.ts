/**
 * The command line in as few files of JavaScript as can be, so that a test that starts it again and again does not wait
 * for each module to be translated each time. What runs is the same source; only test/cli/operator.test.ts starts it as
 * the README says.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** As deep below the root as the source is: the schema, the pages and the cases are found from there. */
const FOLDER = path.join(ROOT, 'dist/command')

let made: Promise<string> | undefined

/** The file to start; built once in each test file that asks, from the source as it is now. */
export function builtCommand(): Promise<string> {
  made ??= make()
  return made
}

async function make(): Promise<string> {
  const source = (file: string): string => path.join(ROOT, 'src', file)
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: true,
      write: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        // The pool starts its threads by this name, beside itself.
        input: { 'main.js': source('cli/main.ts'), 'worker.ts': source('proof-pool/worker.ts') },
        output: { entryFileNames: '[name]', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  if (!('output' in built)) throw new Error('The command line was not built at once')
  await mkdir(FOLDER, { recursive: true })
  for (const file of built.output) {
    if (file.type !== 'chunk') throw new Error(`The command line needs ${file.fileName}, which is no script`)
    // Another test file may be starting what stands there: it is replaced at one stroke.
    const fresh = path.join(FOLDER, `${file.fileName}.${process.pid}`)
    await writeFile(fresh, file.code)
    await rename(fresh, path.join(FOLDER, file.fileName))
  }
  return path.join(FOLDER, 'main.js')
}

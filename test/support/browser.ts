/**
 * A real browser for the tests: Chromium out of the npm package @sparticuz/chromium, unpacked once; where that does not
 * run, the one that CHROMIUM_PATH names or that is on PATH. Where there is none, tests of pages are skipped, and
 * test/web/browser.test.ts says so once, loudly.
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Screenshots to look at. Git ignores them. */
const ARTEFACTS = path.join(ROOT, 'artefacts')

/** Where a screenshot of this name is left. */
export function artefact(name: string): string {
  return path.join(ARTEFACTS, `${name}.png`)
}

export type Launched = { readonly browser: Browser } | { readonly browser: undefined; readonly why: string }

/** Tries each browser that there is, with `args` besides. A browser that starts is closed by who asked for it. */
export async function launchBrowser(args: readonly string[] = []): Promise<Launched> {
  const failures: string[] = []
  for (const candidate of [named, fromPackage, fromPackageWithItsLibraries, onPath]) {
    try {
      const found = await candidate()
      if (found === undefined) continue
      return { browser: await launch(found, args) }
    } catch (error) {
      failures.push(firstLine(error))
    }
  }
  const why = failures.length > 0 ? failures.join('; ') : 'there is no Chromium'
  return { browser: undefined, why }
}

interface Found {
  readonly program: string
  readonly env?: Record<string, string>
}

const ARGS = ['--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--font-render-hinting=none']

function launch({ program, env }: Found, args: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    // As root, and in most containers, the sandbox does not start; these tests visit only our own pages.
    chromiumSandbox: false,
    args: [...ARGS, ...args],
    ...(env === undefined ? {} : { env: { ...(process.env as Record<string, string>), ...env } }),
  })
}

async function named(): Promise<Found | undefined> {
  const program = process.env['CHROMIUM_PATH']
  return program === undefined || program === '' ? undefined : { program }
}

async function fromPackage(): Promise<Found> {
  const folder = await unpacked()
  return {
    program: path.join(folder, 'chromium'),
    // A machine without any font would show nothing at all; the package brings a few.
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { env: { FONTCONFIG_PATH: path.join(folder, 'fonts') } }),
  }
}

/** The package also brings the libraries that small machines lack. */
async function fromPackageWithItsLibraries(): Promise<Found> {
  const folder = await unpacked()
  return {
    program: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  }
}

async function onPath(): Promise<Found | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const program = path.join(folder, name)
      if (existsSync(program)) return { program }
    }
  }
  return undefined
}

/** The folder with the package's program, libraries and fonts; unpacked by whoever comes first, whole or not at all. */
async function unpacked(): Promise<string> {
  const manifest = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../..',
  )
  const { version } = JSON.parse(await readFile(path.join(manifest, 'package.json'), 'utf8')) as {
    version: string
  }
  const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'piaojue')
  const folder = path.join(cache, `chromium-${version}`)
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  const fresh = await mkdtemp(path.join(cache, 'chromium-unpacking-'))
  try {
    // The package unpacks into the folder for temporary files, and the libraries only where it believes to be needed.
    const script = `await (await import('@sparticuz/chromium')).default.executablePath()`
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    })
    await rename(fresh, folder).catch((error: unknown) => {
      // Another test file was quicker.
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return folder
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? ''
}

// ---------------------------------------------------------------------------------------------------------- pages

export const SIZES = [
  { width: 1280, height: 800 },
  { width: 800, height: 1280 },
] as const

export interface Size {
  readonly width: number
  readonly height: number
}

/** A tablet of its own: a context with nothing in its storage, and one page. */
export interface Tablet {
  readonly context: BrowserContext
  readonly page: Page
  /** What the page did wrong: errors of scripts, and whatever the content security policy stopped. */
  readonly faults: readonly string[]
}

export async function newTablet(browser: Browser): Promise<Tablet> {
  const context = await browser.newContext({ viewport: SIZES[0], reducedMotion: 'reduce', locale: 'zh-CN' })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  })
  return { context, page, faults }
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds, one line for each place; empty when all is well. */
async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target.join(' ')}) ${failureSummary ?? ''}`),
  )
}

/**
 * Looks at a state in each size: axe finds nothing, nothing is cut off sideways, and a screenshot is left in
 * artefacts/. Gives back what is wrong.
 */
export async function inspect(
  page: Page,
  name: string,
  { fullPage = false, sizes = SIZES as readonly Size[] } = {},
): Promise<string[]> {
  const wrong: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    const at = `${name} at ${size.width}×${size.height}`
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    if (wide === true) wrong.push(`${at}: wider than the screen`)
    wrong.push(...(await axe(page)).map((line) => `${at}: ${line}`))
    await page.screenshot({
      path: path.join(ARTEFACTS, `${name}-${size.width}x${size.height}.png`),
      fullPage,
    })
  }
  await page.setViewportSize(sizes[0] ?? SIZES[0])
  return wrong
}

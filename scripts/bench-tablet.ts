/**
 * Times what a voter waits for, in Chromium, at full speed and six times slower, beside a bare SHA-256 loop in the same
 * worker-less page of the same run; and prints what each page weighs. Ratios are what to compare: absolute times depend on
 * the machine.
 *
 *   npm run build && npm run bench:tablet
 *
 * The pages' own script of the worker is run in a page of its own, because the slow-down of the browser's debugger
 * (Emulation.setCPUThrottlingRate) holds for a page's thread and not for its workers.
 */
import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { questionsOf, type Decision, type Definition } from '../src/ballot/questions.ts'
import { DIST, gzipped, loadsOf, readAsset } from '../test/support/bundles.ts'
import { launchBrowser } from '../test/support/browser.ts'
import { makeElection } from '../test/support/elections.ts'
import { present } from '../test/support/present.ts'

const OPTIONS = 9
const SEATS = 5
const ROUNDS = 5
const HASHES = 2000

/** SHA-256 of 64 bytes in plain JavaScript: a yardstick, nothing else. */
const SHA256 = `
  const K = []
  const root = (x, n) => ((Math.pow(x, 1 / n) % 1) * 2 ** 32) | 0
  const start = []
  for (let x = 2; K.length < 64; x++) {
    let prime = true
    for (let d = 2; d * d <= x; d++) if (x % d === 0) prime = false
    if (!prime) continue
    if (start.length < 8) start.push(root(x, 2))
    K.push(root(x, 3))
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n))
  const sha256 = (bytes) => {
    const view = new DataView(new ArrayBuffer(128))
    bytes.forEach((byte, i) => view.setUint8(i, byte))
    view.setUint8(64, 128)
    view.setUint32(124, 512)
    let state = start
    for (let block = 0; block < 128; block += 64) {
      const w = Array.from({ length: 16 }, (_, i) => view.getInt32(block + 4 * i))
      for (let i = 16; i < 64; i++) {
        const [a, b] = [w[i - 15], w[i - 2]]
        w[i] = (w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0
      }
      let [a, b, c, d, e, f, g, h] = state
      for (let i = 0; i < 64; i++) {
        const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0
        const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
        ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0]
      }
      state = [a, b, c, d, e, f, g, h].map((x, i) => (x + state[i]) | 0)
    }
    const out = new DataView(new ArrayBuffer(32))
    state.forEach((x, i) => out.setInt32(4 * i, x))
    return new Uint8Array(out.buffer)
  }
`

const definitions: readonly Definition[] = [
  { kind: 'choose', title: '票决', options: names(), choicesMax: SEATS },
  { kind: 'each', title: '逐项表决', options: names(), choicesMax: 1 },
]

for (const page of readdirSync(DIST).filter((name) => name.endsWith('.html'))) {
  const { atOnce, later } = loadsOf(page)
  const apart = later.length === 0 ? '' : `, later ${gzipped(later).toFixed(1)} kB`
  row(page, `${gzipped(atOnce).toFixed(1)} kB of scripts, gzipped${apart}`)
}

const { browser, ...launched } = await launchBrowser()
if (browser === undefined) {
  process.stderr.write(`no browser starts here: ${'why' in launched ? String(launched.why) : ''}\n`)
  process.exit(1)
}
try {
  for (const slowdown of [1, 6]) {
    const page = await browser.newPage()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await loadWorkerScript(page)
    // The first one builds the tables of the group and of the key; the later ones do not in the same worker.
    for (const definition of definitions) {
      const { firstMs, laterMs, signMs, hashMs } = await timed(page, definition)
      const beside = (ms: number): string => `${ms.toFixed(0)} ms, ${(ms / hashMs).toFixed(2)} ×`
      row(
        `${definition.kind}, ${slowdown}× slower`,
        `seal first ${beside(firstMs)}; again ${beside(laterMs)}; sign ${beside(signMs)}; ` +
          `${HASHES} SHA-256 of 64 bytes ${hashMs.toFixed(0)} ms`,
      )
    }
    await page.close()
  }
} finally {
  await browser.close()
}

/** The worker's script in a page: what it posts is collected, and what it listens to is called. */
async function loadWorkerScript(page: Page): Promise<void> {
  const script = present(
    loadsOf('vote.html').atOnce.find((name) => name.startsWith('seal-worker')),
    'the script of the worker',
  )
  // A page of this address may use the browser's ciphers; nothing is fetched from it.
  await page.route('http://127.0.0.1:1/', (route) => route.fulfill({ contentType: 'text/html', body: '' }))
  await page.goto('http://127.0.0.1:1/')
  await page.evaluate(`window.replies = []; window.postMessage = (reply) => window.replies.push(reply)`)
  await page.addScriptTag({ type: 'module', content: readAsset(script) })
  await page.waitForTimeout(200)
}

interface Times {
  readonly firstMs: number
  readonly laterMs: number
  readonly signMs: number
  readonly hashMs: number
}

async function timed(page: Page, definition: Definition): Promise<Times> {
  const { election, codes } = makeElection({ questions: questionsOf(definition), trustees: [1], voters: 1 })
  const { uuid } = election.parameters
  const [code] = codes
  const ballot = { ...definition, uuid }
  const question = { ballot, electionText: election.text, code, decision: decisionFor(definition) }
  return page.evaluate<Times>(`(async () => {
    const ask = async (kind, question) => {
      const before = window.replies.length
      const start = performance.now()
      dispatchEvent(new MessageEvent('message', { data: { id: 1, kind, question } }))
      while (window.replies.length === before) await new Promise((resolve) => setTimeout(resolve))
      const { answer, error } = window.replies.at(-1)
      if (error !== undefined) throw new Error(error)
      return { answer, ms: performance.now() - start }
    }
    const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
    const question = ${JSON.stringify(question)}
    const first = await ask('commit', question)
    const later = []
    const signed = []
    for (let i = 0; i < ${ROUNDS}; i++) {
      const committed = await ask('commit', question)
      later.push(committed.ms)
      signed.push((await ask('sign', { uuid: question.ballot.uuid, code: question.code, ballot: committed.answer })).ms)
    }
    ${SHA256}
    const hashing = []
    for (let i = 0; i < ${ROUNDS}; i++) {
      const start = performance.now()
      let block = new Uint8Array(64)
      for (let j = 0; j < ${HASHES}; j++) block.set(sha256(block))
      hashing.push(performance.now() - start)
    }
    return { firstMs: first.ms, laterMs: median(later), signMs: median(signed), hashMs: median(hashing) }
  })()`)
}

function decisionFor({ kind, options }: Definition): Decision {
  return kind === 'choose'
    ? { kind, chosen: [0, 1, 2] }
    : { kind, answers: options.map((_, i) => (i % 3 === 2 ? null : i % 3)) }
}

function names(): string[] {
  return Array.from({ length: OPTIONS }, (_, i) => `候选项目 ${i + 1}`)
}

function row(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(24)} ${text}\n`)
}

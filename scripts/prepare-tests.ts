/**
 * What `npm test` does before the tests: fetches the programs that some of them talk to, once, and says in one loud
 * line what will be skipped. Without a network the tests run all the same; nothing here is an error.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beleniosTool, beleniosToolSkipLine } from '../test/support/belenios-tool.ts'

const TIME_MS_MAX = 180_000

if (beleniosTool() === undefined) {
  const said = await tryScript('install-belenios-tool.sh')
  if (beleniosTool() === undefined) process.stderr.write(said + beleniosToolSkipLine())
}

/** Runs a script beside this one for at most three minutes. Gives back its last words. */
function tryScript(name: string): Promise<string> {
  return new Promise((resolve) => {
    // A group of its own, so that nothing of it outlives the limit.
    const child = spawn('bash', [fileURLToPath(new URL(name, import.meta.url))], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
    const timer = setTimeout(() => {
      words += `${name} took longer than ${TIME_MS_MAX / 1000} s\n`
      if (child.pid !== undefined) process.kill(-child.pid)
    }, TIME_MS_MAX)
    const finish = (): void => {
      clearTimeout(timer)
      const last = words.trim().split('\n').at(-1)
      resolve(last ? `${last}\n` : '')
    }
    child.on('error', finish)
    child.on('close', finish)
  })
}

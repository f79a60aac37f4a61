import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { piaojue } from '../support/command.ts'

const vector = (name: string): string =>
  fileURLToPath(new URL(`../vectors/${name}/election.bel`, import.meta.url))

describe('piaojue audit', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'piaojue-audit-'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  test('exits with 0 for a counted archive, and says what was checked and the result', async () => {
    const { code, stdout } = await piaojue(['audit', vector('single-3')])
    expect(code).toBe(0)
    expect(stdout).toContain('已计票')
    expect(stdout).toContain('12 个凭证、10 张选票')
    expect(stdout).toContain('没有发现问题 / nothing was found wrong')
  })

  test('exits with 0 for an open archive that is good so far, on one thread', async () => {
    const { code, stdout } = await piaojue(['audit', vector('voting-open'), '--threads', '1'])
    expect(code).toBe(0)
    expect(stdout).toContain('到目前为止')
  })

  test('prints one line of JSON per file', async () => {
    const files = [vector('single-3'), vector('threshold-2-of-3')]
    const { code, stdout } = await piaojue(['audit', ...files, '--json'])
    expect(code).toBe(0)
    const reports = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; ok: boolean; stage: string; result: number[][] })
    expect(reports.map(({ file }) => file)).toEqual(files)
    expect(reports.every(({ ok, stage }) => ok && stage === 'counted')).toBe(true)
    expect(reports[1]?.result).toEqual([
      [0, 1, 3, 5, 4],
      [1, 5, 3],
    ])
  })

  test('exits with 1 when something is wrong, and names the place', async () => {
    const bytes = await readFile(vector('single-3'))
    const changed = path.join(dir, 'changed.bel')
    // One digit inside the first ballot.
    const at = bytes.indexOf('"response":"', bytes.indexOf('"election_hash"')) + 20
    bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31
    await writeFile(changed, bytes)
    const { code, stdout } = await piaojue(['audit', vector('voting-open'), changed])
    expect(code).toBe(1)
    expect(stdout).toContain('[archive.hash]')
    expect(stdout).toContain('第 7 条记录')
  })

  test.each([
    ['a file that is not there', 'nothing.bel', undefined, 'there is no such file'],
    ['an empty file', 'empty.bel', '', undefined],
    ['a file that is no archive', 'letter.bel', 'Dear auditor, '.repeat(100), undefined],
  ])('exits with 2 for %s', async (_, name, content, sentence) => {
    const file = path.join(dir, name)
    if (content !== undefined) await writeFile(file, content)
    const { code, stdout, stderr } = await piaojue(['audit', file])
    expect(code).toBe(2)
    expect(stdout + stderr).toContain(sentence ?? '✗')
  })

  test('exits with 2 for a folder, and says to name a file', async () => {
    const { code, stderr } = await piaojue(['audit', dir])
    expect(code).toBe(2)
    expect(stderr).toContain('name the .bel file in it')
  })

  test.each([
    [['audit'], 'name at least one .bel file'],
    [['audit', 'x.bel', '--threads', 'many'], '--threads takes a whole number'],
    [['audit', 'x.bel', '--loud'], '--loud'],
    [['sing'], 'there is no command "sing"'],
    [['__proto__'], 'there is no command'],
    [[], 'say what to do'],
    [['demo', '--port', '70000'], '--port takes a whole number'],
    [['export'], '--out is needed'],
    [['setup', '--assembly', 'x'], '--username is needed'],
  ])('wrong usage %j exits with 2, a sentence and the usage', async (args, sentence) => {
    const { code, stdout, stderr } = await piaojue(args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(sentence)
    expect(stderr).toContain('piaojue audit FILE.bel')
  })
})

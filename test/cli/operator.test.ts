import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { npmRunPiaojue, piaojue } from '../support/command.ts'

describe('the operator’s commands', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'piaojue-operator-'))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  const call = (args: readonly string[], input = '') => piaojue(args, { input, env: { DATA_DIR: dataDir } })
  const setup = (username: string, password: string) =>
    call(
      ['setup', '--assembly', `${username}人大`, '--secretary', '林秘书', '--username', username],
      `${password}\n`,
    )

  test('setup makes an assembly and its secretary once, and export writes the record', async () => {
    expect(await setup('lin', 'a long enough password')).toMatchObject({ code: 0 })
    const again = await setup('lin', 'a long enough password')
    expect(again.code).toBe(1)
    expect(again.stderr).not.toContain('at ')
    const out = path.join(dataDir, 'record')
    expect(await call(['export', '--out', out])).toMatchObject({ code: 0, stdout: 'journal.jsonl\n' })
    expect(await readdir(out)).toEqual(['journal.jsonl'])
    expect(await call(['reset-second-factor', '--username', 'lin'])).toMatchObject({ code: 0 })
  })

  test('a short password is refused with a sentence, and nothing is made', async () => {
    const { code, stderr } = await setup('lin', 'short')
    expect(code).toBe(1)
    expect(stderr).toContain('密码至少 10 个字符')
    expect((await setup('lin', 'a long enough password')).code).toBe(0)
  })

  test('--help says how, before and after the name of a command', async () => {
    const asked = await call(['--help'])
    expect(asked).toMatchObject({ code: 0, stderr: '' })
    expect(asked.stdout).toContain('piaojue demo --once')
    expect(await call(['demo', '--help'])).toEqual(asked)
  })

  test('are called as the README says, and give their exit code', async () => {
    const env = { DATA_DIR: dataDir }
    const args = ['setup', '--assembly', '某镇人大', '--secretary', '林秘书', '--username', 'lin']
    const called = await npmRunPiaojue(args, { input: 'a long enough password\n', env })
    expect(called).toMatchObject({ code: 0, stderr: '' })
    expect((await npmRunPiaojue(['sing'], { env })).code).toBe(2)
  })

  test('a secretary’s forgotten password is set anew, and nobody’s is not', async () => {
    expect((await setup('lin', 'a long enough password')).code).toBe(0)
    const set = (username: string, password: string) =>
      call(['set-password', '--username', username], `${password}\n`)
    expect((await set('lin', 'short')).stderr).toContain('密码至少 10 个字符')
    expect((await set('nobody', 'another long password')).stderr).toContain('There is no such account')
    const done = await set('lin', 'another long password')
    expect(done.code).toBe(0)
    expect(done.stdout + done.stderr).not.toContain('another long password')
    const out = path.join(dataDir, 'record')
    await call(['export', '--out', out])
    const journal = await readFile(path.join(out, 'journal.jsonl'), 'utf8')
    const last = JSON.parse(journal.trim().split('\n').at(-1) ?? '') as unknown
    expect(last).toMatchObject({ act: 'people.passwordSet', role: 'operator' })
  })

  test('a second factor of nobody cannot be reset', async () => {
    const { code, stderr } = await call(['reset-second-factor', '--username', 'nobody'])
    expect(code).toBe(1)
    expect(stderr).toContain('There is no such account')
  })

  test('export where there is no database makes none, and says so', async () => {
    const { code, stderr } = await call(['export', '--out', path.join(dataDir, 'record')])
    expect(code).toBe(1)
    expect(stderr).toContain('check DATA_DIR')
    expect(await readdir(dataDir)).toEqual([])
  })

  test('a wrong setting is said in a sentence', async () => {
    const { code, stderr } = await piaojue(['serve'], { env: { DATA_DIR: dataDir, PORT: 'eighty' } })
    expect(code).toBe(1)
    expect(stderr).toContain('PORT must be a whole number')
  })
})

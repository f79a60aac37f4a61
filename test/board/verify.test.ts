import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/board/canonical.ts'
import { chainAct, EMPTY_CHAIN, entryLine, type StoredEntry } from '../../src/board/model.ts'
import { verifyJournal } from '../../src/board/verify.ts'

const entries = chain(6)
const lines = entries.map(entryLine)

test('a journal as it was written has no findings', () => {
  const last = entries.at(-1) as StoredEntry
  expect(verifyJournal(lines)).toEqual({
    ok: true,
    entries: 6,
    end: { nextSeq: 6, hash: last.hash },
    findings: [],
  })
  expect(verifyJournal([]).ok).toBe(true)
})

test('its later part is verified on its own, from where the earlier part ended', () => {
  const { end } = verifyJournal(lines.slice(0, 3))
  expect(verifyJournal(lines.slice(3), end).ok).toBe(true)
  expect(codes(verifyJournal(lines.slice(3)).findings)).toEqual(['1:sequence', '1:previous'])
})

test('the hashes are what the format says, computed another way', () => {
  let previous = '0'.repeat(64)
  for (const line of lines) {
    const { hash, ...rest } = JSON.parse(line) as Record<string, unknown>
    expect(Object.keys(rest).join()).toBe('seq,at,assembly,act,role,payload,payloadDigest,previous')
    expect(hash).toBe(sha256(JSON.stringify(rest)))
    expect(rest['payloadDigest']).toBe(sha256(JSON.stringify(rest['payload'])))
    expect(rest['previous']).toBe(previous)
    previous = hash as string
  }
})

describe('whatever is changed is found, with its line', () => {
  const change = (index: number, edit: (entry: StoredEntry) => Partial<StoredEntry>) =>
    lines.with(
      index,
      entryLine({ ...(entries[index] as StoredEntry), ...edit(entries[index] as StoredEntry) }),
    )

  test.each<[string, string[], string[]]>([
    ['another role', change(2, () => ({ role: 'auditor' })), ['3:hash']],
    ['another time', change(2, () => ({ at: '2026-03-06T00:00:00.000Z' })), ['3:hash']],
    ['another assembly', change(2, () => ({ assembly: 'b' })), ['3:hash']],
    ['another payload', change(2, () => ({ payload: '{"n":99}' })), ['3:payloadDigest', '3:hash']],
    [
      'another payload with its digest',
      change(2, () => ({ payload: '{"n":99}', payloadDigest: sha256('{"n":99}') })),
      ['3:hash'],
    ],
    ['another hash', change(2, () => ({ hash: 'f'.repeat(64) })), ['3:hash', '4:previous']],
    ['an entry taken out', lines.toSpliced(2, 1), ['3:sequence', '3:previous']],
    ['an entry put in twice', lines.toSpliced(2, 0, lines[1] as string), ['3:sequence', '3:previous']],
    [
      'two entries exchanged',
      [lines[0], lines[2], lines[1], ...lines.slice(3)] as string[],
      ['2:sequence', '2:previous', '3:sequence', '3:previous', '4:sequence', '4:previous'],
    ],
    ['the beginning taken off', lines.slice(1), ['1:sequence', '1:previous']],
    ['a space', lines.with(1, (lines[1] as string).replace('"seq":', '"seq": ')), ['2:notCanonical']],
    [
      'a field more',
      lines.with(1, (lines[1] as string).replace('{"seq"', '{"x":1,"seq"')),
      ['2:notCanonical'],
    ],
    ['no JSON', lines.with(1, 'hello'), ['2:malformed', '3:sequence', '3:previous']],
    ['no entry', lines.with(1, '{"seq":1}'), ['2:malformed', '3:sequence', '3:previous']],
    [
      'a payload that is none',
      lines.with(1, (lines[1] as string).replace('{"n":1}', '[1]')),
      ['2:malformed', '3:sequence', '3:previous'],
    ],
    ['an empty line', [...lines, ''], ['7:malformed']],
    ['a line that is cut', lines.with(5, (lines[5] as string).slice(0, -9)), ['6:malformed']],
  ])('%s', (_what, tampered, expected) => {
    const report = verifyJournal(tampered)
    expect(report.ok).toBe(false)
    expect(codes(report.findings)).toEqual(expected)
    for (const { message } of report.findings) expect(message).toMatch(/[一-龥].* \/ [a-z]/)
  })

  test('an entry forged with everything re-hashed leaves only the break after it', () => {
    const forged = chainAct({ nextSeq: 2, hash: (entries[1] as StoredEntry).hash }, act(2, 'forged'))
    expect(codes(verifyJournal(lines.with(2, entryLine(forged))).findings)).toEqual(['4:previous'])
  })

  test('values of the wrong kind, and nesting without end, throw nothing', () => {
    const odd = ['null', '[]', '1', '"x"', `{"seq":0,"payload":${'['.repeat(100_000)}`, '{"seq":1e999}']
    expect(codes(verifyJournal(odd).findings)).toEqual(odd.map((_, index) => `${index + 1}:malformed`))
  })
})

function chain(count: number): StoredEntry[] {
  const made: StoredEntry[] = []
  let end = EMPTY_CHAIN
  for (let index = 0; index < count; index += 1) {
    const entry = chainAct(end, act(index))
    made.push(entry)
    end = { nextSeq: entry.seq + 1, hash: entry.hash }
  }
  return made
}

function act(n: number, role = 'secretary') {
  return { assemblyId: 'a', act: 'test.done', role, at: '2026-03-05T00:00:00.000Z', payload: { n } }
}

function codes(findings: readonly { line: number; code: string }[]): string[] {
  return findings.map(({ line, code }) => `${line}:${code}`)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

test('the payload that stands in a line is the canonical one', () => {
  const payload = { b: 1, a: 2 }
  const entry = chainAct(EMPTY_CHAIN, { ...act(0), payload })
  expect(entryLine(entry)).toContain(`"payload":${canonicalJson(payload)},`)
})

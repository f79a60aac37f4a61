/**
 * Runs a table of tamperings: each is one change to a sound archive, with everything around it made to fit again, and
 * must be reported exactly where it is, and nowhere else but where the table says so.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  ballotChoices,
  ed25519,
  verifyArchive,
  type Code,
  type Election,
  type FindingCode,
} from '../../src/protocol/index.ts'
import { buildDraft, copyOf, inChunks, type Built, type Draft } from './draft.ts'
import { counted, rememberingChecker, type Count } from './elections.ts'
import { signed } from './forger.ts'
import { present } from './present.ts'
import { loadVector, type Vector, type VectorName } from './vectors.ts'

/** A sound election with all its secrets: what the mightiest attacker would have. */
export interface Base extends Count {
  readonly draft: Draft
  readonly codes: readonly Code[]
  /** The code that sealed each ballot of the draft. */
  readonly sealedWith: readonly Code[]
  /** Where the trustees’ seeds are; not of elections made in the tests. */
  readonly vector?: Vector
}

/** A finding that must come; `at` is a record's role, or null for the file as a whole. */
export interface Expected {
  readonly code: FindingCode
  readonly at: string | number | null
  readonly path?: string
  /** The height that is named; by default that of the record, but none where a container is at fault. */
  readonly height?: number | undefined
  /** Nothing there has a name that could be read. */
  readonly nameless?: true
}

export interface Attack {
  readonly name: string
  readonly change: (base: Base) => Built
  readonly expected: readonly Expected[] | ((base: Base, built: Built) => readonly Expected[])
}

/** A vector with only some of its ballots, a revote among them, counted anew: every attack pays for each of them. */
export async function loadBase(name: VectorName): Promise<Base> {
  const vector = await loadVector(name)
  const { election, trustees, privateKeys, codes } = vector
  const weights = new Map((JSON.parse(vector.draft.credentials) as string[]).map((entry) => [entry, 1]))
  const votes = vector.votes.map(({ code }) => code)
  const revote = votes.findIndex((code, i) => votes.indexOf(code) < i)
  const chosen = [0, 1, votes.indexOf(present(votes[revote])), revote]
  const draft = counted(
    { ...vector.draft, ballots: chosen.map((i) => present(vector.draft.ballots[i])) },
    { election, trustees, privateKeys, weights },
  )
  const sealedWith = chosen.map((i) => present(votes[i]))
  return { vector, election, trustees, privateKeys, weights, draft, codes, sealedWith }
}

const checkBallots = rememberingChecker()

/** Runs a table of attacks on a vector, or on an election of the test’s own. */
export function describeAttacks(
  title: string,
  from: VectorName | (() => Promise<Base>),
  attacks: readonly Attack[],
): void {
  describe(`${title}`, () => {
    let base: Base
    beforeAll(async () => {
      base = await (typeof from === 'string' ? loadBase(from) : from())
      // The starting point is sound, by the verifier's own means; and its ballots are now remembered.
      const report = await verifyArchive(inChunks(buildDraft(base.draft).bytes), { checkBallots })
      expect(report.findings).toEqual([])
    })

    test.each(attacks)('$name', async ({ change, expected }) => {
      const built = change(base)
      const report = await verifyArchive(inChunks(built.bytes), { checkBallots })
      const wanted = typeof expected === 'function' ? expected(base, built) : expected
      expect(report.findings.map(({ code, place }) => inWords(code, place)).toSorted()).toEqual(
        wanted.map((one) => placed(built, one)).toSorted(),
      )
      expect(report.ok).toBe(false)
      for (const { zh, en } of report.findings) {
        expect(zh).toMatch(/^(整个文件|第 \d+ 条记录).*。$/u)
        expect(en).toMatch(/^(The file|Record \d+).*\.$/)
      }
    })
  })
}

function inWords(
  code: FindingCode,
  place: {
    record: number
    name?: string | undefined
    height?: number | undefined
    path?: string | undefined
  },
): string {
  const { record, name = 'no name', height = 'no height', path = '' } = place
  return `${code} at record ${record} (${name}), ${height}, ${path || 'as a whole'}`
}

function placed(built: Built, { code, at, path, nameless, ...given }: Expected): string {
  if (at === null) return inWords(code, { record: 0, path })
  const role = typeof at === 'number' ? built.records[at - 1] : undefined
  const { record, name, height } =
    typeof at === 'string' ? built.at(at) : { record: at, name: role?.name, height: role?.height }
  const shown = 'height' in given ? given.height : code.startsWith('archive.') ? undefined : height
  return inWords(code, { record, name: nameless ? undefined : name, height: shown, path })
}

/* Changes that several tables use. */

/** A JSON value that tests reach into. */
// oxlint-disable-next-line typescript/no-explicit-any -- the shape is the library’s business; here it is bent
export type Loose = any

/** Changes the draft; what depends on the change is for the caller. */
export function draftWith(base: Base, change: (draft: Draft) => void): Draft {
  const draft = copyOf(base.draft)
  change(draft)
  return draft
}

/** Changes the JSON of a text and writes it compactly again. */
export function editJson(text: string, change: (value: Loose) => void): string {
  const value: unknown = JSON.parse(text)
  change(value)
  return JSON.stringify(value)
}

/** Replaces a ballot by another text, and counts anew, so that the sums fit what the ballots now say. */
export function replacedBallot(base: Base, index: number, ballot: string): Draft {
  return counted(
    draftWith(base, ({ ballots }) => {
      ballots[index] = ballot
    }),
    base,
  )
}

/** Changes a ballot, signs it again with its own code, and counts anew. */
export function changedBallot(base: Base, index: number, change: (ballot: Loose) => void): Built {
  const ballot = JSON.parse(present(base.draft.ballots[index])) as Loose
  change(ballot)
  const text = signed(base.election, present(base.sealedWith[index]), ballot)
  return buildDraft(replacedBallot(base, index, text))
}

/** Changes a ballot's text and counts anew; the signature stays as it is. */
export function rewrittenBallot(base: Base, index: number, change: (text: string) => string): Built {
  return buildDraft(replacedBallot(base, index, change(present(base.draft.ballots[index]))))
}

/** The same, before the end of the vote: for what would also spoil the count. */
export function stillOpen(draft: Draft): Draft {
  return { ...draft, ended: false, tally: undefined, decryptions: [], result: undefined }
}

/** As the first ballot of a vote that is still open: for what no honest count could digest. */
export function asFirstOfOpen({ draft }: Base, text: string): Built {
  return buildDraft(stillOpen({ ...draft, ballots: [text, ...draft.ballots.slice(1)] }))
}

/** One more, modulo q: still a well-formed number. */
export function offByOne(scalar: string): string {
  return ((BigInt(scalar) + 1n) % ed25519.order).toString()
}

export function parsed(election: Election, ballot: string): Loose {
  if (ballotChoices(election, ballot) === undefined) throw new Error('not a ballot')
  return JSON.parse(ballot)
}

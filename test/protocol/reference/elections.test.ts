/** Whole elections of ours, accepted by the reference program at every stage; its ballots and shares, by us. */
import { describe, expect, test } from 'vitest'
import {
  checkBallot,
  checkPartialDecryption,
  ed25519,
  readTally,
  verifyBytes,
  type Question,
} from '../../../src/protocol/index.ts'
import type { BeleniosTool } from '../../support/belenios-tool.ts'
import { buildDraft } from '../../support/draft.ts'
import {
  counted,
  enough,
  makeElection,
  openDraft,
  opened,
  plainSums,
  question,
  seal,
  type TestElection,
  type TrusteeSpec,
} from '../../support/elections.ts'
import { forgeBallot } from '../../support/forger.ts'
import { TORSION } from '../../support/odd-points.ts'
import { present } from '../../support/present.ts'
import { describeWithTool, withReference } from '../../support/reference.ts'

interface Vote {
  readonly voter: number
  readonly marks: readonly (readonly number[])[]
}

interface Case {
  readonly name: string
  readonly questions: readonly Question[]
  readonly trustees: TrusteeSpec
  readonly voters: number | readonly number[]
  readonly votes: readonly Vote[]
  readonly names?: { readonly name: string; readonly description: string }
}

/** 逐项: for each of nine projects 赞成, 反对 or nothing. */
const EACH: readonly Question[] = Array.from({ length: 9 }, (_, i) => ({
  answers: ['赞成', '反对'],
  blank: true,
  min: 1,
  max: 1,
  question: `第 ${i + 1} 项`,
}))
const ODD = '引号"反斜\\换行\n制表\t删除\u007f控制\u0001\u001f表情😀👨‍👩‍👧斜/行分隔\u2028ﬁ\u00e9é<script>&amp;'

const CASES: readonly Case[] = [
  {
    name: '勾选 with blank, a Single trustee',
    questions: [question(9, 1, 5, true)],
    trustees: [1],
    voters: 4,
    votes: [
      { voter: 0, marks: [[0, 1, 1, 1, 1, 1, 0, 0, 0, 0]] },
      { voter: 1, marks: [[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]] },
      { voter: 2, marks: [[0, 0, 0, 0, 0, 0, 0, 0, 0, 1]] },
    ],
  },
  {
    name: 'several questions with and without blank, revotes, 1 + 2 of 3',
    questions: [question(4, 1, 2, true), question(3, 1, 1), question(2, 0, 1, true)],
    trustees: [1, [2, 3]],
    voters: 3,
    votes: [
      {
        voter: 0,
        marks: [
          [0, 1, 0, 0, 1],
          [0, 1, 0],
          [1, 0, 0],
        ],
      },
      {
        voter: 1,
        marks: [
          [1, 0, 0, 0, 0],
          [1, 0, 0],
          [0, 0, 0],
        ],
      },
      {
        voter: 0,
        marks: [
          [0, 0, 0, 1, 0],
          [0, 0, 1],
          [0, 0, 1],
        ],
      },
      {
        voter: 0,
        marks: [
          [1, 0, 0, 0, 0],
          [1, 0, 0],
          [0, 1, 0],
        ],
      },
    ],
  },
  {
    name: 'weights and revotes, 3 of 5',
    questions: [question(3, 1, 2)],
    trustees: [[3, 5]],
    voters: [1, 7, 30, 100],
    votes: [
      { voter: 1, marks: [[1, 1, 0]] },
      { voter: 2, marks: [[0, 0, 1]] },
      { voter: 3, marks: [[1, 0, 0]] },
      { voter: 2, marks: [[0, 1, 0]] },
    ],
  },
  {
    name: '逐项: nine questions of 赞成, 反对 or blank',
    questions: EACH,
    trustees: [1, [2, 3]],
    voters: 2,
    votes: [
      {
        voter: 0,
        marks: EACH.map(
          (_, i) =>
            [
              [0, 1, 0],
              [0, 0, 1],
              [1, 0, 0],
            ][i % 3] as number[],
        ),
      },
      { voter: 1, marks: EACH.map(() => [0, 1, 0]) },
    ],
  },
  {
    name: 'as many choices as answers, and none required',
    questions: [
      question(3, 0, 3),
      question(3, 0, 3, true),
      question(1, 0, 1),
      question(2, 2, 2),
      question(2, 0, 0),
    ],
    trustees: [1, 1],
    voters: 3,
    votes: [
      { voter: 0, marks: [[1, 1, 1], [0, 1, 1, 1], [1], [1, 1], [0, 0]] },
      { voter: 1, marks: [[0, 0, 0], [0, 0, 0, 0], [0], [1, 1], [0, 0]] },
      { voter: 2, marks: [[0, 1, 0], [1, 0, 0, 0], [1], [1, 1], [0, 0]] },
    ],
  },
  {
    name: 'blank said to be false',
    questions: [{ ...question(2, 1, 1), blank: false }],
    trustees: [[1, 1]],
    voters: 1,
    votes: [{ voter: 0, marks: [[0, 1]] }],
  },
  {
    name: 'an empty box',
    questions: [question(2, 1, 1, true), question(2, 1, 1)],
    trustees: [1, [2, 3]],
    voters: 2,
    votes: [],
  },
  {
    name: 'odd characters in every text',
    questions: [{ answers: [ODD, '', ' '], blank: true, min: 1, max: 1, question: ODD }],
    trustees: [1],
    voters: 1,
    votes: [{ voter: 0, marks: [[0, 1, 0, 0]] }],
    names: { name: ODD, description: `${ODD}${ODD}` },
  },
]

function electionOf({ questions, trustees, voters, names }: Case): TestElection {
  return makeElection({
    questions,
    trustees,
    voters,
    parameters:
      names === undefined ? {} : { ...names, administrator: names.name, credential_authority: names.name },
  })
}

describeWithTool('elections of ours', (tool: BeleniosTool) => {
  test.each(CASES)(
    '$name',
    async (one) => {
      const election = electionOf(one)
      const ballots = one.votes.map(({ voter, marks }) =>
        seal(election, present(election.codes[voter]), marks),
      )
      const draft = openDraft(election, ballots)
      await withReference(tool, async (reference) => {
        // The setup, and each ballot before it is cast.
        reference.put(openDraft(election, []))
        expect(reference.verify()).toMatchObject({ ok: true })
        for (const ballot of ballots) expect(reference.verifyBallot(ballot)).toMatchObject({ ok: true })
        reference.put(draft)
        expect(reference.verify()).toMatchObject({ ok: true })

        // Its tally of our ballots is ours.
        reference.put({ ...draft, ended: true })
        const full = counted(draft, election)
        expect(reference.encryptedTally()).toEqual(full.tally)

        // It computes the same result from our shares, and accepts the whole.
        reference.put({ ...full, result: undefined })
        expect(reference.verify()).toMatchObject({ ok: true })
        expect(reference.result()).toBe(full.result)
        reference.put(full)
        expect(reference.verify()).toMatchObject({ ok: true })
        const weights = typeof one.voters === 'number' ? [] : one.voters
        expect(JSON.parse(present(full.result))).toEqual({
          result: plainSums(one.questions, one.votes, weights),
        })
      })
      const report = await verifyBytes(buildDraft(counted(draft, election)).bytes)
      expect(report.findings).toEqual([])
    },
    120_000,
  )
})

describeWithTool('ballots and shares of the reference program', (tool: BeleniosTool) => {
  test.each(CASES.filter(({ votes }) => votes.length > 0))(
    '$name',
    async (one) => {
      const election = electionOf(one)
      await withReference(tool, async (reference) => {
        reference.put(openDraft(election, []))
        const ballots = one.votes.map(({ voter, marks }) =>
          reference.generateBallot(present(election.codes[voter]), marks),
        )
        for (const ballot of ballots) expect(checkBallot(election.election, ballot).problems).toEqual([])
        const draft = counted(openDraft(election, ballots), election)
        reference.put({ ...draft, decryptions: [], result: undefined })

        // Every share by the program, each checked by us; the numbers are the same.
        const sum = present(readTally(election.election, present(draft.tally).tally))
        const decryptions = enough(election.trustees).map((owner) => {
          const entry = present(
            election.trustees.entries.find((each) =>
              each.kind === 'Single' ? each.owner === owner : each.owners.includes(owner),
            ),
          )
          if (entry.kind === 'Single') {
            return { owner, decryption: reference.decrypt(owner, present(election.privateKeys.get(owner))) }
          }
          const member = entry.owners.indexOf(owner)
          const { seeds, decryptionKeys } = present(election.ceremonies[0])
          return {
            owner,
            decryption: reference.decryptThreshold(
              owner,
              present(seeds[member]),
              present(decryptionKeys[member]),
            ),
          }
        })
        for (const { owner, decryption } of decryptions) {
          const { problems } = checkPartialDecryption(
            election.election,
            election.trustees,
            owner,
            sum,
            decryption,
          )
          expect(problems).toEqual([])
        }
        const full = { ...draft, decryptions }
        expect((await verifyBytes(buildDraft(full).bytes)).findings).toEqual([])
        reference.put(full)
        expect(reference.verify()).toMatchObject({ ok: true })
        // Ours and the program’s shares mixed.
        const mixed = opened(full, election, enough(election.trustees))
        mixed.decryptions = mixed.decryptions.map((share, i) =>
          i % 2 === 0 ? share : present(decryptions[i]),
        )
        reference.put(mixed)
        expect(reference.verify()).toMatchObject({ ok: true })
      })
    },
    120_000,
  )
})

describeWithTool('where the reference program overlooks something, we do not', (tool: BeleniosTool) => {
  const election = makeElection({ questions: [question(3, 1, 2)], trustees: [1], voters: 2 })
  const code = present(election.codes[0])

  test('a ballot that fails its proofs is refused by `verify-ballot` and by us, whatever `election verify` says of it', async () => {
    const ballot = forgeBallot({
      election: election.election,
      code,
      marks: [[1, 1, 1]],
      twists: [{ sums: [2, 3] }],
    })
    const draft = counted(openDraft(election, [ballot]), election)
    const report = await verifyBytes(buildDraft(draft).bytes)
    expect(report.findings.map(({ code: found, place }) => `${found} ${place.path}`)).toEqual([
      'ballot.overallProof /answers/0/overall_proof',
    ])
    await withReference(tool, (reference) => {
      reference.put(openDraft(election, []))
      expect(reference.verifyBallot(ballot)).toMatchObject({ ok: false })
    })
  })

  describe.each(TORSION)('a point of order $order hidden in a ciphertext', ({ order, point }) => {
    test.each(['alpha', 'beta'] as const)('%s: refused by both', async (half) => {
      const torsion = { choice: 1, half, point, order }
      const ballot = forgeBallot({
        election: election.election,
        code,
        marks: [[1, 0, 0]],
        twists: [{ torsion }],
      })
      expect(checkBallot(election.election, ballot).problems).toEqual([
        { code: 'element', path: `/answers/0/choices/1/${half}` },
      ])
      await withReference(tool, (reference) => {
        reference.put(openDraft(election, []))
        expect(reference.verifyBallot(ballot)).toMatchObject({ ok: false })
      })
    })
  })

  test('a prover by the letter is accepted by both', async () => {
    const ballot = forgeBallot({ election: election.election, code, marks: [[1, 0, 1]] })
    expect(checkBallot(election.election, ballot).problems).toEqual([])
    expect(ed25519.isMember(election.election.key.element)).toBe(true)
    await withReference(tool, (reference) => {
      reference.put(openDraft(election, []))
      expect(reference.verifyBallot(ballot)).toMatchObject({ ok: true })
    })
  })
})

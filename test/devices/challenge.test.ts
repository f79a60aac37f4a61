/** From the tablet that is checked to the device that checks it, and every way in which the two could disagree. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Decision, Definition } from '../../src/ballot/questions.ts'
import { questionsOf } from '../../src/ballot/questions.ts'
import {
  challengeAddress,
  checkChallenge,
  decodeChallenge,
  encodeChallenge,
  type Challenge,
} from '../../src/devices/challenge.ts'
import { sealCode } from '../../src/devices/seal-code.ts'
import { commitDecision, signDecision } from '../../src/devices/tablet.ts'
import { checkBallot } from '../../src/protocol/index.ts'
import { makeElection, makeTrustees } from '../support/elections.ts'
import { present } from '../support/present.ts'
import { seededRandom, systemRandom } from '../support/random.ts'

const trustees = makeTrustees([1], seededRandom('challenge'))
const OPTIONS = ['修路', '改水', '路灯', '养老']
const TITLE = '民生实事项目票决'

function tabletFor(kind: Definition['kind']) {
  const definition = { kind, title: TITLE, options: OPTIONS, choicesMax: kind === 'choose' ? 2 : 1 }
  const { election, codes } = makeElection({ questions: questionsOf(definition), trustees, voters: 1 })
  const { uuid } = election.parameters
  const code = present(codes[0])
  const commit = (decision: Decision) =>
    commitDecision({
      ballot: { ...definition, uuid },
      electionText: election.text,
      code,
      decision,
      random: systemRandom,
    })
  /** What the tablet shows for a check: honest, unless told otherwise. */
  const challenge = (decision: Decision, lie: Partial<Challenge> = {}): Challenge => {
    const { seed, hash, credential } = commit(decision)
    return { uuid, credential, seed, decision, code12: sealCode(hash), ...lie }
  }
  return { election, uuid, code, commit, challenge }
}

const choose = tabletFor('choose')
const each = tabletFor('each')
const satisfaction = tabletFor('satisfaction')

const answers = (width: number) =>
  fc.array(fc.option(fc.nat(width - 1)), { minLength: OPTIONS.length, maxLength: OPTIONS.length })
const anyDecision: fc.Arbitrary<Decision> = fc.oneof(
  fc
    .shuffledSubarray([...OPTIONS.keys()], { maxLength: 2 })
    .map((chosen) => ({ kind: 'choose' as const, chosen: chosen.toSorted((a, b) => a - b) })),
  answers(2).map((given) => ({ kind: 'each' as const, answers: given })),
  answers(3).map((given) => ({ kind: 'satisfaction' as const, answers: given })),
)
const tabletOf = ({ kind }: Decision) => ({ choose, each, satisfaction })[kind]

describe('an honest tablet', () => {
  test('any decision passes through the address, and is said in words by the second device', () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const tablet = tabletOf(decision)
        const sent = tablet.challenge(decision)
        const address = challengeAddress('https://hall.example', sent)
        expect(address).toMatch(/^https:\/\/hall\.example\/audit#check=[\w-]+$/)
        const received = present(decodeChallenge(address))
        expect(received).toEqual(sent)
        const checked = checkChallenge(tablet.election.text, received)
        expect(checked).toMatchObject({ matches: true, title: TITLE, kind: decision.kind })
        const said = checked.matches ? checked.said : []
        expect(said.map(({ option }) => option)).toEqual(OPTIONS)
        const WORDS = {
          each: ['approve', 'against'],
          satisfaction: ['satisfied', 'basicallySatisfied', 'notSatisfied'],
        }
        expect(said.map(({ answer }) => answer)).toEqual(
          decision.kind === 'choose'
            ? OPTIONS.map((_, i) => (decision.chosen.includes(i) ? 'chosen' : 'notChosen'))
            : decision.answers.map((given) => (given === null ? 'blank' : WORDS[decision.kind][given])),
        )
      }),
      { numRuns: 20 },
    )
  })

  test('casts exactly what it committed to', () => {
    const committed = choose.commit({ kind: 'choose', chosen: [1] })
    const { uuid, code, election } = choose
    const sealed = signDecision({ uuid, code, ballot: committed, random: systemRandom })
    expect(sealed.text.startsWith(committed.text.slice(0, -1))).toBe(true)
    expect(JSON.parse(sealed.text)).toMatchObject({ signature: { hash: committed.hash } })
    expect(checkBallot(election, sealed.text).problems).toEqual([])
  })

  test('the address, the fragment alone and its content are all read', () => {
    const sent = choose.challenge({ kind: 'choose', chosen: [] })
    const payload = encodeChallenge(sent)
    for (const text of [
      payload,
      `check=${payload}`,
      `#check=${payload}`,
      challengeAddress('http://a', sent),
    ]) {
      expect(decodeChallenge(text)).toEqual(sent)
    }
  })
})

describe('a tablet that lies', () => {
  const decision: Decision = { kind: 'choose', chosen: [0, 2] }

  test('about the decision, the seed, the card or the code does not match, and nothing is said', () => {
    const honest = choose.challenge(decision)
    const lies: Partial<Challenge>[] = [
      { decision: { kind: 'choose', chosen: [0] } },
      { decision: { kind: 'choose', chosen: [] } },
      { decision: { kind: 'choose', chosen: [0, 3] } },
      { seed: Uint8Array.from(honest.seed, (byte, i) => (i === 31 ? byte ^ 1 : byte)) },
      { credential: each.challenge({ kind: 'each', answers: [null, null, null, null] }).credential },
      { code12: `${honest.code12.slice(0, 11)}${honest.code12.endsWith('A') ? 'B' : 'A'}` },
    ]
    for (const lie of lies) {
      const checked = checkChallenge(choose.election.text, { ...honest, ...lie })
      expect(checked).toMatchObject({ matches: false, why: 'code' })
      expect(checked).not.toHaveProperty('said')
    }
    expect(checkChallenge(choose.election.text, honest).matches).toBe(true)
  })

  test('with a decision that cannot be made is found out before anything is computed', () => {
    const impossible: Decision[] = [
      { kind: 'choose', chosen: [0, 1, 2] },
      { kind: 'choose', chosen: [0, 4] },
      { kind: 'choose', chosen: [2, 0] },
      { kind: 'choose', chosen: [0, 0] },
      { kind: 'each', answers: [0, 0, 0, 0] },
    ]
    for (const lie of impossible) {
      const challenge = { ...choose.challenge(decision), decision: lie }
      expect(checkChallenge(choose.election.text, challenge)).toEqual({ matches: false, why: 'decision' })
    }
    const honest = each.challenge({ kind: 'each', answers: [0, 1, null, 0] })
    for (const given of [
      [0, 1, null],
      [0, 1, null, 0, 0],
      [0, 1, null, 2],
    ]) {
      const challenge = { ...honest, decision: { kind: 'each' as const, answers: given } }
      expect(checkChallenge(each.election.text, challenge)).toEqual({ matches: false, why: 'decision' })
    }
  })

  test('with another election, or a text that is none', () => {
    const challenge = choose.challenge(decision)
    for (const text of [each.election.text, '', '{}', choose.election.text.replace('修路', '修桥')]) {
      expect(checkChallenge(text, challenge).matches).toBe(false)
    }
  })
})

const plain = (text: string): string => Buffer.from(text, 'base64url').toString()

describe('what stands in the address', () => {
  const sent = choose.challenge({ kind: 'choose', chosen: [1, 3] })
  const payload = encodeChallenge(sent)

  test('opens this ballot and casts none: no code of a card, no signature', () => {
    const value = JSON.parse(plain(payload)) as object
    expect(Object.keys(value)).toEqual(['uuid', 'credential', 'seed', 'decision', 'code12'])
    for (const part of [choose.code, choose.code.replaceAll('-', ''), ...choose.code.split('-')]) {
      expect(plain(payload)).not.toContain(part)
    }
    expect(plain(payload)).not.toMatch(/signature|proof|challenge|response/)
  })

  test('is written in one way only, and nothing else is read', () => {
    const changed = (change: (value: Record<string, unknown>) => unknown): string =>
      Buffer.from(JSON.stringify(change(JSON.parse(plain(payload)) as Record<string, unknown>))).toString(
        'base64url',
      )
    const wrong = [
      '',
      'check=',
      'AAAA',
      payload.slice(0, -4),
      `${payload}=`,
      `${payload}AA`,
      changed((value) => ({ ...value, signature: 'x' })),
      changed(({ code12, ...rest }) => ({ code12, ...rest })),
      changed((value) => ({ ...value, uuid: 'no' })),
      changed((value) => ({ ...value, credential: 'AB' })),
      changed((value) => ({ ...value, code12: 'short' })),
      changed((value) => ({ ...value, seed: 'AAAA' })),
      changed((value) => ({ ...value, decision: { kind: 'choose', chosen: ['1'] } })),
      changed((value) => ({ ...value, decision: { kind: 'choose', chosen: [-1] } })),
      changed((value) => ({ ...value, decision: { kind: 'each' } })),
      changed((value) => ({ ...value, decision: null })),
      changed(() => null),
      changed(() => []),
    ]
    for (const text of wrong) expect(decodeChallenge(text), text).toBeUndefined()
  })

  test('any text at all is read without an error', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeChallenge(text)).toBeUndefined()
        expect(decodeChallenge(Buffer.from(text).toString('base64url'))).toBeUndefined()
      }),
    )
  })
})

/**
 * Credentials (specification §4.8). The secret half is the code printed on a card; the public half is published in
 * the election's list, and signs the ballot.
 */
import { encodeOne, type Group } from './group.ts'
import { randomBase58 } from './base58.ts'
import { malformed, problem, type Problem } from './problem.ts'
import { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
import { array, read, text } from './shape.ts'
import { sha256Hex } from './text.ts'

/** A card's code: XXXXX-XXXXXX-XXXXX-XXXXXX, 22 Base58 characters in four groups. */
export type Code = Secret<string>

const GROUPS = [5, 6, 5, 6] as const
const CODE =
  /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/

/** A fresh code with 22 random characters (about 128 bits). */
export function makeCode(random: RandomBytes): Code {
  return secret(grouped(randomBase58(random, 22)))
}

/**
 * Reads a code as a person types it: spaces and dashes of any kind do not matter, case does. Undefined if it is not
 * 22 characters of the alphabet.
 */
export function readCode(typed: string): Code | undefined {
  const characters = typed.replaceAll(/[\s\-‐‑‒–—−_·]/gu, '')
  if (characters.length !== 22) return undefined
  const code = grouped(characters)
  return CODE.test(code) ? secret(code) : undefined
}

function grouped(characters: string): string {
  let start = 0
  return GROUPS.map((length) => characters.slice(start, (start += length))).join('-')
}

/** The secret exponent of a code in one election (§4.8). */
export function credentialSecret(group: Group, uuid: string, code: Code): SecretScalar {
  const half = (i: 0 | 1): string => sha256Hex(`derive_credential|${uuid}|${i}|${code}`)
  return secret(BigInt(`0x${half(0)}${half(1)}`) % group.order)
}

/** The public credential of a code in one election: the text of g^secret (§4.8). */
export function publicCredential(group: Group, uuid: string, code: Code): string {
  return encodeOne(group, group.generator.multiply(credentialSecret(group, uuid, code)))
}

const LISTED = /^([0-9a-f]{64})(?:,([1-9][0-9]{0,8}))?$/
const listShape = array(text)

/** `public_credentials` (§4.8), read and checked. */
export interface CredentialList {
  /** Public credential → weight, 1 where none is written; absent when the list cannot be read at all. */
  readonly weights?: ReadonlyMap<string, number>
  readonly entries: number
  readonly problems: readonly Problem[]
}

/** Reads the list of public credentials: canonical elements of the subgroup, each once, with or without a weight. */
export function readCredentialList(group: Group, listText: string): CredentialList {
  const form = read(listShape, listText)
  if (!form.ok) return { entries: 0, problems: [malformed(form.malformed)] }
  const problems: Problem[] = []
  const weights = new Map<string, number>()
  for (const [i, entry] of form.value.entries()) {
    const [, credential, weight] = LISTED.exec(entry) ?? []
    if (credential === undefined) {
      problems.push(problem(entry.includes(',') ? 'credential.weight' : 'credential.form', `/${i}`))
      continue
    }
    const element = group.decode(credential)
    if (element === undefined || !group.isMember(element)) problems.push(problem('element', `/${i}`))
    if (weights.has(credential)) problems.push(problem('credential.repeated', `/${i}`))
    weights.set(credential, weight === undefined ? 1 : Number(weight))
  }
  return { weights, entries: form.value.length, problems }
}

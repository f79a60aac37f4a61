/** All trustees of an election and the key that they make together (specification §3.1.1, §4.7). */
import type { Element, Group } from './group.ts'
import { product } from './group.ts'
import { malformed, problem, within, type Problem } from './problem.ts'
import { array, either, read, tagged } from './shape.ts'
import { compactJson } from './text.ts'
import { checkThresholdParameters, thresholdParametersShape, type ThresholdParameters } from './threshold.ts'
import { checkTrusteePublicKey, trusteePublicKeyShape, type TrusteePublicKey } from './trustee.ts'

const trusteesShape = array(
  either(tagged('Single', trusteePublicKeyShape), tagged('Pedersen', thresholdParametersShape)),
)

export type TrusteeKind = readonly ['Single', TrusteePublicKey] | readonly ['Pedersen', ThresholdParameters]

/** One entry of the list: who must (or may) decrypt, by number. Trustees are numbered from 1 through all entries. */
export type TrusteeEntry =
  | { readonly kind: 'Single'; readonly owner: number }
  | {
      readonly kind: 'Pedersen'
      readonly owners: readonly number[]
      readonly threshold: number
      /** Their certificates, in the same order: each has signed its coefficients together with all of these. */
      readonly certs: readonly string[]
    }

export interface Trustees {
  readonly entries: readonly TrusteeEntry[]
  /** The verification key of trustee n is at n − 1. */
  readonly keys: readonly Element[]
  /** Their texts, in the same order. */
  readonly keyTexts: readonly string[]
  /** y: the product of all sub-keys. */
  readonly electionKey: Element
}

/** Writes the list (§4.7). */
export function writeTrustees(kinds: readonly TrusteeKind[]): string {
  return compactJson(kinds)
}

/** Reads and checks the list completely: every proof, signature and sum (§4.5, §4.6, §4.7). */
export function readTrustees(
  group: Group,
  trusteesText: string,
): { readonly trustees?: Trustees; readonly problems: readonly Problem[] } {
  const form = read(trusteesShape, trusteesText)
  if (!form.ok) return { problems: [malformed(form.malformed)] }
  if (form.value.length === 0) return { problems: [problem('trustees.none', '')] }
  const problems: Problem[] = []
  const entries: TrusteeEntry[] = []
  const keys: Element[] = []
  const keyTexts: string[] = []
  const subKeys: Element[] = []
  for (const [i, [kind, body]] of form.value.entries()) {
    if (kind === 'Single') {
      const { element, problems: found } = checkTrusteePublicKey(group, body)
      problems.push(...within(`/${i}/1`, found))
      if (body.signature !== undefined) problems.push(problem('form', `/${i}/1/signature`, 'no signature'))
      if (element === undefined) continue
      keys.push(element)
      keyTexts.push(body.public_key)
      subKeys.push(element)
      entries.push({ kind, owner: keys.length })
    } else {
      const { checked, problems: found } = checkThresholdParameters(group, body)
      problems.push(...within(`/${i}/1`, found))
      if (checked === undefined) continue
      entries.push({
        kind,
        threshold: body.threshold,
        owners: checked.members.map((_, j) => keys.length + j + 1),
        certs: body.certs.map((cert) => compactJson(cert)),
      })
      keys.push(...checked.members)
      keyTexts.push(...body.verification_keys.map((key) => key.public_key))
      subKeys.push(checked.key)
    }
  }
  if (problems.length > 0) return { problems }
  return { problems, trustees: { entries, keys, keyTexts, electionKey: product(group, subKeys) } }
}

/** A trustee's verification key with its proof of knowledge (specification §4.5); the `Single` protocol (§3.1.1). */
import { encodeOne, type Element, type Group } from './group.ts'
import { problem, type Problem } from './problem.ts'
import { checkKnowledge, proofShape, proveKnowledge } from './proof.ts'
import { decodeScalar, randomScalar } from './scalar.ts'
import { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
import { elementText, object, optional, type Shaped } from './shape.ts'

/** `trustee_public_key` (§4.5); the signature is there only in threshold mode. */
export const trusteePublicKeyShape = object({
  pok: proofShape,
  public_key: elementText,
  signature: optional(proofShape),
})
export type TrusteePublicKey = Shaped<typeof trusteePublicKeyShape>

const pokHash = (group: Group, publicKey: string) => (commitment: string) =>
  `pok|${group.name}|${publicKey}|${commitment}`

/** The public key of a private key, with the proof that its maker knows it (§4.5). */
export function trusteePublicKey(
  group: Group,
  random: RandomBytes,
  privateKey: SecretScalar,
): TrusteePublicKey {
  const public_key = encodeOne(group, group.generator.multiply(privateKey))
  return { pok: proveKnowledge(group, random, privateKey, pokHash(group, public_key)), public_key }
}

/** A fresh `Single` trustee (§3.1.1). The private key is written as the reference does: a JSON string of digits. */
export function makeSingleKey(
  group: Group,
  random: RandomBytes,
): { readonly privateKey: Secret<string>; readonly publicKey: TrusteePublicKey } {
  const exponent = randomScalar(random, group.order)
  return { privateKey: secret(`"${exponent}"`), publicKey: trusteePublicKey(group, random, exponent) }
}

/** Reads a private key as `makeSingleKey` wrote it; undefined if it is not one. */
export function readPrivateKey(group: Group, written: Secret<string>): SecretScalar | undefined {
  const digits = /^"([0-9]+)"$/.exec(written.trim())?.[1]
  const value = digits === undefined ? undefined : decodeScalar(digits, group.order)
  return value === undefined ? undefined : secret(value)
}

/** Checks a public key and its proof of knowledge (§4.5); the signature is for the threshold protocol to check. */
export function checkTrusteePublicKey(
  group: Group,
  key: TrusteePublicKey,
): { readonly element?: Element; readonly problems: readonly Problem[] } {
  const element = group.decode(key.public_key)
  if (element === undefined || !group.isMember(element))
    return { problems: [problem('element', '/public_key')] }
  return checkKnowledge(group, element, key.pok, pokHash(group, key.public_key))
    ? { element, problems: [] }
    : { problems: [problem('trustee.knowledge', '/pok')] }
}

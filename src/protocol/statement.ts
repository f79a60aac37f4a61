/**
 * A statement that a trustee signs with the key of its seed (specification §4.6.1, "Signing"): whoever holds the seed can
 * make one, and anyone who has the trustee's certificate can check it. The service uses it to see that a teller still
 * has the secret, without ever seeing the secret.
 */
import { checkMessage, seedKeys, signedMessageShape, signMessage, type Seed } from './channel.ts'
import type { Group } from './group.ts'
import type { RandomBytes } from './secret.ts'
import { object, read, text } from './shape.ts'
import { compactJson } from './text.ts'

/** So that no statement can be taken for a message of the key ceremony: those are JSON objects with other fields. */
const statementShape = object({ statement: text })

/** Run by the trustee: signs a statement. Gives the text to send. */
export function signStatement(group: Group, random: RandomBytes, seed: Seed, statement: string): string {
  const message = compactJson({ statement })
  return compactJson({
    message,
    signature: signMessage(group, random, seedKeys(group, seed).signing, message),
  })
}

/** Run by anyone: is this exact statement signed by the owner of this certificate (§4.6.2)? False for bad data. */
export function checkStatement(
  group: Group,
  certificate: string,
  statement: string,
  signedText: string,
): boolean {
  const signed = read(signedMessageShape, signedText)
  const certified = read(signedMessageShape, certificate)
  if (!signed.ok || !certified.ok) return false
  const said = read(statementShape, signed.value.message)
  if (!said.ok || said.value.statement !== statement) return false
  const verification = verificationKey(certified.value.message)
  const key = verification === undefined ? undefined : group.decode(verification)
  return (
    key !== undefined &&
    group.isMember(key) &&
    checkMessage(group, key, signed.value.message, signed.value.signature)
  )
}

/** The key in a certificate that was checked when it came in. */
function verificationKey(certKeys: string): string | undefined {
  try {
    const { verification } = JSON.parse(certKeys) as { verification?: unknown }
    return typeof verification === 'string' ? verification : undefined
  } catch {
    return undefined
  }
}

/**
 * Signed and encrypted messages between trustees, through a server that can read none of them (specification §4.6.1,
 * §4.6.3). A trustee keeps one seed of 22 characters; all four keys come from it.
 */
import { gcm } from '@noble/ciphers/aes.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { BASE58, randomBase58 } from './base58.ts'
import { encodeOne, type Element, type Group } from './group.ts'
import { checkKnowledge, proofShape, proveKnowledge, type Proof } from './proof.ts'
import { hashToScalar, mod, randomScalar } from './scalar.ts'
import { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
import { elementText, object, optional, read, text, textLike, type Shaped } from './shape.ts'
import { compactJson } from './text.ts'

/** The one secret that a trustee keeps (§4.6.1): 22 Base58 characters. */
export type Seed = Secret<string>

/** The keys that a seed stands for (§4.6.1). */
export interface SeedKeys {
  readonly signing: SecretScalar
  readonly decryption: SecretScalar
  /** Public: g^signing, g^decryption, as text. */
  readonly verification: string
  readonly encryption: string
}

export const signedMessageShape = object({ message: text, signature: proofShape })
export type SignedMessage = Shaped<typeof signedMessageShape>

const encryptedMessageShape = object({
  algorithm: optional(text),
  alpha: elementText,
  beta: elementText,
  data: textLike(/^(?:[0-9a-f]{2})+$/, 'bytes in lower-case hex'),
})

const channelMessageShape = object({ recipient: elementText, message: text })

const ALGORITHM = 'AES-GCM'

/** A fresh seed. */
export function makeSeed(random: RandomBytes): Seed {
  return secret(randomBase58(random, 22))
}

/** Reads a seed as a person types it, without regard to spaces; undefined if it is not 22 characters of the alphabet. */
export function readSeed(typed: string): Seed | undefined {
  const characters = typed.replaceAll(/[\s-]/g, '')
  return characters.length === 22 && [...characters].every((c) => BASE58.includes(c))
    ? secret(characters)
    : undefined
}

/** Derives a trustee's keys (§4.6.1, "Deriving keys"). */
export function seedKeys(group: Group, seed: Seed): SeedKeys {
  const derive = (tag: 'sk' | 'dk'): SecretScalar => secret(hashToScalar(`${tag}|${seed}`, group.order))
  const signing = derive('sk')
  const decryption = derive('dk')
  const [verification, encryption] = group.encode([
    group.generator.multiply(signing),
    group.generator.multiply(decryption),
  ]) as [string, string]
  return { signing, decryption, verification, encryption }
}

const messageHash = (message: string) => (commitment: string) => `sigmsg|${message}|${commitment}`

/** The signature of a message (§4.6.1, "Signing"). */
export function signMessage(
  group: Group,
  random: RandomBytes,
  signing: SecretScalar,
  message: string,
): Proof {
  return proveKnowledge(group, random, signing, messageHash(message))
}

/** Checks the signature of a message (§4.6.1). */
export function checkMessage(
  group: Group,
  verification: Element,
  message: string,
  signature: Proof,
): boolean {
  return checkKnowledge(group, verification, signature, messageHash(message))
}

/** send(sk, recipient, message) of §4.6.3: only the recipient can read it, and knows who sent it. */
export function sendMessage(
  group: Group,
  random: RandomBytes,
  options: { readonly signing: SecretScalar; readonly recipient: string; readonly message: Secret<string> },
): string {
  const channel = compactJson({ recipient: options.recipient, message: options.message })
  const signature = signMessage(group, random, options.signing, channel)
  return encrypt(group, random, options.recipient, compactJson({ message: channel, signature }))
}

/**
 * Opens a message of §4.6.3: undefined unless it was encrypted for this recipient, is addressed to it, and carries
 * the sender's signature.
 */
export function receiveMessage(
  group: Group,
  options: { readonly keys: SeedKeys; readonly sender: string; readonly sent: string },
): Secret<string> | undefined {
  const opened = decrypt(group, options.keys.decryption, options.sent)
  if (opened === undefined) return undefined
  const signed = read(signedMessageShape, opened)
  if (!signed.ok) return undefined
  const channel = read(channelMessageShape, signed.value.message)
  if (!channel.ok || channel.value.recipient !== options.keys.encryption) return undefined
  const sender = group.decode(options.sender)
  if (sender === undefined || !checkMessage(group, sender, signed.value.message, signed.value.signature)) {
    return undefined
  }
  return secret(channel.value.message)
}

/** Can this seed's owner open what was sent to it? Tells a wrong seed from a right one. */
export function opens(group: Group, keys: SeedKeys, sent: string): boolean {
  return decrypt(group, keys.decryption, sent) !== undefined
}

/** ElGamal-like encryption of a text (§4.6.1, "Encrypting"). */
function encrypt(group: Group, random: RandomBytes, recipient: string, message: string): string {
  const ek = group.decode(recipient)
  if (ek === undefined) throw new RangeError('the recipient must be an encryption key')
  const r = randomScalar(random, group.order)
  const shared = group.generator.multiply(randomScalar(random, group.order))
  const [alpha, beta, key] = group.encode([
    group.generator.multiply(r),
    group.add(group.multiplySecret(ek, r), shared),
    shared,
  ]) as [string, string, string]
  const data = bytesToHex(cipher(key, alpha).encrypt(utf8ToBytes(message)))
  return compactJson({ algorithm: ALGORITHM, alpha, beta, data })
}

function decrypt(group: Group, decryption: SecretScalar, sent: string): string | undefined {
  const form = read(encryptedMessageShape, sent)
  if (!form.ok || form.value.algorithm !== ALGORITHM) return undefined
  const alpha = group.decode(form.value.alpha)
  const beta = group.decode(form.value.beta)
  if (alpha === undefined || beta === undefined || !group.isMember(alpha)) return undefined
  const unshared = group.multiplySecret(alpha, secret(mod(-decryption, group.order)))
  const key = encodeOne(group, group.add(beta, unshared))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      cipher(key, form.value.alpha).decrypt(hexToBytes(form.value.data)),
    )
  } catch {
    return undefined
  }
}

/** The key is SHA256(key|g^s), the nonce SHA256(iv|g^r), used whole: AES-256-GCM with a 32-byte nonce. */
function cipher(key: string, alpha: string): ReturnType<typeof gcm> {
  return gcm(sha256(utf8ToBytes(`key|${key}`)), sha256(utf8ToBytes(`iv|${alpha}`)))
}

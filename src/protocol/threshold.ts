/**
 * Pedersen's distributed key generation among trustees (specification §3.1.1, §4.6.2–§4.6.7): any `threshold` of
 * `size` trustees can decrypt, fewer cannot, and nobody ever holds the whole key.
 *
 * Every function says in its first line who runs it: a trustee on its own device, or the server that passes messages
 * on and can check but not read them. Messages are texts; what a trustee keeps is its seed.
 */
import {
  checkMessage,
  receiveMessage,
  seedKeys,
  sendMessage,
  signedMessageShape,
  signMessage,
  type Seed,
  type SeedKeys,
  type SignedMessage,
} from './channel.ts'
import type { Element, Group } from './group.ts'
import { malformed, problem, within, type Problem } from './problem.ts'
import { proofShape } from './proof.ts'
import { decodeScalar, mod, randomScalar } from './scalar.ts'
import { secret, type RandomBytes, type Secret, type SecretScalar } from './secret.ts'
import { array, elementText, numberText, object, read, smallInteger, text, type Shaped } from './shape.ts'
import { compactJson } from './text.ts'
import { checkTrusteePublicKey, trusteePublicKey, trusteePublicKeyShape } from './trustee.ts'

const contextShape = object({ group: text, size: smallInteger, threshold: smallInteger, index: smallInteger })
/** Where a certificate's owner stands (§4.6.2); indexes start at 1. */
export type CertificateContext = Shaped<typeof contextShape>

const certKeysShape = object({ context: contextShape, verification: elementText, encryption: elementText })
const rawCoefexpsShape = object({ coefexps: array(elementText) })
const rawPolynomialShape = object({ polynomial: array(numberText) })
const secretShape = object({ secret: numberText })
const decryptionKeyShape = object({ decryption_key: numberText })

const polynomialShape = object({
  polynomial: text,
  secrets: array(text),
  coefexps: signedMessageShape,
  signature: proofShape,
})
const vinputShape = object({
  polynomial: text,
  secrets: array(text),
  coefexps: array(signedMessageShape),
  signatures: array(proofShape),
})
const voutputShape = object({ private_key: text, public_key: trusteePublicKeyShape })

/** `threshold_parameters` (§4.6.7). */
export const thresholdParametersShape = object({
  threshold: smallInteger,
  certs: array(signedMessageShape),
  coefexps: array(signedMessageShape),
  signatures: array(proofShape),
  verification_keys: array(trusteePublicKeyShape),
})
export type ThresholdParameters = Shaped<typeof thresholdParametersShape>

/** Certificates that have been checked together: the trustees' keys in order. */
export interface Certificates {
  readonly texts: readonly string[]
  readonly threshold: number
  readonly keys: readonly {
    readonly verification: string
    readonly encryption: string
    readonly element: Element
  }[]
}

type Checked<Name extends string, T> = { readonly [K in Name]?: T } & {
  readonly problems: readonly Problem[]
}

/** Step 1, a trustee: its certificate (§4.6.2). Throws RangeError when the numbers do not fit together. */
export function makeCertificate(
  group: Group,
  random: RandomBytes,
  seed: Seed,
  place: Omit<CertificateContext, 'group'>,
): string {
  const context = { group: group.name, size: place.size, threshold: place.threshold, index: place.index }
  const wrong = contextProblem(context)
  if (wrong !== undefined) throw new RangeError(wrong)
  const { signing, verification, encryption } = seedKeys(group, seed)
  const message = compactJson({ context, verification, encryption })
  return compactJson({ message, signature: signMessage(group, random, signing, message) })
}

function contextProblem({ size, threshold, index }: CertificateContext): string | undefined {
  if (size < 1) return 'there must be at least one trustee'
  if (threshold < 1 || threshold > size) return `the threshold must be from 1 to ${size}`
  if (index < 1 || index > size) return `the index must be from 1 to ${size}`
  return undefined
}

/** Step 1 and 3a, server and trustees: checks all certificates (§4.6.2), in the order of their indexes. */
export function checkCertificates(
  group: Group,
  texts: readonly string[],
): Checked<'certificates', Certificates> {
  const problems: Problem[] = []
  const keys: Certificates['keys'][number][] = []
  let threshold: number | undefined
  for (const [i, certText] of texts.entries()) {
    const checked = checkCertificate(group, certText, { size: texts.length, index: i + 1 })
    problems.push(...within(`/${i}`, checked.problems))
    if (checked.keys === undefined) continue
    threshold ??= checked.keys.threshold
    if (checked.keys.threshold !== threshold)
      problems.push(problem('threshold.context', `/${i}`, 'threshold'))
    if (keys.some((key) => key.verification === checked.keys?.verification)) {
      problems.push(problem('threshold.context', `/${i}`, 'verification'))
    }
    keys.push(checked.keys)
  }
  if (texts.length === 0) problems.push(problem('threshold.context', '', 'no certificates'))
  return problems.length > 0
    ? { problems }
    : { problems, certificates: { texts, keys, threshold: threshold ?? 0 } }
}

/** Step 1b, the server: checks one certificate as it arrives, for the place that its owner has. */
export function checkCertificate(
  group: Group,
  certText: string,
  place: { readonly size: number; readonly index: number; readonly threshold?: number },
): Checked<'keys', Certificates['keys'][number] & { readonly threshold: number }> {
  const signed = read(signedMessageShape, certText)
  if (!signed.ok) return { problems: [malformed(signed.malformed)] }
  const form = read(certKeysShape, signed.value.message)
  if (!form.ok) return { problems: within('/message', [malformed(form.malformed)]) }
  const { context, verification, encryption } = form.value
  const wrong =
    context.group !== group.name ||
    context.size !== place.size ||
    context.index !== place.index ||
    (place.threshold !== undefined && context.threshold !== place.threshold) ||
    contextProblem(context) !== undefined
  if (wrong) return { problems: [problem('threshold.context', '/message')] }
  const element = group.decode(verification)
  const encryptionElement = group.decode(encryption)
  if (element === undefined || !group.isMember(element)) return { problems: [problem('element', '/message')] }
  if (encryptionElement === undefined || !group.isMember(encryptionElement)) {
    return { problems: [problem('element', '/message')] }
  }
  if (!checkMessage(group, element, signed.value.message, signed.value.signature)) {
    return { problems: [problem('threshold.signature', '/signature')] }
  }
  return { problems: [], keys: { verification, encryption, element, threshold: context.threshold } }
}

/** The place of a seed's owner among the certificates, from 1; undefined if it has none. */
export function trusteeIndex(group: Group, certificates: Certificates, seed: Seed): number | undefined {
  const { verification, encryption } = seedKeys(group, seed)
  const i = certificates.keys.findIndex(
    (key) => key.verification === verification && key.encryption === encryption,
  )
  return i < 0 ? undefined : i + 1
}

function ownKeys(group: Group, certificates: Certificates, seed: Seed): SeedKeys {
  if (trusteeIndex(group, certificates, seed) === undefined)
    throw new RangeError('the seed is none of these trustees’')
  return seedKeys(group, seed)
}

/** Step 3, a trustee: picks its secret polynomial and writes everyone's share of it (§4.6.4). */
export function makePolynomial(
  group: Group,
  random: RandomBytes,
  certificates: Certificates,
  seed: Seed,
): string {
  const keys = ownKeys(group, certificates, seed)
  const { signing, encryption } = keys
  const coefficients = Array.from({ length: certificates.threshold }, () => randomScalar(random, group.order))
  const coefexps = group.encode(coefficients.map((a) => group.generator.multiply(a)))
  const send = (recipient: string, message: string): string =>
    sendMessage(group, random, { signing, recipient, message: secret(message) })
  const message = compactJson({ coefexps })
  return compactJson({
    polynomial: send(encryption, compactJson({ polynomial: coefficients.map(String) })),
    secrets: certificates.keys.map((recipient, j) =>
      send(recipient.encryption, compactJson({ secret: `${evaluate(group, coefficients, j + 1)}` })),
    ),
    coefexps: { message, signature: signMessage(group, random, signing, message) },
    signature: signMessage(group, random, signing, certificatesMessage(certificates.texts, coefexps)),
  })
}

/** f(x) modulo q, by Horner's rule. */
function evaluate(group: Group, coefficients: readonly SecretScalar[], x: number): SecretScalar {
  return secret(coefficients.reduceRight((sum: bigint, a) => mod(sum * BigInt(x) + a, group.order), 0n))
}

/** What a trustee signs beside its polynomial: that it saw these certificates, and these coefficients (§4.6.4). */
function certificatesMessage(certs: readonly string[], coefexps: readonly string[]): string {
  return `certs_sig|${compactJson({ certs: certs.map((cert) => JSON.parse(cert)), coefexps })}`
}

/** Reads and checks signed coefficients and the signature beside them (§4.6.4). Places are relative to both. */
function checkCoefexps(
  group: Group,
  certificates: Certificates,
  index: number,
  signed: SignedMessage,
  certsSignature: Shaped<typeof proofShape>,
): Checked<'coefficients', readonly Element[]> {
  const owner = certificates.keys[index - 1] as Certificates['keys'][number]
  const form = read(rawCoefexpsShape, signed.message)
  if (!form.ok) return { problems: within('/coefexps/message', [malformed(form.malformed)]) }
  const { coefexps } = form.value
  if (coefexps.length !== certificates.threshold) {
    return {
      problems: [
        problem('threshold.coefficients', '/coefexps', `${coefexps.length} ≠ ${certificates.threshold}`),
      ],
    }
  }
  const coefficients = coefexps.map((value) => group.decode(value))
  if (coefficients.some((element) => element === undefined || !group.isMember(element))) {
    return { problems: [problem('element', '/coefexps/message')] }
  }
  const problems: Problem[] = []
  if (!checkMessage(group, owner.element, signed.message, signed.signature)) {
    problems.push(problem('threshold.signature', '/coefexps/signature'))
  }
  if (
    !checkMessage(group, owner.element, certificatesMessage(certificates.texts, coefexps), certsSignature)
  ) {
    problems.push(problem('threshold.signature', '/signature'))
  }
  return problems.length > 0 ? { problems } : { problems, coefficients: coefficients as Element[] }
}

/** Step 3c, the server: checks what it can of a trustee's polynomial; the shares themselves only their owners can. */
export function checkPolynomial(
  group: Group,
  certificates: Certificates,
  index: number,
  polynomialText: string,
): readonly Problem[] {
  const form = read(polynomialShape, polynomialText)
  if (!form.ok) return [malformed(form.malformed)]
  const { secrets, coefexps, signature } = form.value
  if (secrets.length !== certificates.keys.length) {
    return [problem('threshold.shares', '/secrets', `${secrets.length} ≠ ${certificates.keys.length}`)]
  }
  return checkCoefexps(group, certificates, index, coefexps, signature).problems
}

/** Step 4, the server: routes everyone's messages (§4.6.5). One vinput per trustee. The polynomials were checked. */
export function makeVinputs(polynomialTexts: readonly string[]): string[] {
  const polynomials = polynomialTexts.map((polynomialText) => {
    const form = read(polynomialShape, polynomialText)
    if (!form.ok) throw new RangeError('polynomials must be checked before they are passed on')
    return form.value
  })
  return polynomials.map(({ polynomial }, j) =>
    compactJson({
      polynomial,
      secrets: polynomials.map(({ secrets }) => secrets[j]),
      coefexps: polynomials.map(({ coefexps }) => coefexps),
      signatures: polynomials.map(({ signature }) => signature),
    }),
  )
}

/**
 * Step 5, a trustee: checks everyone's share against the published coefficients, and makes its key (§4.6.5, §4.6.6).
 * Problems name the trustee whose message is wrong: `/secrets/2` is the third's.
 */
export function makeVoutput(
  group: Group,
  random: RandomBytes,
  certificates: Certificates,
  seed: Seed,
  vinputText: string,
): Checked<'voutput', string> {
  const form = read(vinputShape, vinputText)
  if (!form.ok) return { problems: [malformed(form.malformed)] }
  const vinput = form.value
  const size = certificates.keys.length
  if ([vinput.secrets, vinput.coefexps, vinput.signatures].some((list) => list.length !== size)) {
    return { problems: [problem('threshold.shares', '/secrets', `≠ ${size}`)] }
  }
  const keys = ownKeys(group, certificates, seed)
  const own = trusteeIndex(group, certificates, seed) as number
  const problems: Problem[] = []
  const shares: SecretScalar[] = []

  const ownPolynomial = receiveMessage(group, { keys, sender: keys.verification, sent: vinput.polynomial })
  const raw = ownPolynomial === undefined ? undefined : read(rawPolynomialShape, ownPolynomial)
  if (!raw?.ok) problems.push(problem('threshold.channel', '/polynomial'))

  for (const [i, sender] of certificates.keys.entries()) {
    const checked = checkCoefexps(
      group,
      certificates,
      i + 1,
      vinput.coefexps[i] as SignedMessage,
      vinput.signatures[i] as Shaped<typeof proofShape>,
    )
    problems.push(...checked.problems.map((found) => relocated(found, i)))
    const share = readShare(group, keys, sender.verification, vinput.secrets[i] as string)
    if (share === undefined) {
      problems.push(problem('threshold.channel', `/secrets/${i}`))
      continue
    }
    if (checked.coefficients === undefined) continue
    if (
      !group.equals(group.generator.multiply(share), evaluateInExponent(group, checked.coefficients, own))
    ) {
      problems.push(problem('threshold.share', `/secrets/${i}`))
      continue
    }
    // The trustee's own coefficients must be the ones it picked, or somebody speaks in its name.
    if (i + 1 === own && raw?.ok && !isOwnPolynomial(group, raw.value.polynomial, checked.coefficients)) {
      problems.push(problem('threshold.channel', '/polynomial'))
    }
    shares.push(share)
  }
  if (problems.length > 0) return { problems }

  const privateKey = secret(shares.reduce((sum: bigint, share) => sum + share, 0n) % group.order)
  const publicKey = trusteePublicKey(group, random, privateKey)
  const voutput = compactJson({
    private_key: sendMessage(group, random, {
      signing: keys.signing,
      recipient: keys.encryption,
      message: secret(compactJson({ decryption_key: privateKey.toString() })),
    }),
    public_key: { ...publicKey, signature: signMessage(group, random, keys.signing, publicKey.public_key) },
  })
  return { problems, voutput }
}

function relocated(found: Problem, i: number): Problem {
  const [, list = '', ...rest] = found.path.split('/')
  return { ...found, path: ['', list === 'signature' ? 'signatures' : list, i, ...rest].join('/') }
}

function readShare(group: Group, keys: SeedKeys, sender: string, sent: string): SecretScalar | undefined {
  const message = receiveMessage(group, { keys, sender, sent })
  const form = message === undefined ? undefined : read(secretShape, message)
  const value = form?.ok ? decodeScalar(form.value.secret, group.order) : undefined
  return value === undefined ? undefined : secret(value)
}

function isOwnPolynomial(
  group: Group,
  polynomial: readonly string[],
  coefficients: readonly Element[],
): boolean {
  return (
    polynomial.length === coefficients.length &&
    polynomial.every((digits, k) => {
      const value = decodeScalar(digits, group.order)
      return value !== undefined && group.equals(group.generator.multiply(value), coefficients[k] as Element)
    })
  )
}

/** ∏ A_k^(x^k): what g^f(x) must be (§4.6.5). By Horner's rule, so that only multiples by the small x are needed. */
function evaluateInExponent(group: Group, coefficients: readonly Element[], x: number): Element {
  return coefficients.reduceRight((sum, a) => group.add(smallMultiple(group, sum, x), a), group.identity)
}

/** element^n for a small public n ≥ 1, by doubling and adding. */
function smallMultiple(group: Group, element: Element, n: number): Element {
  return n
    .toString(2)
    .slice(1)
    .split('')
    .reduce((sum, bit) => {
      const doubled = group.add(sum, sum)
      return bit === '1' ? group.add(doubled, element) : doubled
    }, element)
}

/** The coefficients of the sum of all trustees' polynomials. */
function sumCoefficients(group: Group, all: readonly (readonly Element[])[]): Element[] {
  const [first = [], ...rest] = all
  return rest.reduce<Element[]>(
    (sum, list) => sum.map((a, k) => group.add(a, list[k] as Element)),
    [...first],
  )
}

/** Step 5d, the server: checks a trustee's public key against all polynomials (§4.6.6). */
export function checkVoutput(
  group: Group,
  certificates: Certificates,
  polynomialTexts: readonly string[],
  index: number,
  voutputText: string,
): readonly Problem[] {
  const form = read(voutputShape, voutputText)
  if (!form.ok) return [malformed(form.malformed)]
  const coefficients = polynomialTexts.map((polynomialText) =>
    readCoefficients(group, orThrow(read(polynomialShape, polynomialText)).coefexps),
  )
  const sum = sumCoefficients(group, coefficients)
  return within('/public_key', checkVerificationKey(group, certificates, sum, index, form.value.public_key))
}

function readCoefficients(group: Group, signed: SignedMessage): readonly Element[] {
  const form = read(rawCoefexpsShape, signed.message)
  if (!form.ok) throw new RangeError('coefficients must be checked before keys are')
  return form.value.coefexps.map((value) => group.decode(value) as Element)
}

function checkVerificationKey(
  group: Group,
  certificates: Certificates,
  sum: readonly Element[],
  index: number,
  key: ThresholdParameters['verification_keys'][number],
): Problem[] {
  const owner = certificates.keys[index - 1] as Certificates['keys'][number]
  const checked = checkTrusteePublicKey(group, key)
  if (checked.element === undefined) return [...checked.problems]
  if (key.signature === undefined || !checkMessage(group, owner.element, key.public_key, key.signature)) {
    return [problem('threshold.signature', '/signature')]
  }
  return group.equals(evaluateInExponent(group, sum, index), checked.element)
    ? []
    : [problem('threshold.key', '/public_key')]
}

/** Step 6, the server: what is published (§4.6.7), and each trustee's encrypted decryption key. */
export function makeThresholdParameters(
  certificates: Pick<Certificates, 'texts' | 'threshold'>,
  polynomialTexts: readonly string[],
  voutputTexts: readonly string[],
): { readonly parameters: ThresholdParameters; readonly decryptionKeys: readonly string[] } {
  const polynomials = polynomialTexts.map((polynomialText) => orThrow(read(polynomialShape, polynomialText)))
  const voutputs = voutputTexts.map((voutputText) => orThrow(read(voutputShape, voutputText)))
  return {
    parameters: {
      threshold: certificates.threshold,
      certs: certificates.texts.map((certText) => orThrow(read(signedMessageShape, certText))),
      coefexps: polynomials.map(({ coefexps }) => coefexps),
      signatures: polynomials.map(({ signature }) => signature),
      verification_keys: voutputs.map(({ public_key }) => public_key),
    },
    decryptionKeys: voutputs.map(({ private_key }) => private_key),
  }
}

function orThrow<T>(form: { ok: true; value: T } | { ok: false }): T {
  if (!form.ok) throw new RangeError('messages must be checked before they are put together')
  return form.value
}

/**
 * Checks published threshold parameters completely (§4.6.7). `key` is the sub-key of this group of trustees, `members`
 * their verification keys in order.
 */
export function checkThresholdParameters(
  group: Group,
  parameters: ThresholdParameters,
): Checked<'checked', { readonly key: Element; readonly members: readonly Element[] }> {
  const size = parameters.certs.length
  for (const name of ['coefexps', 'signatures', 'verification_keys'] as const) {
    if (parameters[name].length !== size) {
      return { problems: [problem('threshold.shares', `/${name}`, `${parameters[name].length} ≠ ${size}`)] }
    }
  }
  const { certificates, problems: certProblems } = checkCertificates(
    group,
    parameters.certs.map((cert) => compactJson(cert)),
  )
  if (certificates === undefined) return { problems: within('/certs', certProblems) }
  if (certificates.threshold !== parameters.threshold) {
    return { problems: [problem('threshold.context', '/threshold', String(parameters.threshold))] }
  }
  const problems: Problem[] = []
  const coefficients = parameters.coefexps.map((signed, i) => {
    const checked = checkCoefexps(
      group,
      certificates,
      i + 1,
      signed,
      parameters.signatures[i] as Shaped<typeof proofShape>,
    )
    problems.push(...checked.problems.map((found) => relocated(found, i)))
    return checked.coefficients
  })
  if (problems.length > 0) return { problems }
  const sum = sumCoefficients(group, coefficients as (readonly Element[])[])
  for (const [i, key] of parameters.verification_keys.entries()) {
    problems.push(
      ...within(`/verification_keys/${i}`, checkVerificationKey(group, certificates, sum, i + 1, key)),
    )
  }
  if (problems.length > 0) return { problems }
  return {
    problems,
    checked: {
      key: sum[0] as Element,
      members: parameters.verification_keys.map((key) => group.decode(key.public_key) as Element),
    },
  }
}

/**
 * At the count, a trustee: opens its decryption key with its seed (§4.6.6). Undefined when the seed is not the one
 * that the key was encrypted for.
 */
export function openDecryptionKey(group: Group, seed: Seed, decryptionKey: string): SecretScalar | undefined {
  const keys = seedKeys(group, seed)
  const message: Secret<string> | undefined = receiveMessage(group, {
    keys,
    sender: keys.verification,
    sent: decryptionKey,
  })
  const form = message === undefined ? undefined : read(decryptionKeyShape, message)
  const value = form?.ok ? decodeScalar(form.value.decryption_key, group.order) : undefined
  return value === undefined ? undefined : secret(value)
}

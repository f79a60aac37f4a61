/** The elections in test/vectors, made with the reference program, with all their secrets. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  checkCertificates,
  ed25519,
  openDecryptionKey,
  readCode,
  readElection,
  readPrivateKey,
  readSeed,
  readTrustees,
  secret,
  type Certificates,
  type Code,
  type Election,
  type Seed,
  type SecretScalar,
  type Trustees,
} from '../../src/protocol/index.ts'
import { present } from './present.ts'
import { readDraft, type Draft } from './draft.ts'

export const VECTORS = ['single-3', 'threshold-2-of-3', 'voting-open', 'eighty-six'] as const
export type VectorName = (typeof VECTORS)[number]

/** A trustee of the threshold key: what it kept, and what passed between it and the others. */
export interface VectorTrustee {
  readonly index: number
  readonly seed: Seed
  readonly cert: string
  readonly vinput: string
  readonly voutput: string
  readonly decryptionKey: string
}

export interface VectorVote {
  readonly code: Code
  readonly marks: readonly (readonly number[])[]
  readonly tracker: string
}

export interface Vector {
  readonly name: VectorName
  readonly bytes: Uint8Array
  readonly draft: Draft
  readonly election: Election
  readonly trustees: Trustees
  readonly codes: readonly Code[]
  readonly votes: readonly VectorVote[]
  /** Sums per question, as the program that made the votes counted them. */
  readonly expected: readonly (readonly number[])[]
  readonly singles: readonly { readonly privateKey: SecretScalar; readonly publicKey: string }[]
  readonly members: readonly VectorTrustee[]
  readonly certificates: Certificates | undefined
  readonly thresholdParameters: string | undefined
  /** The private key of each trustee, by its number in the list. */
  readonly privateKeys: ReadonlyMap<number, SecretScalar>
}

export async function loadVector(name: VectorName): Promise<Vector> {
  const folder = join(import.meta.dirname, '../vectors', name)
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8').trim()
  const json = (file: string): unknown => JSON.parse(text(file))
  const files = readdirSync(folder)
  const named = (ending: string): string[] => files.filter((file) => file.endsWith(ending)).toSorted()
  const bytes = new Uint8Array(readFileSync(join(folder, 'election.bel')))
  const draft = await readDraft(bytes)
  const election = present(readElection(ed25519, draft.election).election, 'election')
  const trustees = present(readTrustees(ed25519, draft.trustees).trustees, 'trustees')

  const singles = named('.privkey').map((file) => ({
    privateKey: present(readPrivateKey(ed25519, secret(text(file))), file),
    publicKey: text(file.replace('.privkey', '.pubkey')),
  }))
  const members = named('.cert')
    .map((file) => {
      const stem = file.slice(0, -'.cert'.length)
      const cert = text(file)
      return {
        index: (JSON.parse(JSON.parse(cert).message) as { context: { index: number } }).context.index,
        seed: present(readSeed(text(`${stem}.key`)), `${stem}.key`),
        cert,
        vinput: text(`${stem}.vinput`),
        voutput: text(`${stem}.voutput`),
        decryptionKey: text(`${stem}.dkey`),
      }
    })
    .toSorted((a, b) => a.index - b.index)
  const exponents = [
    ...singles.map(({ privateKey }) => privateKey),
    ...members.map(({ seed, decryptionKey }) =>
      present(openDecryptionKey(ed25519, seed, decryptionKey), 'decryption key'),
    ),
  ]
  const privateKeys = new Map<number, SecretScalar>()
  for (const exponent of exponents) {
    const element = ed25519.generator.multiply(exponent)
    const owner = trustees.keys.findIndex((key) => ed25519.equals(key, element)) + 1
    privateKeys.set(owner, exponent)
  }
  const votes = json('votes.json') as { credential: string; choice: number[][]; tracker: string }[]
  return {
    name,
    bytes,
    draft,
    election,
    trustees,
    codes: Object.values(json('private_creds.json') as Record<string, string>).map((code) =>
      present(readCode(code), code),
    ),
    votes: votes.map(({ credential, choice, tracker }) => ({
      code: present(readCode(credential), credential),
      marks: choice,
      tracker,
    })),
    expected: json('expected.json') as number[][],
    singles,
    members,
    certificates:
      members.length === 0
        ? undefined
        : checkCertificates(
            ed25519,
            members.map(({ cert }) => cert),
          ).certificates,
    thresholdParameters: files.includes('threshold.json') ? text('threshold.json') : undefined,
    privateKeys,
  }
}

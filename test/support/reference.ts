/** Conversations with the reference program: its files, its steps, its words. */
import { describe } from 'vitest'
import type { Code, SecretScalar } from '../../src/protocol/index.ts'
import { beleniosTool, inFolder, type BeleniosTool, type ToolFolder } from './belenios-tool.ts'
import { buildDraft, type Draft } from './draft.ts'
import { present } from './present.ts'

const found = beleniosTool()

/** A suite that needs the program; skipped where there is none. `program.test.ts` says so, once for the whole run. */
export function describeWithTool(name: string, suite: (tool: BeleniosTool) => void): void {
  describe.skipIf(found === undefined)(`${name}`, () => {
    // Collected even when skipped: the tool is then not asked for anything.
    suite(found as BeleniosTool)
  })
}

/** The uuid, under which the program expects the archive. */
function uuidOf(draft: Draft): string {
  return (JSON.parse(draft.election) as { uuid: string }).uuid
}

/** An archive of ours in a folder, as the program expects it. */
export class ReferenceFolder {
  readonly tool: BeleniosTool
  readonly folder: ToolFolder

  constructor(tool: BeleniosTool, folder: ToolFolder) {
    this.tool = tool
    this.folder = folder
  }

  run(args: readonly string[], input?: string): string {
    return this.tool.run(this.folder.path, args, input)
  }

  /** Puts an archive there, replacing an earlier one of the same election. */
  put(draft: Draft): void {
    this.folder.write(`${uuidOf(draft)}.bel`, buildDraft(draft).bytes)
  }

  archive(): Uint8Array {
    return this.folder.readBytes(present(this.folder.list().find((name) => name.endsWith('.bel'))))
  }

  /** `election verify`: its words. */
  verify(): { readonly ok: boolean; readonly said: string } {
    const { ok, stdout, stderr } = this.tool.attempt(this.folder.path, ['election', 'verify', '--dir', '.'])
    return { ok: ok && /all checks passed/.test(stdout + stderr), said: stdout + stderr }
  }

  /** `election verify-ballot`, which does not overlook proofs. The ballot must not be in the archive yet. */
  verifyBallot(ballot: string): { readonly ok: boolean; readonly said: string } {
    this.folder.write('ballot.json', ballot)
    const { ok, stdout, stderr } = this.tool.attempt(this.folder.path, [
      'election',
      'verify-ballot',
      '--dir',
      '.',
      '--ballot',
      'ballot.json',
    ])
    return { ok, said: stdout + stderr }
  }

  /** A ballot by the program, for the archive that is there. */
  generateBallot(code: Code, marks: readonly (readonly number[])[]): string {
    this.folder.write('privcred', code)
    this.folder.write('choice.json', JSON.stringify(marks))
    return this.run([
      'election',
      'generate-ballot',
      '--dir',
      '.',
      '--privcred',
      'privcred',
      '--choice',
      'choice.json',
    ]).trim()
  }

  /** A Single trustee’s partial decryption; the program counts trustees from 1, as we do. */
  decrypt(owner: number, privateKey: SecretScalar): string {
    this.folder.write('key.privkey', `"${privateKey}"`)
    const args = ['--dir', '.', '--privkey', 'key.privkey', '--trustee-id', String(owner)]
    return firstLine(this.run(['election', 'decrypt', ...args]))
  }

  decryptThreshold(owner: number, seed: string, decryptionKey: string): string {
    this.folder.write('key.key', seed)
    this.folder.write('key.dkey', decryptionKey)
    const args = [
      '--dir',
      '.',
      '--key',
      'key.key',
      '--decryption-key',
      'key.dkey',
      '--trustee-id',
      String(owner),
    ]
    return firstLine(this.run(['election', 'decrypt-threshold', ...args]))
  }

  /** The encrypted tally and the record that carries its numbers. */
  encryptedTally(): { readonly tally: string; readonly numTallied: number; readonly totalWeight: number } {
    const [tally, sized] = lines(this.run(['election', 'compute-encrypted-tally', '--dir', '.']))
    const numbers = JSON.parse(present(sized)) as { num_tallied: number; total_weight: number }
    return { tally: present(tally), numTallied: numbers.num_tallied, totalWeight: numbers.total_weight }
  }

  result(): string {
    return firstLine(this.run(['election', 'compute-result', '--dir', '.']))
  }
}

/** A new folder for one conversation. */
export function withReference<T>(
  tool: BeleniosTool,
  work: (reference: ReferenceFolder) => Promise<T> | T,
): Promise<T> {
  return inFolder((folder) => work(new ReferenceFolder(tool, folder)))
}

export function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

function firstLine(text: string): string {
  return present(lines(text)[0], 'an answer')
}

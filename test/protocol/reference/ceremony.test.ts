/** The six steps of the threshold key generation, with trustees of ours and of the reference program in one group. */
import { expect, test } from 'vitest'
import {
  checkCertificate,
  checkCertificates,
  checkPolynomial,
  checkVoutput,
  compactJson,
  ed25519,
  makeCertificate,
  makePolynomial,
  makeSeed,
  makeThresholdParameters,
  makeVinputs,
  makeVoutput,
  openDecryptionKey,
  publicCredential,
  readElection,
  readTrustees,
  secret,
  verifyBytes,
  writeElection,
  type ThresholdParameters,
  type Seed,
} from '../../../src/protocol/index.ts'
import { checkThresholdParameters } from '../../../src/protocol/threshold.ts'
import type { BeleniosTool } from '../../support/belenios-tool.ts'
import { runCeremony, makeElection, openDraft, counted, question, seal } from '../../support/elections.ts'
import { buildDraft } from '../../support/draft.ts'
import { present } from '../../support/present.ts'
import { systemRandom } from '../../support/random.ts'
import { describeWithTool, lines, withReference, type ReferenceFolder } from '../../support/reference.ts'

const STEP = ['setup', 'generate-trustee-key-threshold', '--group', 'Ed25519', '--step'] as const

/** A trustee that the program plays: its files are named by the fingerprint of its key. */
function certificateByTool(
  reference: ReferenceFolder,
  index: number,
  threshold: number,
  size: number,
): { seed: Seed; cert: string; stem: string } {
  const stem = present(
    lines(reference.run([...STEP, '1', '--threshold-context', `${index}/${threshold}/${size}`]))[0],
  )
  return {
    stem,
    seed: secret(reference.folder.read(`${stem}.key`).trim()),
    cert: reference.folder.read(`${stem}.cert`).trim(),
  }
}

describeWithTool('mixed key generations', (tool: BeleniosTool) => {
  test.each([
    { threshold: 1, size: 1, ours: [true] },
    // The program makes no certificate for a group where all are needed; ours of that kind it accepts.
    { threshold: 3, size: 3, ours: [true, true, true] },
    { threshold: 1, size: 2, ours: [false, true] },
    { threshold: 2, size: 3, ours: [true, false, true] },
    { threshold: 2, size: 3, ours: [false, true, false] },
    { threshold: 3, size: 5, ours: [true, true, false, false, true] },
    { threshold: 5, size: 7, ours: [false, true, false, true, false, true, false] },
  ])(
    '$threshold of $size, ours: $ours',
    async ({ threshold, size, ours }) => {
      await withReference(tool, (reference) => {
        const { folder } = reference
        // Step 1: certificates, by either side, checked by both.
        const trustees = ours.map((isOurs, i) => {
          const index = i + 1
          if (!isOurs) return certificateByTool(reference, index, threshold, size)
          const seed = makeSeed(systemRandom)
          return {
            seed,
            stem: '',
            cert: makeCertificate(ed25519, systemRandom, seed, { size, threshold, index }),
          }
        })
        for (const [i, { cert }] of trustees.entries()) {
          expect(checkCertificate(ed25519, cert, { size, threshold, index: i + 1 }).problems).toEqual([])
        }
        const certs = trustees.map(({ cert }) => cert)
        const { certificates, problems } = checkCertificates(ed25519, certs)
        expect(problems).toEqual([])
        const agreed = present(certificates)
        folder.write('certs.jsons', `${certs.join('\n')}\n`)
        // Step 2: the program’s check of all of them.
        reference.run([...STEP, '2', '--certs', 'certs.jsons'])

        // Step 3: polynomials.
        const keyFile = (i: number): string => {
          folder.write(`trustee-${i}.key`, present(trustees[i]).seed)
          return `trustee-${i}.key`
        }
        const polynomials = trustees.map(({ seed }, i) =>
          ours[i]
            ? makePolynomial(ed25519, systemRandom, agreed, seed)
            : present(lines(reference.run([...STEP, '3', '--certs', 'certs.jsons', '--key', keyFile(i)]))[0]),
        )
        for (const [i, polynomial] of polynomials.entries()) {
          expect(checkPolynomial(ed25519, agreed, i + 1, polynomial)).toEqual([])
        }
        folder.write('polynomials.jsons', `${polynomials.join('\n')}\n`)

        // Step 4: the routing is the same, byte for byte, wherever it is done.
        reference.run([...STEP, '4', '--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons'])
        const vinputs = makeVinputs(polynomials)
        const routed = folder
          .list()
          .filter((name) => name.endsWith('.vinput'))
          .map((name) => folder.read(name).trim())
        expect(routed.toSorted()).toEqual([...vinputs].toSorted())

        // Step 5: keys.
        const voutputs = trustees.map(({ seed }, i) => {
          const vinput = present(vinputs[i])
          if (!ours[i]) {
            return present(
              lines(reference.run([...STEP, '5', '--certs', 'certs.jsons', '--key', keyFile(i)], vinput))[0],
            )
          }
          const made = makeVoutput(ed25519, systemRandom, agreed, seed, vinput)
          expect(made.problems).toEqual([])
          return present(made.voutput)
        })
        for (const [i, voutput] of voutputs.entries()) {
          expect(checkVoutput(ed25519, agreed, polynomials, i + 1, voutput)).toEqual([])
        }

        // Step 6: the same parameters and the same encrypted keys.
        const published = reference.run(
          [...STEP, '6', '--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons'],
          `${voutputs.join('\n')}\n`,
        )
        const { parameters, decryptionKeys } = makeThresholdParameters(agreed, polynomials, voutputs)
        expect(published.trim()).toBe(compactJson(parameters))
        expect(
          checkThresholdParameters(ed25519, JSON.parse(published) as ThresholdParameters).problems,
        ).toEqual([])
        const kept = folder
          .list()
          .filter((name) => name.endsWith('.dkey'))
          .map((name) => folder.read(name).trim())
        expect(kept.toSorted()).toEqual([...decryptionKeys].toSorted())

        // And every seed opens its key.
        const { checked } = checkThresholdParameters(ed25519, parameters)
        for (const [i, { seed }] of trustees.entries()) {
          const exponent = present(openDecryptionKey(ed25519, seed, present(decryptionKeys[i])))
          expect(ed25519.equals(ed25519.generator.multiply(exponent), present(checked?.members[i]))).toBe(
            true,
          )
        }
      })
    },
    120_000,
  )
})

describeWithTool('wrong messages', (tool: BeleniosTool) => {
  test('a polynomial that we refuse, the program refuses too', async () => {
    const { certificates, polynomials } = runCeremony(2, 3)
    await withReference(tool, (reference) => {
      reference.folder.write('certs.jsons', `${certificates.texts.join('\n')}\n`)
      reference.folder.write(
        'polynomials.jsons',
        `${[polynomials[1], polynomials[0], polynomials[2]].join('\n')}\n`,
      )
      const { ok } = tool.attempt(reference.folder.path, [
        ...STEP,
        '4',
        '--certs',
        'certs.jsons',
        '--polynomials',
        'polynomials.jsons',
      ])
      expect(ok).toBe(false)
    })
  })
})

describeWithTool('files of the reference program', (tool: BeleniosTool) => {
  test('its election, trustees and weighted credentials are read by us, and its archive verifies as it grows', async () => {
    await withReference(tool, async (reference) => {
      const { folder } = reference
      const uuid = reference.run(['setup', 'generate-token']).trim()
      const codes = (): Record<string, string> => {
        folder.write('voters.txt', '1,a@example.org,2\n2,b@example.org,3\n3,c@example.org\n')
        reference.run([
          'setup',
          'generate-credentials',
          '--group',
          'Ed25519',
          '--uuid',
          uuid,
          '--file',
          'voters.txt',
        ])
        return JSON.parse(folder.read(present(folder.list().find((name) => name.endsWith('.privcreds')))))
      }
      const privateCodes = codes()
      folder.write(
        'public_creds.json',
        folder.read(present(folder.list().find((name) => name.endsWith('.pubcreds')))),
      )
      reference.run(['setup', 'generate-trustee-key', '--group', 'Ed25519'])
      const keyName = present(folder.list().find((name) => name.endsWith('.pubkey')))
      folder.write('public_keys.jsons', folder.read(keyName))
      reference.run(['setup', 'make-trustees'])
      const asked = [question(3, 1, 2, true)]
      folder.write(
        'template.json',
        JSON.stringify({ name: '票"决"\u007f\u0001😀', description: '\\\n', questions: asked }),
      )
      reference.run([
        'setup',
        'make-election',
        '--group',
        'Ed25519',
        '--uuid',
        uuid,
        '--template',
        'template.json',
      ])

      // Byte for byte what we would have written.
      const electionText = folder.read('election.json').trim()
      const { election, problems } = readElection(ed25519, electionText)
      expect(problems).toEqual([])
      expect(writeElection(present(election).parameters)).toBe(electionText)
      expect(readTrustees(ed25519, folder.read('trustees.json').trim()).problems).toEqual([])

      reference.run(['archive', 'init'])
      const verified = async (): Promise<Awaited<ReturnType<typeof verifyBytes>>> => {
        const report = await verifyBytes(reference.archive())
        expect(report.findings).toEqual([])
        return report
      }
      const addEvent = (type: string, input: string): string =>
        reference.run(['archive', 'add-event', '--type', type], input)
      expect((await verified()).checked).toMatchObject({ credentials: 3, trustees: 1 })

      const cast = (name: string, marks: number[]): void => {
        const ballot = reference.generateBallot(secret(present(privateCodes[name])), [marks])
        addEvent('Ballot', ballot)
      }
      cast('a@example.org', [0, 1, 1, 0])
      cast('b@example.org', [1, 0, 0, 0])
      cast('a@example.org', [0, 0, 1, 0])
      const report = await verified()
      expect(report.checked).toMatchObject({ ballots: 3, replaced: 1 })
      expect(publicCredential(ed25519, uuid, secret(present(privateCodes['a@example.org'])))).toMatch(
        /^[0-9a-f]{64}$/,
      )
      addEvent('EndBallots', '')
      expect((await verified()).stage).toBe('closed')
      addEvent('EncryptedTally', reference.run(['election', 'compute-encrypted-tally', '--dir', '.']))
      await verified()
      const privkey = keyName.replace('pubkey', 'privkey')
      addEvent(
        'PartialDecryption',
        reference.run(['election', 'decrypt', '--dir', '.', '--privkey', privkey, '--trustee-id', '1']),
      )
      await verified()
      addEvent('Result', reference.run(['election', 'compute-result', '--dir', '.']))
      expect(await verified()).toMatchObject({ stage: 'counted', result: [[3, 0, 2, 0]] })
    })
  }, 120_000)

  test('it is told apart from ours by nothing: the same events give the same bytes', async () => {
    const election = makeElection({ questions: [question(2, 1, 1)], voters: 1 })
    const ballot = seal(election, present(election.codes[0]), [[1, 0]])
    const draft = counted(openDraft(election, [ballot]), election)
    await withReference(tool, async (reference) => {
      reference.put(openDraft(election, []))
      reference.run(['archive', 'add-event', '--type', 'Ballot'], ballot)
      reference.run(['archive', 'add-event', '--type', 'EndBallots'])
      expect(Buffer.from(reference.archive())).toEqual(
        Buffer.from(buildDraft({ ...draft, tally: undefined, decryptions: [], result: undefined }).bytes),
      )
    })
  })
})

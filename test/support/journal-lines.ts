/** Journals made for tests: sound chains of whatever acts a test wants to have happened. */
import { chainAct, EMPTY_CHAIN, entryLine, type Act, type ChainEnd } from '../../src/board/model.ts'

export type TestAct = readonly [act: string, payload: Act['payload']]

/** A sound journal of these acts, as a file. */
export function journalOf(acts: readonly TestAct[]): string {
  let end: ChainEnd = EMPTY_CHAIN
  return acts
    .map(([act, payload]) => {
      const at = '2026-03-05T02:00:00.000Z'
      const entry = chainAct(end, { assemblyId: 'assembly', act, role: 'secretary', at, payload })
      end = { nextSeq: entry.seq + 1, hash: entry.hash }
      return `${entryLine(entry)}\n`
    })
    .join('')
}

/** The acts of a journal again, so that one of them can be changed and the chain made anew. */
export function actsIn(journal: string): TestAct[] {
  return journal
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { act: string; payload: Act['payload'] })
    .map(({ act, payload }) => [act, payload] as const)
}

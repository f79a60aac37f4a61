/** What who asks may know of the files that something names: the public only of its pictures, not what documents are called. */
import type { Context } from '../context.ts'
import { readKept } from '../files/handover.ts'
import type { Session } from '../http/session.ts'
import { cycleAssembly } from '../order/handover.ts'
import type { EvidenceFile, KeptEvidence } from '../pay/handover.ts'
import { filesSentFor } from './file-queries.ts'
import { isInside } from './year.ts'

/** The lists of files in a view have one of these names. */
const LISTS = ['evidence', 'photos']

/** The view without the files that are not for who asks, and what the others are. */
export async function withShown<T extends object>(
  { db }: Pick<Context, 'db'>,
  session: Session | null,
  cycleId: string,
  view: T,
): Promise<T & { readonly files: readonly KeptEvidence[] }> {
  const named = new Set<string>()
  walk(view, (list) => {
    for (const { sha256 } of list) named.add(sha256)
    return list
  })
  const digests = [...named].toSorted()
  const inside = isInside(session, await cycleAssembly(db, cycleId))
  const sent = await filesSentFor(db, cycleId, digests)
  const files = (await readKept(db, digests)).filter(
    ({ sha256, kind }) => inside || (kind === 'jpeg' && sent.get(sha256)?.audience === 'public'),
  )
  const shown = new Set(files.map(({ sha256 }) => sha256))
  return {
    ...walk(view, (list) => list.filter(({ sha256 }) => shown.has(sha256))),
    files: files.map(({ sha256, kind, bytes }) => ({ sha256, kind, bytes })),
  }
}

function walk<T>(view: T, work: (list: readonly EvidenceFile[]) => readonly EvidenceFile[]): T {
  return JSON.parse(JSON.stringify(view), (name, value: unknown) =>
    LISTS.includes(name) && Array.isArray(value) ? work(value as EvidenceFile[]) : value,
  ) as T
}

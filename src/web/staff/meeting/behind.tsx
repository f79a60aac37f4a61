/** Somebody else has saved a dossier while it is being changed here: what they changed, beside what is typed. */
import { useState } from 'preact/hooks'
import type { DossierField } from '../../../order/model.ts'
import type { DraftDossier } from '../../../order/proposal-model.ts'
import { codeOf } from '../../shared/read.ts'
import { useProposalWords } from '../proposals/words.ts'
import { OF_THE_HALL } from '../words.ts'
import { useFieldText } from './reviewed.tsx'
import { useMeetingWords } from './words.ts'

/** A dossier as it stands, with what the service knows it by. */
export interface Standing<V> {
  readonly version: V
  readonly dossier: Partial<DraftDossier>
}

/**
 * Saves a change of what stands there, from the version that was shown: when the form was opened, or once it was said
 * that somebody has changed it. What was typed stays, whatever is refused.
 */
export function useStanding<V>(now: Standing<V> | undefined): {
  /** What others changed meanwhile, once saving was refused because of it. */
  readonly behind:
    { readonly before: Partial<DraftDossier>; readonly after: Partial<DraftDossier> } | undefined
  readonly save: (put: (from: V) => Promise<void>, refresh: () => Promise<void>) => Promise<void>
} {
  const [began] = useState(now)
  const [refused, setRefused] = useState(false)
  const behind =
    refused && began !== undefined && now !== undefined
      ? { before: began.dossier, after: now.dossier }
      : undefined
  return {
    behind,
    save: async (put, refresh) => {
      const shown = refused ? now : began
      if (shown === undefined) throw new Error('nothing stands there to be changed')
      try {
        await put(shown.version)
      } catch (error) {
        if (CHANGED.has(codeOf(error) ?? '')) {
          await refresh()
          setRefused(true)
        }
        throw error
      }
    },
  }
}

const CHANGED: ReadonlySet<string> = new Set(['order.candidateChanged', 'order.dossierChanged'])

export function Behind({
  before,
  after,
}: {
  readonly before: Partial<DraftDossier>
  readonly after: Partial<DraftDossier>
}) {
  const w = useMeetingWords()
  const p = useProposalWords()
  const shown = useFieldText()
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as DossierField[]
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return (
    <div class="begun" role="status">
      <p>{w.behind.text}</p>
      <ul class="adjusted">
        {changed.map((field) => (
          <li key={field}>
            {p.fields[field] ?? field}
            {w.colon}
            <del lang={OF_THE_HALL}>{shown(field, before[field] ?? null)}</del>
            {' → '}
            <ins lang={OF_THE_HALL}>{shown(field, after[field] ?? null)}</ins>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A file that goes with what is typed, as the form names it and as the service does. Pure. */
import type { EvidenceFile, KeptEvidence } from '../../../pay/model.ts'

export interface TypedFile {
  /** The digest of what was chosen here; of what the service had before, its own. */
  readonly id: string
  /** Of which milestone; null where it is of none. */
  readonly of: string | null
  readonly title: string
  readonly isPhoto: boolean
  /** What the service keeps it under; null until it does. */
  readonly sha256: string | null
}

/** Those of one place as the service wants them: none twice. */
export function named(files: readonly TypedFile[], of: string | null): EvidenceFile[] {
  const sent = files.flatMap((file) =>
    file.of === of && file.sha256 !== null ? [{ sha256: file.sha256, title: file.title }] : [],
  )
  return [...new Map(sent.map((file) => [file.sha256, file])).values()]
}

/** What the service has, as if it had been chosen here. */
export function typedFiles(
  evidence: readonly EvidenceFile[],
  of: string | null,
  kept: readonly KeptEvidence[],
): TypedFile[] {
  return evidence.map(({ sha256: digest, title }) => ({
    id: digest,
    of,
    title,
    isPhoto: kept.some((file) => file.sha256 === digest && file.kind === 'jpeg'),
    sha256: digest,
  }))
}

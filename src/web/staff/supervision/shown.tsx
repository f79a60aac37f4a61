/** Pictures that open large, and documents as links. */
import type { EvidenceFile, KeptEvidence } from '../../../pay/model.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { PhotoList } from '../../shared/photos.tsx'
import { filesAt } from './reading.ts'
import { useSupervisionWords } from './words.ts'

export function Shown({
  cycleId,
  files,
  evidence,
  label,
}: {
  readonly cycleId: string
  readonly files: readonly KeptEvidence[]
  readonly evidence: readonly EvidenceFile[]
  /** Whose documents these are. */
  readonly label: string
}) {
  const w = useSupervisionWords()
  const at = filesAt(cycleId)
  const pictures = new Set(files.filter(({ kind }) => kind === 'jpeg').map(({ sha256 }) => sha256))
  return (
    <>
      <PhotoList
        words={w.photos}
        photos={evidence
          .filter(({ sha256 }) => pictures.has(sha256))
          .map(({ sha256 }) => ({ id: sha256, address: async (size) => `${at}/${sha256}?size=${size}` }))}
      />
      <AttachmentLinks
        label={label}
        at={at}
        attachments={evidence.filter(({ sha256 }) => !pictures.has(sha256))}
        files={files}
      />
    </>
  )
}

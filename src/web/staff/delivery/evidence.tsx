/** Pictures that open large, and documents as links. */
import type { EvidenceFile } from '../../../pay/model.ts'
import type { Project } from '../../../pay/views.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { PhotoList } from '../../shared/photos.tsx'
import { useBoardWords } from './words.ts'

export function Evidence({
  project: { id, files },
  evidence,
  label,
}: {
  readonly project: Pick<Project, 'id' | 'files'>
  readonly evidence: readonly EvidenceFile[]
  /** Whose documents these are. */
  readonly label: string
}) {
  const w = useBoardWords()
  const at = `/api/pay/projects/${encodeURIComponent(id)}/files`
  const isPicture = ({ sha256 }: EvidenceFile): boolean =>
    files.some((file) => file.sha256 === sha256 && file.kind === 'jpeg')
  const pictures = evidence.filter(isPicture)
  const documents = evidence.filter((file) => !isPicture(file))
  return (
    <>
      <PhotoList
        words={w.photos}
        photos={pictures.map(({ sha256 }) => ({
          id: sha256,
          address: async (size) => `${at}/${sha256}?size=${size}`,
        }))}
      />
      <AttachmentLinks label={label} at={at} attachments={documents} files={files} />
    </>
  )
}

/** Pictures of a project, small, each opening the whole one. Documents are not public. */
import type { EvidenceFile, KeptEvidence } from '../../pay/model.ts'

export function Picture({
  projectId,
  picture: { sha256, title },
}: {
  readonly projectId: string
  readonly picture: EvidenceFile
}) {
  const at = `/api/pay/projects/${projectId}/files/${sha256}`
  return (
    <a class="picture" href={at} target="_blank" rel="noopener">
      <img src={`${at}?size=thumb`} alt={title} lang="zh-CN" loading="lazy" />
    </a>
  )
}

export function Pictures({
  project: { id, files },
  evidence,
  label,
}: {
  readonly project: { readonly id: string; readonly files: readonly KeptEvidence[] }
  readonly evidence: readonly EvidenceFile[]
  readonly label: string
}) {
  const once = [...new Map(evidence.map((file) => [file.sha256, file])).values()]
  const pictures = once.filter(({ sha256 }) =>
    files.some((file) => file.sha256 === sha256 && file.kind === 'jpeg'),
  )
  if (pictures.length === 0) return null
  return (
    <ul class="pictures" aria-label={label}>
      {pictures.map((picture) => (
        <li key={picture.sha256}>
          <Picture projectId={id} picture={picture} />
          <span class="soft" lang="zh-CN">
            {picture.title}
          </span>
        </li>
      ))}
    </ul>
  )
}

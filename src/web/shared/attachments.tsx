/** The attachments of a dossier, to be opened or saved. */
import type { AttachedFile, Attachment } from '../../order/proposal-model.ts'

export function AttachmentLinks({
  label,
  at,
  attachments,
  files,
}: {
  readonly label: string
  /** Their address, without the digest that it ends with. */
  readonly at: string
  readonly attachments: readonly Attachment[] | undefined
  readonly files: readonly AttachedFile[]
}) {
  if (attachments === undefined || attachments.length === 0) return null
  return (
    <ul class="attachments" aria-label={label}>
      {attachments.map(({ sha256, title }) => {
        const file = files.find((each) => each.sha256 === sha256)
        return (
          <li key={sha256}>
            <a href={`${at}/${sha256}`} target="_blank" rel="noopener" lang="zh-CN">
              {title}
            </a>
            {file !== undefined && <span class="soft"> {whatItIs(file)}</span>}
          </li>
        )
      })}
    </ul>
  )
}

/** PDF, 1.2 MB. */
export function whatItIs({ kind, bytes }: AttachedFile): string {
  const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${kind.toUpperCase()}, ${size}`
}

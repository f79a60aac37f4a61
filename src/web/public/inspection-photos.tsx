/** Pictures in a row, each of which opens alone. */
export function Photos({
  at,
  photos,
  label,
}: {
  readonly at: string
  readonly photos: readonly { readonly sha256: string; readonly title: string }[]
  readonly label: string
}) {
  if (photos.length === 0) return null
  return (
    <ul class="pictures" aria-label={label}>
      {photos.map(({ sha256, title }) => (
        <li key={sha256}>
          <a class="picture" href={`${at}/${sha256}`} target="_blank" rel="noopener">
            <img src={`${at}/${sha256}?size=thumb`} alt={title} lang="zh-CN" loading="lazy" />
          </a>
          <span class="soft" lang="zh-CN">
            {title}
          </span>
        </li>
      ))}
    </ul>
  )
}

import type { ComponentChildren } from 'preact'

/** One line of a `dl.facts`. */
export function Fact({
  name,
  lang,
  children,
}: {
  readonly name: string
  readonly lang?: string
  readonly children: ComponentChildren
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd {...(lang === undefined ? {} : { lang })}>{children}</dd>
    </div>
  )
}

import type { ComponentChildren } from 'preact'

/** One thing to say, in the middle of the screen. */
export function Message({
  heading,
  children,
  grave = false,
}: {
  readonly heading: string
  readonly children?: ComponentChildren
  /** In red. */
  readonly grave?: boolean
}) {
  return (
    <div class={grave ? 'message is-grave' : 'message'}>
      <h1>{heading}</h1>
      {children !== undefined && <div class="message-text">{children}</div>}
    </div>
  )
}

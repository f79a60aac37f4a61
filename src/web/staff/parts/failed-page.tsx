/** A view that could not be read: it says so in its heading, which takes the focus, and can be asked for again. */
import { Heading } from './heading.tsx'
import { Failed } from './states.tsx'

export function FailedPage({
  heading,
  error,
  onRetry,
}: {
  readonly heading: string
  readonly error: unknown
  readonly onRetry: () => void
}) {
  return (
    <section class="card">
      <Heading>{heading}</Heading>
      <Failed error={error} onRetry={onRetry} />
    </section>
  )
}

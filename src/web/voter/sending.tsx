import type { Trouble } from './delivery.ts'
import { Heading } from './heading.tsx'
import { OF_THE_HALL, useWords } from './words.ts'

export function Sealing({ title }: { readonly title: string }) {
  const words = useWords()
  return (
    <div class="middle">
      <p class="title" lang={OF_THE_HALL}>
        {title}
      </p>
      <Heading>{words.sealingHeading}</Heading>
      <p class="lead">{words.sealingText}</p>
      <div class="progress" aria-hidden="true" />
    </div>
  )
}

/** On its way: never a word that it has arrived. */
export function Sending({
  title,
  trouble,
  onSendNow,
}: {
  readonly title: string
  readonly trouble: Trouble | undefined
  readonly onSendNow: () => void
}) {
  const words = useWords()
  return (
    <div class="middle">
      <p class="title" lang={OF_THE_HALL}>
        {title}
      </p>
      <Heading>{words.sendingHeading}</Heading>
      <div class="progress" aria-hidden="true" />
      <p class="lead" role="status">
        {trouble === undefined ? words.sendingFirst : words.sendingTrouble[trouble.kind]}
      </p>
      <p class="stay">{words.sendingStay}</p>
      {trouble !== undefined && (
        <div class="again">
          <button type="button" onClick={onSendNow}>
            {words.sendNow}
          </button>
          <p class="soft">{words.sendingAgain(trouble.attempt)}</p>
        </div>
      )}
    </div>
  )
}

import type { TabletBallot } from '../../devices/tablet.ts'
import type { AnswersDraft, ChooseDraft, Draft } from './draft.ts'
import { Heading } from './heading.tsx'
import { OF_THE_HALL, useWords } from './words.ts'

/** The decision in words, before it is cast. */
export function Review({
  ballot,
  draft,
  sealCode,
  late,
  onChange,
  onCheck,
  onCast,
}: {
  readonly ballot: TabletBallot
  readonly draft: Draft
  /** There as soon as the ballot is committed to. */
  readonly sealCode: string | undefined
  /** The box takes no more, unless the close is retracted. */
  readonly late: boolean
  readonly onChange: (option: number) => void
  readonly onCheck: () => void
  readonly onCast: () => void
}) {
  const words = useWords()
  return (
    <div class="review">
      <p class="title" lang={OF_THE_HALL}>
        {ballot.title}
      </p>
      <Heading>{words.reviewHeading}</Heading>
      {draft.kind === 'choose' ? (
        <Chosen ballot={ballot} draft={draft} />
      ) : (
        <Answers ballot={ballot} draft={draft} onChange={onChange} />
      )}
      <p id="honest" class="honest">
        {words.checkWhy}
      </p>
      {!late && (
        <div class="actions">
          <div class="final">
            <p>{words.reviewFinal}</p>
            <SealCode of={sealCode} />
            <p>{words.sealCodeNote}</p>
          </div>
          <button
            type="button"
            class="slight"
            aria-describedby="honest"
            disabled={sealCode === undefined}
            onClick={onCheck}
          >
            {words.checkTablet}
          </button>
          <button type="button" onClick={() => onChange(0)}>
            {words.back}
          </button>
          <button type="button" class="main" disabled={sealCode === undefined} onClick={onCast}>
            {words.cast}
          </button>
        </div>
      )}
    </div>
  )
}

/** In groups of four for the eye; a line that is already there while it is being computed. */
export function SealCode({ of }: { readonly of: string | undefined }) {
  const words = useWords()
  return (
    <p class="seal-code" aria-live="polite">
      {words.sealCode} <code>{of === undefined ? words.sealCodeComing : of.match(/.{1,4}/g)?.join(' ')}</code>
    </p>
  )
}

function Chosen({ ballot, draft }: { readonly ballot: TabletBallot; readonly draft: ChooseDraft }) {
  const words = useWords()
  if (draft.blank) return <p class="blank">{words.reviewBlank}</p>
  const rest = [...ballot.options.keys()].filter((i) => !draft.chosen.includes(i))
  return (
    <>
      <p class="lead">{words.reviewChosen(draft.chosen.length)}</p>
      <Names of={draft.chosen} options={ballot.options} shown="chosen" />
      <p class="soft">{words.reviewNotChosen(rest.length)}</p>
      {rest.length > 0 && <Names of={rest} options={ballot.options} shown="rest" />}
    </>
  )
}

function Names({
  of,
  options,
  shown,
}: {
  readonly of: readonly number[]
  readonly options: readonly string[]
  readonly shown: 'chosen' | 'rest'
}) {
  return (
    <ul class={`names ${shown}`}>
      {of.map((i) => (
        <li key={i}>
          <span class="number">{i + 1}</span>
          <span lang={OF_THE_HALL}>{options[i]}</span>
        </li>
      ))}
    </ul>
  )
}

function Answers({
  ballot,
  draft,
  onChange,
}: {
  readonly ballot: TabletBallot
  readonly draft: AnswersDraft
  readonly onChange: (option: number) => void
}) {
  const words = useWords()
  const named = (answer: number | null | undefined): string =>
    (typeof answer === 'number' ? words.answers[draft.kind][answer] : undefined) ?? words.abstain
  return (
    <>
      <p class="lead">{words.reviewAnswers}</p>
      <ul class="given">
        {ballot.options.map((name, i) => (
          <li key={name}>
            <span class="number">{i + 1}</span>
            <span class="name" lang={OF_THE_HALL}>
              {name}
            </span>
            <strong>{named(draft.answers[i])}</strong>
            <button
              type="button"
              class="slight"
              aria-label={words.changeOption(name)}
              onClick={() => onChange(i)}
            >
              {words.change}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

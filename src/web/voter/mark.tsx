import { useRef, useState } from 'preact/hooks'
import type { TabletBallot } from '../../devices/tablet.ts'
import {
  answered,
  decisionOf,
  restAbstained,
  toggled,
  type AnswersDraft,
  type ChooseDraft,
  type Draft,
} from './draft.ts'
import { DossierButton } from './dossier.tsx'
import { Heading } from './heading.tsx'
import { MoreBelow } from './more-below.tsx'
import type { Dossier } from './service.ts'
import { OF_THE_HALL, useWords } from './words.ts'

interface MarkProps<D extends Draft> {
  readonly ballot: TabletBallot
  readonly dossiers: readonly Dossier[]
  readonly draft: D
  /** The box takes no more: marks may still be made, in case the close is retracted, and lead no further. */
  readonly late: boolean
  readonly onChange: (draft: Draft) => void
  readonly onReview: (draft: Draft) => void
  readonly onLeave: () => void
}

interface Going {
  /** Which option is shown, where they are shown one by one. */
  readonly option: number
  readonly onGoTo: (option: number) => void
}

/** Making the decision: all options on one screen to choose from, or one option a screen. */
export function Mark({ draft, option, onGoTo, ...rest }: MarkProps<Draft> & Going) {
  return draft.kind === 'choose' ? (
    <Choose draft={draft} {...rest} />
  ) : (
    // A screen of its own for each, so that its heading takes the focus.
    <Answer key={option} draft={draft} option={option} onGoTo={onGoTo} {...rest} />
  )
}

function Choose({ ballot, dossiers, draft, late, onChange, onReview, onLeave }: MarkProps<ChooseDraft>) {
  const words = useWords()
  const [notice, setNotice] = useState<'tooMany' | 'none'>()
  const { chosen } = draft
  const max = ballot.choicesMax
  const list = useRef<HTMLUListElement>(null)
  const toggle = (option: number, box: HTMLInputElement): void => {
    const next = toggled(draft, option, max)
    if (next === undefined) box.checked = false
    else onChange(next)
    setNotice(next === undefined ? 'tooMany' : undefined)
  }
  const check = (): void => {
    const next: ChooseDraft = { ...draft, blank: false }
    if (decisionOf(next) === undefined) setNotice('none')
    else onReview(next)
  }
  return (
    <div class="mark">
      <div class="mark-head">
        <Heading lang={OF_THE_HALL}>{ballot.title}</Heading>
        <button type="button" class="slight" onClick={onLeave}>
          {words.leave}
        </button>
      </div>
      <fieldset>
        <legend>{words.chooseLegend(max)}</legend>
        <ul class="options" ref={list}>
          {ballot.options.map((name, i) => (
            <li key={name}>
              <label class="option">
                <input
                  type="checkbox"
                  autocomplete="off"
                  checked={chosen.includes(i)}
                  onChange={(event) => toggle(i, event.currentTarget)}
                />
                <span class="number">{i + 1}</span>
                <span class="name" lang={OF_THE_HALL}>
                  {name}
                </span>
              </label>
              <DossierButton of={dossiers[i]} />
            </li>
          ))}
        </ul>
      </fieldset>
      {!late && (
        <div class="actions">
          <MoreBelow list={list} />
          <p class="notice" role="alert">
            {notice === 'tooMany' && words.chooseTooMany(max)}
            {notice === 'none' && words.chooseNone}
          </p>
          <p class="count" role="status">
            {words.chooseChosen(chosen.length)}
            <strong>{words.chooseLeft(max - chosen.length)}</strong>
          </p>
          <button type="button" onClick={() => onReview({ ...draft, blank: true })}>
            {words.chooseAbstain}
          </button>
          <button type="button" class="main" onClick={check}>
            {words.check}
          </button>
        </div>
      )}
    </div>
  )
}

function Answer({
  ballot,
  dossiers,
  draft,
  option,
  late,
  onChange,
  onReview,
  onGoTo,
  onLeave,
}: MarkProps<AnswersDraft> & Going) {
  const words = useWords()
  const count = ballot.options.length
  const given = draft.answers[option]
  const complete = decisionOf(draft) !== undefined
  const answer = (value: number | null): void => {
    const next = answered(draft, option, value)
    if (decisionOf(next) !== undefined) {
      onReview(next)
      return
    }
    onChange(next)
    onGoTo(nextWithout(next, option))
  }
  const values = [
    ...words.answers[draft.kind].map((label, i) => [label, i] as const),
    [words.abstain, null] as const,
  ]
  return (
    <div class="mark">
      <div class="mark-head">
        <p class="title">
          <span lang={OF_THE_HALL}>{ballot.title}</span>
          <strong>{words.optionProgress(option + 1, count)}</strong>
        </p>
        <button type="button" class="slight" onClick={onLeave}>
          {words.leave}
        </button>
      </div>
      <progress class="way" value={option + 1} max={count} aria-hidden="true" />
      <Heading class="asked" lang={OF_THE_HALL}>
        {ballot.options[option]}
      </Heading>
      <DossierButton of={dossiers[option]} />
      <div class="answers" role="group" aria-label={words.answersLabel}>
        {values.map(([label, value]) => (
          <button key={label} type="button" aria-pressed={given === value} onClick={() => answer(value)}>
            {label}
          </button>
        ))}
      </div>
      {!late && (
        <div class="actions">
          {option > 0 && (
            <button type="button" onClick={() => onGoTo(option - 1)}>
              {words.previous}
            </button>
          )}
          {complete ? (
            <button type="button" onClick={() => onReview(draft)}>
              {words.backToReview}
            </button>
          ) : (
            <button type="button" onClick={() => onReview(restAbstained(draft))}>
              {words.abstainRest}
            </button>
          )}
        </div>
      )}
    </div>
  )
}

/** The next option without an answer, looking on from here and then from the beginning. */
function nextWithout({ answers }: AnswersDraft, option: number): number {
  const after = answers.findIndex((answer, i) => i > option && answer === undefined)
  return after === -1 ? answers.indexOf(undefined) : after
}

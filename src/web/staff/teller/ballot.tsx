/** One ballot, for one of its tellers: the whole ceremony in its order, and at each step what is to be done or is missing. */
import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import { Heading } from '../parts/heading.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL, useSentence, useWords } from '../words.ts'
import { Cards } from './cards.tsx'
import { useDevice } from './device.ts'
import { FiguresTable } from './figures-table.tsx'
import { HandCounting } from './hand-count.tsx'
import { Keys } from './keys.tsx'
import { OpenBallot } from './open-ballot.tsx'
import { Prove } from './prove.tsx'
import { SealCheck } from './seal-check.tsx'
import { Stock } from './stock.tsx'
import { hasCome, stepsOf, type OwnTeller, type StepState } from './steps.ts'
import { Unused } from './unused.tsx'
import { ZeroReport } from './zero-report.tsx'

export function TellerBallot({
  ballot,
  own,
  refresh,
}: {
  readonly ballot: BallotConsole
  readonly own: OwnTeller
  readonly refresh: () => Promise<void>
}) {
  const words = useWords().teller
  const device = useDevice()
  // Which cards were counted: others, made meanwhile on another device, were not.
  const [countedCards, setCountedCards] = useState<string>()
  const { cardsDigest } = ballot.progress
  const counted = cardsDigest !== null && cardsDigest === countedCards
  const onChanged = useCallback(() => refresh(), [refresh])
  const steps = stepsOf(ballot, own)
  const common = { ballot, device, onChanged }

  const bodyOf = ({ step, status }: StepState): ComponentChildren => {
    switch (step) {
      case 'keys':
        return hasCome(ballot, 'sealed') ? null : <Keys {...common} own={own} />
      case 'secret':
        return <Prove {...common} status={status} />
      case 'cards':
        return own.chief ? (
          <Cards
            {...common}
            status={status}
            counted={counted || own.zeroReport}
            onCounted={setCountedCards}
          />
        ) : null
      case 'zero':
        return (
          <ZeroReport
            {...common}
            own={own}
            status={status}
            countedCards={counted ? countedCards : undefined}
          />
        )
      case 'seal':
        return <SealCheck {...common} status={status} countedCards={countedCards} />
      case 'stock':
        return <Stock {...common} own={own} status={status} />
      case 'unused':
        return <Unused {...common} status={status} />
      case 'opening':
        return <OpenBallot {...common} own={own} status={status} />
      case 'hands':
        return <HandCounting {...common} status={status} />
    }
  }
  return (
    <article class="teller-ballot stack">
      {ballot.practice && <p class="mark">{words.practiceMark}</p>}
      <Heading>
        <span lang={OF_THE_HALL}>{ballot.title}</span>
      </Heading>
      <p>
        {words.state[ballot.state]}
        {ballot.method === 'electronic' && words.tellersOf(ballot.tellers, ballot.threshold)}
      </p>
      {ballot.method === 'electronic' && !hasCome(ballot, 'counted') && ballot.state !== 'void' && (
        <p>
          <a href={linkTo.ballot(ballot.uuid, 'rehearsal')}>{words.rehearsal.link}</a>
        </p>
      )}
      {ballot.state === 'void' && (
        <p class="notice">
          {ballot.practice ? words.practiceEnded : words.voided}{' '}
          <span lang={OF_THE_HALL}>{ballot.voidReason}</span>
        </p>
      )}
      <ol class="ceremony">
        {steps.map((each, i) => (
          <Step
            key={each.step}
            number={i + 1}
            state={each}
            others={own.chief ? words.ofTeller : words.ofChief}
          >
            {bodyOf(each)}
          </Step>
        ))}
      </ol>
      {ballot.figures !== null && (
        <section class="stack">
          <h2>{words.figuresHeading}</h2>
          <FiguresTable options={ballot.options} figures={ballot.figures} />
        </section>
      )}
    </article>
  )
}

/** The service names the state that it is in; a teller is told what has to come first. */
const OF_STATE = /^现在是「/

function Step({
  number,
  state: { step, status, missing },
  others,
  children,
}: {
  readonly number: number
  readonly state: StepState
  /** Whom it waits for, where it waits for somebody. */
  readonly others: (step: StepState['step']) => string
  readonly children: ComponentChildren
}) {
  const words = useWords().teller
  const sentence = useSentence()
  return (
    <li class={`duty is-${status}`}>
      <div class="duty-head">
        <span class="duty-number" aria-hidden="true">
          {number}
        </span>
        <h2>{words.steps[step]}</h2>
        <p class="duty-status">{words.status[status]}</p>
      </div>
      <div class="duty-body stack">
        {status === 'others' && <p role="status">{others(step)}</p>}
        {missing.length > 0 && (
          <ul class="missing">
            {missing.map((each) => (
              <li key={each}>{OF_STATE.test(each) ? words.notYet[step] : sentence(each)}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </li>
  )
}

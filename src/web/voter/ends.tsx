import { useContext, useEffect, useState } from 'preact/hooks'
import { sentenceIn } from '../shared/language.ts'
import type { Refusal } from '../shared/problem.ts'
import { Heading } from './heading.tsx'
import { Sign } from './state-band.tsx'
import type { Stop } from './watch.ts'
import { OF_THE_HALL, SpokenContext, useWords } from './words.ts'

const CLEARS_AFTER_SECONDS = 15

/** Only from here does the page say that the ballot is in the box; and then it forgets everything by itself. */
export function InBox({
  title,
  tracker,
  sealCode,
  onClear,
}: {
  readonly title: string
  readonly tracker: string
  /** Of what was cast: to be compared with the one that stood at the review. */
  readonly sealCode: string
  readonly onClear: () => void
}) {
  const words = useWords()
  const [left, setLeft] = useState(CLEARS_AFTER_SECONDS)
  useEffect(() => {
    if (left <= 0) {
      onClear()
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <div class="middle end">
      <div class="seal">
        <Sign of="inBox" />
      </div>
      <p class="title" lang={OF_THE_HALL}>
        {title}
      </p>
      <Heading>{words.inBoxHeading}</Heading>
      <dl class="receipt">
        <dt>{words.trackerLabel}</dt>
        <dd>
          <Groups of={tracker} />
        </dd>
        <dt>{words.sealCode}</dt>
        <dd>
          <Groups of={sealCode} />
        </dd>
      </dl>
      <p class="lead">{words.trackerText}</p>
      <button type="button" class="main" onClick={onClear}>
        {words.clearNow}
      </button>
      <p class="soft">{words.clearsIn(left)}</p>
    </div>
  )
}

/** In groups of four for the eye; as one word for everything else. */
function Groups({ of }: { readonly of: string }) {
  return (
    <code class="tracker">
      {(of.match(/.{1,4}/g) ?? []).map((group, i) => (
        <span key={i}>{group}</span>
      ))}
    </code>
  )
}

export function Refused({ refusal, onClear }: { readonly refusal: Refusal; readonly onClear: () => void }) {
  const words = useWords()
  const { language } = useContext(SpokenContext)
  const closed = refusal.code === 'ballot.closed'
  return (
    <div class="middle end not">
      <div class="seal">
        <Sign of="closed" />
      </div>
      <Heading>{closed ? words.stopped.closed : words.refusedHeading}</Heading>
      {/* The service's sentence for a closed box is the heading's. */}
      {!closed && <p class="lead">{sentenceIn(language, refusal.title)}</p>}
      <p class="soft">{words.refusedHelp}</p>
      <button type="button" class="main" onClick={onClear}>
        {words.startOver}
      </button>
    </div>
  )
}

/** The ballot cannot be cast: because of its card, or because the vote goes on otherwise. */
export function Stopped({ stop, onClear }: { readonly stop: Stop; readonly onClear: () => void }) {
  const words = useWords()
  const { why, vote, reason } = stop
  // A practice is ended by declaring it void; nobody need be told of anything but its end.
  const over = why === 'void' && vote.practice
  const said = over ? 'practiceOver' : why
  return (
    <div class="middle end not">
      <div class="seal">
        <Sign of={why} />
      </div>
      <p class="title" lang={OF_THE_HALL}>
        {vote.title}
      </p>
      <Heading>{words.stopped[said]}</Heading>
      <p class="lead">{words.stoppedText[said]}</p>
      {reason !== null && !over && (
        <p class="reason">
          {words.stoppedReason} <span lang={OF_THE_HALL}>{reason}</span>
        </p>
      )}
      <button type="button" class="main" onClick={onClear}>
        {words.startOver}
      </button>
    </div>
  )
}

export function Broken({
  why,
  onClear,
}: {
  readonly why: 'cannotKeep' | 'cannotSeal'
  readonly onClear: () => void
}) {
  const words = useWords()
  return (
    <div class="middle end not">
      <div class="seal">
        <Sign of="closed" />
      </div>
      <Heading>{words.broken[why]}</Heading>
      <p class="lead">{words.brokenText[why]}</p>
      <button type="button" class="main" onClick={onClear}>
        {words.startOver}
      </button>
    </div>
  )
}

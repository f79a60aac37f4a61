import { useState } from 'preact/hooks'
import { inFours, lookUp, type LookedUp } from './find-ballot.ts'
import type { BallotEntry } from './found.ts'
import { useWords } from './words.ts'

/** Is this ballot in the box? */
export function LookupSection({ ballots }: { readonly ballots: readonly BallotEntry[] }) {
  const words = useWords()
  const [found, setFound] = useState<LookedUp>()
  return (
    <>
      <h3>{words.lookupHeading}</h3>
      <p>{words.lookupText}</p>
      <form
        class="lookup"
        onSubmit={(event) => {
          event.preventDefault()
          setFound(lookUp(ballots, String(new FormData(event.currentTarget).get('code') ?? '')))
        }}
      >
        <label>
          <span>{words.lookupLabel}</span>
          <input
            name="code"
            class="code"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={() => setFound(undefined)}
          />
        </label>
        <button type="submit">{words.lookup}</button>
      </form>
      <div aria-live="polite">{found !== undefined && <Found found={found} ballots={ballots} />}</div>
    </>
  )
}

function Found({ found, ballots }: { readonly found: LookedUp; readonly ballots: readonly BallotEntry[] }) {
  const words = useWords()
  if (found.is !== 'found') return <p class="verdict is-bad">{words.lookedUp[found.is]}</p>
  const { by, ballot } = found
  return (
    <div class="verdict">
      <p>{words.lookedUp[by](ballots.indexOf(ballot) + 1, ballot.record)}</p>
      <p class="code">{inFours(ballot[by])}</p>
      {by === 'tracker' && (
        // What the voter has noted is the seal code: it must be this one's.
        <p>
          {words.challengeCode} <span class="code">{inFours(ballot.seal.slice(0, 12))}</span>
        </p>
      )}
    </div>
  )
}

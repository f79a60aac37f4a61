import type { BallotFacts } from './facts.ts'
import type { Verified } from './found.ts'
import { agreements, voidedCardsUsed } from './verdict.ts'
import { useWords } from './words.ts'

/** What both the archive and the journal say, side by side. */
export function AgreementSection({
  verified,
  facts,
}: {
  readonly verified: Verified
  readonly facts?: BallotFacts | undefined
}) {
  const words = useWords()
  return (
    <>
      <h3>{words.agreeHeading}</h3>
      {facts === undefined && <p>{words.agreeNoJournal}</p>}
      {facts !== undefined && facts.entries.length === 0 && <p>{words.agreeNone}</p>}
      {facts !== undefined && facts.entries.length > 0 && <Agreements verified={verified} facts={facts} />}
    </>
  )
}

function Agreements({ verified, facts }: { readonly verified: Verified; readonly facts: BallotFacts }) {
  const words = useWords()
  const used = voidedCardsUsed(verified, facts)
  const voided = facts.cardsVoided.length
  return (
    <>
      <ul class="agreements">
        {agreements(verified, facts).map(({ what, entry, journal, archive, same }) => (
          <li key={what} class={same ? undefined : 'bad'}>
            <p>
              <b>{words.agree[what]}</b>
              {words.entry(entry)} <b>{same ? words.agreeSame : words.agreeDiffers}</b>
            </p>
            {!same && (
              <p>
                {words.agreeJournal}
                <span class="code">{journal}</span>
              </p>
            )}
            {!same && (
              <p>
                {words.agreeArchive}
                <span class="code">{archive}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
      {voided > 0 && used.length === 0 && <p>{words.voidedNone(voided)}</p>}
      {used.map(({ number, entry, ballot }) => (
        <p key={ballot.tracker} class="verdict is-bad">
          {words.voidedUsed(number, ballot.record)}
          {words.entry(entry)}
        </p>
      ))}
    </>
  )
}

/** What the presidium may decide outside the usual order: to go on by paper or hands, to declare the vote void. */
import { useState } from 'preact/hooks'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { AskReason } from '../parts/ask.tsx'
import { Choice } from '../parts/field.tsx'
import type { BallotConsole } from './situation.ts'
import { useMeetingWords } from './words.ts'

export function PresidiumPowers({
  ballot,
  refresh,
}: {
  readonly ballot: BallotConsole
  readonly refresh: () => Promise<void>
}) {
  const w = useMeetingWords()
  const [asking, setAsking] = useState<'method' | 'void'>()
  const [method, setMethod] = useState<'paper' | 'hands'>('paper')
  const param = { uuid: ballot.uuid }
  const leave = (): void => setAsking(undefined)
  if (ballot.state === 'announced' || ballot.state === 'void') return null
  return (
    <section class="powers">
      <h2>{w.powers.heading}</h2>
      <p class="soft">{w.powers.text}</p>
      {ballot.method === 'electronic' && (
        <ActButton quiet missing={ballot.missing.switchMethod} onAct={() => setAsking('method')}>
          {w.powers.method}
        </ActButton>
      )}
      <ActButton quiet missing={ballot.missing.void} onAct={() => setAsking('void')}>
        {w.powers.void}
      </ActButton>
      {asking === 'method' && (
        <AskReason
          heading={w.powers.method}
          doIt={w.powers.methodDo}
          onLeave={leave}
          onDo={async (reason) => {
            await body(api.ballots[':uuid'].method.$post({ param, json: { method, reason } }))
            await refresh()
          }}
        >
          <ul>
            {w.powers.methodText.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <Choice
            label={w.powers.methodLabel}
            value={method}
            onValue={setMethod}
            options={[
              { value: 'paper', text: w.methods.paper },
              { value: 'hands', text: w.methods.hands },
            ]}
          />
        </AskReason>
      )}
      {asking === 'void' && (
        <AskReason
          heading={w.powers.void}
          doIt={w.powers.voidDo}
          onLeave={leave}
          onDo={async (reason) => {
            await body(api.ballots[':uuid'].void.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          <p>{w.powers.voidText}</p>
        </AskReason>
      )}
    </section>
  )
}

/** From the approved tellers to a sealed box whose cards are handed out: who has done what, whom it waits for. */
import { useState } from 'preact/hooks'
import { sealChecksNeeded, zeroReportsNeeded } from '../../../ballot/states.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useAct } from '../parts/act.ts'
import { ActButton } from '../parts/act-button.tsx'
import { AskReason } from '../parts/ask.tsx'
import { Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useSentence, useWords } from '../words.ts'
import type { BallotConsole } from './situation.ts'
import type { BallotStepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

type Teller = BallotConsole['progress']['tellers'][number]

/** A button that asks the service for one act on the ballot. */
export function DoIt({
  children,
  missing,
  onDo,
  refresh,
}: {
  readonly children: string
  readonly missing: readonly string[]
  readonly onDo: () => Promise<unknown>
  readonly refresh: () => Promise<void>
}) {
  const act = useAct(async () => {
    await onDo()
    await refresh()
  })
  return (
    <>
      <ActButton missing={missing} busy={act.busy} onAct={() => void act.run()}>
        {children}
      </ActButton>
      <Refused error={act.error} />
    </>
  )
}

export function TellersStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const param = { uuid: ballot.uuid }
  return (
    <>
      <Tellers
        ballot={ballot}
        state={() => (step.status === 'done' ? w.tellers.approved : '')}
        done={() => step.status === 'done'}
      />
      {mine && step.status !== 'done' && (
        <DoIt
          missing={step.missing}
          refresh={refresh}
          onDo={() => body(api.ballots[':uuid'].tellers.approve.$post({ param }))}
        >
          {w.tellers.approve}
        </DoIt>
      )}
    </>
  )
}

export function KeysStep({ ballot, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const me = useMe()
  const [asking, setAsking] = useState(false)
  const mayRestart = me.role === 'secretary' || me.chief
  return (
    <>
      <Tellers
        ballot={ballot}
        state={({ keyStep, secretProved }) =>
          secretProved ? w.keys.proved : keyStep === 'done' ? w.keys.made : w.keys.step(keyStep)
        }
        done={({ secretProved }) => secretProved}
      />
      {mine && <ToDevice ballot={ballot} />}
      {mayRestart && ballot.missing.restartKeys.length === 0 && (
        <ActButton quiet onAct={() => setAsking(true)}>
          {w.keys.restart}
        </ActButton>
      )}
      {asking && (
        <AskReason
          heading={w.keys.restart}
          doIt={w.keys.restartDo}
          onLeave={() => setAsking(false)}
          onDo={async (reason) => {
            const param = { uuid: ballot.uuid }
            await body(api.ballots[':uuid'].keys.restart.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          <p>{w.keys.restartText}</p>
        </AskReason>
      )}
    </>
  )
}

export function CardsStep({ ballot, mine }: BallotStepProps) {
  const w = useMeetingWords()
  const { cardsMade, present } = ballot.progress
  return (
    <>
      <p>{cardsMade === null ? w.cards.none(present) : w.cards.made(cardsMade)}</p>
      {mine && <ToDevice ballot={ballot} />}
    </>
  )
}

export function ZeroReportStep({ ballot, mine }: BallotStepProps) {
  const w = useMeetingWords()
  return (
    <>
      <p>{w.zeroReport.needed(zeroReportsNeeded(ballot.tellers))}</p>
      <Tellers
        ballot={ballot}
        state={({ zeroReport }) => (zeroReport ? w.zeroReport.signed : w.zeroReport.notYet)}
        done={({ zeroReport }) => zeroReport}
      />
      {mine && <ToDevice ballot={ballot} />}
    </>
  )
}

export function SealStep({ ballot, step, mine, refresh }: BallotStepProps) {
  const w = useMeetingWords()
  const param = { uuid: ballot.uuid }
  return (
    <>
      {ballot.fingerprint !== null && <Fingerprint text={ballot.fingerprint} />}
      {mine && step.status !== 'done' && (
        <DoIt
          missing={step.missing}
          refresh={refresh}
          onDo={() => body(api.ballots[':uuid'].seal.$post({ param }))}
        >
          {w.seal.button}
        </DoIt>
      )}
    </>
  )
}

export function CheckSealStep({ ballot, mine }: BallotStepProps) {
  const w = useMeetingWords()
  return (
    <>
      {ballot.fingerprint !== null && <Fingerprint text={ballot.fingerprint} />}
      <p>{w.checkSeal.needed(sealChecksNeeded(ballot.tellers, ballot.threshold))}</p>
      <Tellers
        ballot={ballot}
        state={({ sealChecked }) => (sealChecked ? w.checkSeal.checked : w.checkSeal.notYet)}
        done={({ sealChecked }) => sealChecked}
      />
      {mine && <ToDevice ballot={ballot} />}
    </>
  )
}

export function IssueStep({ ballot, mine }: BallotStepProps) {
  const w = useMeetingWords()
  const { cardsMade, cardsIssued, present } = ballot.progress
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{w.issue.made}</dt>
          <dd>{cardsMade ?? 0}</dd>
        </div>
        <div>
          <dt>{w.signIn.present}</dt>
          <dd>{present}</dd>
        </div>
        <div>
          <dt>{w.issue.issued}</dt>
          <dd>{cardsIssued ?? w.issue.notYet}</dd>
        </div>
      </dl>
      {mine && <ToDevice ballot={ballot} />}
    </>
  )
}

/** Read aloud and compared: on the tablets, on the tellers' devices, on paper. */
export function Fingerprint({ text }: { readonly text: string }) {
  const w = useMeetingWords()
  return (
    <div class="fingerprint">
      <p class="soft">{w.fingerprint}</p>
      <p class="code">{text.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
    </div>
  )
}

/** Every teller with a state; `done` marks who is through. */
export function Tellers({
  ballot,
  state,
  done = () => false,
}: {
  readonly ballot: BallotConsole
  readonly state: (teller: Teller) => string
  readonly done?: (teller: Teller) => boolean
}) {
  const words = useWords()
  return (
    <ul class="people">
      {ballot.progress.tellers.map((teller) => (
        <li key={teller.position} class={done(teller) ? 'is-done' : ''}>
          <span>
            <span lang={OF_THE_HALL}>{teller.name}</span>{' '}
            <span class="soft">{words.roleOf({ role: 'teller', chief: teller.chief })}</span>
          </span>
          <span class="soft">{state(teller)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A teller's own steps are done in the teller's views. */
export function ToDevice({ ballot }: { readonly ballot: BallotConsole }) {
  const w = useMeetingWords()
  return (
    <p>
      <a class="button strong" href={linkTo.ballot(ballot.uuid)}>
        {w.toDevice}
      </a>
    </p>
  )
}

export function Missing({ sentences }: { readonly sentences: readonly string[] }) {
  const sentence = useSentence()
  return (
    <ul class="missing">
      {sentences.map((each) => (
        <li key={each}>{sentence(each)}</li>
      ))}
    </ul>
  )
}

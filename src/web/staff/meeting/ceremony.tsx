/** From the approved tellers to a sealed box whose cards are handed out: who has done what, whom it waits for. */
import { useState } from 'preact/hooks'
import { sealChecksNeeded, zeroReportsNeeded } from '../../../ballot/states.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Confirm } from '../parts/ask.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useSentence, useWords } from '../words.ts'
import type { BallotConsole } from './situation.ts'
import type { BallotStepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

type Teller = BallotConsole['progress']['tellers'][number]

/** A button that asks the service for one act on the ballot; where there is no way back, the person is asked first. */
export function DoIt({
  children,
  missing,
  ask,
  onDo,
  refresh,
}: {
  readonly children: string
  readonly missing: readonly string[]
  readonly ask?: {
    readonly heading: string
    /** What is fixed by it. */
    readonly text: string
    readonly doIt: string
  }
  readonly onDo: () => Promise<unknown>
  readonly refresh: () => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  const work = async (): Promise<void> => {
    await onDo()
    await refresh()
  }
  const act = useAct(work)
  return (
    <>
      <ActButton
        missing={missing}
        busy={act.busy}
        onAct={() => (ask === undefined ? void act.run() : setAsking(true))}
      >
        {children}
      </ActButton>
      <Refused error={act.error} />
      {ask !== undefined && asking && (
        <Confirm heading={ask.heading} doIt={ask.doIt} onLeave={() => setAsking(false)} onDo={work}>
          <p>{ask.text}</p>
        </Confirm>
      )}
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
        <ReasonButton
          text={w.keys.restartText}
          doIt={w.keys.restartDo}
          onDo={async (reason) => {
            const param = { uuid: ballot.uuid }
            await body(api.ballots[':uuid'].keys.restart.$post({ param, json: { reason } }))
            await refresh()
          }}
        >
          {w.keys.restart}
        </ReasonButton>
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
          ask={{
            heading: w.seal.heading,
            text: w.seal.text(ballot.options.length, ballot.progress.cardsMade ?? 0, ballot.tellers),
            doIt: w.seal.doIt,
          }}
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

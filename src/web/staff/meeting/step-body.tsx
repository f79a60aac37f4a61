/** What is done, or waited for, in each step. */
import type { Step, StepId } from '../checklist.ts'
import type { StepContext } from './checklist-view.tsx'
import {
  CardsStep,
  CheckSealStep,
  IssueStep,
  KeysStep,
  Missing,
  SealStep,
  TellersStep,
  ZeroReportStep,
} from './ceremony.tsx'
import { AnnounceStep, GoOnStep, PrintStep } from './announce.tsx'
import { CountStep, HandCountStep, ReconcileStep, SharesStep } from './count.tsx'
import { DraftStep } from './draft.tsx'
import { ListStep } from './list.tsx'
import { EndPracticeStep } from './end-practice.tsx'
import { RuleStep } from './rule.tsx'
import { SignInStep } from './sign-in.tsx'
import { CloseStep, OpenStep, VotingStep } from './voting.tsx'
import { useMeetingWords } from './words.ts'

export interface StepProps extends StepContext {
  readonly step: Step
  /** Whether this person does it. */
  readonly mine: boolean
}

/** These say at their own button why it does nothing, to whoever has the button. */
const REASON_AT_BUTTON: ReadonlySet<StepId> = new Set([
  'list',
  'draft',
  'tellers',
  'seal',
  'open',
  'voting',
  'close',
  'count',
  'announce',
  'endPractice',
])

const BEFORE_BALLOT: ReadonlySet<StepId> = new Set(['list', 'draft'])

export function StepBody(props: StepProps) {
  const w = useMeetingWords()
  const { step, mine, ballot } = props
  const hasButton = mine && REASON_AT_BUTTON.has(step.id) && (ballot !== null || BEFORE_BALLOT.has(step.id))
  return (
    <>
      <p class="soft">{w.steps[step.id].what}</p>
      <Body {...props} />
      {step.status === 'waiting' && !hasButton && <Missing sentences={step.missing} />}
    </>
  )
}

function Body(props: StepProps) {
  const { step, ballot } = props
  switch (step.id) {
    case 'rule':
      return <RuleStep {...props} />
    case 'list':
      return <ListStep {...props} />
    case 'signIn':
      return <SignInStep {...props} />
    case 'draft':
      return <DraftStep {...props} />
  }
  if (ballot === null) return null
  const withBallot = { ...props, ballot }
  switch (step.id) {
    case 'tellers':
      return <TellersStep {...withBallot} />
    case 'keys':
      return <KeysStep {...withBallot} />
    case 'cards':
      return <CardsStep {...withBallot} />
    case 'zeroReport':
      return <ZeroReportStep {...withBallot} />
    case 'seal':
      return <SealStep {...withBallot} />
    case 'checkSeal':
      return <CheckSealStep {...withBallot} />
    case 'issue':
      return <IssueStep {...withBallot} />
    case 'open':
      return <OpenStep {...withBallot} />
    case 'voting':
      return <VotingStep {...withBallot} />
    case 'close':
      return <CloseStep {...withBallot} />
    case 'shares':
      return <SharesStep {...withBallot} />
    case 'count':
      return <CountStep {...withBallot} />
    case 'handCount':
      return <HandCountStep {...withBallot} />
    case 'reconcile':
      return <ReconcileStep {...withBallot} />
    case 'announce':
      return <AnnounceStep {...withBallot} />
    case 'goOn':
      return <GoOnStep {...withBallot} />
    case 'print':
      return <PrintStep {...withBallot} />
    case 'endPractice':
      return <EndPracticeStep {...withBallot} />
  }
}

/** The steps that have a ballot. */
export type BallotStepProps = StepProps & { readonly ballot: NonNullable<StepProps['ballot']> }

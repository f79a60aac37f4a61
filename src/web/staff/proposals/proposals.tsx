/** A year's proposals: what demands are collected into, before there is a list of candidates. */
import { useCallback, useState } from 'preact/hooks'
import type { CarriedOver } from '../../../inspect/carry-over-model.ts'
import { Behind, useStanding, type Standing } from '../meeting/behind.tsx'
import { attachmentsAt, useDossier } from '../meeting/dossier-fields.tsx'
import { arithmetic } from '../meeting/rule-words.ts'
import { useMeetingWords } from '../meeting/words.ts'
import { useAct } from '../../shared/act.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Field, useIssues } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { seesDemands, useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Collect } from './collect.tsx'
import { GiveButton } from './give.tsx'
import { CarriedFrom, LeftOver } from './left-over.tsx'
import { RefuseButton } from './refuse.tsx'
import {
  addProposal,
  bringIn,
  listProposal,
  readProposalsOfYear,
  reconsiderProposal,
  saveDossier,
  type AttachedFile,
  type DraftDossier,
  type Proposal,
  type Reserved,
} from './service.ts'
import { Whose } from '../parts/whose.tsx'
import { useProposalWords } from './words.ts'

export function Proposals({ cycleId }: { readonly cycleId: string }) {
  const w = useProposalWords()
  const seesLeftOver = seesDemands(useMe().role)
  const read = useCallback(() => readProposalsOfYear(cycleId, seesLeftOver), [cycleId, seesLeftOver])
  const [loaded, refresh] = useFresh(read)
  const m = useMeetingWords()
  const [text, setText] = useState('')
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { cycle, proposals, files, reserve, citable, carriedOver } = loaded.value
  const { shortlist } = cycle
  const { fixed } = shortlist
  const words = text.trim().toLowerCase().split(/\s+/)
  const shown = proposals.filter(({ name, dossier }) => {
    const within = `${name} ${dossier.category} ${dossier.place ?? ''}`.toLowerCase()
    return words.every((word) => within.includes(word))
  })
  return (
    <section class="card">
      <Heading>{w.heading(cycle.year)}</Heading>
      <p>
        <a href={linkTo.meeting(cycleId)}>{w.back}</a>
      </p>
      <p>{fixed ? w.fixed : w.text}</p>
      <p class="sum">
        {m.list.sum(shortlist)}{' '}
        {m.list.asks(arithmetic(m, cycle.rule), shortlist.candidates, shortlist.required)}
      </p>
      {!fixed && <Begin cycleId={cycleId} refresh={refresh} />}
      {proposals.length > 1 && (
        <Field label={w.filter} hint={w.filterHint} type="search" value={text} onValue={setText} />
      )}
      <p role="status" class="soft">
        {text.trim() !== '' && w.shown(shown.length, proposals.length)}
      </p>
      {proposals.length === 0 && <p class="empty">{w.none}</p>}
      <ul class="candidates">
        {shown.map((proposal) => (
          <li key={proposal.id}>
            <One
              cycleId={cycleId}
              proposal={proposal}
              carried={carriedOver.find(({ proposalId }) => proposalId === proposal.id)}
              files={files}
              fixed={fixed}
              refresh={refresh}
            />
          </li>
        ))}
      </ul>
      {!fixed && reserve.length > 0 && <Reserve cycleId={cycleId} reserve={reserve} refresh={refresh} />}
      {!fixed && citable.length > 0 && <LeftOver cycleId={cycleId} citable={citable} refresh={refresh} />}
    </section>
  )
}

interface Change {
  readonly cycleId: string
  readonly refresh: () => Promise<void>
}

function One({
  cycleId,
  proposal,
  carried,
  files,
  fixed,
  refresh,
}: Change & {
  readonly proposal: Proposal
  readonly carried: CarriedOver | undefined
  readonly files: readonly AttachedFile[]
  readonly fixed: boolean
}) {
  const w = useProposalWords()
  const me = useMe()
  const [doing, setDoing] = useState<'nothing' | 'editing' | 'collecting'>('nothing')
  const { demands, byChannel } = proposal.origin
  const secretary = me.role === 'secretary' && !fixed
  const screening = (me.role === 'secretary' || me.role === 'presidium') && !fixed
  const done = async (): Promise<void> => {
    await refresh()
    setDoing('nothing')
  }
  return (
    <>
      <h2 class="name" lang={OF_THE_HALL}>
        {proposal.name}
      </h2>
      <p class="soft">
        {[
          w.states[proposal.state],
          w.version(proposal.version),
          w.origin(demands, byChannel.reception, byChannel.visit, byChannel.online),
          ...(proposal.fromCandidateId === null || carried !== undefined ? [] : [w.fromReserve]),
        ].join(' · ')}
      </p>
      {carried !== undefined && <CarriedFrom carried={carried} />}
      {proposal.refusal !== null && (
        <p>{w.refused(w.criteria[proposal.refusal.criterion], proposal.refusal.reason)}</p>
      )}
      {proposal.state === 'collected' && proposal.missing.length > 0 && (
        <p>{w.missing(proposal.missing.map((field) => w.fields[field] ?? field))}</p>
      )}
      {doing !== 'editing' && (
        <AttachmentLinks
          label={w.fields.attachments ?? ''}
          at={attachmentsAt({ cycleId, proposalId: proposal.id })}
          attachments={proposal.dossier.attachments}
          files={files}
        />
      )}
      {doing === 'editing' && (
        <DossierForm
          place={{ cycleId, proposalId: proposal.id }}
          standing={proposal}
          refresh={refresh}
          heading={w.edit}
          onSave={async (dossier, from) => {
            await saveDossier(cycleId, proposal.id, dossier, from)
            await done()
          }}
          onLeave={() => setDoing('nothing')}
        />
      )}
      {doing === 'collecting' && (
        <Collect
          cycleId={cycleId}
          proposalId={proposal.id}
          refresh={refresh}
          onLeave={() => setDoing('nothing')}
        />
      )}
      {doing === 'nothing' && proposal.state !== 'listed' && (
        <div class="row">
          {secretary && proposal.state === 'collected' && (
            <>
              <Plain of={proposal} onPress={() => setDoing('collecting')}>
                {w.collect}
              </Plain>
              <Plain of={proposal} onPress={() => setDoing('editing')}>
                {w.edit}
              </Plain>
            </>
          )}
          {secretary && proposal.state === 'collected' && (
            <GiveButton cycleId={cycleId} proposal={proposal} refresh={refresh} />
          )}
          {screening && proposal.state === 'collected' && (
            <RefuseButton cycleId={cycleId} proposal={proposal} refresh={refresh} />
          )}
          {screening && proposal.state === 'refused' && (
            <Step of={proposal} doIt={() => reconsiderProposal(cycleId, proposal.id)} refresh={refresh}>
              {w.reconsider}
            </Step>
          )}
          {secretary && proposal.state === 'collected' && (
            <Step
              of={proposal}
              missing={
                proposal.missing.length === 0
                  ? []
                  : [w.missing(proposal.missing.map((field) => w.fields[field] ?? field))]
              }
              doIt={() => listProposal(cycleId, proposal.id)}
              refresh={refresh}
            >
              {w.list}
            </Step>
          )}
        </div>
      )}
    </>
  )
}

function Plain({
  of,
  onPress,
  children,
}: {
  readonly of: Proposal
  readonly onPress: () => void
  readonly children: string
}) {
  const w = useProposalWords()
  return (
    <button type="button" class="quiet" onClick={onPress}>
      {children}
      <span class="only-heard" lang={OF_THE_HALL}>
        {w.of(of.name)}
      </span>
    </button>
  )
}

/** What is done at one press, because it can be taken back. */
function Step({
  of,
  doIt,
  missing = [],
  refresh,
  children,
}: {
  readonly of: Proposal
  readonly doIt: () => Promise<unknown>
  readonly missing?: readonly string[]
  readonly refresh: () => Promise<void>
  readonly children: string
}) {
  const w = useProposalWords()
  const act = useAct(async () => {
    await doIt()
    await refresh()
  })
  return (
    <>
      <ActButton quiet busy={act.busy} missing={missing} onAct={() => void act.run()}>
        {children}
        <span class="only-heard" lang={OF_THE_HALL}>
          {w.of(of.name)}
        </span>
      </ActButton>
      <Refused error={act.error} />
    </>
  )
}

function Begin({ cycleId, refresh }: Change) {
  const w = useProposalWords()
  const me = useMe()
  const [adding, setAdding] = useState(false)
  if (me.role !== 'secretary') return null
  if (!adding)
    return (
      <button type="button" onClick={() => setAdding(true)}>
        {w.add}
      </button>
    )
  return (
    <DossierForm
      place={{ cycleId }}
      standing={NOTHING}
      refresh={refresh}
      heading={w.add}
      onSave={async (dossier) => {
        await addProposal(cycleId, dossier)
        await refresh()
        setAdding(false)
      }}
      onLeave={() => setAdding(false)}
    />
  )
}

const NOTHING: Standing<number> = { version: 0, dossier: {} }

function DossierForm({
  place,
  standing,
  refresh,
  heading,
  onSave,
  onLeave,
}: {
  readonly place: { readonly cycleId: string; readonly proposalId?: string }
  /** What is changed; version 0 of what is begun. */
  readonly standing: Standing<number>
  readonly refresh: () => Promise<void>
  readonly heading: string
  readonly onSave: (dossier: DraftDossier, from: number) => Promise<void>
  readonly onLeave: () => void
}) {
  const w = useProposalWords()
  const [fields, dossier, missing] = useDossier(standing.dossier, 'proposal', place)
  const { behind, save } = useStanding(standing)
  const act = useAct(async () => {
    if (dossier !== undefined) await save((from) => onSave(dossier, from), refresh)
  })
  const issue = useIssues(act.error)
  return (
    <form
      class="fields framed"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h3>{heading}</h3>
      <p class="hint">{w.laterHint}</p>
      {fields((field) => issue(`/dossier/${field}`))}
      <Refused error={act.error} />
      {behind !== undefined && <Behind {...behind} />}
      <div class="answers">
        <ActButton submit busy={act.busy} missing={missing}>
          {w.save}
        </ActButton>
        <button type="button" class="quiet" onClick={onLeave}>
          {w.leave}
        </button>
      </div>
    </form>
  )
}

function Reserve({ cycleId, reserve, refresh }: Change & { readonly reserve: readonly Reserved[] }) {
  const w = useProposalWords()
  const me = useMe()
  const act = useAct(async (candidateId: string) => {
    await bringIn(cycleId, candidateId)
    await refresh()
  })
  return (
    <>
      <h2>{w.reserveHeading}</h2>
      <Refused error={act.error} />
      <ul class="links">
        {reserve.map(({ candidateId, year, name }) => (
          <li key={candidateId} class="row">
            <span lang={OF_THE_HALL}>{name}</span>
            <span class="soft">{w.reserveText(year)}</span>
            {me.role === 'secretary' && (
              <ActButton quiet busy={act.busy} onAct={() => void act.run(candidateId)}>
                {w.bring}
                <Whose name={name} />
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

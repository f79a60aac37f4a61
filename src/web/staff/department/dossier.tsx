/** One dossier: completed by its department, with every version that was saved, by whom, and what it changed. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { CycleView, FieldValue } from '../../../order/model.ts'
import type { DossierVersion, ProposalInWork } from '../../../order/proposal-model.ts'
import { useAct } from '../../shared/act.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { wanYuan } from '../../shared/figures.ts'
import { useLoad } from '../../shared/load.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { attachmentsAt, isAsServed, useDossier, type TypedDossier } from '../meeting/dossier-fields.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Confirm } from '../parts/ask.tsx'
import { useIssues } from '../parts/field.tsx'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { useProposalWords } from '../proposals/words.ts'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { changesBetween, type Change } from './changes.ts'
import { isOpen } from './dossiers.tsx'
import { useDraft, type Draft } from './drafts.ts'
import { useDepartmentWords } from './words.ts'

const one = api.order.cycles[':id'].proposals[':proposalId']

interface Known {
  readonly cycle: CycleView
  readonly proposal: ProposalInWork
  readonly versions: readonly DossierVersion[]
}

/** What was typed, and from which version on. */
interface Begun {
  readonly from: number
  readonly typed: TypedDossier
}

interface Place {
  readonly cycleId: string
  readonly proposalId: string
}

export function DossierPage({ cycleId, proposalId }: Place) {
  const w = useDepartmentWords()
  const me = useMe()
  const [saved, setSaved] = useState<number>()
  const draft = useDraft<Begun>(me.id, `dossier ${proposalId}`)
  const read = useCallback(async (): Promise<Known> => {
    const param = { id: cycleId, proposalId }
    const [cycle, proposal, { versions }] = await Promise.all([
      body(api.order.cycles[':id'].$get({ param })),
      body(one.$get({ param })),
      body(one.versions.$get({ param })),
    ])
    return { cycle, proposal, versions }
  }, [cycleId, proposalId])
  const [loaded, refresh] = useLoad(read)
  return (
    <section class="card department">
      <p>
        <a href={linkTo.dossiers}>{w.dossier.back}</a>
      </p>
      {(loaded.is === 'loading' || draft.now === undefined) && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={refresh} />}
      {loaded.is === 'ready' && draft.now !== undefined && (
        <Body
          place={{ cycleId, proposalId }}
          known={loaded.value}
          draft={draft}
          saved={saved}
          onSaved={(version) => {
            setSaved(version)
            refresh()
          }}
          onChanged={() => {
            setSaved(undefined)
            refresh()
          }}
        />
      )}
    </section>
  )
}

interface BodyProps {
  readonly place: Place
  readonly known: Known
  readonly draft: Draft<Begun>
  /** The version that was just saved here. */
  readonly saved: number | undefined
  readonly onSaved: (version: number) => void
  /** Somebody else has saved a version. */
  readonly onChanged: () => void
}

function Body({ known, saved, ...props }: BodyProps) {
  const w = useDepartmentWords()
  const { fields, criteria } = useProposalWords()
  const { proposal, cycle, versions } = known
  const { fixed } = cycle.shortlist
  const open = isOpen({ state: proposal.state, fixed })
  return (
    <>
      <Heading>
        <span lang={OF_THE_HALL}>{proposal.name}</span>
      </Heading>
      <p role="status" class={saved === undefined ? 'only-heard' : 'did'}>
        {saved !== undefined && w.dossier.saved(saved)}
      </p>
      {proposal.refusal !== null && (
        <p>{w.dossier.refused(criteria[proposal.refusal.criterion], proposal.refusal.reason)}</p>
      )}
      {fixed ? <p>{w.dossier.fixed}</p> : proposal.state === 'listed' && <p>{w.dossier.listed}</p>}
      {open && (
        <>
          <p class={proposal.missing.length > 0 ? 'due is-soon' : 'due'}>
            {proposal.missing.length > 0
              ? w.dossier.missingSaved(proposal.missing.map((field) => fields[field] ?? field))
              : w.dossier.complete}
          </p>
          <Form known={known} {...props} />
        </>
      )}
      <AttachmentLinks
        label={fields.attachments ?? ''}
        at={attachmentsAt(props.place)}
        attachments={proposal.dossier.attachments}
        files={proposal.files}
      />
      <h2>{w.dossier.demands(proposal.demands.length)}</h2>
      {proposal.demands.length === 0 && <p>{w.dossier.noDemands}</p>}
      <ul class="quotes">
        {proposal.demands.map(({ id, number, text }) => (
          <li key={id}>
            <strong>{number}</strong> <span lang={OF_THE_HALL}>{text}</span>
          </li>
        ))}
      </ul>
      <Versions versions={versions} />
    </>
  )
}

function Form({ place, known, draft, onSaved, onChanged }: Omit<BodyProps, 'saved'>) {
  const w = useDepartmentWords()
  const { proposal } = known
  const { version, dossier: served } = proposal
  // What was typed before this page was opened, or before somebody else saved a version.
  const [begun, setBegun] = useState(draft.now ?? undefined)
  const [fields, dossier, missing, typed, sending] = useDossier(begun?.typed ?? served, 'proposal', place)
  const [dropping, setDropping] = useState(false)
  const now = useRef(typed)
  now.current = typed
  const text = JSON.stringify(typed)
  const last = useRef(text)
  useEffect(() => {
    if (last.current === text) return
    last.current = text
    if (isAsServed(typed, served)) {
      draft.drop()
      setBegun(undefined)
    } else draft.keep({ from: begun?.from ?? version, typed })
  }, [text])
  const act = useAct(async () => {
    if (dossier === undefined) return
    const json = { dossier, from: version }
    try {
      const param = { id: place.cycleId, proposalId: place.proposalId }
      const { version: made } = await body(one.dossier.$put({ param, json }))
      // What was typed since is not in what was saved: it goes on from there.
      if (JSON.stringify(now.current) === text) draft.drop()
      else draft.keep({ from: made, typed: now.current })
      onSaved(made)
    } catch (error) {
      if (codeOf(error) === 'order.dossierChanged') onChanged()
      throw error
    }
  })
  const issue = useIssues(act.error)
  return (
    <>
      <form
        class="fields framed"
        onSubmit={(event) => {
          event.preventDefault()
          void act.run()
        }}
      >
        <h2>{w.dossier.form}</h2>
        {begun !== undefined && (
          <div class="begun" role="status">
            <p>{begun.from < version ? w.dossier.newer(version) : w.dossier.draft(begun.from)}</p>
            <button type="button" class="quiet" onClick={() => setDropping(true)}>
              {w.dossier.drop}
            </button>
          </div>
        )}
        {fields((field) => issue(`/dossier/${field}`))}
        <p class="hint" role="status">
          {draft.isKept === true && !sending && w.dossier.draftKept}
          {draft.isKept === false && w.demand.notKept}
        </p>
        <Refused error={act.error} />
        <ActButton submit busy={act.busy} missing={missing}>
          {w.dossier.save}
        </ActButton>
      </form>
      {dropping && (
        <Confirm
          heading={w.dossier.drop}
          doIt={w.dossier.drop}
          onLeave={() => setDropping(false)}
          onDo={async () => {
            draft.drop()
            setBegun(undefined)
            onChanged()
          }}
        >
          <p>{w.dossier.dropText}</p>
        </Confirm>
      )}
    </>
  )
}

function Versions({ versions }: { readonly versions: readonly DossierVersion[] }) {
  const w = useDepartmentWords()
  return (
    <>
      <h2>{w.dossier.versions}</h2>
      <ol class="versions" reversed>
        {versions.toReversed().map((each) => {
          const before = versions.find(({ version }) => version === each.version - 1)
          const by = each.role === 'department' ? (each.unit ?? '') : w.dossier[each.role]
          return (
            <li key={each.version}>
              <p>
                <strong>{w.dossier.versionBy(each.version, by)}</strong>
                <span class="soft">{new Date(each.at).toLocaleString('sv').slice(0, 16)}</span>
              </p>
              {before === undefined ? (
                <p>{w.dossier.first}</p>
              ) : (
                <Changes changes={changesBetween(before.dossier, each.dossier)} />
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const w = useDepartmentWords()
  const { fields } = useProposalWords()
  const shown = (value: FieldValue | undefined): string => {
    if (value === undefined) return w.dossier.nothing
    if (typeof value === 'object')
      return value.map(({ sha256, title }) => `${title} (${sha256.slice(0, 8)})`).join('、')
    return typeof value === 'number' ? w.dossier.yuan(wanYuan(value)) : value
  }
  if (changes.length === 0) return <p>{w.dossier.unchanged}</p>
  return (
    <dl class="changes">
      {changes.map(({ field, from, to }) => (
        <div key={field}>
          <dt>{fields[field]}</dt>
          <dd lang={OF_THE_HALL}>
            <span class="soft">{w.dossier.before}</span> <del>{shown(from)}</del>
          </dd>
          <dd lang={OF_THE_HALL}>
            <span class="soft">{w.dossier.after}</span> <ins>{shown(to)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The record of a visit: what is typed survives a reload and a bad network, what is sent arrives once. */
import { useEffect, useState } from 'preact/hooks'
import type { Visit } from '../../../inspect/visit-model.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { FilesField } from '../reporting/files-field.tsx'
import { useFiles } from '../reporting/files.ts'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Items } from './items.tsx'
import { draftOf, filesAt, isFor, membersOf, type Supervision } from './reading.ts'
import { isHeld, readTyped, typedVisit, type TypedVisit, type WrongVisit } from './typed-visit.ts'
import { Who } from './who.tsx'
import { useSupervisionWords } from './words.ts'

interface FormProps {
  readonly all: Supervision
  readonly visit: Visit | undefined
  readonly visitId: string
  readonly refresh: () => Promise<void>
}

export function VisitForm(props: FormProps) {
  const { all, visit, visitId } = props
  const w = useSupervisionWords().visit
  const me = useMe()
  const mine = all.groups.filter((group) => isFor(me, group))
  const [first] = mine
  const projectId = visit?.projectId ?? (mine.length === 1 ? (first?.projectId ?? '') : '')
  const version = visit?.record?.version ?? 0
  const memberIds = membersOf(all, projectId)
  const served = typedVisit(visit, { on: all.on, projectId, memberIds, files: all.files })
  const typed = useTyped<TypedVisit>(draftOf(all.cycleId, visitId), served, version)
  const [saved, setSaved] = useState<number>()
  const [wanted, setWanted] = useState(false)
  if (typed === undefined) return <Loading />
  // What was recorded is read, and what is still to come is waited for; whoever wants the form all the same asks for it.
  const isDue = visit === undefined || (visit.state === 'planned' && (visit.plan?.day ?? '') <= all.on)
  const isOpen = wanted || typed.isTyped || isDue
  return (
    <>
      <p role="status" class={saved === undefined ? 'only-heard' : 'did'}>
        {saved !== undefined && w.saved(saved)}
      </p>
      {isOpen ? (
        <Form
          {...props}
          typed={typed}
          onArrived={(made) => {
            setSaved(made)
            setWanted(false)
          }}
        />
      ) : (
        <button
          type="button"
          onClick={() => {
            setSaved(undefined)
            setWanted(true)
          }}
        >
          {version > 0 ? w.correct : w.write}
        </button>
      )}
    </>
  )
}

function Form({
  all,
  visit,
  visitId,
  refresh,
  typed,
  onArrived,
}: FormProps & { readonly typed: Typed<TypedVisit>; readonly onArrived: (version: number) => void }) {
  const w = useSupervisionWords().visit
  const me = useMe()
  const version = visit?.record?.version ?? 0
  const files = useFiles(
    filesAt(all.cycleId),
    () => typed.now().files,
    (work) => typed.change((before) => ({ ...before, files: work(before.files) })),
  )
  const read = readTyped(typed.value)
  const { projectId, heldOn, place, deputyIds, findings, items } = typed.value
  const group = all.groups.find((each) => each.projectId === projectId)
  const send = async (): Promise<number> => {
    const { record, undertakings } = readTyped(typed.now())
    const param = { id: all.cycleId, visitId }
    const json = { record, undertakings, from: typed.from }
    const made = await body(api.inspect.cycles[':id'].visits[':visitId'].record.$put({ param, json }))
    return made.record?.version ?? 0
  }
  const arrived = (made: number): void => {
    files.done()
    typed.drop()
    onArrived(made)
  }
  const act = useAct(async () => {
    try {
      const made = await files.sendWith(send)
      await refresh()
      arrived(made)
    } catch (error) {
      if (codeOf(error) === 'inspect.visitChanged') await refresh()
      throw error
    }
  })
  const known = new Set(all.undertakings.map(({ id }) => id))
  const isOurs = typed.isTyped && version === typed.from + 1 && isHeld(visit, known, read)
  const isNewer = typed.isTyped && typed.from !== version && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived(version)
  }, [isOurs, act.busy])
  const issue = useIssues(act.error)
  const set = (change: Partial<TypedVisit>): void => typed.change((before) => ({ ...before, ...change }))
  return (
    <form
      class="fields framed reporting"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h2>{version > 0 ? w.correct : w.write}</h2>
      {/* What is typed while it is sent would be neither in it nor anywhere else. */}
      <fieldset class="bare" disabled={act.busy}>
        {visit === undefined && (
          <Choice
            label={w.project}
            value={projectId}
            onValue={(now) => set({ projectId: now, deputyIds: membersOf(all, now) })}
            options={[
              { value: '', text: w.chooseProject },
              ...all.groups
                .filter((each) => isFor(me, each))
                .map((each) => ({ value: each.projectId, text: each.project })),
            ]}
          />
        )}
        <Field
          label={w.heldOn}
          type="date"
          max={all.on}
          value={heldOn}
          onValue={(now) => set({ heldOn: now })}
          wrong={issue('/record/heldOn')}
        />
        <Field
          label={w.place}
          lang={OF_THE_HALL}
          value={place}
          onValue={(now) => set({ place: now })}
          wrong={issue('/record/place')}
        />
        <Who
          key={projectId}
          legend={w.who}
          deputies={all.deputies}
          likely={[
            ...(group?.members.map(({ id }) => id) ?? []),
            ...(visit?.plan?.deputies.map(({ id }) => id) ?? []),
          ]}
          chosen={deputyIds}
          onChosen={(ids) => set({ deputyIds: ids })}
        />
        <Area
          label={w.findings}
          hint={w.findingsHint}
          rows={5}
          lang={OF_THE_HALL}
          value={findings}
          onValue={(now) => set({ findings: now })}
          wrong={issue('/record/findings')}
        />
        <h3>{w.photos}</h3>
        <FilesField files={files} label={w.photos} called={w.called} />
        <Items
          items={items}
          unit={group?.unit ?? ''}
          units={all.units}
          heldOn={heldOn}
          change={(work) => typed.change((before) => ({ ...before, items: work(before.items) }))}
          issue={issue}
        />
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      {isNewer && (
        <Newer
          text={w.newer(version)}
          goOn={w.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(version)
          }}
        />
      )}
      <Refused error={isNewer ? undefined : act.error} />
      <ActButton submit busy={act.busy} missing={isNewer ? [w.changed] : read.wrong.map(sentence)}>
        {version > 0 ? w.saveCorrection : w.save}
      </ActButton>
    </form>
  )

  function sentence(wrong: WrongVisit): string {
    return typeof wrong === 'string' ? w.missing[wrong] : w.missing.item(wrong.item)
  }
}

/** 安排视察: of which project, on which day, where, to look at what, and who goes; or what of it is otherwise now. */
import { useState } from 'preact/hooks'
import type { Visit } from '../../../inspect/visit-model.ts'
import { useAct } from '../../shared/act.ts'
import { newId } from '../../shared/new-id.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { isFor, membersOf, type Supervision } from './reading.ts'
import { Who } from './who.tsx'
import { useSupervisionWords } from './words.ts'

interface TypedPlan {
  /** Of the visit: pressed again after a lost answer, it is the same one. */
  readonly id: string
  /** The plan that is changed; null for a new one. */
  readonly of: string | null
  readonly projectId: string
  readonly day: string
  readonly place: string
  readonly purpose: string
  readonly deputyIds: readonly string[]
}

interface PlanProps {
  readonly all: Supervision
  /** The one that is planned otherwise. */
  readonly visit?: Visit
  readonly refresh: () => Promise<void>
  readonly onLeave: () => void
}

export function PlanVisit(props: PlanProps) {
  const { all, visit } = props
  const me = useMe()
  const [id] = useState(newId)
  const mine = all.groups.filter((group) => isFor(me, group))
  const [first] = mine
  const plan = visit?.plan ?? null
  const served: TypedPlan = {
    id: visit?.id ?? id,
    of: plan?.version ?? null,
    projectId: visit?.projectId ?? (mine.length === 1 ? (first?.projectId ?? '') : ''),
    day: plan?.day ?? '',
    place: plan?.place ?? '',
    purpose: plan?.purpose ?? '',
    deputyIds: plan?.deputies.map((each) => each.id) ?? [],
  }
  const typed = useTyped<TypedPlan>(`plan of visit ${all.cycleId} ${visit?.id ?? 'new'}`, served, 0)
  return typed === undefined ? <Loading /> : <PlanForm {...props} typed={typed} />
}

function PlanForm({ all, visit, typed, refresh, onLeave }: PlanProps & { readonly typed: Typed<TypedPlan> }) {
  const words = useSupervisionWords()
  const w = words.plan
  const me = useMe()
  const mine = all.groups.filter((group) => isFor(me, group))
  const { projectId, day, place, purpose, deputyIds, of } = typed.value
  const group = all.groups.find((each) => each.projectId === projectId)
  const set = (change: Partial<TypedPlan>): void => typed.change((before) => ({ ...before, ...change }))
  const act = useAct(async () => {
    const { id: visitId, of: from, ...plan } = typed.now()
    const param = { id: all.cycleId, visitId }
    const json = { plan: { ...plan, deputyIds: [...plan.deputyIds] }, from }
    try {
      await body(api.inspect.cycles[':id'].visits[':visitId'].plan.$put({ param, json }))
    } catch (error) {
      if (codeOf(error) === 'inspect.visitChanged') await refresh()
      throw error
    }
    await refresh()
    typed.drop()
    onLeave()
  })
  const issue = useIssues(act.error)
  // Also of a new one, which may have arrived before its answer was lost.
  const held = all.visits.find((each) => each.id === typed.value.id)?.plan?.version ?? null
  const isNewer = of !== held && !act.busy && codeOf(act.error) === 'inspect.visitChanged'
  return (
    <Form
      act={act}
      doIt={w.save}
      onLeave={onLeave}
      framed
      missing={[
        ...(projectId === '' ? [w.missing.project] : []),
        ...(day === '' ? [w.missing.day] : []),
        ...(place.trim() === '' ? [w.missing.place] : []),
        ...(purpose.trim() === '' ? [w.missing.purpose] : []),
        ...(deputyIds.length === 0 ? [w.whoFirst] : []),
      ]}
    >
      <h3>{visit === undefined ? w.heading : w.change}</h3>
      {visit === undefined && (
        <Choice
          label={w.project}
          value={projectId}
          onValue={(now) =>
            set({
              projectId: now,
              // The group goes, unless somebody was chosen already.
              ...(deputyIds.length === 0 ? { deputyIds: membersOf(all, now) } : {}),
            })
          }
          options={[
            { value: '', text: w.missing.project },
            ...mine.map((each) => ({ value: each.projectId, text: each.project })),
          ]}
        />
      )}
      <Field
        label={w.day}
        type="date"
        min={visit?.plan?.day !== undefined && visit.plan.day < all.on ? visit.plan.day : all.on}
        value={day}
        onValue={(now) => set({ day: now })}
        wrong={issue('/plan/day')}
      />
      <Field
        label={w.place}
        lang={OF_THE_HALL}
        value={place}
        onValue={(now) => set({ place: now })}
        wrong={issue('/plan/place')}
      />
      <Area
        label={w.purpose}
        hint={w.purposeHint}
        lang={OF_THE_HALL}
        value={purpose}
        onValue={(now) => set({ purpose: now })}
        wrong={issue('/plan/purpose')}
      />
      {projectId !== '' && (
        <Who
          key={projectId}
          legend={w.who}
          deputies={all.deputies.filter(({ active }) => active)}
          likely={group?.members.map(({ id }) => id) ?? []}
          chosen={deputyIds}
          onChosen={(ids) => set({ deputyIds: ids })}
        />
      )}
      <Kept typed={typed} onDrop={act.clear} />
      {isNewer && (
        <Newer
          text={w.newer}
          goOn={w.goOn}
          onGoOn={() => {
            act.clear()
            set({ of: held })
          }}
        />
      )}
    </Form>
  )
}

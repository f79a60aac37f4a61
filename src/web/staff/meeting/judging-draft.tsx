/** Sets up a satisfaction ballot: how projects are graded, which ones are judged, and the tellers. */
import { useState } from 'preact/hooks'
import type { GradeRule } from '../../../inspect/grade.ts'
import type { InspectionRule } from '../../../inspect/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Choice } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { useSupervisionWords } from '../supervision/words.ts'
import { OF_THE_HALL } from '../words.ts'
import { DraftForm } from './draft-form.tsx'
import type { Judging } from './judging-situation.ts'
import { PutRight } from './put-right.tsx'
import { options } from './rule-fields.tsx'
import type { StepProps } from './step-body.tsx'
import { useMeetingWords } from './words.ts'

export function JudgingDraft({
  situation,
  judging,
  step,
  mine,
  refresh,
}: StepProps & { readonly judging: Judging }) {
  const w = useMeetingWords().judging
  const r = useSupervisionWords().rectification
  const me = useMe()
  const { cycle, meeting } = situation
  const { rule, chosen, fellShort, leftOut, assessments, rectifications } = judging
  const [names, setNames] = useState('')
  const again = assessments.some(({ state }) => state === 'announced')
  const listed = again ? [...fellShort, ...leftOut] : chosen
  const typed = names
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const notPutRight = again ? rectifications.filter(({ state }) => state !== 'settled') : []
  const byHand = !again && chosen.length === 0
  return (
    <>
      {rule.grades !== undefined && <p>{w.rule(rule.grades)}</p>}
      {rule.grades === undefined && me.role === 'presidium' && (
        <SetGrades cycleId={cycle.id} rule={rule} refresh={refresh} />
      )}
      {listed.length > 0 && (
        <ol lang={OF_THE_HALL} aria-label={w.projects}>
          {listed.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
      )}
      {notPutRight.length > 0 && <PutRight cycleId={cycle.id} rectifications={rectifications} />}
      {mine && (
        <>
          {byHand && (
            <Area
              label={w.names}
              hint={w.namesHint}
              rows={5}
              lang={OF_THE_HALL}
              value={names}
              onValue={setNames}
            />
          )}
          <DraftForm
            missing={[
              ...step.missing,
              ...(rule.grades === undefined ? [w.rulesFirst] : []),
              ...notPutRight.map(({ project, state }) => r.needs(project, r.states[state])),
              ...(byHand && typed.length === 0 ? [w.namesFirst] : []),
            ]}
            doIt={w.button}
            onDraft={async (tellers) => {
              const json = {
                ...tellers,
                meetingId: meeting?.id ?? '',
                ...(byHand ? { names: typed } : {}),
              }
              await body(api.inspect.cycles[':id'].assessments.$post({ param: { id: cycle.id }, json }))
              await refresh()
            }}
          />
        </>
      )}
      {!mine && rule.grades === undefined && me.role !== 'presidium' && <p class="empty">{w.rulesFirst}</p>}
    </>
  )
}

/** The year's own rule says nothing of it: the presidium does, before there is a ballot. */
function SetGrades({
  cycleId,
  rule,
  refresh,
}: {
  readonly cycleId: string
  readonly rule: InspectionRule
  readonly refresh: () => Promise<void>
}) {
  const words = useMeetingWords()
  const w = words.judging
  const [grades, setGrades] = useState<GradeRule>({ base: 'all', half: 'counts' })
  const act = useAct(async () => {
    const json = { ...rule, grades }
    await body(api.inspect.cycles[':id'].rule.$put({ param: { id: cycleId }, json }))
    await refresh()
  })
  return (
    <div class="fields framed">
      <Choice
        label={w.base}
        value={grades.base}
        onValue={(base) => setGrades({ ...grades, base })}
        options={options(words.rule.satisfactionBases)}
      />
      <Choice
        label={words.rule.half}
        value={grades.half}
        onValue={(half) => setGrades({ ...grades, half })}
        options={options(words.rule.halves)}
      />
      <Refused error={act.error} />
      <ActButton busy={act.busy} onAct={() => void act.run()}>
        {w.setRule}
      </ActButton>
    </div>
  )
}

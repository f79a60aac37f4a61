/** 进度报告: the period that is due is chosen already; what is typed survives, what is sent arrives once. */
import { useEffect, useState } from 'preact/hooks'
import type { DifferenceField } from '../../../pay/model.ts'
import type { Project } from '../../../pay/views.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Area, Choice, useIssues } from '../parts/field.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { FilesField } from './files-field.tsx'
import { filesOf, useFiles } from './files.ts'
import { Kept, Newer } from './kept.tsx'
import { MilestoneFields } from './milestone-fields.tsx'
import {
  FIELDS,
  periodDue,
  readReport,
  typedReport,
  type TypedReport,
  type WrongReport,
} from './typed-report.ts'
import { useTyped, type Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

interface FormProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function ReportForm({ project, onChanged }: FormProps) {
  const w = useReportingWords().report
  const d = useDeliveryWords()
  const [chosen, setChosen] = useState(() => periodDue(project))
  const [sent, setSent] = useState<{ period: string; version: number }>()
  const period = project.periods.some((each) => each.period === chosen) ? chosen : periodDue(project)
  if (period === undefined) return <p class="empty">{w.none}</p>
  const months = project.rule.periodMonths
  return (
    <div class="framed reporting">
      <h2>{w.heading}</h2>
      <p role="status" class={sent === undefined ? 'only-heard' : 'did'}>
        {sent !== undefined && w.sent(d.period(sent.period, months), sent.version)}
      </p>
      <Choice
        label={w.period}
        value={period}
        onValue={(now) => {
          setChosen(now)
          setSent(undefined)
        }}
        options={project.periods.toReversed().map(({ period: value, due, reported }) => ({
          value,
          text: w.option(
            d.period(value, months),
            due,
            reported ? 'reported' : due < project.on ? 'late' : 'open',
          ),
        }))}
      />
      <OnePeriod
        key={period}
        project={project}
        period={period}
        onChanged={onChanged}
        onSent={(version) => setSent({ period, version })}
      />
    </div>
  )
}

interface PeriodProps extends FormProps {
  readonly period: string
  readonly onSent: (version: number) => void
}

function OnePeriod(props: PeriodProps) {
  const { project, period } = props
  const served = typedReport(project, period)
  const typed = useTyped<TypedReport>(`report ${project.id} ${period}`, served, versionOf(project, period))
  return typed === undefined ? <Loading /> : <Form {...props} typed={typed} />
}

function Form({
  project,
  period,
  typed,
  onChanged,
  onSent,
}: PeriodProps & { readonly typed: Typed<TypedReport> }) {
  const w = useReportingWords()
  const d = useDeliveryWords()
  const version = versionOf(project, period)
  const files = useFiles(
    filesOf(project.id),
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const read = readReport(typed.value, project, period)
  const send = async (): Promise<number> => {
    const { report } = readReport(typed.now(), project, period)
    const json = { report, from: typed.from }
    const param = { id: project.id, period }
    return (await body(api.pay.projects[':id'].reports[':period'].$put({ param, json }))).version
  }
  const arrived = (made: number): void => {
    files.done()
    typed.drop()
    onSent(made)
  }
  const act = useAct(async () => {
    try {
      const made = await files.sendWith(send)
      await onChanged()
      arrived(made)
    } catch (error) {
      if (codeOf(error) === 'pay.changedMeanwhile') await onChanged()
      throw error
    }
  })
  const issue = useIssues(act.error)
  const sentIndex = (id: string): number =>
    read.report.milestones.findIndex(({ milestoneId }) => milestoneId === id)
  const held = project.reports.find((each) => each.period === period)
  // It arrived, and its answer was lost.
  const isOurs =
    typed.isTyped &&
    version === typed.from + 1 &&
    JSON.stringify(held?.report) === JSON.stringify(read.report)
  const isNewer = typed.isTyped && typed.from !== version && !isOurs && !act.busy
  useEffect(() => {
    if (!isOurs || act.busy) return
    act.clear()
    arrived(version)
  }, [isOurs, act.busy])
  const setDeparture = (field: DifferenceField, text: string | undefined): void =>
    typed.change((all) => {
      const { [field]: _was, ...departures } = all.departures
      return { ...all, departures: text === undefined ? departures : { ...departures, [field]: text } }
    })
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      {version > 0 && !isNewer && <p class="begun">{w.report.isReported(version)}</p>}
      {/* What is typed while it is sent would be neither in it nor anywhere else. */}
      <fieldset class="bare" disabled={act.busy}>
        <Area
          label={w.report.text}
          hint={w.report.textHint}
          rows={4}
          lang={OF_THE_HALL}
          value={typed.value.text}
          onValue={(text) => typed.change((all) => ({ ...all, text }))}
          wrong={issue('/report/text')}
        />
        <h3>{w.report.milestones}</h3>
        <p class="hint">{w.report.milestonesHint}</p>
        {project.plan?.milestones.map((milestone) => (
          <MilestoneFields
            key={milestone.id}
            project={project}
            period={period}
            milestone={milestone}
            typed={typed.value}
            change={typed.change}
            files={files}
            issue={(field) => issue(`/report/milestones/${sentIndex(milestone.id)}/${field}`)}
          />
        ))}
        <h3>{w.report.general}</h3>
        <FilesField files={files} label={w.report.general} called={w.files.picture} hint={w.files.hint} />
        <fieldset>
          <legend>{w.report.departures}</legend>
          <p class="hint">{w.report.departuresHint}</p>
          {FIELDS.map((field, i) => {
            const said = typed.value.departures[field]
            return (
              <div key={field} class="departure">
                <label class="check">
                  <input
                    type="checkbox"
                    checked={said !== undefined}
                    onChange={({ currentTarget }) =>
                      setDeparture(field, currentTarget.checked ? '' : undefined)
                    }
                  />
                  {d.fields[field]}
                </label>
                {said !== undefined && (
                  <Area
                    label={w.report.how(d.fields[field])}
                    rows={2}
                    lang={OF_THE_HALL}
                    value={said}
                    onValue={(text) => setDeparture(field, text)}
                    wrong={issue(`/report/departures/${i}/text`)}
                  />
                )}
              </div>
            )
          })}
        </fieldset>
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
      {isNewer && (
        <Newer
          text={w.report.newer(version)}
          goOn={w.report.goOn}
          onGoOn={() => {
            act.clear()
            typed.goOnFrom(version)
          }}
        />
      )}
      <Refused error={isNewer ? undefined : act.error} />
      <ActButton
        submit
        busy={act.busy}
        missing={isNewer ? [w.report.changedMeanwhile] : read.wrong.map(sentence)}
      >
        {version > 0 ? w.report.correct : w.report.send}
      </ActButton>
    </form>
  )

  function sentence(wrong: WrongReport): string {
    switch (wrong.is) {
      case 'text':
        return w.report.textMissing
      case 'percent':
        return w.report.percentWrong(wrong.name)
      case 'doneOn':
        return w.report.doneOnMissing(wrong.name)
      case 'departure':
        return w.report.departureMissing(d.fields[wrong.field])
    }
  }
}

function versionOf({ reports }: Project, period: string): number {
  return reports.find((each) => each.period === period)?.version ?? 0
}

/** 完工: the unit's own assessment once everything is done, and the final account beside the budget and what was paid. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Assessment, EvidenceFile, FinalAccount, Plan } from '../../../pay/model.ts'
import { sum } from '../../../pay/sums.ts'
import type { Project } from '../../../pay/views.ts'
import { useAct, type Act } from '../../shared/act.ts'
import { yuan } from '../../shared/figures.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Loading } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { fenOfYuan } from './amounts.ts'
import { FilesField } from './files-field.tsx'
import { filesOf, useFiles, type Files } from './files.ts'
import { named, typedFiles, type TypedFile } from './typed-file.ts'
import { Kept } from './kept.tsx'
import { bookedOn } from './typed-entry.ts'
import { useTyped, type Typed } from './typed.ts'
import { useReportingWords } from './words.ts'

interface CompletionProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function Completion({ project, onChanged }: CompletionProps) {
  const w = useReportingWords().completion
  const { completion, milestones, plan, state } = project
  const last = completion.at(-1)
  const open = milestones.filter(({ percent }) => percent < 100)
  if (plan === null) return null
  return (
    <>
      {last?.act === 'return' && <p class="did">{w.sentBack(last.content.reason)}</p>}
      {state === 'assessed' ? (
        <>
          <p role="status" class="did">
            {last?.act === 'account' ? w.accounted : w.assessed}
          </p>
          <Account project={project} plan={plan} onChanged={onChanged} />
        </>
      ) : open.length > 0 ? (
        <div class="framed reporting">
          <h2>{w.heading}</h2>
          <p>{w.notYet}</p>
          <ul class="problems">
            {open.map(({ id, name, percent }) => (
              <li key={id}>{w.open(name, percent)}</li>
            ))}
          </ul>
        </div>
      ) : (
        <Assess project={project} onChanged={onChanged} />
      )}
    </>
  )
}

interface TypedStep {
  readonly text: string
  /** By budget lines, in yuan. */
  readonly lines: Readonly<Record<string, string>>
  readonly files: readonly TypedFile[]
}

/** Sends the files and then the step; what was typed goes only when it has arrived. */
function useStep(
  project: Project,
  typed: Typed<TypedStep>,
  onChanged: () => Promise<void>,
  send: (step: TypedStep, evidence: EvidenceFile[]) => Promise<unknown>,
): readonly [act: Act<[]>, files: Files] {
  const files = useFiles(
    filesOf(project.id),
    () => typed.now().files,
    (work) => typed.change((all) => ({ ...all, files: work(all.files) })),
  )
  const now = (): Promise<unknown> => send(typed.now(), named(typed.now().files, null))
  const act = useAct(async () => {
    await files.sendWith(now)
    files.done()
    typed.drop()
    await onChanged()
  })
  return [act, files]
}

function Assess({ project, onChanged }: CompletionProps) {
  const before = project.completion.findLast(({ act }) => act === 'assess')?.content as Assessment | undefined
  const [served] = useState<TypedStep>(() => ({
    text: before?.text ?? '',
    lines: {},
    files: typedFiles(before?.evidence ?? [], null, project.files),
  }))
  const typed = useTyped<TypedStep>(`assessment ${project.id}`, served, 0)
  return typed === undefined ? (
    <Loading />
  ) : (
    <AssessForm project={project} typed={typed} onChanged={onChanged} />
  )
}

function AssessForm({ project, typed, onChanged }: CompletionProps & { readonly typed: Typed<TypedStep> }) {
  const w = useReportingWords()
  const [act, files] = useStep(project, typed, onChanged, ({ text }, evidence) => {
    const json = { text: text.trim(), evidence }
    return body(api.pay.projects[':id'].assessment.$post({ param: { id: project.id }, json }))
  })
  return (
    <div class="framed reporting">
      <h2>{w.completion.heading}</h2>
      <StepForm
        typed={typed}
        act={act}
        files={files}
        doIt={w.completion.assess}
        says={[w.completion.text, w.completion.textHint]}
      />
    </div>
  )
}

/** What both steps have: what the unit says, what shows it, and that it goes to the service. */
function StepForm({
  typed,
  act,
  files,
  doIt,
  missing = [],
  says: [label, hint],
  children,
}: {
  readonly typed: Typed<TypedStep>
  readonly act: Act<[]>
  readonly files: Files
  readonly doIt: string
  readonly missing?: readonly string[]
  readonly says: readonly [label: string, hint: string]
  /** What stands above. */
  readonly children?: ComponentChildren
}) {
  const w = useReportingWords()
  const issue = useIssues(act.error)
  const { text } = typed.value
  const textMissing = text.trim() === '' ? [w.completion.textMissing] : []
  return (
    <Form act={act} doIt={doIt} missing={[...missing, ...textMissing]}>
      <fieldset class="bare" disabled={act.busy}>
        {children}
        <Area
          label={label}
          hint={hint}
          rows={5}
          lang={OF_THE_HALL}
          value={text}
          onValue={(now) => typed.change((all) => ({ ...all, text: now }))}
          wrong={issue('/text')}
        />
        <h3>{w.completion.evidence}</h3>
        <FilesField
          files={files}
          label={w.completion.evidence}
          called={w.files.picture}
          hint={w.files.hint}
        />
      </fieldset>
      <Kept typed={typed} onDrop={act.clear} />
    </Form>
  )
}

function Account({ project, plan, onChanged }: CompletionProps & { readonly plan: Plan }) {
  const given = project.completion.at(-1)
  const before: FinalAccount | undefined = given?.act === 'account' ? given.content : undefined
  const served: TypedStep = {
    text: before?.text ?? '',
    lines: Object.fromEntries(
      plan.budget.map(({ id }) => {
        const fen = before?.lines.find(({ lineId }) => lineId === id)?.fen
        return [id, plainYuan(fen ?? bookedOn(project.entries, 'paid', id))]
      }),
    ),
    files: typedFiles(before?.evidence ?? [], null, project.files),
  }
  const typed = useTyped<TypedStep>(`account ${project.id}`, served, 0)
  return typed === undefined ? (
    <Loading />
  ) : (
    <AccountForm
      project={project}
      plan={plan}
      typed={typed}
      isGiven={before !== undefined}
      onChanged={onChanged}
    />
  )
}

function AccountForm({
  project,
  plan,
  typed,
  isGiven,
  onChanged,
}: CompletionProps & {
  readonly plan: Plan
  readonly typed: Typed<TypedStep>
  readonly isGiven: boolean
}) {
  const w = useReportingWords()
  const [act, files] = useStep(project, typed, onChanged, ({ text, lines }, evidence) => {
    const final = plan.budget.map(({ id }) => ({ lineId: id, fen: fenOfYuan(lines[id] ?? '') ?? 0 }))
    const json = { lines: final, text: text.trim(), evidence }
    return body(api.pay.projects[':id'].account.$post({ param: { id: project.id }, json }))
  })
  const issue = useIssues(act.error)
  const { lines } = typed.value
  const fenOf = (id: string): number | undefined => fenOfYuan(lines[id] ?? '')
  const paidOn = (id: string): number => bookedOn(project.entries, 'paid', id)
  const wrong = plan.budget.filter(({ id }) => fenOf(id) === undefined)
  return (
    <div class="framed reporting">
      <h2>{w.completion.accountHeading}</h2>
      <p class="hint">{isGiven ? w.completion.again : w.completion.accountText}</p>
      <StepForm
        typed={typed}
        act={act}
        files={files}
        doIt={w.completion.account}
        missing={wrong.map(({ name }) => w.completion.lineWrong(name))}
        says={[w.completion.accountSays, w.completion.accountSaysHint]}
      >
        {plan.budget.map(({ id, name, fen }, i) => (
          <Field
            key={id}
            label={w.completion.line(name)}
            hint={w.completion.beside(yuan(fen), signed(paidOn(id)))}
            inputMode="decimal"
            value={lines[id] ?? ''}
            onValue={(now) => typed.change((all) => ({ ...all, lines: { ...all.lines, [id]: now } }))}
            wrong={fenOf(id) === undefined ? w.completion.lineWrong(name) : issue(`/lines/${i}/fen`)}
          />
        ))}
        <p class="sum" role="status">
          {w.completion.sum(
            yuan(sum(plan.budget.map(({ id }) => fenOf(id) ?? 0))),
            yuan(sum(plan.budget.map(({ fen }) => fen))),
            signed(project.money.paidFen),
          )}
        </p>
      </StepForm>
    </div>
  )
}

/** As one types it: without marks between thousands. */
function plainYuan(fen: number): string {
  return yuan(Math.max(0, fen)).replaceAll(',', '')
}

function signed(fen: number): string {
  return fen < 0 ? `−${yuan(-fen)}` : yuan(fen)
}

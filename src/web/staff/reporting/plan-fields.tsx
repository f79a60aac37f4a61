/** The fields of a plan that the unit writes itself: who, by when, with what money, and how it is accepted. */
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { yuan } from '../../shared/figures.ts'
import { useDeliveryWords } from '../delivery/words.ts'
import { fenOfWanYuan } from '../meeting/money.ts'
import { Area, Field } from '../parts/field.tsx'
import { OF_THE_HALL } from '../words.ts'
import {
  newRow,
  sumsOf,
  type ListName,
  type ReadPlan,
  type TypedAmount,
  type TypedPlan,
} from './typed-plan.ts'
import { useReportingWords } from './words.ts'

export type Issue = (pointer: string) => string | undefined

interface FieldsProps {
  readonly typed: TypedPlan
  readonly read: ReadPlan
  readonly change: (work: (before: TypedPlan) => TypedPlan) => void
  /** What the service found wrong, by its place within the plan. */
  readonly issue: Issue
}

export function PlanFields({ votedFen, ...props }: FieldsProps & { readonly votedFen: number }) {
  const w = useReportingWords().plan
  const d = useDeliveryWords()
  const { typed, change, issue } = props
  const { weights, budgetFen, sourcesFen } = sumsOf(typed)
  return (
    <>
      <Field
        label={w.person}
        hint={w.personHint}
        lang={OF_THE_HALL}
        value={typed.person}
        onValue={(person) => change((before) => ({ ...before, person }))}
        wrong={issue('/person')}
      />
      <Area
        label={w.coUnits}
        hint={w.coUnitsHint}
        rows={2}
        lang={OF_THE_HALL}
        value={typed.coUnits}
        onValue={(coUnits) => change((before) => ({ ...before, coUnits }))}
        wrong={issue('/coUnits')}
      />
      <Rows {...props} list="milestones" sum={w.weightsSum(weights)} right={weights === 100}>
        {(row, set, wrong) => (
          <>
            <Field
              label={w.name}
              lang={OF_THE_HALL}
              value={row.name}
              onValue={(name) => set({ ...row, name })}
              wrong={wrong('name')}
            />
            <div class="pair">
              <Field
                label={w.weight}
                inputMode="numeric"
                value={row.weight}
                onValue={(weight) => set({ ...row, weight })}
                wrong={wrong('weight')}
              />
              <Field
                label={w.dueOn}
                type="date"
                value={row.dueOn}
                onValue={(dueOn) => set({ ...row, dueOn })}
                wrong={wrong('dueOn')}
              />
            </div>
          </>
        )}
      </Rows>
      <Rows
        {...props}
        list="budget"
        sum={w.budgetSum(d.amount(budgetFen), d.amount(votedFen), budgetFen === votedFen)}
        right={budgetFen === votedFen}
      >
        {(row, set, wrong) => <AmountRow row={row} set={set} wrong={wrong} />}
      </Rows>
      <Rows
        {...props}
        list="sources"
        sum={w.sourcesSum(d.amount(sourcesFen), d.amount(budgetFen), sourcesFen === budgetFen)}
        right={sourcesFen === budgetFen}
      >
        {(row, set, wrong) => <AmountRow row={row} set={set} wrong={wrong} />}
      </Rows>
      <Rows {...props} list="criteria">
        {(row, set, wrong) => (
          <Area
            label={w.criterion}
            rows={2}
            lang={OF_THE_HALL}
            value={row.text}
            onValue={(text) => set({ ...row, text: text.replaceAll('\n', ' ') })}
            wrong={wrong('text')}
          />
        )}
      </Rows>
    </>
  )
}

function AmountRow({
  row,
  set,
  wrong,
}: {
  readonly row: TypedAmount
  readonly set: (row: TypedAmount) => void
  readonly wrong: (field: string) => string | undefined
}) {
  const w = useReportingWords().plan
  const fen = fenOfWanYuan(row.amount)
  return (
    <>
      <Field
        label={w.name}
        lang={OF_THE_HALL}
        value={row.name}
        onValue={(name) => set({ ...row, name })}
        wrong={wrong('name')}
      />
      <Field
        label={w.amount}
        // The other unit beside it: four noughts are easily typed wrong.
        hint={fen === undefined ? '' : w.amountIs(yuan(fen))}
        inputMode="decimal"
        value={row.amount}
        onValue={(amount) => set({ ...row, amount })}
        wrong={wrong('fen')}
      />
    </>
  )
}

/** Rows of one kind, with what they come to. */
function Rows<L extends ListName>({
  typed,
  read,
  change,
  issue,
  list,
  sum,
  right = true,
  children,
}: FieldsProps & {
  readonly list: L
  readonly sum?: string
  readonly right?: boolean
  readonly children: (
    row: TypedPlan[L][number],
    set: (row: TypedPlan[L][number]) => void,
    wrong: (field: string) => string | undefined,
  ) => ComponentChildren
}) {
  const w = useReportingWords().plan
  const adding = useRef<HTMLButtonElement>(null)
  type Row = TypedPlan[L][number]
  const rows = typed[list] as readonly Row[]
  const put = (work: (rows: readonly Row[]) => readonly Row[]): void =>
    change((before) => ({ ...before, [list]: work(before[list] as readonly Row[]) }))
  return (
    <fieldset class="plan-rows">
      <legend>{w.lists[list]}</legend>
      {rows.map((row, i) => (
        <div key={row.id} role="group" aria-label={w.row(list, i + 1)} class="plan-row">
          <div class="row">
            <strong>{w.row(list, i + 1)}</strong>
            <button
              type="button"
              class="quiet"
              aria-label={`${w.remove} ${w.row(list, i + 1)}`}
              onClick={() => {
                put((all) => all.filter(({ id }) => id !== row.id))
                adding.current?.focus()
              }}
            >
              {w.remove}
            </button>
          </div>
          {children(
            row,
            (now) => put((all) => all.map((each) => (each.id === now.id ? now : each))),
            (field) => issue(`/${list}/${read.sent(list, i)}/${field}`),
          )}
        </div>
      ))}
      <button ref={adding} type="button" onClick={() => put((all) => [...all, newRow[list]() as Row])}>
        {w.add(list)}
      </button>
      {sum !== undefined && (
        <p class={right ? 'sum' : 'sum is-short'} role="status">
          {sum}
        </p>
      )}
      {issue(`/${list}`) !== undefined && <p class="wrong">{issue(`/${list}`)}</p>}
    </fieldset>
  )
}

/** The office's work on the list: the register by one press, those of higher congresses by hand. */
import { useState } from 'preact/hooks'
import type { DutiesOfYear, Level, NewHolder } from '../../../inspect/duty-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useDutyWords } from './words.ts'

const HIGHER = ['county', 'city', 'province', 'nation'] as const satisfies readonly Level[]

interface ListProps {
  readonly duties: DutiesOfYear
  readonly refresh: () => Promise<void>
}

export function ListForm({ duties, refresh }: ListProps) {
  const w = useDutyWords()
  const [filled, setFilled] = useState<number>()
  const act = useAct(async () => {
    const param = { id: duties.cycleId }
    const made = await body(api.inspect.cycles[':id'].duties.fill.$post({ param }))
    await refresh()
    setFilled(made.deputies)
  })
  return (
    <>
      <p class="hint">{w.fillHint}</p>
      <Refused error={act.error} />
      <ActButton busy={act.busy} onAct={() => void act.run()}>
        {w.fill}
      </ActButton>
      <p role="status" class={filled === undefined ? 'only-heard' : 'did'}>
        {filled !== undefined && w.filled(filled)}
      </p>
      <AddHigher duties={duties} refresh={refresh} />
    </>
  )
}

function AddHigher({ duties, refresh }: ListProps) {
  const w = useDutyWords()
  const [name, setName] = useState('')
  const [level, setLevel] = useState<(typeof HIGHER)[number]>('county')
  const [constituency, setConstituency] = useState('')
  // The same one, however often it is sent.
  const [id, setId] = useState(() => crypto.randomUUID())
  const act = useAct(async () => {
    const where = constituency.trim() === '' ? {} : { constituency }
    await setList(duties, [...listed(duties), { id, name, level, ...where }])
    await refresh()
    setName('')
    setConstituency('')
    setId(crypto.randomUUID())
  })
  const issue = useIssues(act.error)
  const last = duties.holders.length
  return (
    <details class="aside">
      <summary>{w.addHigher}</summary>
      <p class="hint">{w.addHint}</p>
      <Form act={act} doIt={w.add}>
        <Field
          label={w.name}
          lang={OF_THE_HALL}
          value={name}
          onValue={setName}
          wrong={issue(`/holders/${last}/name`)}
          required
        />
        <Choice
          label={w.level}
          value={level}
          onValue={setLevel}
          options={HIGHER.map((value) => ({ value, text: w.levels[value] }))}
        />
        <Field
          label={w.constituency}
          lang={OF_THE_HALL}
          value={constituency}
          onValue={setConstituency}
          wrong={issue(`/holders/${last}/constituency`)}
        />
      </Form>
    </details>
  )
}

/** As the service takes it. */
export function listed({ holders }: Pick<DutiesOfYear, 'holders'>): NewHolder[] {
  return holders.map(({ id, deputyId, name, level, constituency }) => {
    const where = constituency === null ? {} : { constituency }
    return deputyId === null ? { id, name, level, ...where } : { id, deputyId, ...where }
  })
}

export async function setList(
  { cycleId, listDigest: from }: DutiesOfYear,
  holders: NewHolder[],
): Promise<void> {
  const json = { holders, from }
  await body(api.inspect.cycles[':id'].duties.$put({ param: { id: cycleId }, json }))
}

/** One contact: what it says, what it said before, and the forms that put it right or withdraw it. */
import { useState } from 'preact/hooks'
import type { Contact } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { ContactVersions } from './contact-versions.tsx'
import { CorrectContact } from './correct-contact.tsx'
import type { RecordLists } from './records.tsx'
import { waysOf } from './tree.ts'
import { useDemandWords } from './words.ts'

interface RecordProps {
  readonly contact: Contact
  readonly lists: RecordLists
  readonly onChanged: (contact: Contact) => void
}

export function ContactRecord({ contact, lists, onChanged }: RecordProps) {
  const words = useDemandWords()
  const w = words.records
  const [doing, setDoing] = useState<'correct' | 'withdraw'>()
  const station = lists.stations.find(({ id }) => id === contact.stationId)?.name
  const grid = contact.gridId === null ? undefined : waysOf(lists.grids).get(contact.gridId)
  const names = contact.deputyIds.map((id) => lists.deputies.find((each) => each.id === id)?.name ?? '')
  const done = (changed: Contact): void => {
    onChanged(changed)
    setDoing(undefined)
  }
  const leave = (): void => setDoing(undefined)
  return (
    <article class="framed">
      <h2>
        {contact.heldOn} {words.channels[contact.channel]}{' '}
        {contact.withdrawn && <strong class="overdue">{w.withdrawn}</strong>}
      </h2>
      <p>
        <span lang={OF_THE_HALL}>{[station, grid].filter(Boolean).join(' · ')}</span>
      </p>
      <p>
        {w.deputies}
        <span lang={OF_THE_HALL}>{names.join('、')}</span>
      </p>
      <p>{w.summary(contact.residents, contact.demands.length)}</p>
      {contact.note !== null && <p lang={OF_THE_HALL}>{contact.note}</p>}
      {contact.demands.length > 0 && (
        <ul class="demand-steps">
          {contact.demands.map(({ id, number, category }) => (
            <li key={id}>
              <a href={linkTo.demand(id)}>
                {number} <span lang={OF_THE_HALL}>{category}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {contact.mayCorrect && doing === undefined && (
        <div class="row screen-only">
          <button type="button" class="quiet" onClick={() => setDoing('correct')}>
            {w.correct}
            <span class="only-heard"> {contact.heldOn}</span>
          </button>
          <button type="button" class="quiet" onClick={() => setDoing('withdraw')}>
            {w.withdraw}
            <span class="only-heard"> {contact.heldOn}</span>
          </button>
        </div>
      )}
      {doing === 'correct' && (
        <CorrectContact contact={contact} lists={lists} onDone={done} onLeave={leave} />
      )}
      {doing === 'withdraw' && <Withdraw contact={contact} onDone={done} onLeave={leave} />}
      <ContactVersions versions={contact.versions} />
    </article>
  )
}

function Withdraw({
  contact: { id, version },
  onDone,
  onLeave,
}: {
  readonly contact: Contact
  readonly onDone: (contact: Contact) => void
  readonly onLeave: () => void
}) {
  const w = useDemandWords().records
  const [reason, setReason] = useState('')
  const act = useAct(async () =>
    onDone(
      await body(api.intake.contacts[':id'].withdraw.$post({ param: { id }, json: { version, reason } })),
    ),
  )
  const issue = useIssues(act.error)
  return (
    <Form act={act} doIt={w.withdraw} onLeave={onLeave}>
      <p>{w.withdrawText}</p>
      <Area
        label={w.reason}
        lang={OF_THE_HALL}
        required
        value={reason}
        onValue={setReason}
        wrong={issue('/reason')}
      />
    </Form>
  )
}

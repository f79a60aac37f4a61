/** Puts a contact right: all of it as it should be, with the reason. */
import { useState } from 'preact/hooks'
import type { Contact } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Area, Choice, Field, useIssues } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { OF_THE_HALL } from '../words.ts'
import { GridChoice } from './grid-choice.tsx'
import { deputiesNamed, namesOf } from './grid-sheet.ts'
import type { RecordLists } from './records.tsx'
import { useDemandWords } from './words.ts'

export function CorrectContact({
  contact,
  lists: { grids, stations, deputies },
  onDone,
  onLeave,
}: {
  readonly contact: Contact
  readonly lists: RecordLists
  readonly onDone: (contact: Contact) => void
  readonly onLeave: () => void
}) {
  const words = useDemandWords()
  const w = words.records
  const before = namesOf(contact.deputyIds, deputies)
  const [heldOn, setHeldOn] = useState(contact.heldOn)
  const [stationId, setStationId] = useState(contact.stationId ?? '')
  const [gridId, setGridId] = useState(contact.gridId ?? '')
  const [names, setNames] = useState(before)
  const [residents, setResidents] = useState(String(contact.residents))
  const [note, setNote] = useState(contact.note ?? '')
  const [reason, setReason] = useState('')
  const { ids, unknown } = deputiesNamed(names, deputies)
  const act = useAct(async () => {
    const json = {
      version: contact.version,
      heldOn,
      ...(stationId === '' ? {} : { stationId }),
      ...(gridId === '' ? {} : { gridId }),
      // Two of one name were chosen one by one: untouched, they stay.
      deputyIds: names === before ? [...contact.deputyIds] : [...ids],
      residents: Number(residents),
      ...(note.trim() === '' ? {} : { note }),
      reason,
    }
    onDone(await body(api.intake.contacts[':id'].correct.$post({ param: { id: contact.id }, json })))
  })
  const issue = useIssues(act.error)
  const missing = names === before || unknown === '' ? undefined : words.grids.unknown(unknown)
  return (
    <Form act={act} doIt={w.save} missing={missing === undefined ? [] : [missing]} onLeave={onLeave}>
      <p class="hint">{w.correctHint}</p>
      <Field
        label={words.demand.takenAt.heldOn}
        type="date"
        required
        value={heldOn}
        onValue={setHeldOn}
        wrong={issue('/heldOn')}
      />
      {contact.channel === 'reception' && (
        <Choice
          label={words.demand.takenAt.station}
          value={stationId}
          onValue={setStationId}
          wrong={issue('/stationId')}
          options={stations
            .filter(({ id, closed }) => !closed || id === contact.stationId)
            .map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
      <GridChoice
        label={words.demand.facts.grid}
        none={words.grids.noGrid}
        grids={grids}
        value={gridId}
        onValue={setGridId}
      />
      <Field
        label={words.demand.takenAt.deputies}
        hint={words.grids.deputiesHint}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={names}
        onValue={setNames}
        wrong={missing ?? issue('/deputyIds')}
      />
      <Field
        label={words.demand.takenAt.residents}
        type="number"
        min={0}
        required
        value={residents}
        onValue={setResidents}
        wrong={issue('/residents')}
      />
      <Area
        label={words.demand.takenAt.note}
        lang={OF_THE_HALL}
        value={note}
        onValue={setNote}
        wrong={issue('/note')}
      />
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

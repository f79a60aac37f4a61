/** The contact at which a demand was taken: when, where, and which deputies were there. */
import { useCallback } from 'preact/hooks'
import type { Contact } from '../../../intake/model.ts'
import { useLoad } from '../../shared/load.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { ContactVersions } from './contact-versions.tsx'
import { Fact } from './fact.tsx'
import { useDemandWords } from './words.ts'

interface Known {
  readonly contact: Contact
  readonly station: string | undefined
  readonly deputies: readonly string[]
}

interface Props {
  readonly contactId: string
  readonly ways: ReadonlyMap<string, string>
}

export function TakenAt({ contactId, ways }: Props) {
  const w = useDemandWords()
  const read = useCallback(() => readContact(contactId), [contactId])
  const [loaded, retry] = useLoad(read)
  return (
    <>
      <h2>{w.demand.takenAt.heading}</h2>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && <Facts {...loaded.value} ways={ways} />}
    </>
  )
}

async function readContact(id: string): Promise<Known> {
  const [contact, { stations }, { deputies }] = await Promise.all([
    body(api.intake.contacts[':id'].$get({ param: { id } })),
    body(api.intake.stations.$get()),
    body(api.people.deputies.$get()),
  ])
  const names = new Map(deputies.map((deputy) => [deputy.id, deputy.name]))
  return {
    contact,
    station: stations.find((station) => station.id === contact.stationId)?.name,
    deputies: contact.deputyIds.flatMap((deputyId) => names.get(deputyId) ?? []),
  }
}

function Facts({ contact, station, deputies, ways }: Known & Pick<Props, 'ways'>) {
  const w = useDemandWords()
  const t = w.demand.takenAt
  const grid = contact.gridId === null ? undefined : ways.get(contact.gridId)
  return (
    <>
      <dl class="facts">
        <Fact name={w.demand.facts.channel}>{w.channels[contact.channel]}</Fact>
        <Fact name={t.heldOn}>{contact.heldOn}</Fact>
        {station !== undefined && (
          <Fact name={t.station} lang={OF_THE_HALL}>
            {station}
          </Fact>
        )}
        {grid !== undefined && (
          <Fact name={w.demand.facts.grid} lang={OF_THE_HALL}>
            {grid}
          </Fact>
        )}
        <Fact name={t.deputies} lang={OF_THE_HALL}>
          {deputies.join('、')}
        </Fact>
        <Fact name={t.residents}>{contact.residents}</Fact>
        {contact.note !== null && (
          <Fact name={t.note} lang={OF_THE_HALL}>
            {contact.note}
          </Fact>
        )}
      </dl>
      <ContactVersions versions={contact.versions} />
    </>
  )
}

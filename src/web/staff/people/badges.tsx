/** 代表证: one badge for each deputy, ten on a sheet of A4, with the code that the scanner at the door reads. */
import { useCallback } from 'preact/hooks'
import { useLoad } from '../../shared/load.ts'
import { Qr } from '../../shared/qr.tsx'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { Heading } from '../parts/heading.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { usePeopleWords } from './words.ts'

export function Badges({ meetingId }: { readonly meetingId: string }) {
  const w = usePeopleWords()
  const { assembly } = useMe()
  const read = useCallback(async () => {
    const [{ deputies }, meeting] = await Promise.all([
      body(api.people.deputies.$get()),
      body(api.people.meetings[':id'].$get({ param: { id: meetingId } })),
    ])
    return { deputies: deputies.filter(({ active }) => active), meeting }
  }, [meetingId])
  const [loaded, retry] = useLoad(read)
  return (
    <section class="card badges-page">
      <div class="screen-only stack">
        <Heading>{w.badges.heading}</Heading>
        <p>{w.badges.text}</p>
        <div class="row">
          <button type="button" class="strong" onClick={() => print()}>
            {w.badges.print}
          </button>
          <button type="button" class="quiet" onClick={() => history.back()}>
            {w.badges.back}
          </button>
        </div>
      </div>
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && <Failed error={loaded.error} onRetry={retry} />}
      {loaded.is === 'ready' && (
        <ul class="badges" lang={OF_THE_HALL}>
          {loaded.value.deputies.map(({ id, name, delegation }) => (
            <li key={id}>
              <div>
                <p class="soft">{assembly.name}</p>
                <p class="badge-name">{name}</p>
                <p>{delegation}</p>
                <p class="soft">{loaded.value.meeting.name}</p>
              </div>
              <Qr text={id} label={w.badges.qr(name)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** 每日提示: what is new since yesterday, and what waits for whom. */
import { useCallback } from 'preact/hooks'
import type { Digest as DigestOfDay, Due } from '../../../pay/digest.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { useFresh } from '../parts/fresh.ts'
import { linkTo } from '../route.ts'
import { OF_THE_HALL } from '../words.ts'
import { LightWord } from './light.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

const EVERYBODY = ['secretary', 'presidium', 'congress', 'department'] as const

export function Digest({ cycleId, months }: { readonly cycleId: string; readonly months: number }) {
  const read = useCallback(
    () => body(api.pay.digest.$get({ query: { cycle: cycleId } })) as Promise<DigestOfDay>,
    [cycleId],
  )
  const [loaded] = useFresh(read)
  // The board below says the same of each project: without an answer it is no worse.
  return loaded.is === 'ready' ? <Told digest={loaded.value} months={months} /> : null
}

function Told({ digest, months }: { readonly digest: DigestOfDay; readonly months: number }) {
  const w = useBoardWords().digest
  const { colon } = useBoardWords()
  const d = useDeliveryWords()
  const news = digest.projects.flatMap((project) =>
    project.alarms.filter(({ isNew }) => isNew).map((alarm) => ({ project, alarm })),
  )
  const waits = digest.projects.flatMap((project) => project.due.map((due) => ({ project, due })))
  const of = (who: Due['who']) => waits.filter(({ due }) => due.who === who)
  return (
    <section class="framed digest" aria-labelledby="digest">
      <h2 id="digest">{w.heading(digest.on)}</h2>
      {news.length === 0 && waits.length === 0 ? (
        <p>{w.nothing}</p>
      ) : (
        <>
          <h3>{w.news}</h3>
          {news.length === 0 ? (
            <p>{w.noNews}</p>
          ) : (
            <ul class="told">
              {news.map(({ project: { id, name }, alarm }, i) => (
                <li key={`${id} ${i}`}>
                  <LightWord light={alarm.light} />{' '}
                  <a href={linkTo.project(id)} lang={OF_THE_HALL}>
                    {name}
                  </a>
                  {colon}
                  {d.alarm(alarm, months)} <span class="acts">{d.acts(alarm)}</span>
                </li>
              ))}
            </ul>
          )}
          <h3>{w.waits}</h3>
          {waits.length === 0 && <p>{w.noWaits}</p>}
          <dl class="waits">
            {EVERYBODY.filter((who) => of(who).length > 0).map((who) => (
              <div key={who}>
                <dt>{d.who[who]}</dt>
                {of(who).map(({ project: { id, name }, due }, i) => (
                  <dd key={`${id} ${i}`}>
                    <a href={linkTo.project(id)} lang={OF_THE_HALL}>
                      {name}
                    </a>
                    {colon}
                    {d.due(due, months)}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}

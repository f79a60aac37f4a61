import type { PublicIntake } from './service.ts'
import { useWords } from './words.ts'

/** How many of a station's next openings are shown. */
const SHOWN = 3

/** Where deputies can be met, and when next. */
export function Stations({ stations }: { readonly stations: PublicIntake['stations'] }) {
  const words = useWords()
  if (stations.length === 0) return null
  return (
    <div class="stations">
      <h3>{words.stationsHeading}</h3>
      <ul>
        {stations.map(({ id, name, place, openings }) => (
          <li key={id}>
            <b lang="zh-CN">{name}</b> <span lang="zh-CN">{place}</span>
            <ul>
              {openings.slice(0, SHOWN).map((opening) => (
                <li key={opening.id}>
                  {opening.heldOn} {opening.begins}–{opening.ends}{' '}
                  {opening.topic !== null && <span lang="zh-CN">{opening.topic}</span>}
                </li>
              ))}
              {openings.length === 0 && <li class="soft">{words.noOpenings}</li>}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}

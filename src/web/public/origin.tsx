/** Where a project came from: how much was asked, which way, in which village and grid, in which month. */
import { useContext } from 'preact/hooks'
import { LANGUAGE_TAG } from '../shared/language.ts'
import type { Proposal } from './service.ts'
import { LanguageContext, useWords } from './words.ts'

export function OriginOf({ proposal }: { readonly proposal: Proposal | undefined }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  if (proposal === undefined) return null
  const { origin, fromCandidateId } = proposal
  const { demands, residents, byChannel, byGrid, byMonth } = origin
  const channels = (['reception', 'visit', 'online'] as const).filter((channel) => byChannel[channel] > 0)
  return (
    <div class="content" lang={LANGUAGE_TAG[language]}>
      {fromCandidateId !== null && <p>{words.fromReserve}</p>}
      {demands > 0 && (
        <>
          <p>
            {words.origin(
              demands,
              channels.map((channel) => words.channel[channel](byChannel[channel])),
            )}
          </p>
          <details>
            <summary>
              {words.originMore}
              <span class="only-heard" lang="zh-CN">
                {proposal.name}
              </span>
            </summary>
            <p>{words.originMerged(demands, residents)}</p>
            {byGrid.length > 0 && (
              <ul>
                {byGrid.map(({ gridId, name, demands: count }) => (
                  <li key={gridId}>
                    <span lang="zh-CN">{name}</span> {words.demands(count)}
                  </li>
                ))}
              </ul>
            )}
            <ul>
              {byMonth.map(({ month, demands: count }) => (
                <li key={month}>
                  {month} {words.demands(count)}
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </div>
  )
}

/** What is looked for, in words: for the head of a printed list. Pure. */
import type { Channel } from '../../../intake/model.ts'
import type { DemandState } from '../../../intake/steps.ts'
import type { Filter } from './filter.ts'
import type { DemandWords } from './strings.zh.ts'

/** One after the other, as on the page: 类别 供水; none where all is listed. */
export function wordsOf(
  filter: Filter,
  w: DemandWords,
  ways: ReadonlyMap<string, string>,
): readonly string[] {
  const l = w.list
  const { q, state, channel, category, grid, from, to, overdue } = filter
  const named = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [l.isFiltered(name, value)]
  return [
    ...named(l.search, q),
    ...named(l.state, state === undefined ? undefined : (w.states[state as DemandState] ?? state)),
    ...named(l.channel, channel === undefined ? undefined : (w.channels[channel as Channel] ?? channel)),
    ...named(l.category, category),
    ...named(l.grid, grid === undefined ? undefined : (ways.get(grid) ?? grid)),
    ...named(l.from, from),
    ...named(l.to, to),
    ...(overdue === 'yes' ? [l.overdue] : []),
  ]
}

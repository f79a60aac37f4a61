/** What residents ask for, at the secretary's desk: the list, each demand, the figures, the grids. */
import type { Route } from '../route.ts'
import { linkTo } from '../route.ts'
import { RecordContact } from '../contacts/record.tsx'
import { useMe } from '../session.tsx'
import { DemandPage } from './demand.tsx'
import { Grids } from './grids.tsx'
import { DemandList } from './list.tsx'
import { Records } from './records.tsx'
import { StatisticsPage } from './statistics.tsx'
import { useDemandWords } from './words.ts'

type DemandRoute = Extract<
  Route,
  { at: 'demands' | 'demand' | 'statistics' | 'grids' | 'record' | 'records' }
>

export function DemandViews({ route }: { readonly route: DemandRoute }) {
  const w = useDemandWords()
  const secretary = useMe().role === 'secretary'
  const places = [
    { at: 'demands', href: linkTo.demands(), text: w.nav.demands },
    ...(secretary ? [{ at: 'record', href: linkTo.record, text: w.nav.record }] : []),
    { at: 'records', href: linkTo.records, text: w.nav.records },
    { at: 'statistics', href: linkTo.statistics, text: w.nav.statistics },
    { at: 'grids', href: linkTo.grids, text: w.nav.grids },
  ]
  return (
    <>
      <nav class="demand-nav screen-only" aria-label={w.nav.label}>
        {places.map(({ at, href, text }) => (
          <a key={at} href={href} {...(at === route.at ? { 'aria-current': 'page' as const } : {})}>
            {text}
          </a>
        ))}
      </nav>
      {route.at === 'demands' && <DemandList filter={route.filter} />}
      {route.at === 'demand' && <DemandPage key={route.id} id={route.id} />}
      {route.at === 'record' && secretary && <RecordContact />}
      {route.at === 'statistics' && <StatisticsPage />}
      {route.at === 'records' && <Records />}
      {route.at === 'grids' && <Grids />}
    </>
  )
}

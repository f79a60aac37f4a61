/** The views of meetings and appointments: they come only when somebody asks for them. */
import type { Route } from '../route.ts'
import { MinutesPaper } from './minutes-paper.tsx'
import { SittingsPage } from './sittings.tsx'

type SittingRoute = Extract<Route, { at: 'sittings' | 'minutes' }>

export function SittingViews({ route }: { readonly route: SittingRoute }) {
  switch (route.at) {
    case 'sittings':
      return <SittingsPage key={route.cycleId} cycleId={route.cycleId} />
    case 'minutes':
      return <MinutesPaper key={route.sittingId} cycleId={route.cycleId} sittingId={route.sittingId} />
  }
}

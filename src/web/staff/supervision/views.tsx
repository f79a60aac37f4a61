/** The views of supervision: they come only when somebody asks for them. */
import type { Route } from '../route.ts'
import { SupervisionPage } from './supervision.tsx'
import { Undertakings } from './undertakings.tsx'
import { VisitPage } from './visit.tsx'

type SupervisionRoute = Extract<Route, { at: 'supervision' | 'visit' | 'undertakings' }>

export function SupervisionViews({ route }: { readonly route: SupervisionRoute }) {
  switch (route.at) {
    case 'supervision':
      return <SupervisionPage key={route.cycleId} cycleId={route.cycleId} />
    case 'visit':
      return <VisitPage key={route.visitId} cycleId={route.cycleId} visitId={route.visitId} />
    case 'undertakings':
      return <Undertakings key={route.cycleId} cycleId={route.cycleId} />
  }
}

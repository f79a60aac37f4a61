/** The views of delivery: they come only when somebody asks for them. */
import type { Route } from '../route.ts'
import { Board } from './board.tsx'
import { ProjectPage } from './project.tsx'
import { YearReport } from './year-report.tsx'

type DeliveryRoute = Extract<Route, { at: 'delivery' | 'delivery-report' | 'project' }>

export function DeliveryViews({ route }: { readonly route: DeliveryRoute }) {
  switch (route.at) {
    case 'delivery':
      return <Board key={route.cycleId} cycleId={route.cycleId} light={route.light} />
    case 'delivery-report':
      return <YearReport key={route.cycleId} cycleId={route.cycleId} />
    case 'project':
      return <ProjectPage key={route.id} id={route.id} />
  }
}

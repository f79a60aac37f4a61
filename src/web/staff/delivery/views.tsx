/** The views of delivery: they come only when somebody asks for them. */
import type { Route } from '../route.ts'
import { Board } from './board.tsx'
import { ProjectPage } from './project.tsx'

export function DeliveryViews({ route }: { readonly route: Extract<Route, { at: 'delivery' | 'project' }> }) {
  return route.at === 'delivery' ? (
    <Board key={route.cycleId} cycleId={route.cycleId} />
  ) : (
    <ProjectPage key={route.id} id={route.id} />
  )
}

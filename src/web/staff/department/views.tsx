/** A department's views, and those of who looks over the departments: they come only to who needs them. */
import { DossierPage } from './dossier.tsx'
import { Dossiers } from './dossiers.tsx'
import { Duties } from './duties.tsx'
import { Duty } from './duty.tsx'
import type { Route } from '../route.ts'
import { UnitsPage } from './units.tsx'

type DepartmentRoute = Extract<Route, { at: 'home' | 'duties' | 'demand' | 'dossiers' | 'dossier' | 'units' }>

export function DepartmentViews({ route }: { readonly route: DepartmentRoute }) {
  switch (route.at) {
    case 'home':
      return <Duties filter="" />
    case 'duties':
      return <Duties filter={route.filter} />
    case 'demand':
      return <Duty key={route.id} id={route.id} />
    case 'dossiers':
      return <Dossiers />
    case 'dossier':
      return <DossierPage key={route.proposalId} cycleId={route.cycleId} proposalId={route.proposalId} />
    case 'units':
      return <UnitsPage />
  }
}

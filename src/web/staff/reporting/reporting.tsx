/** What the responsible unit does for a project: its plan, reports, money, changes and completion. */
import type { Project } from '../../../pay/views.ts'
import { useMe } from '../session.tsx'
import { PlanForm } from './plan-form.tsx'
import { Work } from './work.tsx'
import { useReportingWords } from './words.ts'

interface ReportingProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function Reporting({ project, onChanged }: ReportingProps) {
  const w = useReportingWords()
  const me = useMe()
  if (me.role === 'department' && me.name !== project.unit)
    return <p class="soft">{w.otherUnit(project.unit)}</p>
  switch (project.state) {
    case 'unplanned':
      return <PlanForm project={project} onChanged={onChanged} />
    case 'accepted':
      return <p class="soft">{w.accepted}</p>
    case 'underway':
    case 'assessed':
      return <Work project={project} onChanged={onChanged} />
  }
}

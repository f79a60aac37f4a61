/** What the responsible unit does for a project: its plan, reports, money, changes and completion. */
import type { Project } from '../../../pay/views.ts'

export function Reporting({
  project,
}: {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}) {
  return <p>{project.unit}</p>
}

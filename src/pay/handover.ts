/** What later stages may use of delivery. */
export { wanYuan } from './amounts.ts'
export type { Alarm, Light } from './alarms.ts'
export { EvidenceFiles, type EvidenceFile, type KeptEvidence } from './model.ts'
export { addDays, dayOf, daysBetween } from './periods.ts'
export { unitNow } from './projects.ts'
export {
  readProject,
  readProjects,
  type Project,
  type ProjectBrief,
  type ProjectState,
  type ProjectsOfYear,
} from './views.ts'

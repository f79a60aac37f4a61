/** What later stages may use of delivery. */
export type { Alarm, Light } from './alarms.ts'
export { readProject, readProjects, type Project, type ProjectBrief, type ProjectsOfYear } from './views.ts'

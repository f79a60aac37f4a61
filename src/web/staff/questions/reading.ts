/** What the page of questions shows, read together. */
import type { Question } from '../../../inspect/question-model.ts'
import type { Group } from '../../../inspect/supervision-model.ts'
import type { KeptEvidence } from '../../../pay/model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'

export interface Questions {
  readonly cycleId: string
  readonly year: number
  /** So many days a unit has. */
  readonly answerDays: number
  /** What can be asked about, with who is responsible now. */
  readonly projects: readonly Pick<Group, 'projectId' | 'project' | 'unit'>[]
  readonly questions: readonly Question[]
  /** What the files are that are named. */
  readonly files: readonly KeptEvidence[]
}

export async function readQuestions(cycleId: string): Promise<Questions> {
  const param = { param: { id: cycleId } }
  const at = api.inspect.cycles[':id']
  const [{ year }, { groups }, { answerDays }, { questions, files }] = await Promise.all([
    body(api.order.cycles[':id'].$get(param)),
    body(at.groups.$get(param)),
    body(at.rule.$get(param)),
    body(at.questions.$get({ ...param, query: {} })),
  ])
  return { cycleId, year, answerDays, projects: groups, questions, files }
}

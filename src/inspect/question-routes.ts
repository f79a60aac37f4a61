/** `/api/inspect/cycles/:id/questions`: what deputies ask about projects. Reading is public, but for what is marked. */
import { Hono } from 'hono'
import { today, type Context } from '../context.ts'
import { IdParam } from '../http/fields.ts'
import type { SessionEnv } from '../http/session.ts'
import { valid } from '../http/valid.ts'
import { may } from './guard.ts'
import {
  NewAnswer,
  NewFollowUp,
  NewQuestion,
  NewRating,
  QuestionFilter,
  QuestionParam,
} from './question-model.ts'
import { readQuestions } from './question-view.ts'
import { answerQuestion, askQuestion, followUp, rateAnswer, type QuestionPlace } from './questions.ts'
import { withShown } from './shown.ts'

const ONE = '/cycles/:id/questions/:questionId'

export function questionRoutes(ctx: Context) {
  const one = valid('param', QuestionParam)
  return new Hono<SessionEnv>()
    .get('/cycles/:id/questions', valid('param', IdParam), valid('query', QuestionFilter), async (c) => {
      const { id } = c.req.valid('param')
      const questions = await readQuestions(ctx, c.var.session, id, c.req.valid('query'))
      return c.json(await withShown(ctx, c.var.session, id, { questions, on: today(ctx.clock) }))
    })
    .put(ONE, one, may('ask'), valid('json', NewQuestion), async (c) =>
      c.json(await askQuestion(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/answer`, one, may('answer'), valid('json', NewAnswer), async (c) =>
      c.json(await answerQuestion(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/follow`, one, may('followUp'), valid('json', NewFollowUp), async (c) =>
      c.json(await followUp(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
    .post(`${ONE}/rate`, one, may('rate'), valid('json', NewRating), async (c) =>
      c.json(await rateAnswer(ctx, c.var.session, at(c.req.valid('param')), c.req.valid('json'))),
    )
}

function at({
  id: cycleId,
  questionId,
}: {
  readonly id: string
  readonly questionId: string
}): QuestionPlace {
  return { cycleId, questionId }
}

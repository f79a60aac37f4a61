/** Finds the ballot of a card, seals a decision, locks a draft, off the page's thread. Keeps nothing between messages. */
import { challengeAddress } from '../../devices/challenge.ts'
import { lockDraft, openDraft } from '../../devices/draft.ts'
import { sealCode } from '../../devices/seal-code.ts'
import { commitDecision, findCard, signDecision } from '../../devices/tablet.ts'
import type { Ask, Asks, Committed, Reply } from './seal-messages.ts'

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  let reply: Reply
  try {
    reply = { id: data.id, answer: await answerTo(data) }
  } catch (error) {
    reply = { id: data.id, error: error instanceof Error ? error.message : String(error) }
  }
  postMessage(reply)
})

type Answer = Asks[keyof Asks]['answer']

function answerTo(ask: Ask): Answer | Promise<Answer> {
  switch (ask.kind) {
    case 'find':
      return findCard(ask.question.ballots, ask.question.code)
    case 'commit':
      return commit(ask.question)
    case 'sign': {
      const { text, tracker } = signDecision({ ...ask.question, random })
      return { text, tracker }
    }
    case 'lockDraft':
      return lockDraft(ask.question.code, ask.question.text, random)
    case 'openDraft':
      return openDraft(ask.question.code, ask.question.box)
  }
}

function commit(question: Asks['commit']['question']): Committed {
  const { seed, ...ballot } = commitDecision({ ...question, random })
  const code12 = sealCode(ballot.hash)
  const { uuid } = question.ballot
  const { credential } = ballot
  const { decision } = question
  const checkAddress = challengeAddress(location.origin, { uuid, credential, seed, decision, code12 })
  return { ...ballot, sealCode: code12, checkAddress }
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Finds the ballot of a card and seals a decision, off the page's thread. Keeps nothing between two messages. */
import { ballotOfCard, sealDecision } from '../../devices/tablet.ts'
import type { Ask, Asks, Reply } from './seal-messages.ts'

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  let reply: Reply
  try {
    reply = { id: data.id, answer: answerTo(data) }
  } catch (error) {
    reply = { id: data.id, error: error instanceof Error ? error.message : String(error) }
  }
  postMessage(reply)
})

function answerTo(ask: Ask): Asks[keyof Asks]['answer'] {
  switch (ask.kind) {
    case 'find':
      return ballotOfCard(ask.question.ballots, ask.question.code)?.uuid
    case 'seal': {
      const { text, tracker } = sealDecision({ ...ask.question, random })
      return { text, tracker }
    }
  }
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

/**
 * All of a teller's arithmetic, off the page's thread. It is told a secret for one task and forgets it; between two
 * messages it keeps only a box that was examined and is about to be opened, and the rehearsal.
 */
import { makeCards, numberOfCard } from '../../../devices/cards.ts'
import { makeRehearsal, type Rehearsal } from '../../../devices/rehearsal.ts'
import {
  checkSealed,
  examineBox,
  keyFingerprint,
  nextKeyMessage,
  proveSecret,
  requireSecret,
  shareOf,
  TellerDeviceError,
  type ExaminedBox,
} from '../../../devices/teller.ts'
import { makeSeed, type VerifyOptions } from '../../../protocol/index.ts'
import { startCheckers } from './checkers.ts'
import type { Ask, Asks, Kind, Reply } from './worker-messages.ts'

let examined: ExaminedBox | undefined
let rehearsal: Rehearsal | undefined

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  const { id } = data
  answerTo(data, (ballots) => send({ id, ballots })).then(
    (answer) => send({ id, answer }),
    (error: unknown) =>
      send({
        id,
        error: error instanceof Error ? error.message : String(error),
        sentence: error instanceof TellerDeviceError,
      }),
  )
})

function send(reply: Reply): void {
  postMessage(reply)
}

async function answerTo(ask: Ask, onBallots: (ballots: number) => void): Promise<Asks[Kind]['answer']> {
  switch (ask.kind) {
    case 'makeSeed':
      return makeSeed(random)
    case 'keyMessage':
      return nextKeyMessage(ask.question.task, ask.question.seed, random)
    case 'keyFingerprint':
      return keyFingerprint(ask.question)
    case 'proveSecret': {
      const { uuid, seed, decryptionKey } = ask.question
      requireSecret(seed, decryptionKey)
      return proveSecret(uuid, seed, random)
    }
    case 'makeCards':
      return makeCards(ask.question.uuid, ask.question.count, random)
    case 'numberOfCard': {
      const { uuid, code, credentials } = ask.question
      return numberOfCard(uuid, code, credentials)
    }
    case 'checkSealed': {
      const { fingerprint, report } = await checkSealed(ask.question)
      return { fingerprint, cards: report.checked.credentials }
    }
    case 'requireSecret':
      requireSecret(ask.question.seed, ask.question.decryptionKey)
      return null
    case 'examine': {
      examined = undefined
      examined = await sideBySide(onBallots, (verify) => examineBox({ ...ask.question, verify }))
      const { report, fingerprint, returned, tallyHash } = examined
      return { title: report.election?.name ?? '', fingerprint, returned, tallyHash }
    }
    case 'share': {
      if (examined === undefined) throw new Error('nothing was examined')
      const { share } = shareOf(examined, { ...ask.question, random })
      // The key has done its work.
      examined = undefined
      return share
    }
    case 'rehearse': {
      rehearsal = makeRehearsal({ ...ask.question, timeSec: Math.floor(Date.now() / 1000), random })
      const { definition, seed, archive, task, known } = rehearsal
      return { definition, seed, archive, task, known }
    }
    case 'finishRehearsal':
      if (rehearsal === undefined) throw new Error('no rehearsal was begun')
      return rehearsal.finish(ask.question.share)
  }
}

async function sideBySide<T>(
  onBallots: (ballots: number) => void,
  work: (verify: VerifyOptions) => Promise<T>,
): Promise<T> {
  const checkers = startCheckers()
  try {
    return await work({ ...checkers?.verify, onProgress: ({ ballots }) => onBallots(ballots) })
  } finally {
    checkers?.end()
  }
}

function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

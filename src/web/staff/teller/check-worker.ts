/** Checks single ballots of an archive, beside others of its kind. */
import { checkBallot, ed25519, readElection, type Election } from '../../../protocol/index.ts'
import type { CheckAsk } from './worker-messages.ts'

/** The election that was asked for last: reading one costs tables that all its ballots use. */
let last: { readonly text: string; readonly election: Election } | undefined

addEventListener('message', ({ data: { id, electionText, ballotText } }: MessageEvent<CheckAsk>) => {
  postMessage({ id, problems: checkBallot(electionOf(electionText), ballotText).problems })
})

function electionOf(text: string): Election {
  if (last?.text !== text) {
    const { election } = readElection(ed25519, text)
    if (election === undefined) throw new Error('ballots are checked after the election was read')
    last = { text, election }
  }
  return last.election
}

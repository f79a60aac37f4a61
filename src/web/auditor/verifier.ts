/**
 * One script in three places: in the page's workers (one that verifies, several that check ballots for it), and in a
 * saved report, which embeds this very file and can do everything again, offline.
 */
import { checkChallenge, decodeChallenge } from '../../devices/challenge.ts'
import { digestOf } from './bytes.ts'
import { checkFor, checkingWith } from './checking.ts'
import { compareArchives } from './compare-archives.ts'
import { readJournal } from './read-journal.ts'
import type { Progress } from './found.ts'
import type { Ask, Asks, CheckHere, Reply } from './messages.ts'
import { enlivenReport } from './report-page.ts'
import { verifyFile } from './verify-file.ts'

if (typeof document === 'undefined') {
  addEventListener('message', ({ data }: MessageEvent<Ask | CheckHere>) => {
    if (data.kind === 'check') {
      checkFor(data.port)
      return
    }
    answerTo(data, (progress) => postMessage({ progress } satisfies Reply)).then(
      (answer) => postMessage({ answer } satisfies Reply),
      (error: unknown) =>
        postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies Reply),
    )
  })
} else {
  enlivenReport(document, (file, onProgress) => verifyFile(file, checkingWith([]), onProgress))
}

async function answerTo(
  ask: Ask,
  onProgress: (progress: Progress) => void,
): Promise<Asks[keyof Asks]['answer']> {
  switch (ask.kind) {
    case 'verify':
      return verifyFile(ask.question.file, checkingWith(ask.question.checkers), onProgress)
    case 'compare':
      return compareArchives(ask.question.earlier, ask.question.current)
    case 'journal':
      return readJournal(ask.question.file)
    case 'readChallenge': {
      const read = decodeChallenge(ask.question.text)
      return read === undefined ? null : { uuid: read.uuid, code12: read.code12 }
    }
    case 'challenge': {
      const read = decodeChallenge(ask.question.text)
      if (read === undefined) throw new RangeError('not a challenge')
      return checkChallenge(ask.question.electionText, read)
    }
    case 'digest':
      return digestOf(ask.question.file)
  }
}

/** Inside a saved report: the button that verifies again, with the script that stands in the file. */
import type { Progress, Verified } from './found.ts'
import type { Asks, Reply } from './messages.ts'
import { isSame, summaryOf, type Expected } from './report-data.ts'

type VerifyFile = (file: Blob, onProgress: (progress: Progress) => void) => Promise<Verified>

const LISTED_MAX = 300

/** `verifyHere` is for browsers that start no worker in a file. */
export function enlivenReport(document: Document, verifyHere: VerifyFile): void {
  const place = document.getElementById('again')
  const source = document.currentScript?.textContent
  const text = document.getElementById('expected')?.textContent
  if (place === null || typeof source !== 'string' || typeof text !== 'string') return
  const expected = JSON.parse(text) as Expected
  const { words } = expected

  const said = document.createElement('div')
  said.setAttribute('aria-live', 'polite')
  const say = (sentence: string, className = ''): HTMLElement => {
    const paragraph = document.createElement('p')
    paragraph.textContent = sentence
    paragraph.className = className
    said.append(paragraph)
    return paragraph
  }

  const verifyAgain = async (): Promise<void> => {
    said.textContent = ''
    const working = say(words.working)
    const onProgress = ({ ballots }: Progress): void => {
      working.textContent = `${words.working} ${ballots}`
    }
    try {
      const file = archiveIn(document)
      const verified = await verifyInWorker(source, file, onProgress).catch(() =>
        verifyHere(file, onProgress),
      )
      working.remove()
      const { report } = verified
      const same = isSame(summaryOf(verified), expected)
      say(same ? words.same : words.differs, same ? 'verdict' : 'verdict is-bad')
      say(report.ok ? words.ok : words.findings, report.ok ? 'verdict' : 'verdict is-bad')
      for (const found of report.findings.slice(0, LISTED_MAX)) say(found[expected.language])
      say(`SHA-256 ${verified.sha256}`, 'code')
    } catch (error) {
      working.remove()
      say(words.failed + String(error), 'verdict is-bad')
    }
  }

  const button = (label: string, act: () => void): HTMLButtonElement => {
    const made = document.createElement('button')
    made.type = 'button'
    made.textContent = label
    made.addEventListener('click', act)
    return made
  }
  const save = (): void => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(archiveIn(document))
    link.download = expected.name
    link.click()
  }
  const buttons = document.createElement('p')
  buttons.className = 'buttons'
  buttons.append(
    button(words.again, () => void verifyAgain()),
    button(words.archive, save),
  )
  place.append(buttons, said)
}

/** Throws when what stands there is no Base64. */
function archiveIn(document: Document): Blob {
  const lines = (document.getElementById('archive')?.textContent ?? '').trim().split('\n')
  return new Blob(lines.map((line) => Uint8Array.from(atob(line), (character) => character.charCodeAt(0))))
}

function verifyInWorker(
  source: string,
  file: Blob,
  onProgress: (progress: Progress) => void,
): Promise<Verified> {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  return new Promise<Verified>((resolve, reject) => {
    const worker = new Worker(url)
    worker.addEventListener('error', () => reject(new Error('no worker')))
    worker.addEventListener('message', ({ data }: MessageEvent<Reply<'verify'>>) => {
      if ('progress' in data) onProgress(data.progress)
      else if ('error' in data) reject(new Error(data.error))
      else resolve(data.answer)
      if (!('progress' in data)) worker.terminate()
    })
    const question: Asks['verify']['question'] = { file, checkers: [] }
    worker.postMessage({ kind: 'verify', question })
  }).finally(() => URL.revokeObjectURL(url))
}

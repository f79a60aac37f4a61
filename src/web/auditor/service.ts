/** What the auditor's page reads from this server. All of it is public; nothing is sent. */
import type { BallotView } from '../../ballot/model.ts'
import { body, UnreadableError } from '../shared/read.ts'

export type { BallotView }

/** The ballots that have been sealed, the newest first: as the service lists them. */
export async function readBallots(): Promise<readonly BallotView[]> {
  const { ballots } = (await body(read('/api/ballots'))) as { ballots: readonly BallotView[] }
  return ballots.filter(({ fingerprint }) => fingerprint !== null)
}

export function archiveAddress(uuid: string): string {
  return `/api/ballots/${uuid}/archive.bel`
}

export function readArchive(
  uuid: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Blob> {
  return readBlob(archiveAddress(uuid), signal, onBytes)
}

export function readJournalFile(): Promise<Blob> {
  return readBlob('/api/board/journal')
}

/** The exact text of a ballot's election. */
export async function readElectionText(uuid: string): Promise<string> {
  return (await readBlob(`/api/ballots/${uuid}/election.json`)).text()
}

/** A file as it was sent, the browser keeping it where it has room. Throws when it does not come to its end. */
export async function readBlob(
  address: string,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<Blob> {
  const response = await read(address, signal)
  if (!response.ok || response.body === null) throw new UnreadableError(undefined)
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        bytes += piece.length
        onBytes?.(bytes)
        controller.enqueue(piece)
      },
    }),
  )
  return new Response(counted).blob()
}

function read(address: string, signal?: AbortSignal): Promise<Response> {
  return fetch(address, {
    credentials: 'omit',
    cache: 'no-cache',
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Attachments: a photo, which is written anew, or a document, which is kept as it came once it has been looked at. */
import { createHash } from 'node:crypto'
import { BodyTooLargeError } from '../http/security.ts'
import { NotADocumentError } from './errors.ts'
import { PHOTO_BYTES_MAX, type FileKind, type MadeFile } from './kinds.ts'
import { Lanes } from './lanes.ts'
import { officeKind } from './office.ts'
import { requirePdf } from './pdf.ts'
import { makePhoto } from './photo.ts'
import { sniff } from './sniff.ts'

const lanes = new Lanes({ lanes: 2, waitingMax: 12 })

/** Throws what says which kinds are taken, or what is wrong with this one. */
export async function makeDocument(bytes: Uint8Array): Promise<MadeFile> {
  switch (sniff(bytes)) {
    case 'jpeg':
    case 'png':
    case 'webp':
      if (bytes.length > PHOTO_BYTES_MAX)
        throw new BodyTooLargeError(undefined, { bytesMax: PHOTO_BYTES_MAX })
      return makePhoto(bytes)
    case 'pdf':
      requirePdf(bytes)
      return asItCame(bytes, 'pdf')
    case 'zip':
      return asItCame(bytes, await lanes.run(() => officeKind(bytes)))
    case 'other':
      throw new NotADocumentError()
  }
}

function asItCame(bytes: Uint8Array, kind: FileKind): MadeFile {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sha256, kind, bytes, width: null, height: null, thumb: null }
}

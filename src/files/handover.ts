/** What stages may use: a file is accepted, stored, used, handed out, and swept when nobody uses it. */
export { makeDocument } from './document.ts'
export { FileNotFoundError } from './errors.ts'
export {
  dropUses,
  holdFile,
  readKept,
  readUses,
  storeFile,
  useFile,
  useKept,
  type KeptFile,
} from './keeping.ts'
export { DOCUMENT_BYTES_MAX, PHOTO_BYTES_MAX, type FileKind, type MadeFile } from './kinds.ts'
export { makePhoto } from './photo.ts'
export { Lanes } from './lanes.ts'
export { bytesOf, limitReading, Sha256 } from './receiving.ts'
export { answerWith, handOut } from './serving.ts'
export { sweepFiles, sweepNow, sweepStored } from './sweeping.ts'

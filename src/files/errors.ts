/** What can be expected to go wrong with a file that somebody sends. */
import { DomainError } from '../errors.ts'

export class NotAPhotoError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.notAPhoto'
  readonly title =
    '只收 JPEG、PNG、WebP 照片；GIF、SVG、HEIC 等请先另存为 JPEG / ' +
    'Only JPEG, PNG and WebP photos are taken: please save a GIF, SVG or HEIC as JPEG first'
}

export class BrokenPhotoError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.brokenPhoto'
  readonly title =
    '这张照片不完整或已损坏，请重新选一次，或另拍一张 / ' +
    'This photo is incomplete or damaged: please choose it again, or take another'
}

export class TooManyPixelsError extends DomainError {
  readonly kind = 'tooLarge'
  readonly code = 'files.tooManyPixels'
  readonly title =
    '照片的像素太多，请缩小后再传 / This photo has too many pixels: please make it smaller first'
}

export class NotADocumentError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.notADocument'
  readonly title =
    '附件只收照片、PDF、.docx、.xlsx；别的格式请先另存为其中一种 / ' +
    'Attachments are photos, PDF, .docx or .xlsx: please save anything else as one of them first'
}

export class BrokenDocumentError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.brokenDocument'
  readonly title =
    '这个文件不完整、加了密，或夹带了别的内容；请用办公软件打开后另存一份再传 / ' +
    'This file is incomplete, encrypted, or carries something else: please open it, save a copy, and send that'
}

export class MacroError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.macro'
  readonly title =
    '文件里有宏或控件，不能收；请另存为不含宏的 .docx 或 .xlsx / ' +
    'This file holds macros or controls: please save it as .docx or .xlsx without them'
}

export class DigestMismatchError extends DomainError {
  readonly kind = 'invalid'
  readonly code = 'files.digest'
  readonly title =
    '收到的内容与编号不符，可能路上出了错，请再发一次 / ' +
    'What came is not what its id says, perhaps it was damaged on the way: please send it again'
}

export class FilesBusyError extends DomainError {
  readonly kind = 'unavailable'
  readonly code = 'files.busy'
  readonly title =
    '同时上传的人太多，请过一会儿再传 / Too many files are being sent: please try again in a moment'

  constructor() {
    super(undefined, { retryAfterSeconds: 5 })
  }
}

export class FileNotFoundError extends DomainError {
  readonly kind = 'notFound'
  readonly code = 'files.notFound'
  readonly title = '没有这个文件，请重新上传 / There is no such file: please upload it again'
}

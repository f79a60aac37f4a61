/** What is kept: its kinds, how each is sent, and how large it may be. */

/** Every photo is kept as JPEG, whatever it came as. */
export type FileKind = 'jpeg' | 'pdf' | 'docx' | 'xlsx'

const MIB = 1024 * 1024

export const PHOTO_BYTES_MAX = 12 * MIB
export const PHOTO_PIXELS_MAX = 50_000_000
export const DOCUMENT_BYTES_MAX = 20 * MIB

interface Sent {
  readonly type: string
  readonly extension: string
}

export const SENT_AS: Readonly<Record<FileKind, Sent>> = {
  jpeg: { type: 'image/jpeg', extension: 'jpg' },
  pdf: { type: 'application/pdf', extension: 'pdf' },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
  },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
}

/** What has been accepted, and is ready to be stored. */
export interface MadeFile {
  /** SHA-256 of `bytes`, in hex: its name. */
  readonly sha256: string
  readonly kind: FileKind
  readonly bytes: Uint8Array
  /** Of a photo, in pixels. */
  readonly width: number | null
  readonly height: number | null
  /** Of a photo, a small one. */
  readonly thumb: MadeFile | null
}

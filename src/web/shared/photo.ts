/**
 * A photo before it is sent: shrunk on the device and written anew as JPEG, so that a picture of ten megabytes goes
 * over a village's line as a few hundred kilobytes, and where it was taken never leaves the device.
 *
 * How to use it: `const photo = await shrinkPhoto(file)` for each file of an `<input type="file" accept="image/*"
 * multiple>` (at most `PHOTOS_MAX` a demand), then `PUT` its `bytes` to `/api/intake/demands/:demand/photos/:photo.id`
 * (signed in) or `/api/intake/follow-up/photos/:photo.id` (with the header `follow-up-code`), by `sendPhoto`. The id is
 * the SHA-256 of the bytes, so sending again, after however many broken connections, adds nothing twice: keep `bytes`
 * and `id` as they are (both can lie in IndexedDB) until the answer is 200, and do not shrink the file a second time,
 * because a browser need not write the same bytes again. The demand must be there first. What will never be taken is
 * answered with 400, 403, 409 or 413 and a sentence: `intake.tooManyPhotos`, `files.notAPhoto`, …
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { body } from './read.ts'

/** Of one demand; the service says so, too. */
export const PHOTOS_MAX = 6

const SIDE_MAX = 2048
const QUALITY = 0.85

export interface SmallPhoto {
  /** SHA-256 of `bytes`, in hex. */
  readonly id: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** What was chosen is no picture that this browser can show. */
export class UnreadablePhotoError extends Error {
  override readonly name = 'UnreadablePhotoError'
}

/** Upright, at most 2048 pixels long, on white. Throws `UnreadablePhotoError`. */
export async function shrinkPhoto(file: Blob): Promise<SmallPhoto> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new UnreadablePhotoError()
  }
  try {
    const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height))
    const width = Math.max(1, Math.round(picture.width * scale))
    const height = Math.max(1, Math.round(picture.height * scale))
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const pen = canvas.getContext('2d')
    if (pen === null) throw new UnreadablePhotoError()
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(picture, 0, 0, width, height)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    if (blob === null) throw new UnreadablePhotoError()
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return { id: bytesToHex(sha256(bytes)), bytes, width, height }
  } finally {
    picture.close()
  }
}

/** How a page asks: a page of staff its own way, which waits for who has to sign in again. */
export type Ask = (address: string, init: RequestInit) => Promise<Response>

/** Sends a photo to its address, which ends with its id. Throws what the service says against it. */
export async function sendPhoto(
  ask: Ask,
  address: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const init = { method: 'PUT', body: bytes, headers: { 'content-type': 'image/jpeg', ...headers } }
  await body(ask(address, init))
}

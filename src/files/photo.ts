/**
 * Photos are never kept as they come: they are decoded and written anew, upright and not larger than a screen. What
 * else was in the file (the place and time of EXIF, comments, another file behind it) is not in what is written.
 */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { BrokenPhotoError, NotAPhotoError, TooManyPixelsError } from './errors.ts'
import { PHOTO_PIXELS_MAX, type MadeFile } from './kinds.ts'
import { Lanes } from './lanes.ts'
import { sniff } from './sniff.ts'

const SIDE_MAX = 2560
const THUMB_SIDE_MAX = 480
const QUALITY = 82
const SECONDS_MAX = 20

// Nothing but what is asked for by its first bytes: no SVG, no PDF, no TIFF, whatever the library could read besides.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)
sharp.concurrency(1)

const lanes = new Lanes({ lanes: 2, waitingMax: 24 })

/** Throws `NotAPhotoError`, `BrokenPhotoError` or `TooManyPixelsError`. */
export async function makePhoto(bytes: Uint8Array): Promise<MadeFile> {
  const found = sniff(bytes)
  if (found !== 'jpeg' && found !== 'png' && found !== 'webp') throw new NotAPhotoError()
  return lanes.run(async () => {
    await requireFewPixels(bytes)
    const photo = await written(bytes, SIDE_MAX)
    return { ...photo, thumb: await written(photo.bytes, THUMB_SIDE_MAX) }
  })
}

/** By the header alone, before a single pixel is unpacked. */
async function requireFewPixels(bytes: Uint8Array): Promise<void> {
  const { width, height } = await sound(sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > PHOTO_PIXELS_MAX)
    throw new TooManyPixelsError(`${width} × ${height}`, { pixelsMax: PHOTO_PIXELS_MAX })
}

async function written(bytes: Uint8Array, sideMax: number): Promise<MadeFile> {
  const { data, info } = await sound(
    sharp(bytes, { limitInputPixels: PHOTO_PIXELS_MAX, failOn: 'error' })
      .autoOrient()
      .resize({ width: sideMax, height: sideMax, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY })
      .timeout({ seconds: SECONDS_MAX })
      .toBuffer({ resolveWithObject: true }),
  )
  return {
    sha256: createHash('sha256').update(data).digest('hex'),
    kind: 'jpeg',
    bytes: data,
    width: info.width,
    height: info.height,
    thumb: null,
  }
}

/** Whatever the decoder finds wrong, is wrong with the photo. */
async function sound<T>(decoding: Promise<T>): Promise<T> {
  try {
    return await decoding
  } catch (error) {
    throw new BrokenPhotoError(undefined, { cause: error instanceof Error ? error.message.slice(0, 80) : '' })
  }
}

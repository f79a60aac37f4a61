/** A camera for Chromium that sees one QR code, held still in front of it. */
import { writeFile } from 'node:fs/promises'
import { encodeQR } from 'qr'

const WIDTH = 640
const HEIGHT = 480
/** Of the code's side, as a card fills the picture of a camera above it. */
const SIDE = 360

/** Writes what the camera sees (two frames of raw video, which Chromium repeats), and says how to start a browser with it. */
export async function cameraSeeing(text: string, file: string): Promise<string[]> {
  await writeFile(file, video(encodeQR(text, 'raw', { ecc: 'medium', border: 4 })))
  return [...CAMERA, `--use-file-for-fake-video-capture=${file}`]
}

/** A camera, and nobody who is asked for a permission. */
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

function video(rows: readonly (readonly boolean[])[]): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 200)
  const [left, top] = [(WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2]
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const dark = rows[Math.floor((y * rows.length) / SIDE)]?.[Math.floor((x * rows.length) / SIDE)]
      luma[(top + y) * WIDTH + left + x] = dark === true ? 30 : 230
    }
  }
  const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame])
}

/**
 * Reads QR codes with the camera: the browser's own detector where there is one, otherwise a decoder that is loaded only
 * then. Nothing is recorded and nothing is sent; the camera is off as soon as `stop` is called.
 */
import { hasCamera } from './has-camera.ts'

/** Why there is no picture. `denied`: somebody said no, or the page may not; `none`: no camera; `busy`: used elsewhere. */
export type CameraTrouble = 'denied' | 'none' | 'busy'

export class CameraError extends Error {
  override readonly name = 'CameraError'
  readonly trouble: CameraTrouble

  constructor(trouble: CameraTrouble, cause?: unknown) {
    super(trouble, { cause })
    this.trouble = trouble
  }
}

export interface Scan {
  /** Ends it and turns the camera off; as often as one likes. */
  stop(): void
}

type Decode = (video: HTMLVideoElement) => Promise<string | undefined>

/** Between two looks: enough for a hand that holds a card, and little work for a small device. */
const LOOK_EVERY_MS = 120

/**
 * Shows the rear camera in `video` and calls `onText` with each QR code that it sees, until it is stopped. Throws
 * `CameraError`. `signal` also stops it while the permission is still being asked for.
 */
export async function scanWithCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  signal?: AbortSignal,
): Promise<Scan> {
  const [stream, decode] = await Promise.all([openCamera(), decoder()])
  const ended = new AbortController()
  const stop = (): void => {
    ended.abort()
    for (const track of stream.getTracks()) track.stop()
    video.srcObject = null
  }
  if (signal?.aborted === true) {
    stop()
    return { stop }
  }
  signal?.addEventListener('abort', stop)
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  // A video that was taken away before it began has nothing to say.
  await video.play().catch(() => undefined)
  void lookOn(() => decode(video), onText, ended.signal)
  return { stop }
}

async function lookOn(
  look: () => Promise<string | undefined>,
  onText: (text: string) => void,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    const text = await look().catch(() => undefined)
    if (!ended.aborted && text !== undefined && text !== '') onText(text)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

async function openCamera(): Promise<MediaStream> {
  if (!hasCamera()) throw new CameraError('none')
  try {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } }
    const video = { facingMode: { ideal: 'environment' }, ...size }
    return await navigator.mediaDevices.getUserMedia({ video, audio: false })
  } catch (error) {
    throw new CameraError(troubleOf(error), error)
  }
}

function troubleOf(error: unknown): CameraTrouble {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'none'
  }
}

async function decoder(): Promise<Decode> {
  return (await nativeDecoder()) ?? (await ownDecoder())
}

/** The browser's own (Android, macOS); not yet among the types of the compiler. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>
}

interface DetectorClass {
  new (options: { readonly formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

async function nativeDecoder(): Promise<Decode | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector === undefined) return undefined
  const formats: readonly string[] = await BarcodeDetector.getSupportedFormats().catch(() => [])
  if (!formats.includes('qr_code')) return undefined
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return async (video) => (video.videoWidth === 0 ? undefined : (await detector.detect(video))[0]?.rawValue)
}

const WIDTH_MAX = 960

async function ownDecoder(): Promise<Decode> {
  const { decodeQR } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (video.videoWidth === 0 || context === null) return undefined
    const scale = Math.min(1, WIDTH_MAX / video.videoWidth)
    const width = (canvas.width = Math.round(video.videoWidth * scale))
    const height = (canvas.height = Math.round(video.videoHeight * scale))
    context.drawImage(video, 0, 0, width, height)
    return decodeQR({ width, height, data: context.getImageData(0, 0, width, height).data })
  }
}

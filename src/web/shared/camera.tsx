/** A camera that reads QR codes, as part of a page: the picture, and a sentence where there is none. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { CameraError, scanWithCamera, type CameraTrouble } from './scan.ts'

export interface CameraWords {
  /** What a screen reader calls the picture. */
  readonly cameraPicture: string
  /** What to do with the card. */
  readonly cameraAim: string
  readonly cameraStarting: string
  readonly cameraTrouble: Readonly<Record<CameraTrouble, string>>
}

/** On as long as it is on the page. `onText` is called for everything that it reads. */
export function Camera({
  words,
  onText,
}: {
  readonly words: CameraWords
  readonly onText: (text: string) => void
}) {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'starting' | 'on' | CameraTrouble>('starting')
  const latest = useRef(onText)
  latest.current = onText
  useEffect(() => {
    const leaving = new AbortController()
    scanWithCamera(video.current as HTMLVideoElement, (text) => latest.current(text), leaving.signal).then(
      () => leaving.signal.aborted || setState('on'),
      (error: unknown) =>
        leaving.signal.aborted || setState(error instanceof CameraError ? error.trouble : 'none'),
    )
    return () => leaving.abort()
  }, [])
  const trouble = state !== 'starting' && state !== 'on'
  return (
    <div class="camera">
      <video ref={video} hidden={trouble} aria-label={words.cameraPicture} muted playsInline />
      <p role={trouble ? 'alert' : 'status'}>
        {state === 'starting'
          ? words.cameraStarting
          : state === 'on'
            ? words.cameraAim
            : words.cameraTrouble[state]}
      </p>
    </div>
  )
}

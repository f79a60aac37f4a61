/** Photos as pages show them: small ones that open large, and a way to choose more. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { PhotoWords } from './photo-words.ts'
import { shrinkPhoto, UnreadablePhotoError, type SmallPhoto } from './photo.ts'

export interface ListedPhoto {
  readonly id: string
  /** The address of the small one, and of the large one: of the service, or of something in memory. */
  readonly address: (size: 'thumb' | 'full') => Promise<string>
  /** Whether who looks may take it out, where some may not. */
  readonly mine?: boolean
}

export function PhotoList({
  words,
  photos,
  onRemove,
}: {
  readonly words: PhotoWords
  readonly photos: readonly ListedPhoto[]
  readonly onRemove?: ((id: string) => void) | undefined
}) {
  const [large, setLarge] = useState<number>()
  const shown = large === undefined ? undefined : photos[large]
  if (photos.length === 0) return null
  return (
    <>
      <ul class="photos">
        {photos.map((photo, i) => (
          <li key={photo.id}>
            <button type="button" class="photo" aria-label={words.enlarge(i + 1)} onClick={() => setLarge(i)}>
              <Picture words={words} photo={photo} size="thumb" alt="" />
            </button>
            {onRemove !== undefined && photo.mine !== false && (
              <button type="button" aria-label={words.remove(i + 1)} onClick={() => onRemove(photo.id)}>
                {words.removeIt}
              </button>
            )}
          </li>
        ))}
      </ul>
      {shown !== undefined && large !== undefined && (
        <Large words={words} photo={shown} n={large + 1} onClose={() => setLarge(undefined)} />
      )}
    </>
  )
}

function Large({
  words,
  photo,
  n,
  onClose,
}: {
  readonly words: PhotoWords
  readonly photo: ListedPhoto
  readonly n: number
  readonly onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="photo-large" aria-label={words.photo(n)} onClose={onClose}>
      <Picture words={words} photo={photo} size="full" alt={words.photo(n)} />
      <button type="button" onClick={() => dialog.current?.close()}>
        {words.close}
      </button>
    </dialog>
  )
}

function Picture({
  words,
  photo,
  size,
  alt,
}: {
  readonly words: PhotoWords
  readonly photo: ListedPhoto
  readonly size: 'thumb' | 'full'
  readonly alt: string
}) {
  const [address, setAddress] = useState<string>()
  const [failed, setFailed] = useState(false)
  const latest = useRef(photo.address)
  latest.current = photo.address
  useEffect(() => {
    let here = true
    const asked = latest.current(size)
    asked.then(
      (found) => here && setAddress(found),
      () => here && setFailed(true),
    )
    return () => {
      here = false
      // What it took of the device's memory is given back; of an address of the service, nothing was taken.
      void asked.then(forget, () => undefined)
    }
  }, [photo.id, size])
  if (failed) return <span>{words.notShown}</span>
  if (address === undefined) return <span aria-hidden="true" />
  return <img src={address} alt={alt} onError={() => setFailed(true)} />
}

function forget(address: string): void {
  if (address.startsWith('blob:')) URL.revokeObjectURL(address)
}

/** Chosen from the device, or taken with its camera; shrunk before anything is done with them. */
export function ChoosePhotos({
  words,
  room,
  busy = false,
  onPreparing,
  onChosen,
}: {
  readonly words: PhotoWords
  /** How many more there may be. */
  readonly room: number
  readonly busy?: boolean
  /** While it is true, chosen photos are on their way to `onChosen`: what they belong to waits for them. */
  readonly onPreparing?: (preparing: boolean) => void
  readonly onChosen: (photos: readonly SmallPhoto[]) => void
}) {
  const id = useId()
  const [preparing, setPreparing] = useState(false)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  const prepare = (is: boolean): void => {
    setPreparing(is)
    onPreparing?.(is)
  }
  async function choose(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])]
    // So that the same file can be chosen again.
    input.value = ''
    prepare(true)
    const chosen: SmallPhoto[] = []
    const unreadable: string[] = []
    try {
      // One after the other: a phone has not the memory for several at once.
      for (const file of files.slice(0, room)) {
        try {
          chosen.push(await shrinkPhoto(file))
        } catch (error) {
          if (!(error instanceof UnreadablePhotoError)) throw error
          unreadable.push(file.name)
        }
      }
    } finally {
      // Of a form that has gone, nothing is said and nothing handed on.
      if (here.current) {
        setWrong([
          ...(unreadable.length > 0 ? [words.unreadable(unreadable.join('、'))] : []),
          ...(files.length > room ? [words.tooMany] : []),
        ])
        onChosen(chosen)
        prepare(false)
      }
    }
  }
  return (
    <div class="choose-file">
      {/* The browser's own button would speak the browser's language: the label is the button. */}
      <input
        id={id}
        class="only-heard"
        type="file"
        accept="image/*"
        multiple
        disabled={preparing || busy || room <= 0}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => void choose(currentTarget)}
      />
      <label class="button" for={id}>
        {words.choose}
      </label>
      <p class="hint" id={`${id}-hint`}>
        {words.hint}
      </p>
      <p role="status">{preparing ? words.preparing : ''}</p>
      {wrong.map((each) => (
        <p key={each} class="wrong" role="alert">
          {each}
        </p>
      ))}
    </div>
  )
}

/** A photo in memory, before it is sent. */
export function inMemory({ id, bytes }: SmallPhoto): ListedPhoto {
  return { id, address: async () => URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' })) }
}

export interface Sending {
  /** Sent one after the other; those that failed are kept to be sent again. */
  readonly send: (photos: readonly SmallPhoto[]) => Promise<void>
  readonly progress: { readonly n: number; readonly all: number } | undefined
  readonly left: readonly SmallPhoto[]
  readonly error: unknown
}

/** `onSent` is called when a round has ended, however it did. */
export function useSending(sendOne: (photo: SmallPhoto) => Promise<void>, onSent?: () => unknown): Sending {
  const [progress, setProgress] = useState<{ n: number; all: number }>()
  const [left, setLeft] = useState<readonly SmallPhoto[]>([])
  const [error, setError] = useState<unknown>()
  async function send(photos: readonly SmallPhoto[]): Promise<void> {
    const failed: SmallPhoto[] = []
    let why: unknown
    for (const [i, photo] of photos.entries()) {
      setProgress({ n: i + 1, all: photos.length })
      try {
        await sendOne(photo)
      } catch (caught) {
        why = caught
        failed.push(photo)
      }
    }
    const tried = new Set(photos.map(({ id }) => id))
    // What failed in an earlier round and was not tried in this one is still to be sent.
    setLeft((before) => [...before.filter(({ id }) => !tried.has(id)), ...failed])
    setError((before: unknown) => (failed.length > 0 ? why : before))
    setProgress(undefined)
    onSent?.()
  }
  return { send, progress, left, error }
}

/** How the sending goes, and once more where it failed. */
export function SendingStatus({
  words,
  sending,
  reason,
}: {
  readonly words: PhotoWords
  readonly sending: Sending
  /** The service's own sentence, or that nobody answered. */
  readonly reason: (error: unknown) => string
}) {
  const { progress, left, error } = sending
  return (
    <>
      <p role="status">{progress === undefined ? '' : words.sending(progress.n, progress.all)}</p>
      {progress !== undefined && (
        <progress
          aria-label={words.sending(progress.n, progress.all)}
          value={progress.n - 1}
          max={progress.all}
        />
      )}
      {progress === undefined && left.length > 0 && (
        <div class="refused" role="alert">
          <p>
            {words.notSent(left.length)} {reason(error)}
          </p>
          <button type="button" onClick={() => void sending.send(left)}>
            {words.again}
          </button>
        </div>
      )}
    </>
  )
}

/** Photos with a demand on the deputy's phone: chosen in the form, and what becomes of them afterwards. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { PHOTOS_MAX, shrinkPhoto, UnreadablePhotoError, type SmallPhoto } from '../../shared/photo.ts'
import { useSentence } from '../words.ts'
import type { KeptPhoto } from './photo-outbox.ts'
import type { ContactWords } from './strings.zh.ts'
import { useContactWords } from './words.ts'

export function DemandPhotos({
  photos,
  onPreparing,
  onAdd,
  onRemove,
}: {
  readonly photos: readonly KeptPhoto[]
  /** One more is being made small, or one less. */
  readonly onPreparing: (change: 1 | -1) => void
  readonly onAdd: (photo: SmallPhoto) => Promise<void>
  readonly onRemove: (photo: KeptPhoto) => Promise<void>
}) {
  const w = useContactWords()
  const [preparing, setPreparing] = useState(false)
  const [wrong, setWrong] = useState<readonly string[]>([])
  const here = useRef(true)
  useEffect(() => () => void (here.current = false), [])
  const input = useRef<HTMLInputElement>(null)
  const room = PHOTOS_MAX - photos.length

  async function choose(files: readonly File[]): Promise<void> {
    setPreparing(true)
    onPreparing(1)
    const sentences: string[] = files.length > room ? [w.photosTooMany(files.length - room)] : []
    // One after the other: a phone has not the memory for several at once.
    for (const file of files.slice(0, room)) {
      try {
        const photo = await shrinkPhoto(file)
        // The demand may have been removed meanwhile.
        if (here.current) await onAdd(photo)
      } catch (error) {
        sentences.push(whyNot(w, file, error))
      }
    }
    onPreparing(-1)
    if (!here.current) return
    setPreparing(false)
    setWrong(sentences)
  }

  return (
    <div class="shots" role="group" aria-label={w.photos}>
      {photos.length > 0 && (
        <ul>
          {photos.map((photo, i) => (
            <li key={photo.id}>
              <Thumb photo={photo} alt={w.photo(i + 1)} />
              <button
                type="button"
                aria-label={w.removePhoto(i + 1)}
                onClick={() => {
                  setWrong([])
                  void onRemove(photo).then(
                    () => input.current?.focus(),
                    () => setWrong([w.photosNotKept]),
                  )
                }}
              >
                {w.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <label class={room > 0 && !preparing ? 'choose' : 'choose is-off'}>
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          // Not `disabled`: the focus would be lost with it.
          aria-disabled={room <= 0 || preparing}
          onClick={(event) => {
            if (room <= 0 || preparing) event.preventDefault()
          }}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])]
            // So that the same one can be chosen again.
            currentTarget.value = ''
            void choose(files)
          }}
        />
        {w.addPhotos}
      </label>
      <p class="hint">{room > 0 ? w.photosHint : w.photosFull}</p>
      <p role="status" class={preparing ? '' : 'only-heard'}>
        {preparing && w.preparing}
      </p>
      <div role="alert" class={wrong.length === 0 ? 'only-heard' : 'refused'}>
        {wrong.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  )
}

function whyNot(w: ContactWords, file: File, error: unknown): string {
  if (error instanceof UnreadablePhotoError) return w.photoUnreadable(file.name)
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? w.noRoom : w.photosNotKept
}

/** Those that the service will not take: each with its reason. They stop nothing else. */
export function RefusedPhotos({
  photos,
  onRemove,
}: {
  readonly photos: readonly KeptPhoto[]
  readonly onRemove: (photo: KeptPhoto) => Promise<void>
}) {
  const w = useContactWords()
  const sentence = useSentence()
  if (photos.length === 0) return null
  return (
    <ul class="outbox shots-refused">
      {photos.map((photo) => (
        <li key={`${photo.demandId}/${photo.id}`} class="framed is-refused">
          <Thumb photo={photo} alt="" />
          <div>
            <strong>{w.photoOf(photo.number ?? '')}</strong>
            <p class="wrong">{photo.refusal === undefined ? w.photoLost : sentence(photo.refusal)}</p>
            <button type="button" onClick={() => void onRemove(photo).catch(() => undefined)}>
              {w.removeRefused}
              <span class="only-heard"> {photo.number}</span>
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Thumb({ photo, alt }: { readonly photo: KeptPhoto; readonly alt: string }) {
  const [address, setAddress] = useState<string>()
  // The phone is looked through again and again: the same photo stays as it is shown.
  useEffect(() => {
    const made = URL.createObjectURL(photo.blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [photo.id])
  return address === undefined ? <span class="thumb" /> : <img class="thumb" src={address} alt={alt} />
}

/** Photos and documents of one place of a form: chosen, shown, sent, tried again. */
import { useId } from 'preact/hooks'
import { PhotoList } from '../../shared/photos.tsx'
import { useReason } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { FILES_MAX, type Files } from './files.ts'
import type { TypedFile } from './typed-file.ts'
import { useReportingWords } from './words.ts'

export function FilesField({
  files,
  of = null,
  label,
  called,
  max = FILES_MAX,
  hint,
}: {
  readonly files: Files
  readonly of?: string | null
  readonly label: string
  /** What a photo without a name of its own is called. */
  readonly called: string
  readonly max?: number
  readonly hint?: string
}) {
  const w = useReportingWords().files
  const reason = useReason()
  const own = files.all.filter((file) => file.of === of)
  const photos = own.filter(({ isPhoto }) => isPhoto)
  const documents = own.filter(({ isPhoto }) => !isPhoto)
  const failed = own.filter(({ id, sha256 }) => sha256 === null && files.notSent.has(id))
  const notTaken = files.notTaken.filter((each) => each.of === of)
  const room = max - own.length
  const sending = own.some(({ sha256 }) => sha256 === null) ? files.progress : undefined
  const add = (chosen: readonly File[]): void => void files.add(chosen.slice(0, room), of, called)
  return (
    <div role="group" aria-label={w.of(label)} class="files">
      <PhotoList
        words={w.words}
        photos={photos.map((file) => ({ id: file.id, address: (size) => files.address(file, size) }))}
        onRemove={(id) => photos.filter((file) => file.id === id).forEach(files.remove)}
      />
      {documents.length > 0 && (
        <ul class="documents">
          {documents.map((file) => (
            <li key={file.id}>
              <Title file={file} />
              <button
                type="button"
                class="quiet"
                aria-label={w.remove(file.title)}
                onClick={() => files.remove(file)}
              >
                {w.words.removeIt}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        <Choose
          text={w.photos}
          label={label}
          accept="image/*"
          multiple={max > 1}
          off={room <= 0 || files.preparing}
          onChosen={add}
        />
        <Choose
          text={w.documents}
          label={label}
          accept=".pdf,.docx,.xlsx"
          multiple={max > 1}
          off={room <= 0 || files.preparing}
          onChosen={add}
        />
      </div>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {room <= 0 && max > 1 && <p class="hint">{w.full(max)}</p>}
      <p role="status">
        {files.preparing ? w.preparing : sending === undefined ? '' : w.sending(sending.n, sending.all)}
      </p>
      {sending !== undefined && (
        <progress aria-label={w.sending(sending.n, sending.all)} value={sending.n - 1} max={sending.all} />
      )}
      <div role="alert" class={failed.length + notTaken.length === 0 ? 'only-heard' : 'refused'}>
        {failed.length > 0 && sending === undefined && (
          <>
            <p>
              {w.notSent(failed.map(({ title }) => title))} {reason(files.notSent.get(failed[0]?.id ?? ''))}
            </p>
            <button type="button" onClick={() => void files.send().catch(() => undefined)}>
              {w.again}
            </button>
          </>
        )}
        {notTaken.map(({ name, error }, i) => (
          <p key={i}>{w.notTaken(name, error === undefined ? w.unreadable : reason(error))}</p>
        ))}
      </div>
    </div>
  )
}

function Title({ file }: { readonly file: TypedFile }) {
  const w = useReportingWords().files
  return (
    <span>
      <span lang={OF_THE_HALL}>{file.title}</span>
      {file.sha256 === null && <span class="soft"> {w.waiting}</span>}
    </span>
  )
}

/** The browser's own button would speak the browser's language: the label is the button. */
function Choose({
  text,
  label,
  accept,
  multiple,
  off,
  onChosen,
}: {
  readonly text: string
  readonly label: string
  readonly accept: string
  readonly multiple: boolean
  readonly off: boolean
  readonly onChosen: (files: readonly File[]) => void
}) {
  const id = useId()
  return (
    <div class="choose-file">
      <input
        id={id}
        class="only-heard"
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={off}
        onChange={({ currentTarget }) => {
          const chosen = [...(currentTarget.files ?? [])]
          // So that the same file can be chosen again.
          currentTarget.value = ''
          if (chosen.length > 0) onChosen(chosen)
        }}
      />
      <label class="button" for={id}>
        {text}
        <span class="only-heard"> {label}</span>
      </label>
    </div>
  )
}

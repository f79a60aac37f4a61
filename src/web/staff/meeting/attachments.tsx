/** 附件 in the form of a dossier: a file is sent when it is chosen, and belongs to the dossier once that is saved. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { useId, useState } from 'preact/hooks'
import type { AttachedFile, Attachment } from '../../../order/proposal-model.ts'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import { ask } from '../api.ts'
import { Field } from '../parts/field.tsx'
import { useReason } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useMeetingWords } from './words.ts'

/** Of one dossier; the service says so, too. */
const ATTACHMENTS_MAX = 10
const TITLE_CHARACTERS_MAX = 80

/** A file that was chosen and is no attachment now. */
interface NotTaken {
  readonly name: string
  readonly why: 'full' | 'unreadable' | { readonly error: unknown }
}

export function Attachments({
  at,
  attachments,
  onChange,
  onSending,
  issue,
  heading,
  hint,
}: {
  /** Where they are sent: this, and the digest. */
  readonly at: string
  readonly attachments: readonly Attachment[]
  readonly onChange: (change: (before: readonly Attachment[]) => readonly Attachment[]) => void
  readonly onSending: (sending: boolean) => void
  readonly issue: (field: string) => string | undefined
  /** Where they are of something else than a dossier. */
  readonly heading?: string
  readonly hint?: string
}) {
  const w = useMeetingWords().attachments
  const id = useId()
  const [progress, setProgress] = useState<{ readonly n: number; readonly all: number }>()
  const room = ATTACHMENTS_MAX - attachments.length
  const reason = useReason()
  const [notTaken, setNotTaken] = useState<readonly NotTaken[]>([])
  const act = useAct(async (files: readonly File[]) => {
    onSending(true)
    setNotTaken([])
    const there = new Set(attachments.map((each) => each.sha256))
    const say = (name: string, why: NotTaken['why']): void => setNotTaken((all) => [...all, { name, why }])
    try {
      for (const [i, file] of files.entries()) {
        setProgress({ n: i + 1, all: files.length })
        const bytes = await bytesOf(file)
        if (bytes === undefined) {
          say(file.name, 'unreadable')
          continue
        }
        const digest = bytesToHex(sha256(bytes))
        // The same file twice is one attachment.
        if (there.has(digest)) continue
        else if (there.size >= ATTACHMENTS_MAX) say(file.name, 'full')
        else
          try {
            // The service names it: of a photo it keeps another file than the one that was sent.
            const sent = await send(`${at}/${digest}`, bytes)
            if (there.has(sent.sha256)) continue
            there.add(sent.sha256)
            onChange((before) => [...before, { sha256: sent.sha256, title: titleOf(file.name) }])
          } catch (error) {
            // Those after it are none the worse for it.
            say(file.name, { error })
          }
      }
    } finally {
      setProgress(undefined)
      onSending(false)
    }
  })
  return (
    <fieldset class="attached">
      <legend>{heading ?? w.heading}</legend>
      {attachments.map(({ sha256: digest, title }, i) => (
        <div key={digest} class="one">
          <Field
            label={w.title(i + 1)}
            lang={OF_THE_HALL}
            required
            value={title}
            onValue={(value) =>
              onChange((before) =>
                before.map((each) => (each.sha256 === digest ? { ...each, title: value } : each)),
              )
            }
            wrong={issue(`attachments/${i}/title`)}
          />
          <button
            type="button"
            class="quiet"
            onClick={() => onChange((before) => before.filter((each) => each.sha256 !== digest))}
          >
            {w.remove}
            <span class="only-heard" lang={OF_THE_HALL}>
              {title}
            </span>
          </button>
        </div>
      ))}
      {/* The browser's own button would speak the browser's language: the label is the button. */}
      <div class="choose-file">
        <input
          id={id}
          class="only-heard"
          type="file"
          multiple
          accept=".pdf,.docx,.xlsx,image/jpeg,image/png,image/webp"
          disabled={act.busy || room <= 0}
          aria-describedby={`${id}-hint`}
          onChange={({ currentTarget }) => {
            const files = [...(currentTarget.files ?? [])]
            // So that the same file can be chosen again.
            currentTarget.value = ''
            if (files.length > 0) void act.run(files)
          }}
        />
        <label class="button" for={id}>
          {w.choose}
        </label>
        <p class="hint" id={`${id}-hint`}>
          {room <= 0 ? w.full(ATTACHMENTS_MAX) : (hint ?? w.hint(ATTACHMENTS_MAX))}
        </p>
      </div>
      <p role="status">{progress === undefined ? '' : w.sending(progress.n, progress.all)}</p>
      <div role="alert" class={notTaken.length === 0 ? 'only-heard' : 'refused'}>
        {notTaken.map(({ name, why }, i) => (
          <p key={i}>
            {w.notTaken(
              name,
              why === 'full'
                ? w.full(ATTACHMENTS_MAX)
                : why === 'unreadable'
                  ? w.unreadable
                  : reason(why.error),
            )}
          </p>
        ))}
      </div>
    </fieldset>
  )
}

/** Undefined where the file is gone by now, or may not be read. */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

async function send(address: string, bytes: Uint8Array<ArrayBuffer>): Promise<AttachedFile> {
  const headers = { 'content-type': 'application/octet-stream' }
  const sent: unknown = await body(ask(address, { method: 'PUT', body: bytes, headers }))
  return sent as AttachedFile
}

/** What the file is called, without what kind it is. */
function titleOf(name: string): string {
  const plain = name.replace(/\.[0-9a-z]+$/i, '').trim()
  return [...(plain === '' ? name : plain)].slice(0, TITLE_CHARACTERS_MAX).join('')
}

import { useRef, useState } from 'preact/hooks'
import { useLoad } from '../shared/load.ts'
import type { Wanted } from './audits.ts'
import { archiveAddress, readBallots } from './service.ts'
import { useWords } from './words.ts'

/** Where archives come from: files that are dropped or chosen, and this server. */
export function Choose({ onChoose }: { readonly onChoose: (wanted: readonly Wanted[]) => void }) {
  const words = useWords()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined): void => {
    const wanted = [...(files ?? [])].map((file): Wanted => ({
      name: file.name,
      source: { is: 'file', file },
    }))
    if (wanted.length > 0) onChoose(wanted)
  }
  return (
    <section>
      <h2>{words.chooseHeading}</h2>
      <p>{words.chooseText}</p>
      <div
        class={over ? 'drop is-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files)
        }}
      >
        <p>{words.drop}</p>
        <FileButton label={words.chooseFile} multiple onFiles={take} accept=".bel,.tar" />
      </div>
      <OnServer onChoose={onChoose} />
    </section>
  )
}

/** A button that opens the browser's own way of choosing files. */
export function FileButton({
  label,
  multiple = false,
  accept,
  onFiles,
}: {
  readonly label: string
  readonly multiple?: boolean
  readonly accept?: string
  readonly onFiles: (files: FileList | null) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={({ currentTarget }) => {
          onFiles(currentTarget.files)
          // The same file may be chosen again.
          currentTarget.value = ''
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        {label}
      </button>
    </>
  )
}

function OnServer({ onChoose }: { readonly onChoose: (wanted: readonly Wanted[]) => void }) {
  const words = useWords()
  const [ballots, retry] = useLoad(readBallots)
  return (
    <>
      <h3>{words.serverHeading}</h3>
      {ballots.is === 'loading' && <p role="status">{words.loading}</p>}
      {ballots.is === 'failed' && (
        <div class="failed" role="alert">
          <p>{words.serverFailed}</p>
          <button type="button" onClick={retry}>
            {words.retry}
          </button>
        </div>
      )}
      {ballots.is === 'ready' && ballots.value.length === 0 && <p class="soft">{words.serverNone}</p>}
      {ballots.is === 'ready' && ballots.value.length > 0 && (
        <ul class="on-server">
          {ballots.value.map(({ uuid, title, state, practice }) => (
            <li key={uuid}>
              <div>
                <span lang="zh-CN">{title}</span>{' '}
                <span class="soft">
                  {words.ballotState[practice && state === 'void' ? 'ended' : state] ?? state} ·{' '}
                  <span class="code">{uuid}</span>
                </span>
              </div>
              <a
                href={archiveAddress(uuid)}
                download={`${uuid}.bel`}
                aria-label={`${words.download} ${uuid}.bel`}
              >
                {words.download}
              </a>
              <button
                type="button"
                aria-label={words.verifyNamed(title)}
                onClick={() => onChoose([{ name: `${uuid}.bel`, source: { is: 'server', uuid } }])}
              >
                {words.verify}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

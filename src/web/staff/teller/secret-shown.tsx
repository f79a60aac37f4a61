/** The secret, shown once: to be copied, printed or saved as a file. */
import { useState } from 'preact/hooks'
import type { BallotConsole } from '../../../ballot/model.ts'
import type { Seed } from '../../../protocol/channel.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL, useWords } from '../words.ts'
import { Paper } from './paper.tsx'
import { Groups, NewHeading } from './parts.tsx'
import { inGroups } from './typed.ts'

export function SecretShown({
  ballot,
  seed,
  practice = false,
  onWritten,
}: {
  readonly ballot: Pick<BallotConsole, 'title' | 'uuid'>
  readonly seed: Seed
  /** A practice secret, of the rehearsal. */
  readonly practice?: boolean
  readonly onWritten: () => void
}) {
  const words = useWords().teller
  const me = useMe()
  const [kept, setKept] = useState(false)
  const grouped = inGroups(seed, 4).join(' ')
  const save = (): void => {
    const text = [
      words.slipHeading,
      ballot.title,
      me.name,
      '',
      grouped,
      '',
      words.slipFingerprint,
      words.slipText,
      '',
    ].join('\r\n')
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
    link.download = words.slipFile(ballot.uuid)
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    setKept(true)
  }
  return (
    <section class="secret-shown stack">
      <NewHeading>{practice ? words.rehearsal.secretHeading : words.secretHeading}</NewHeading>
      <p>{practice ? words.rehearsal.secretText : words.secretText}</p>
      <Groups text={seed} label={words.secretHeading} />
      <p class="hint">{words.secretCase}</p>
      {!practice && (
        <div class="row">
          <button
            type="button"
            onClick={() => {
              print()
              setKept(true)
            }}
          >
            {words.secretPrint}
          </button>
          <button type="button" onClick={save}>
            {words.secretSave}
          </button>
        </div>
      )}
      <p role="status" class={kept ? '' : 'only-heard'}>
        {kept && words.secretKept}
      </p>
      <div class="act">
        <button type="button" class="strong" onClick={onWritten}>
          {words.secretWritten}
        </button>
      </div>
      {!practice && (
        <Paper>
          <article class="slip">
            <h1>{words.slipHeading}</h1>
            <p lang={OF_THE_HALL}>{ballot.title}</p>
            <p lang={OF_THE_HALL}>{me.name}</p>
            <Groups text={seed} />
            <p>{words.slipFingerprint}</p>
            <p>{words.slipText}</p>
          </article>
        </Paper>
      )}
    </section>
  )
}

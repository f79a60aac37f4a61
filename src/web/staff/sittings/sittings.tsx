/** 促进会 and 约见 of a year: asked for, arranged, held; on a deputy's phone and at the office's desk. */
import { useCallback, useState } from 'preact/hooks'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading } from '../parts/states.tsx'
import { useMe } from '../session.tsx'
import { BeginForm } from './begin-form.tsx'
import { isOffice, readSittings, type Sittings } from './reading.ts'
import { SittingCard } from './sitting-card.tsx'
import { useSittingWords } from './words.ts'

export function SittingsPage({ cycleId }: { readonly cycleId: string }) {
  const w = useSittingWords()
  const me = useMe()
  const read = useCallback(() => readSittings(cycleId, me.role), [cycleId, me.role])
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={w.failed} error={loaded.error} onRetry={() => void refresh()} />
  return <Listed all={loaded.value} refresh={refresh} />
}

function Listed({ all, refresh }: { readonly all: Sittings; readonly refresh: () => Promise<void> }) {
  const w = useSittingWords()
  const me = useMe()
  const [sent, setSent] = useState(false)
  const kind = isOffice(me.role) ? 'progress' : me.role === 'deputy' ? 'appointment' : undefined
  return (
    <section class="card supervision questions sittings">
      <Heading>{w.heading(all.year)}</Heading>
      <p role="status" class={sent ? 'did' : 'only-heard'}>
        {sent && w.requested}
      </p>
      {kind !== undefined && (
        <BeginForm all={all} kind={kind} refresh={refresh} onSent={() => setSent(kind === 'appointment')} />
      )}
      {all.sittings.length === 0 && <p class="empty">{w.none}</p>}
      <ul class="undertakings">
        {all.sittings.map((sitting) => (
          <li key={sitting.id}>
            <SittingCard sitting={sitting} all={all} refresh={refresh} />
          </li>
        ))}
      </ul>
    </section>
  )
}

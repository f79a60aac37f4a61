/** What became of a demand, for who has its code; and what they say to the answer. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useAct } from '../shared/act.ts'
import { useLoad } from '../shared/load.ts'
import { PHOTOS_MAX } from '../shared/photo.ts'
import { ChoosePhotos, PhotoList, SendingStatus, useSending } from '../shared/photos.tsx'
import { Field, Refused, useIssues, useSendingReason } from './field.tsx'
import {
  addPhoto,
  confirm,
  follow,
  photoAddress,
  removePhoto,
  reopen,
  type Followed,
  type WholeThread,
} from './service.ts'
import { Failed, Loading } from './states.tsx'
import { useWords } from './words.ts'

export function FollowUp() {
  const words = useWords()
  const [code, setCode] = useState('')
  const [found, setFound] = useState<{ readonly code: string; readonly demand: Followed }>()
  const reading = useAct(async () => {
    setFound(undefined)
    setFound({ code, demand: await follow(code) })
  })
  /** What comes late of a demand that is not looked at any more changes nothing. */
  const change = (asked: string, demand: Partial<Followed>): void =>
    setFound((now) => (now?.code === asked ? { ...now, demand: { ...now.demand, ...demand } } : now))
  const wrong = useIssues(reading.error)
  return (
    <section id="follow">
      <h2>{words.followHeading}</h2>
      <form
        class="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void reading.run()
        }}
      >
        <Field label={words.code} hint={words.codeHint} wrong={wrong('/code')}>
          {(marks) => (
            <input
              {...marks}
              class="code"
              value={code}
              onInput={({ currentTarget }) => setCode(currentTarget.value)}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              lang="en"
            />
          )}
        </Field>
        <Refused error={reading.error} unanswered={words.unreachable} />
        <button type="submit" class="main" aria-disabled={reading.busy}>
          {reading.busy ? words.loading : words.lookUp}
        </button>
      </form>
      {found !== undefined && (
        <FollowedView key={found.code} {...found} onChange={(demand) => change(found.code, demand)} />
      )}
    </section>
  )
}

interface FollowedProps {
  readonly code: string
  readonly demand: Followed
  readonly onChange: (demand: Partial<Followed>) => void
}

function FollowedView({ code, demand, onChange }: FollowedProps) {
  const words = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [demand.state])
  const waiting = demand.state !== 'answered' && demand.state !== 'confirmed'
  return (
    <div class="followed">
      <h3 ref={heading} tabIndex={-1}>
        {words.stateIs[demand.state]}
      </h3>
      <p>
        <b>{demand.number}</b> <span lang="zh-CN">{demand.category}</span>
        {demand.unit !== null && (
          <>
            {words.atUnit}
            <span lang="zh-CN">{demand.unit}</span>
          </>
        )}
      </p>
      {waiting && (
        <p>
          {words.dueOn(demand.dueOn)} {demand.overdue && <strong class="overdue">{words.overdue}</strong>}
        </p>
      )}
      <blockquote lang="zh-CN">{demand.text}</blockquote>
      <Photos code={code} demand={demand} onChange={onChange} />
      <ol class="steps">
        {demand.steps.map((step) => (
          <li key={step.at + step.act}>
            <time dateTime={step.at}>{dayOf(step.at)}</time>{' '}
            {words.step[step.act](step.unit ?? '', words.actor[step.actor])}
            {step.text !== null && (
              <p class="said" lang="zh-CN">
                {step.text}
              </p>
            )}
          </li>
        ))}
      </ol>
      {demand.acts.length > 0 && (
        <Respond key={demand.state} code={code} demand={demand} onChange={onChange} />
      )}
      <h4>{words.becameHeading}</h4>
      {demand.became.length === 0 ? (
        <p class="soft">{words.becameNothing}</p>
      ) : (
        <Became threads={demand.became} />
      )}
    </div>
  )
}

function Photos({ code, demand, onChange }: FollowedProps) {
  const words = useWords()
  const reason = useSendingReason()
  const reread = async () => onChange(await follow(code))
  const rereading = useAct(reread)
  const sending = useSending((photo) => addPhoto(code, photo), rereading.run)
  const removing = useAct(async (id: string) => {
    await removePhoto(code, id)
    await reread()
  })
  const { photos, mayAddPhotos: mayAdd } = demand
  return (
    <>
      <PhotoList
        words={words.photos}
        photos={photos.map(({ id, mine }) => ({
          id,
          mine,
          address: (size) => photoAddress(code, id, size),
        }))}
        onRemove={mayAdd ? (id) => void removing.run(id) : undefined}
      />
      <Refused error={removing.error ?? rereading.error} unanswered={words.unreachable} />
      {mayAdd && (
        <ChoosePhotos
          words={words.photos}
          room={PHOTOS_MAX - photos.length - sending.left.length}
          busy={sending.progress !== undefined}
          onChosen={(chosen) => void sending.send(chosen)}
        />
      )}
      <SendingStatus words={words.photos} sending={sending} reason={reason} />
    </>
  )
}

const loadThread = async () => (await import('./thread.tsx')).ThreadOf

/** It comes when there is something to follow: most codes are of demands that are being answered. */
function Became({ threads }: { readonly threads: readonly WholeThread[] }) {
  const [loaded] = useLoad(loadThread)
  if (loaded.is === 'loading') return <Loading />
  // A browser does not fetch a script again that once did not come: the page begins anew.
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => location.reload()} />
  const ThreadOf = loaded.value
  return threads.map((thread) => <ThreadOf key={`${thread.cycleId} ${thread.name}`} thread={thread} />)
}

/** The calendar day where the service is. */
function dayOf(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
}

function Respond({ code, demand, onChange }: FollowedProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const confirming = useAct(async () => onChange(await confirm(code)))
  const reopening = useAct(async () => onChange(await reopen(code, text)))
  const wrong = useIssues(reopening.error)
  return (
    <>
      {demand.acts.includes('confirm') && (
        <>
          <p>{words.areYouContent}</p>
          <button
            type="button"
            class="main"
            aria-disabled={confirming.busy}
            onClick={() => void confirming.run()}
          >
            {words.confirm}
          </button>
          <Refused error={confirming.error} unanswered={words.notHeard} />
        </>
      )}
      {demand.acts.includes('reopen') && (
        <details open={reopening.error !== undefined || undefined}>
          <summary>{words.notSolved}</summary>
          <form
            class="fields"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void reopening.run()
            }}
          >
            <Field label={words.whatIsMissing} wrong={wrong('/text')}>
              {(marks) => (
                <textarea
                  {...marks}
                  rows={3}
                  maxLength={2000}
                  value={text}
                  onInput={({ currentTarget }) => setText(currentTarget.value)}
                />
              )}
            </Field>
            <Refused error={reopening.error} unanswered={words.notHeard} />
            <button type="submit" aria-disabled={reopening.busy}>
              {words.reopen}
            </button>
          </form>
        </details>
      )}
    </>
  )
}

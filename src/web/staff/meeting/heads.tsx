/** The register of heads: a list to tick with a search, and one field for a scanner. Nothing of it says when. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import { useAct } from '../../shared/act.ts'
import { body } from '../../shared/read.ts'
import type { Deputy } from '../../../people/model.ts'
import { api } from '../api.ts'
import { Confirm } from '../parts/ask.tsx'
import { Field } from '../parts/field.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Failed, Loading, Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { found } from './search.ts'
import { useMeetingWords } from './words.ts'

/** More rows than this are hard to look through and slow to draw: the search narrows them down. */
const SHOWN_MAX = 200

export function Heads({
  meetingId,
  voteOpen,
  refresh,
}: {
  readonly meetingId: string
  readonly voteOpen: boolean
  readonly refresh: () => Promise<void>
}) {
  const read = useCallback(async () => {
    const [{ deputies }, { deputyIds }] = await Promise.all([
      body(api.people.deputies.$get()),
      body(api.people.meetings[':id']['sign-ins'].$get({ param: { id: meetingId } })),
    ])
    return { deputies: deputies.filter(({ active }) => active), present: new Set(deputyIds) }
  }, [meetingId])
  const [loaded, again] = useFresh(read)
  const both = useCallback(async () => void (await Promise.all([again(), refresh()])), [again, refresh])
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void again()} />
  return <Register {...loaded.value} meetingId={meetingId} voteOpen={voteOpen} refresh={both} />
}

interface RegisterProps {
  readonly deputies: readonly Deputy[]
  readonly present: ReadonlySet<string>
  readonly meetingId: string
  readonly voteOpen: boolean
  readonly refresh: () => Promise<void>
}

function Register({ deputies, present, meetingId, voteOpen, refresh }: RegisterProps) {
  const w = useMeetingWords()
  const [search, setSearch] = useState('')
  const [only, setOnly] = useState(false)
  const [leaving, setLeaving] = useState<Deputy>()
  // What was ticked shows at once, each until its own answer is there: somebody who ticks quickly is not set back.
  const [pending, setPending] = useState<ReadonlyMap<string, boolean>>(new Map())
  const settle = useCallback(
    (id: string) => setPending((before) => new Map([...before].filter(([other]) => other !== id))),
    [],
  )
  const mark = useCallback(
    async (deputy: Deputy, here: boolean): Promise<void> => {
      setPending((before) => new Map(before).set(deputy.id, here))
      const signIns = api.people.meetings[':id']['sign-ins']
      const param = { id: meetingId }
      try {
        if (here) await body(signIns.$post({ param, json: { deputyIds: [deputy.id] } }))
        else await body(signIns[':deputyId'].$delete({ param: { ...param, deputyId: deputy.id } }))
        await refresh()
      } finally {
        settle(deputy.id)
      }
    },
    [meetingId, refresh, settle],
  )
  const [error, setError] = useState<unknown>()
  const tick = (deputy: Deputy, here: boolean): void => {
    setError(undefined)
    if (!here && voteOpen) setLeaving(deputy)
    else mark(deputy, here).catch(setError)
  }
  const isHere = (id: string): boolean => pending.get(id) ?? present.has(id)
  const rows = useMemo(() => found(deputies, search), [deputies, search])
  const listed = only ? rows.filter(({ id }) => !isHere(id)) : rows
  return (
    <div class="heads">
      <Scan deputies={deputies} isHere={isHere} mark={mark} />
      <Field
        label={w.signIn.search}
        hint={w.signIn.searchHint}
        type="search"
        inputMode="search"
        autocomplete="off"
        value={search}
        onValue={setSearch}
      />
      <label class="check">
        <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />
        {w.signIn.onlyMissing}
      </label>
      <Refused error={error} />
      <fieldset class="roll">
        <legend>{w.signIn.roll(listed.length)}</legend>
        {listed.length === 0 && <p class="soft">{w.signIn.nobody}</p>}
        <ul>
          {listed.slice(0, SHOWN_MAX).map((deputy) => (
            <li key={deputy.id}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={isHere(deputy.id)}
                  onChange={(event) => {
                    const here = event.currentTarget.checked
                    // Until it is confirmed that somebody has left, the tick stays.
                    if (!here && voteOpen) event.currentTarget.checked = true
                    tick(deputy, here)
                  }}
                />
                <span lang={OF_THE_HALL}>
                  {deputy.name}
                  {deputy.delegation !== null && <span class="soft"> {deputy.delegation}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
        {listed.length > SHOWN_MAX && <p class="soft">{w.signIn.more(listed.length - SHOWN_MAX)}</p>}
      </fieldset>
      {leaving !== undefined && (
        <Confirm
          heading={w.signIn.leaveHeading}
          doIt={w.signIn.leaveDo}
          onLeave={() => setLeaving(undefined)}
          onDo={() => mark(leaving, false)}
        >
          <p lang={OF_THE_HALL}>{leaving.name}</p>
          <p>{w.signIn.leaveText}</p>
        </Confirm>
      )}
    </div>
  )
}

/** A scanner types the badge's content and Enter. The name is said aloud, so that nobody has to look at the screen. */
function Scan({
  deputies,
  isHere,
  mark,
}: {
  readonly deputies: readonly Deputy[]
  readonly isHere: (id: string) => boolean
  readonly mark: (deputy: Deputy, here: boolean) => Promise<void>
}) {
  const w = useMeetingWords()
  const [text, setText] = useState('')
  const [said, setSaid] = useState<
    'unknownBadge' | { readonly done: 'hereAlready' | 'signedIn'; readonly name: string }
  >()
  // Who was scanned in vain, until the badge is scanned again: the next one's success does not hide it.
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map())
  const field = useRef<HTMLFormElement>(null)
  const act = useAct(async (scanned: string) => {
    const deputy = deputies.find(({ id }) => id === scanned)
    if (deputy === undefined) return setSaid('unknownBadge')
    const { id, name } = deputy
    if (isHere(id)) return setSaid({ done: 'hereAlready', name })
    setFailed((before) => new Map([...before].filter(([other]) => other !== id)))
    try {
      await mark(deputy, true)
    } catch (error) {
      setFailed((before) => new Map(before).set(id, name))
      throw error
    }
    setSaid({ done: 'signedIn', name })
  })
  // Unless the list has been ticked by hand since.
  const missed = [...failed].filter(([id]) => !isHere(id)).map(([, name]) => name)
  // People come to the door faster than a slow network answers: each scan waits for the one before it.
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (
    <form
      ref={field}
      class="scan"
      onSubmit={(event) => {
        event.preventDefault()
        const scanned = text.trim()
        setText('')
        if (scanned !== '') last.current = last.current.then(() => act.run(scanned))
      }}
    >
      <Field
        label={w.signIn.scan}
        hint={w.signIn.scanHint}
        class="code"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onValue={setText}
      />
      <p class={said === 'unknownBadge' ? 'said is-bad' : 'said'} role="status">
        {said === undefined
          ? ''
          : said === 'unknownBadge'
            ? w.signIn.unknownBadge
            : w.signIn[said.done](said.name)}
      </p>
      {missed.length > 0 && (
        <p class="said is-bad" role="alert">
          {w.signIn.notSignedIn(missed.join('、'))}
        </p>
      )}
      <Refused error={act.error} />
    </form>
  )
}

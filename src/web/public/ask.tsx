/** Asking for something, without an account; and where deputies can be met instead. */
import { useCallback, useContext, useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useAct } from '../shared/act.ts'
import { useLoad } from '../shared/load.ts'
import { codeOf } from '../shared/read.ts'
import { inGroups } from '../../intake/follow-up-code.ts'
import { newCode, newId } from './code.ts'
import { PHOTOS_MAX, type SmallPhoto } from '../shared/photo.ts'
import { ChoosePhotos, inMemory, PhotoList, SendingStatus, useSending } from '../shared/photos.tsx'
import { Field, Refused, useIssues, useSendingReason } from './field.tsx'
import {
  addPhoto,
  readAssemblies,
  readIntake,
  sendDemand,
  type Assembly,
  type PublicDemand,
  type PublicIntake,
} from './service.ts'
import { Failed, Loading } from './states.tsx'
import { Stations } from './stations.tsx'
import { LanguageContext, useWords } from './words.ts'

/** Of the fields that may be left empty. */
const RESIDENT = ['name', 'phone', 'address'] as const
const OPTIONAL = ['/place', '/gridId', '/resident', ...RESIDENT.map((field) => `/resident/${field}`)]

const EMPTY = { category: '', text: '', place: '', gridId: '', name: '', phone: '', address: '' }
type Typed = Readonly<typeof EMPTY>

/** A demand that the service has taken. */
interface Taken {
  readonly number: string
  readonly code: string
  readonly photos: readonly SmallPhoto[]
}

export function Ask() {
  const words = useWords()
  const [assemblies, retry] = useLoad(readAssemblies)
  return (
    <section id="ask">
      <h2>{words.askHeading}</h2>
      {assemblies.is === 'loading' && <Loading />}
      {assemblies.is === 'failed' && <Failed error={assemblies.error} onRetry={retry} />}
      {assemblies.is === 'ready' && <AskAt assemblies={assemblies.value} />}
    </section>
  )
}

function AskAt({ assemblies }: { readonly assemblies: readonly Assembly[] }) {
  const words = useWords()
  const [first] = assemblies
  const [assemblyId, setAssemblyId] = useState(assemblies.length === 1 ? first?.id : undefined)
  const [typed, setTyped] = useState<Typed>(EMPTY)
  const [photos, setPhotos] = useState<readonly SmallPhoto[]>([])
  const [taken, setTaken] = useState<Taken>()
  if (first === undefined) return <p class="soft">{words.nowhereToAsk}</p>
  if (taken !== undefined) return <Receipt taken={taken} onAgain={() => setTaken(undefined)} />
  return (
    <>
      <p>{words.askIntro}</p>
      {assemblies.length > 1 && (
        <Field label={words.assembly}>
          {(marks) => (
            <select
              {...marks}
              value={assemblyId ?? ''}
              onChange={({ currentTarget }) => {
                setAssemblyId(currentTarget.value || undefined)
                setTyped((before) => ({ ...before, gridId: '' }))
              }}
            >
              <option value="">{words.choose}</option>
              {assemblies.map(({ id, name }) => (
                <option key={id} value={id} lang="zh-CN">
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {assemblyId !== undefined && (
        <Offered
          key={assemblyId}
          assemblyId={assemblyId}
          typed={typed}
          onTyped={setTyped}
          photos={photos}
          onPhotos={setPhotos}
          onTaken={(done) => {
            setTaken(done)
            setTyped(EMPTY)
            setPhotos([])
          }}
        />
      )}
    </>
  )
}

interface FormProps {
  readonly assemblyId: string
  readonly typed: Typed
  readonly onTyped: (change: (before: Typed) => Typed) => void
  readonly photos: readonly SmallPhoto[]
  readonly onPhotos: (change: (before: readonly SmallPhoto[]) => readonly SmallPhoto[]) => void
  readonly onTaken: (taken: Taken) => void
}

function Offered({ assemblyId, ...form }: FormProps) {
  const [intake, retry] = useLoad(useCallback(() => readIntake(assemblyId), [assemblyId]))
  if (intake.is === 'loading') return <Loading />
  if (intake.is === 'failed') return <Failed error={intake.error} onRetry={retry} />
  return (
    <>
      <Form intake={intake.value} assemblyId={assemblyId} {...form} />
      <Stations stations={intake.value.stations} />
    </>
  )
}

function Form({
  intake,
  assemblyId,
  typed,
  onTyped,
  photos,
  onPhotos,
  onTaken,
}: FormProps & { readonly intake: PublicIntake }) {
  const words = useWords()
  const listId = useId()
  const attempt = useRef<{ what: string; id: string; code: string }>(null)
  const sending = useAct(async () => {
    // Sent again because nobody answered, it is the same demand with the same code; changed, it is another one.
    const what = JSON.stringify([assemblyId, typed])
    if (attempt.current?.what !== what) attempt.current = { what, id: newId(), code: newCode() }
    const { id, code } = attempt.current
    try {
      const { number } = await sendDemand(id, demandOf(assemblyId, typed, code))
      onTaken({ number, code, photos })
    } catch (error) {
      if (codeOf(error) === 'intake.demandTaken') attempt.current = null
      throw error
    }
  })
  const wrong = useIssues(sending.error)
  const [unfolded, setUnfolded] = useState(false)
  const [preparing, setPreparing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    if (sending.error !== undefined)
      form.current?.querySelector<HTMLElement>('[aria-invalid]:not(fieldset)')?.focus()
  }, [sending.error])
  const input = (field: keyof Typed) => ({
    value: typed[field],
    // What is on its way cannot be changed: it would be lost with the answer.
    readOnly: sending.busy,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onTyped((before) => ({ ...before, [field]: currentTarget.value })),
  })
  const categories = [...new Set([...intake.categories, ...words.commonCategories])]
  return (
    <form
      ref={form}
      class="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // A photo that is not small yet would miss its demand.
        if (!preparing) void sending.run()
      }}
    >
      <Field label={words.category} hint={words.categoryHint} wrong={wrong('/category')}>
        {(marks) => (
          <input {...marks} {...input('category')} list={listId} maxLength={20} autocomplete="off" />
        )}
      </Field>
      <datalist id={listId}>
        {categories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <Field label={words.demandText} hint={words.demandTextHint} wrong={wrong('/text')}>
        {(marks) => <textarea {...marks} {...input('text')} rows={4} maxLength={2000} />}
      </Field>
      <PhotoList
        words={words.photos}
        photos={photos.map(inMemory)}
        onRemove={
          sending.busy ? undefined : (id) => onPhotos((before) => before.filter((photo) => photo.id !== id))
        }
      />
      <ChoosePhotos
        words={words.photos}
        room={PHOTOS_MAX - photos.length}
        busy={sending.busy}
        onPreparing={setPreparing}
        onChosen={(chosen) =>
          onPhotos((before) => [
            ...before,
            ...chosen.filter(({ id }) => before.every((photo) => photo.id !== id)),
          ])
        }
      />
      <details
        open={unfolded || OPTIONAL.some((pointer) => wrong(pointer) !== undefined)}
        onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}
      >
        <summary>{words.more}</summary>
        <div class="fields">
          <Field label={words.demandPlace} wrong={wrong('/place')}>
            {(marks) => <input {...marks} {...input('place')} maxLength={120} />}
          </Field>
          {intake.grids.length > 0 && (
            <Field label={words.grid} wrong={wrong('/gridId')}>
              {(marks) => (
                <GridSelect
                  grids={intake.grids}
                  marks={{ ...marks, disabled: sending.busy }}
                  {...input('gridId')}
                />
              )}
            </Field>
          )}
          <fieldset>
            <legend>{words.resident}</legend>
            <p class="hint">{words.residentHint}</p>
            <Field label={words.name} wrong={wrong('/resident/name')}>
              {(marks) => <input {...marks} {...input('name')} autocomplete="name" maxLength={40} />}
            </Field>
            <Field label={words.phone} wrong={wrong('/resident/phone')}>
              {(marks) => <input {...marks} {...input('phone')} type="tel" autocomplete="tel" />}
            </Field>
            <Field label={words.address} wrong={wrong('/resident/address')}>
              {(marks) => (
                <input {...marks} {...input('address')} autocomplete="street-address" maxLength={120} />
              )}
            </Field>
          </fieldset>
        </div>
      </details>
      <Refused error={sending.error} unanswered={words.notSent} />
      <button type="submit" class="main" aria-disabled={sending.busy || preparing}>
        {sending.busy ? words.sending : preparing ? words.photos.preparing : words.send}
      </button>
    </form>
  )
}

/** Only what was filled in. */
function demandOf(
  assemblyId: string,
  { category, text, place, gridId, ...resident }: Typed,
  followUpCode: string,
): PublicDemand {
  const known = RESIDENT.filter((field) => resident[field].trim() !== '')
  return {
    assemblyId,
    category,
    text,
    followUpCode,
    ...(place.trim() === '' ? {} : { place }),
    ...(gridId === '' ? {} : { gridId }),
    ...(known.length === 0
      ? {}
      : { resident: Object.fromEntries(known.map((field) => [field, resident[field]])) }),
  }
}

/** The grids as a tree: each below the one that it lies in. */
function GridSelect({
  grids,
  marks,
  value,
  onInput,
}: {
  readonly grids: PublicIntake['grids']
  readonly marks: object
  readonly value: string
  readonly onInput: (event: { readonly currentTarget: { readonly value: string } }) => void
}) {
  const words = useWords()
  const below = (parentId: string | null): PublicIntake['grids'] =>
    grids.filter((grid) => grid.parentId === parentId).flatMap((grid) => [grid, ...below(grid.id)])
  const top = Math.min(...grids.map(({ level }) => level))
  return (
    <select {...marks} value={value} onChange={onInput}>
      <option value="">{words.gridUnknown}</option>
      {below(null).map(({ id, level, name }) => (
        <option key={id} value={id} lang="zh-CN">
          {'\u3000'.repeat(level - top) + name}
        </option>
      ))}
    </select>
  )
}

/** The number and the code, to be kept: nobody can find the code again. */
function Receipt({ taken, onAgain }: { readonly taken: Taken; readonly onAgain: () => void }) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const [copied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'center' })
  }, [])
  const code = inGroups(taken.code)
  const reason = useSendingReason()
  const sending = useSending((photo) => addPhoto(taken.code, photo))
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    setBegun(true)
    void sending.send(taken.photos)
    // Once: what fails is sent again by a press.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const { progress, left } = sending
  const sent = begun && progress === undefined && left.length === 0
  return (
    <div class="receipt">
      <h3 ref={heading} tabIndex={-1}>
        {words.received}
      </h3>
      <dl>
        <div>
          <dt>{words.demandNumber}</dt>
          <dd>{taken.number}</dd>
        </div>
        <div>
          <dt>{words.code}</dt>
          <dd class="code">{code}</dd>
        </div>
      </dl>
      <p>{words.keepCode}</p>
      {taken.photos.length > 0 && (
        <div class="sent-photos">
          {sent && <p>{words.photos.sent(taken.photos.length)}</p>}
          <SendingStatus words={words.photos} sending={sending} reason={reason} />
        </div>
      )}
      <p class="address soft">
        {words.followAt}
        {`${location.origin}${location.pathname}${language === 'en' ? '?lang=en' : ''}#follow`}
      </p>
      <div class="acts">
        {/* Only where the connection is a secure one. */}
        {(navigator.clipboard as Clipboard | undefined) !== undefined && (
          <button
            type="button"
            onClick={() =>
              void navigator.clipboard.writeText(`${taken.number} ${code}`).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {words.copy}
          </button>
        )}
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
        {/* Leaving before would lose what could not be sent. */}
        <button
          type="button"
          aria-disabled={progress !== undefined}
          onClick={() => progress === undefined && onAgain()}
        >
          {words.askAgain}
        </button>
        <span role="status">{copied && words.copied}</span>
      </div>
    </div>
  )
}

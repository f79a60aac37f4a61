/** The form for one contact. Everything typed goes up at once, so that it is kept as it is typed. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Channel } from '../../../intake/model.ts'
import { useAct } from '../../shared/act.ts'
import type { SmallPhoto } from '../../shared/photo.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Confirm } from '../parts/ask.tsx'
import { Area, Choice, Field } from '../parts/field.tsx'
import { Refused } from '../parts/states.tsx'
import { OF_THE_HALL } from '../words.ts'
import { inGroups } from '../../../intake/follow-up-code.ts'
import { isBegun } from './begun.ts'
import { newDemand, today, type DemandDraft, type Draft } from './draft.ts'
import type { Lists } from './lists.ts'
import type { KeptPhoto } from './photo-outbox.ts'
import { DemandPhotos } from './photos.tsx'
import { Present } from './present.tsx'
import { useContactWords } from './words.ts'

const CHANNELS: readonly Channel[] = ['reception', 'visit', 'online']

/** As the service takes it. */
const PHONE = String.raw`\s*\+?[0-9][0-9 \-]{4,19}\s*`

export function ContactForm({
  draft,
  deputyId,
  lists,
  onDraft,
  onFinish,
  onClear,
  photos,
  onAddPhoto,
  onRemovePhoto,
  onRemoveDemand,
}: {
  readonly draft: Draft
  /** Whose phone it is; at the desk it is nobody's, and whoever was there is chosen. */
  readonly deputyId?: string
  readonly lists: Lists
  readonly onDraft: (draft: Draft) => void
  readonly onFinish: () => Promise<void>
  readonly onClear: () => Promise<void>
  /** What the phone keeps of photos; at the desk they are added to a demand once it is recorded. */
  readonly photos?: readonly KeptPhoto[]
  readonly onAddPhoto?: (demandId: string, photo: SmallPhoto) => Promise<void>
  readonly onRemovePhoto?: (photo: KeptPhoto) => Promise<void>
  readonly onRemoveDemand?: (demands: readonly DemandDraft[]) => Promise<void>
}) {
  const w = useContactWords()
  const [clearing, setClearing] = useState(false)
  const [preparing, setPreparing] = useState(0)
  const act = useAct(onFinish)
  const set = (change: Partial<Draft>): void => onDraft({ ...draft, ...change })
  const setDemand = (id: string, change: Partial<DemandDraft>): void =>
    set({ demands: draft.demands.map((each) => (each.id === id ? { ...each, ...change } : each)) })
  const where =
    draft.channel === 'reception' && lists.stations.length === 0
      ? [w.noStation]
      : draft.channel === 'visit' && lists.grids.length === 0
        ? [w.noGrid]
        : []
  const atDesk = deputyId === undefined
  const missing = [
    ...where,
    ...(preparing > 0 ? [w.preparing] : []),
    ...(draft.deputyIds.length === 0 ? [w.noDeputy] : []),
  ]
  return (
    <form
      class="fields"
      // What is wrong in a folded part cannot be pointed at.
      onInvalidCapture={({ target }) => {
        if (target instanceof Element) target.closest('details')?.setAttribute('open', '')
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <fieldset class="channels">
        <legend>{w.channel}</legend>
        {CHANNELS.map((channel) => (
          <label key={channel}>
            <input
              type="radio"
              name="channel"
              checked={draft.channel === channel}
              onChange={() => set({ channel, ...whereAt(channel, draft, lists) })}
            />
            <span>
              {w.channels[channel]}
              <span class="hint">{w.channelTexts[channel]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Where draft={draft} lists={lists} set={set} />
      <details class="aside" open={atDesk}>
        <summary>
          {atDesk
            ? w.whenAndWhom
            : w.whenAndWho(draft.heldOn === today() ? w.today : draft.heldOn, draft.deputyIds.length - 1)}
        </summary>
        <Field
          label={w.heldOn}
          type="date"
          required
          max={today()}
          value={draft.heldOn}
          onValue={(heldOn) => set({ heldOn })}
        />
        <Present
          deputyId={deputyId}
          deputies={lists.deputies}
          companions={lists.companions}
          chosen={draft.deputyIds}
          onChosen={(deputyIds) => set({ deputyIds })}
        />
      </details>
      <Field
        label={w.residents}
        hint={w.residentsHint}
        type="number"
        inputMode="numeric"
        min={0}
        max={100_000}
        required
        value={draft.residents}
        onValue={(residents) => set({ residents })}
      />
      {draft.demands.map((demand, i) => (
        <DemandFields
          key={demand.id}
          number={i + 1}
          demand={demand}
          lists={lists}
          onChange={(change) => setDemand(demand.id, change)}
          onRemove={() => {
            set({ demands: draft.demands.filter(({ id }) => id !== demand.id) })
            void onRemoveDemand?.([demand])
          }}
        >
          {photos !== undefined && onAddPhoto !== undefined && onRemovePhoto !== undefined && (
            <DemandPhotos
              photos={photos.filter(({ demandId }) => demandId === demand.id)}
              onPreparing={(change) => setPreparing((before) => before + change)}
              onAdd={(photo) => onAddPhoto(demand.id, photo)}
              onRemove={onRemovePhoto}
            />
          )}
        </DemandFields>
      ))}
      <button type="button" onClick={() => set({ demands: [...draft.demands, newDemand()] })}>
        {w.addDemand}
      </button>
      <details class="aside">
        <summary>{w.noteMore}</summary>
        <Area
          label={w.note}
          hint={w.noteHint}
          lang={OF_THE_HALL}
          value={draft.note}
          onValue={(note) => set({ note })}
        />
      </details>
      {atDesk ? (
        <Refused error={act.error} />
      ) : (
        <div role="alert" class={act.error === undefined ? 'only-heard' : 'refused'}>
          {act.error !== undefined && <p>{w.notKept}</p>}
        </div>
      )}
      <ActButton submit busy={act.busy} missing={missing}>
        {atDesk ? w.record : w.finish}
      </ActButton>
      {isBegun(draft) && (
        <button type="button" class="quiet" onClick={() => setClearing(true)}>
          {w.clear}
        </button>
      )}
      {clearing && (
        <Confirm heading={w.clearHeading} doIt={w.clear} onLeave={() => setClearing(false)} onDo={onClear}>
          <p>{w.clearText}</p>
        </Confirm>
      )}
    </form>
  )
}

/** What the field of the other channel shows first is what is chosen in it. */
function whereAt(channel: Channel, { stationId, gridId }: Draft, lists: Lists): Partial<Draft> {
  if (channel === 'reception') return stationId === '' ? { stationId: lists.stations[0]?.id ?? '' } : {}
  return channel === 'visit' && gridId === '' ? { gridId: lists.grids[0]?.id ?? '' } : {}
}

function Where({
  draft,
  lists,
  set,
}: {
  readonly draft: Draft
  readonly lists: Lists
  readonly set: (change: Partial<Draft>) => void
}) {
  const w = useContactWords()
  if (draft.channel === 'reception') {
    return (
      <Choice
        label={w.station}
        value={draft.stationId}
        onValue={(stationId) => set({ stationId })}
        options={lists.stations.map(({ id, name }) => ({ value: id, text: name }))}
      />
    )
  }
  const grids = lists.grids.map(({ id, own, path }) => ({ value: id, text: own ? w.own(path) : path }))
  return (
    <Choice
      label={w.grid}
      value={draft.gridId}
      onValue={(gridId) => set({ gridId })}
      options={draft.channel === 'online' ? [...grids, { value: '', text: w.anyGrid }] : grids}
    />
  )
}

function DemandFields({
  number,
  demand,
  lists: { categories, grids },
  children,
  onChange,
  onRemove,
}: {
  readonly number: number
  readonly demand: DemandDraft
  readonly lists: Lists
  readonly children: ComponentChildren
  readonly onChange: (change: Partial<DemandDraft>) => void
  readonly onRemove: () => void
}) {
  const w = useContactWords()
  return (
    <fieldset>
      <legend>{w.demand(number)}</legend>
      <Field
        label={w.category}
        lang={OF_THE_HALL}
        autocomplete="off"
        required
        value={demand.category}
        onValue={(category) => onChange({ category })}
      />
      <div class="row" role="group" aria-label={w.categories} lang={OF_THE_HALL}>
        {categories.map((category) => (
          <button
            key={category}
            type="button"
            aria-pressed={demand.category === category}
            onClick={() => onChange({ category })}
          >
            {category}
          </button>
        ))}
      </div>
      <Area
        label={w.text}
        hint={w.textHint}
        lang={OF_THE_HALL}
        required
        value={demand.text}
        onValue={(text) => onChange({ text })}
      />
      {children}
      <details class="aside">
        <summary>{w.more}</summary>
        <Field
          label={w.place}
          lang={OF_THE_HALL}
          autocomplete="off"
          value={demand.place}
          onValue={(place) => onChange({ place })}
        />
        <Choice
          label={w.demandGrid}
          value={demand.gridId}
          onValue={(gridId) => onChange({ gridId })}
          options={[
            { value: '', text: w.sameGrid },
            ...grids.map(({ id, path }) => ({ value: id, text: path })),
          ]}
        />
        <Field
          label={w.name}
          hint={w.residentHint}
          lang={OF_THE_HALL}
          autocomplete="off"
          value={demand.name}
          onValue={(name) => onChange({ name })}
        />
        <Field
          label={w.phone}
          type="tel"
          pattern={PHONE}
          autocomplete="off"
          value={demand.phone}
          onValue={(phone) => onChange({ phone })}
        />
        <Field
          label={w.address}
          lang={OF_THE_HALL}
          autocomplete="off"
          value={demand.address}
          onValue={(address) => onChange({ address })}
        />
      </details>
      <div>
        <p>
          {w.code} <strong class="code">{inGroups(demand.followUpCode)}</strong>
        </p>
        <p class="hint">{w.codeHint}</p>
      </div>
      <button type="button" class="quiet" onClick={onRemove}>
        {w.removeDemand(number)}
      </button>
    </fieldset>
  )
}

/** One meeting or appointment: who asked for it, when it is, what was said and promised, and what who looks may do. */
import { useState } from 'preact/hooks'
import type { Sitting, SittingMinutes } from '../../../inspect/sitting-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { AskReason } from '../parts/ask.tsx'
import { Whose } from '../parts/whose.tsx'
import { linkTo } from '../route.ts'
import { useMe, type Me } from '../session.tsx'
import { Shown } from '../supervision/shown.tsx'
import { OF_THE_HALL } from '../words.ts'
import { ArrangeForm } from './arrange-form.tsx'
import { MinutesForm } from './minutes-form.tsx'
import { isOffice, type Sittings } from './reading.ts'
import { useSittingWords } from './words.ts'

type Doing = 'arrange' | 'decline' | 'cancel' | 'minutes'

interface CardProps {
  readonly sitting: Sitting
  readonly all: Sittings
  readonly refresh: () => Promise<void>
}

export function SittingCard({ sitting, all, refresh }: CardProps) {
  const w = useSittingWords()
  const me = useMe()
  const [doing, setDoing] = useState<Doing>()
  const { id, cycleId, kind, subject, whom, askedBy, state, arrangement, projects, questions, reason } =
    sitting
  const leave = (): void => setDoing(undefined)
  const may = doingsOf(me, sitting)
  return (
    <article
      class={`framed undertaking${sitting.lacksMinutes ? ' is-overdue' : ''}`}
      aria-labelledby={`sitting-${id}`}
    >
      <h3 id={`sitting-${id}`} lang={OF_THE_HALL}>
        {subject}
      </h3>
      <p class="line">
        <span>{w.kinds[kind]}</span>
        <strong>{w.states[state]}</strong>
        {askedBy !== null && whom !== null && <span lang={OF_THE_HALL}>{w.askedBy(askedBy.name, whom)}</span>}
        {sitting.lacksMinutes && <span class="late">{w.lacksMinutes}</span>}
      </p>
      {arrangement !== null && (
        <>
          <p lang={OF_THE_HALL}>{w.when(arrangement.day, arrangement.time, arrangement.place)}</p>
          <p class="soft">
            {w.comers}
            {w.colon}
            <span lang={OF_THE_HALL}>{arrangement.comers}</span>
          </p>
        </>
      )}
      {projects.length > 0 && (
        <>
          <h4>{w.agenda}</h4>
          <ol class="agenda" lang={OF_THE_HALL}>
            {projects.map(({ id: projectId, name }) => (
              <li key={projectId}>
                <a href={linkTo.project(projectId)}>{name}</a>
              </li>
            ))}
          </ol>
        </>
      )}
      {questions.length > 0 && (
        <>
          <h4>{w.questions}</h4>
          <ol class="agenda" lang={OF_THE_HALL}>
            {questions.map((question, i) => (
              <li key={i} class="said-text">
                {question}
              </li>
            ))}
          </ol>
        </>
      )}
      {reason !== null && (
        <p class="said-text" lang={OF_THE_HALL}>
          {w.reason(reason)}
        </p>
      )}
      {sitting.minutes !== null && <MinutesOf minutes={sitting.minutes} all={all} />}
      <Promises sitting={sitting} />
      {(doing === undefined || doing === 'decline' || doing === 'cancel') && (
        <div class="answers">
          {may.map((each, i) => (
            <button
              key={each}
              type="button"
              class={i === 0 && state !== 'held' ? 'strong' : 'quiet'}
              onClick={() => setDoing(each)}
            >
              {wordOf(each)}
              <Whose name={subject} />
            </button>
          ))}
          {sitting.minutes !== null && (
            <a class="button" href={linkTo.minutes(cycleId, id)}>
              {w.print}
              <Whose name={subject} />
            </a>
          )}
        </div>
      )}
      {doing === 'arrange' && <ArrangeForm sitting={sitting} all={all} refresh={refresh} onLeave={leave} />}
      {doing === 'minutes' && <MinutesForm sitting={sitting} all={all} refresh={refresh} onLeave={leave} />}
      {(doing === 'decline' || doing === 'cancel') && (
        <AskReason
          heading={wordOf(doing)}
          doIt={wordOf(doing)}
          reasonHint={doing === 'decline' ? w.declineText : w.cancelText}
          onLeave={leave}
          onDo={async (why) => {
            const param = { id: cycleId, sittingId: id }
            const json = { reason: why, from: sitting.steps }
            await body(api.inspect.cycles[':id'].sittings[':sittingId'][doing].$post({ param, json }))
            await refresh()
          }}
        />
      )}
    </article>
  )

  function wordOf(what: Doing): string {
    switch (what) {
      case 'arrange':
        return state === 'arranged' ? w.rearrange : w.arrange
      case 'minutes':
        return state === 'held' ? w.correct : w.keep
      case 'decline':
        return w.decline
      case 'cancel':
        return w.cancel
    }
  }
}

function MinutesOf({ minutes, all }: { readonly minutes: SittingMinutes; readonly all: Sittings }) {
  const w = useSittingWords()
  return (
    <details class="aside" open>
      <summary>
        {w.minutes}
        {minutes.version > 1 && <span class="soft"> {w.version(minutes.version - 1)}</span>}
      </summary>
      <p class="soft">
        {w.present}
        {w.colon}
        <span lang={OF_THE_HALL}>{minutes.present}</span>
      </p>
      <p class="said-text" lang={OF_THE_HALL}>
        {minutes.text}
      </p>
      {minutes.items.length > 0 && (
        <ol class="steps">
          {minutes.items.map(({ deputy, project, question, answer }, i) => (
            <li key={i}>
              <p>
                <strong>{w.asked(deputy?.name ?? null, project?.name ?? null)}</strong>
              </p>
              <p class="said-text" lang={OF_THE_HALL}>
                {question}
              </p>
              <p>
                <strong>{w.answered}</strong>
              </p>
              <p class="said-text" lang={OF_THE_HALL}>
                {answer}
              </p>
            </li>
          ))}
        </ol>
      )}
      {minutes.evidence.length > 0 && (
        <Shown cycleId={all.cycleId} files={all.files} evidence={minutes.evidence} label={w.evidence} />
      )}
    </details>
  )
}

function Promises({ sitting: { promises, cycleId } }: { readonly sitting: Sitting }) {
  const w = useSittingWords()
  if (promises.length === 0) return null
  return (
    <>
      <h4>{w.promises}</h4>
      <ul class="agenda">
        {promises.map(({ id, text, unit, owner, dueOn, state, overdue }) => (
          <li key={id}>
            <p class="said-text" lang={OF_THE_HALL}>
              {text}
            </p>
            <p class="line">
              <span lang={OF_THE_HALL}>{w.promise(unit, owner, dueOn)}</span>
              <strong class={overdue ? 'late' : ''}>{overdue ? w.overdue : w.promiseStates[state]}</strong>
            </p>
          </li>
        ))}
      </ul>
      <p>
        <a href={linkTo.undertakings(cycleId)}>{w.undertakings}</a>
      </p>
    </>
  )
}

/** What this person may do with it now; the likeliest first. */
function doingsOf({ role }: Me, { kind, state, lacksMinutes, mine }: Sitting): Doing[] {
  if (isOffice(role)) {
    switch (state) {
      case 'requested':
        return kind === 'appointment' ? ['arrange', 'decline'] : ['arrange']
      case 'arranged':
        return lacksMinutes ? ['minutes', 'arrange', 'cancel'] : ['arrange', 'cancel']
      case 'held':
        return ['minutes']
      case 'declined':
      case 'cancelled':
        return []
    }
  }
  return role === 'deputy' && mine && (state === 'requested' || state === 'arranged') ? ['cancel'] : []
}

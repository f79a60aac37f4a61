/** 促进会 and 约见, in the open: what was arranged, what was said there, and what was promised. */
import type { Sitting, SittingMinutes } from '../../inspect/sitting-model.ts'
import { Photos } from './inspection-photos.tsx'
import { Undertakings } from './inspection-undertakings.tsx'
import { useInspectionWords } from './inspection-words.ts'

export function Sittings({ cycleId, all }: { readonly cycleId: string; readonly all: readonly Sitting[] }) {
  const i = useInspectionWords()
  if (all.length === 0) return null
  const standing = all.filter(({ state }) => state === 'arranged' || state === 'held')
  const of = (kind: Sitting['kind']): number => standing.filter((each) => each.kind === kind).length
  const promises = all.flatMap((each) => each.promises).filter(({ state }) => state !== 'dropped')
  return (
    <details>
      <summary>
        {i.sittingsSum(
          of('progress'),
          of('appointment'),
          standing.filter(({ state }) => state === 'held').length,
        )}
        {promises.length > 0 &&
          i.promisesSum(
            promises.length,
            promises.filter(({ state }) => state === 'settled').length,
            promises.filter(({ overdue }) => overdue).length,
          )}
      </summary>
      <ol class="reports">
        {all.map((sitting) => (
          <li key={sitting.id}>
            <One sitting={sitting} cycleId={cycleId} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function One({ cycleId, sitting }: { readonly cycleId: string; readonly sitting: Sitting }) {
  const i = useInspectionWords()
  const { kind, subject, whom, askedBy, projects, questions, arrangement, reason } = sitting
  const { minutes, promises, lacksMinutes } = sitting
  return (
    <>
      <h4>
        {arrangement !== null && `${arrangement.day} ${arrangement.time} `}
        {i.kinds[kind]}
        {i.colon}
        <span lang="zh-CN">{subject}</span>
      </h4>
      {whom !== null && (
        <p>
          {i.appointment(askedBy?.name ?? '')}
          <span lang="zh-CN">{whom}</span>
        </p>
      )}
      {reason !== null && (
        <p class="differs-word">
          {i.cancelled}
          <span lang="zh-CN">{reason}</span>
        </p>
      )}
      {lacksMinutes && <p class="differs-word">{i.lacksMinutes}</p>}
      {arrangement !== null && <Told what={i.at} text={arrangement.place} />}
      {arrangement !== null && minutes === null && <Told what={i.comers} text={arrangement.comers} />}
      {projects.length > 0 && <Told what={i.agenda} text={projects.map(({ name }) => name).join('、')} />}
      {questions.length > 0 && (
        <>
          <p class="soft">{i.inAdvance}</p>
          <ol class="steps" lang="zh-CN">
            {questions.map((question, place) => (
              <li key={place}>{question}</li>
            ))}
          </ol>
        </>
      )}
      {minutes !== null && <Minutes minutes={minutes} />}
      {minutes !== null && (
        <Photos
          at={`/api/inspect/cycles/${cycleId}/files`}
          photos={minutes.evidence}
          label={i.picturesOf(subject)}
        />
      )}
      <Undertakings all={promises} level={5} />
    </>
  )
}

function Told({ what, text }: { readonly what: string; readonly text: string }) {
  const i = useInspectionWords()
  return (
    <p>
      <span class="soft">
        {what}
        {i.colon}
      </span>
      <span class="told-text" lang="zh-CN">
        {text}
      </span>
    </p>
  )
}

function Minutes({ minutes: { present, text, items, version } }: { readonly minutes: SittingMinutes }) {
  const i = useInspectionWords()
  return (
    <>
      <Told what={i.wasThere} text={present} />
      <h5>
        {i.minutes}
        {version > 1 && ` (${i.corrected(version - 1)})`}
      </h5>
      <p class="told-text" lang="zh-CN">
        {text}
      </p>
      {items.length > 0 && (
        <ol class="steps">
          {items.map(({ project, deputy, question, answer }, place) => (
            <li key={place}>
              <b>
                {i.entry.ask}
                {deputy !== null && ` ${deputy.name}`}
                {project !== null && ` (${project.name})`}
              </b>
              <p class="said" lang="zh-CN">
                {question}
              </p>
              <b>{i.entry.answer}</b>
              <p class="said" lang="zh-CN">
                {answer}
              </p>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** The minutes of a sitting as they come out of the printer, to be signed and filed. */
import { useCallback } from 'preact/hooks'
import type { Sitting } from '../../../inspect/sitting-model.ts'
import { body } from '../../shared/read.ts'
import { api } from '../api.ts'
import { PrintButton } from '../papers/print.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { linkTo } from '../route.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { useSittingWords } from './words.ts'
import { zh } from './strings.zh.ts'

export function MinutesPaper({
  cycleId,
  sittingId,
}: {
  readonly cycleId: string
  readonly sittingId: string
}) {
  const w = useSittingWords()
  const read = useCallback(
    () => body(api.inspect.cycles[':id'].sittings[':sittingId'].$get({ param: { id: cycleId, sittingId } })),
    [cycleId, sittingId],
  )
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={() => void refresh()} />
  const { sitting } = loaded.value
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{w.minutes}</Heading>
        <p>
          <a href={linkTo.sittings(cycleId)}>{w.back}</a>
        </p>
        {sitting.minutes === null ? (
          <Empty>{w.lacksMinutes}</Empty>
        ) : (
          <div class="papers-buttons">
            <PrintButton paper="minutes-paper">{w.print}</PrintButton>
          </div>
        )}
      </div>
      <Paper sitting={sitting} />
    </div>
  )
}

/** Official papers are in Chinese, whatever the page speaks. */
function Paper({ sitting }: { readonly sitting: Sitting }) {
  const me = useMe()
  const { minutes, arrangement, kind, subject, whom, askedBy, projects, promises } = sitting
  if (minutes === null || arrangement === null) return null
  const facts = [
    ['时间', `${arrangement.day} ${arrangement.time}`],
    ['地点', arrangement.place],
    ...(askedBy === null || whom === null
      ? []
      : [
          ['约见代表', askedBy.name],
          ['约见对象', whom],
        ]),
    ['到会人员', minutes.present],
    ...(projects.length === 0 ? [] : [['议题', projects.map(({ name }) => name).join('、')]]),
  ] as const
  return (
    <article class="paper minutes-paper" lang={OF_THE_HALL} aria-label={zh.minutes}>
      <h2>
        <span>{me.assembly.name}</span>
        <span>{`${zh.kinds[kind]}${zh.minutes}`}</span>
      </h2>
      <p>{subject}</p>
      <dl class="paper-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {minutes.text.split('\n').map((paragraph, i) => (
        <p key={i}>{paragraph}</p>
      ))}
      {minutes.items.length > 0 && (
        <ol>
          {minutes.items.map(({ deputy, project, question, answer }, i) => (
            <li key={i}>
              {zh.asked(deputy?.name ?? null, project?.name ?? null)}：{question}
              <br />
              {zh.answered}：{answer}
            </li>
          ))}
        </ol>
      )}
      {promises.length > 0 && (
        <table>
          <thead>
            <tr>
              {['承诺', '单位', '责任人', '期限'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {promises.map(({ id, text, unit, owner, dueOn }) => (
              <tr key={id}>
                <th scope="row">{text}</th>
                <td>{unit}</td>
                <td>{owner}</td>
                <td>{dueOn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div class="signatures">
        {['主持人', '记录人'].map((who) => (
          <p key={who}>
            {who}（签名）：
            <span class="signature" />
          </p>
        ))}
      </div>
      <p class="signing-date">年　　　月　　　日</p>
    </article>
  )
}

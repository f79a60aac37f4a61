/** 年度报告: the secretary's words beside figures that nobody can edit; the presidium issues what it sees. */
import { useCallback, useState } from 'preact/hooks'
import { filled, SECTION_NAMES, SECTIONS, type YearWords } from '../../../inspect/year-sections.ts'
import type { YearReport, YearReportDraft } from '../../../inspect/year-report-model.ts'
import { useAct } from '../../shared/act.ts'
import { body, codeOf } from '../../shared/read.ts'
import { SectionFigures } from '../../shared/year-figures.tsx'
import { api } from '../api.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Confirm } from '../parts/ask.tsx'
import { Area, useIssues } from '../parts/field.tsx'
import { FailedPage } from '../parts/failed-page.tsx'
import { useFresh } from '../parts/fresh.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading, Refused } from '../parts/states.tsx'
import { Kept, Newer } from '../reporting/kept.tsx'
import { useTyped, type Typed } from '../reporting/typed.ts'
import { useMe } from '../session.tsx'
import { OF_THE_HALL } from '../words.ts'
import { YearPaper } from './paper.tsx'
import { useYearReportWords } from './words.ts'

export function YearReportPage({ cycleId }: { readonly cycleId: string }) {
  const { failed } = useYearReportWords()
  const read = useCallback(
    () => body(api.inspect.cycles[':id'].report.$get({ param: { id: cycleId } })),
    [cycleId],
  )
  const [loaded, refresh] = useFresh(read)
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed')
    return <FailedPage heading={failed} error={loaded.error} onRetry={() => void refresh()} />
  const { draft } = loaded.value
  // Of another assembly only what was issued is read.
  if (draft === null) return <Loading />
  return <WithWords report={loaded.value} draft={draft} refresh={refresh} />
}

interface Props {
  readonly report: YearReport
  readonly draft: YearReportDraft
  readonly refresh: () => Promise<void>
}

function WithWords(props: Props) {
  const typed = useTyped<YearWords>(
    `year-report ${props.report.cycleId}`,
    props.draft.words,
    props.draft.version,
  )
  return typed === undefined ? <Loading /> : <Report {...props} typed={typed} />
}

function Report({ report, draft, refresh, typed }: Props & { readonly typed: Typed<YearWords> }) {
  const w = useYearReportWords()
  const me = useMe()
  const { year, issued, latest, assembly } = report
  const writes = me.role === 'secretary'
  // What was issued is shown as it was then, until somebody begins another version.
  const frozen = draft.issued && !(writes && typed.isTyped) ? latest : null
  const words = writes ? typed.value : draft.words
  const shown = Object.fromEntries(
    SECTIONS.map((section) => [section, filled(words[section], draft.named)]),
  ) as Record<(typeof SECTIONS)[number], string>
  return (
    <div class="papers">
      <div class="papers-bar">
        <Heading>{w.heading(year)}</Heading>
        <p>
          {draft.version === 0
            ? w.unsaved
            : draft.issued && latest !== null
              ? w.issuedNow(latest.version, dayOf(latest.issuedAt))
              : w.draft(draft.version)}
        </p>
        {issued.length > 0 && (
          <details class="aside">
            <summary>{w.earlier}</summary>
            <ul>
              {issued.map(({ version, issuedAt, digest }) => (
                <li key={version}>
                  {w.issuedOn(version, dayOf(issuedAt))}
                  <code class="digest-text">{digest}</code>
                </li>
              ))}
            </ul>
          </details>
        )}
        <div class="papers-buttons">
          <button type="button" class={writes ? '' : 'strong'} onClick={() => window.print()}>
            {w.print}
          </button>
        </div>
        {me.role === 'presidium' && <Issue report={report} draft={draft} refresh={refresh} />}
        {writes && <Edit report={report} draft={draft} refresh={refresh} typed={typed} />}
      </div>
      <YearPaper
        title={`${year}年民生实事项目人大代表票决制工作报告${frozen === null ? '（草案）' : ''}`}
        assembly={assembly}
        words={frozen?.words ?? shown}
        figures={frozen?.figures ?? draft.figures}
        foot={
          frozen === null
            ? '草案，未印发'
            : `第${frozen.version}版，${dayOf(frozen.issuedAt)}印发。摘要（SHA-256）：${frozen.digest}`
        }
      />
    </div>
  )
}

function Edit({ report, draft, refresh, typed }: Props & { readonly typed: Typed<YearWords> }) {
  const w = useYearReportWords()
  const [saved, setSaved] = useState<number>()
  const act = useAct(async () => {
    const param = { id: report.cycleId }
    const json = { words: typed.now(), from: typed.from }
    try {
      const { version } = await body(api.inspect.cycles[':id'].report.$put({ param, json }))
      await refresh()
      typed.drop()
      setSaved(version)
    } catch (error) {
      if (codeOf(error) === 'inspect.yearReportChanged') await refresh()
      throw error
    }
  })
  const issue = useIssues(act.error)
  const isNewer = typed.isTyped && typed.from !== draft.version && !act.busy
  return (
    <form
      class="year-words"
      onSubmit={(event) => {
        event.preventDefault()
        void act.run()
      }}
    >
      <h2>{w.edit}</h2>
      <p class="hint">{w.editHint}</p>
      <details class="aside">
        <summary>{w.names}</summary>
        <dl class="facts" lang={OF_THE_HALL}>
          {Object.entries(draft.named).map(([name, value]) => (
            <div key={name}>
              <dt>{`{${name}}`}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {SECTIONS.map((section) => (
        <div key={section} class="year-section">
          <div>
            <Area
              label={<span lang={OF_THE_HALL}>{SECTION_NAMES[section]}</span>}
              rows={6}
              lang={OF_THE_HALL}
              readOnly={act.busy}
              value={typed.value[section]}
              onValue={(text) => {
                setSaved(undefined)
                typed.change((all) => ({ ...all, [section]: text }))
              }}
              wrong={issue(`/words/${section}`)}
            />
            {typed.value[section] !== draft.proposed[section] && (
              <button
                type="button"
                class="quiet"
                aria-label={w.proposeOf(SECTION_NAMES[section])}
                onClick={() => typed.change((all) => ({ ...all, [section]: draft.proposed[section] }))}
              >
                {w.propose}
              </button>
            )}
          </div>
          <SectionFigures section={section} figures={draft.figures} />
        </div>
      ))}
      {isNewer && <Newer text={w.newer} goOn={w.goOn} onGoOn={() => typed.goOnFrom(draft.version)} />}
      <Refused error={act.error} />
      <ActButton submit busy={act.busy}>
        {w.save}
      </ActButton>
      <p role="status" class={saved === undefined ? 'only-heard' : 'did'}>
        {saved !== undefined && w.saved(saved)}
      </p>
      <Kept typed={typed} />
    </form>
  )
}

function Issue({ report: { cycleId }, draft, refresh }: Props) {
  const w = useYearReportWords()
  /** What was on the screen when it was asked, and nothing that came meanwhile. */
  const [seen, setSeen] = useState<Pick<YearReportDraft, 'version' | 'digest'>>()
  const nothing = draft.version === 0 || draft.issued
  return (
    <>
      <ActButton missing={nothing ? [w.issueMissing] : []} onAct={() => setSeen(draft)}>
        {w.issue}
      </ActButton>
      {seen !== undefined && (
        <Confirm
          heading={w.issue}
          doIt={w.issue}
          onLeave={() => setSeen(undefined)}
          onDo={async () => {
            const json = { version: seen.version, digest: seen.digest }
            const param = { id: cycleId }
            await body(api.inspect.cycles[':id'].report.issue.$post({ param, json })).finally(refresh)
          }}
        >
          <p>{w.issueText}</p>
        </Confirm>
      )}
    </>
  )
}

/** In China. */
function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
}

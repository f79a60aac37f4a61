/** 年度报告 as the presidium issued it: its words and figures, frozen; the last one first. */
import { useCallback, useState } from 'preact/hooks'
import type { IssuedYearReport, YearReport } from '../../inspect/year-report-model.ts'
import { SECTION_NAMES, SECTIONS } from '../../inspect/year-sections.ts'
import { dayOf } from '../../pay/periods.ts'
import { useLoad } from '../shared/load.ts'
import { SectionFigures } from '../shared/year-figures.tsx'
import { readIssued } from './inspection-service.ts'
import { useInspectionWords } from './inspection-words.ts'
import { Failed, Loading } from './states.tsx'

export function Reports({ report: { cycleId, year, latest, issued } }: { readonly report: YearReport }) {
  const i = useInspectionWords()
  if (latest === null) return null
  return (
    <>
      <details>
        <summary>{i.reportSum(year, latest.version, dayOf(latest.issuedAt))}</summary>
        <Issued report={latest} />
      </details>
      {issued
        .filter(({ version }) => version !== latest.version)
        .map(({ version, issuedAt }) => (
          <Earlier
            key={version}
            cycleId={cycleId}
            version={version}
            called={i.earlierReport(year, version, dayOf(issuedAt))}
          />
        ))}
    </>
  )
}

function Earlier({
  cycleId,
  version,
  called,
}: {
  readonly cycleId: string
  readonly version: number
  readonly called: string
}) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{called}</summary>
      {open && <Fetched cycleId={cycleId} version={version} />}
    </details>
  )
}

function Fetched({ cycleId, version }: { readonly cycleId: string; readonly version: number }) {
  const [loaded, retry] = useLoad(useCallback(() => readIssued(cycleId, version), [cycleId, version]))
  if (loaded.is === 'loading') return <Loading />
  if (loaded.is === 'failed') return <Failed error={loaded.error} onRetry={retry} />
  return <Issued report={loaded.value} />
}

function Issued({ report: { words, figures, digest } }: { readonly report: IssuedYearReport }) {
  const i = useInspectionWords()
  return (
    <div class="year-report">
      <p class="soft">
        {i.reportFrozen(figures.on)}
        <span class="code digest">{digest}</span>
      </p>
      {SECTIONS.map((section) => (
        <div key={section} lang="zh-CN">
          <h4>{SECTION_NAMES[section]}</h4>
          <p class="told-text">{words[section]}</p>
          <SectionFigures section={section} figures={figures} />
        </div>
      ))}
    </div>
  )
}

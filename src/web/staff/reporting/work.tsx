/** While a plan holds: progress, money, changes, completion. */
import { useState } from 'preact/hooks'
import type { Project } from '../../../pay/views.ts'
import { useMe } from '../session.tsx'
import { Change } from './change.tsx'
import { Completion } from './completion.tsx'
import { Money } from './money.tsx'
import { ReportForm } from './report-form.tsx'
import { useReportingWords } from './words.ts'

const TABS = ['report', 'money', 'change', 'completion'] as const
type Tab = (typeof TABS)[number]

interface WorkProps {
  readonly project: Project
  readonly onChanged: () => Promise<void>
}

export function Work(props: WorkProps) {
  const w = useReportingWords()
  const me = useMe()
  // The office comes to read; it writes only for a unit that reports on paper.
  const [tab, setTab] = useState(() => (me.role === 'department' ? begins(props.project) : undefined))
  return (
    <div class="reporting">
      <h2 class="only-heard">{w.work}</h2>
      <div class="row phases" role="group" aria-label={w.work}>
        {TABS.map((each) => (
          <button key={each} type="button" aria-pressed={each === tab} onClick={() => setTab(each)}>
            {w.tabs[each]}
          </button>
        ))}
      </div>
      {tab === 'report' && <ReportForm {...props} />}
      {tab === 'money' && <Money {...props} />}
      {tab === 'change' && <Change {...props} />}
      {tab === 'completion' && <Completion {...props} />}
    </div>
  )
}

/** What is to be done next stands open. */
function begins({ state, milestones, periods, on }: Project): Tab {
  const reportIsOpen = periods.some(({ reported, due }) => !reported && due < on)
  if (state === 'assessed') return 'completion'
  return milestones.every(({ percent }) => percent === 100) && !reportIsOpen ? 'completion' : 'report'
}

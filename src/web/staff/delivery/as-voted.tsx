/** What was voted, for ever, beside the plan that holds. */
import type { Project } from '../../../pay/views.ts'
import { sumFen } from '../../../pay/sums.ts'
import { AttachmentLinks } from '../../shared/attachments.tsx'
import { Part } from '../parts/part.tsx'
import { Table } from '../parts/table.tsx'
import { OF_THE_HALL } from '../words.ts'
import { Differences } from './differences.tsx'
import { useBoardWords, useDeliveryWords } from './words.ts'

interface Row {
  readonly name: string
  readonly voted: string
  readonly holds: string
  readonly changed: boolean
}

export function AsVoted({ project }: { readonly project: Project }) {
  const w = useBoardWords()
  const d = useDeliveryWords()
  const p = w.project
  const { plan, voted, planVersion, differences, cycleId } = project
  const { dossier, dossierDigest, approvals, deputies } = voted
  const changed = (field: string): boolean => differences.some((each) => each.field === field)
  const rows: readonly Row[] = [
    {
      name: d.fields.amount,
      voted: d.amount(dossier.budgetFen),
      holds: plan === null ? '' : d.amount(sumFen(plan.budget)),
      changed: changed('amount'),
    },
    {
      name: p.funding,
      voted: dossier.funding ?? '',
      holds:
        plan === null
          ? ''
          : plan.sources.map(({ name, fen }) => `${name} ${d.amount(fen)}`).join(w.semicolon),
      changed: false,
    },
    {
      name: d.fields.content,
      voted: dossier.content,
      holds: plan?.content ?? '',
      changed: changed('content'),
    },
    { name: d.fields.place, voted: dossier.place, holds: plan?.place ?? '', changed: changed('place') },
    {
      name: d.fields.unit,
      voted: dossier.responsibleUnit,
      holds: plan?.unit ?? '',
      changed: changed('unit'),
    },
    {
      name: d.fields.date,
      voted: days(dossier.startBy, dossier.finishBy),
      holds: plan === null ? '' : days(plan.startBy, plan.finishBy),
      changed: changed('date'),
    },
    { name: d.parts.person, voted: '', holds: plan?.person ?? '', changed: false },
    { name: d.parts.coUnits, voted: '', holds: plan?.coUnits.join(w.comma) ?? '', changed: false },
  ]
  return (
    <Part
      id="as-voted"
      heading={p.votedHeading}
      gist={
        plan === null
          ? p.onlyVoted
          : differences.length === 0
            ? d.asVoted
            : p.differenceCount(differences.length)
      }
    >
      <p>{p.approvals(approvals, deputies)}</p>
      {plan !== null && differences.length > 0 && <Differences differences={differences} />}
      <Table
        caption={p.votedHeading}
        class="as-voted-table"
        rows={rows.filter(({ voted: before, holds }) => before !== '' || holds !== '')}
        keyOf={({ name }) => name}
        columns={[
          { name: p.field, head: true, cell: ({ name }) => name },
          { name: p.voted, lang: OF_THE_HALL, cell: ({ voted: before }) => before },
          {
            name: p.holds(planVersion),
            lang: OF_THE_HALL,
            cell: ({ holds, changed: other }) => (
              <>
                {holds}
                {other && (
                  <>
                    {' '}
                    <strong class="changed">{p.changed}</strong>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
      <AttachmentLinks
        label={p.attachments}
        at={`/api/order/cycles/${encodeURIComponent(cycleId)}/candidates/${encodeURIComponent(voted.candidateId)}/attachments`}
        attachments={dossier.attachments}
        files={[]}
      />
      <p class="hint">
        {p.digest}
        {w.colon}
        <span class="code">{dossierDigest}</span>
      </p>
    </Part>
  )
}

function days(startBy: string | undefined, finishBy: string): string {
  return startBy === undefined ? finishBy : `${startBy} – ${finishBy}`
}
